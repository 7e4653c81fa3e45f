import GradusTensor

/// What went wrong in an array function: which exception it is, and NumPy's first line.
package struct NumPyError: Error, Sendable {
    package enum Kind: Sendable {
        case value, index, type, overflow, memory, notImplemented
        /// `numpy.exceptions.AxisError`
        case axis
        /// `UFuncTypeError`: no loop for the dtypes of the operands, or of the result.
        case functionType
        /// `numpy.linalg.LinAlgError`
        case linearAlgebra
    }

    package let kind: Kind
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// An axis that an array does not have.
    package static func axis(_ axis: Int, _ rank: Int) -> NumPyError {
        NumPyError(.axis, "axis \(axis) is out of bounds for array of dimension \(rank)")
    }

    /// Shapes that do not broadcast; the space at the end is NumPy's.
    package static func broadcast(_ shapes: [Dims]) -> NumPyError {
        NumPyError(
            .value,
            "operands could not be broadcast together with shapes " + shapes.map { tuple($0) + " " }.joined())
    }

    /// `(2,3)`: a shape as NumPy's messages write it.
    package static func tuple(_ shape: Dims) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ",") + ")"
    }
}
