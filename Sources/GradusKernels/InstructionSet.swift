import CSIMD
import GradusKernelTypes
import GradusKernelsBaseline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
#if X86_VARIANTS
    import GradusKernelsV3
    import GradusKernelsV4
#endif

/// The variants of the kernels that this processor can run.
package enum InstructionSet {
    /// All usable tables, narrowest first. Tests compare each with the scalar twins.
    package static let available: [KernelTable] = {
        var tables = [GradusKernelsBaseline.kernelTable()]
        #if X86_VARIANTS
            let level = cpu_level()
            if level >= 3 { tables.append(GradusKernelsV3.kernelTable()) }
            if level >= 4 { tables.append(GradusKernelsV4.kernelTable()) }
        #endif
        return tables
    }()

    /// The widest variant, or the one that GRADUS_ISA (baseline, v3 or v4) names, if the processor has it.
    /// Tests set it; nothing else may while kernels run.
    package nonisolated(unsafe) static var current: KernelTable = {
        let widest = available[available.count - 1]
        guard let text = getenv("GRADUS_ISA") else { return widest }
        let name = String(cString: text)
        return available.first { $0.name == name } ?? widest
    }()
}

/// The table in use.
@inline(__always)
var active: KernelTable { InstructionSet.current }
