/// A tensor or a number.
public enum Operand {
    case tensor(Tensor)
    case number(Scalar)
}

extension Scalar {
    /// The product of two numbers, with Python's types.
    package func times(_ other: Scalar) throws -> Scalar {
        if isFloat || other.isFloat { return .double(double * other.double) }
        return .int(int &* other.int)
    }
}
