@_exported import GradusKernelTypes

/// Entry points of all kernels: concrete functions over raw memory and sizes, for the widest instruction set of
/// this processor (see `InstructionSet`). Shapes must have been validated: nothing is checked here. Sizes may be 0.
package enum Kernels {}
