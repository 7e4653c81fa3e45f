@_exported import GradusKernelTypes

/// Entry points of all kernels: concrete functions over raw memory and sizes, for the widest instruction set of
/// this processor (see `InstructionSet`). Shapes must have been validated: nothing is checked here. Sizes may be 0.
package enum Kernels {
    /// Elements of one task of an elementwise kernel.
    static let elementGrain = 1 << 15

    /// Rows of one task of a kernel that works row by row.
    @inline(__always)
    static func rowGrain(_ width: Int) -> Int { Swift.max(1, elementGrain / Swift.max(width, 1)) }
}
