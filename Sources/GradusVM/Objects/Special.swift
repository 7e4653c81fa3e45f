/// The special methods that the machine itself calls. A type resolves each once and keeps the result in a table.
public enum Special: Int, CaseIterable, Sendable {
    case new, initialize, call, representation, string, format, hash, bool, bytes
    case getAttribute, getAttr, setAttr, delAttr, dir
    case length, lengthHint, getItem, setItem, delItem, missing, contains, iterate, next, reversed
    case enter, exit, get, set, delete, setName, initSubclass, classGetItem, instanceCheck, subclassCheck
    case lessThan, lessEqual, equal, notEqual, greaterThan, greaterEqual
    case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power, shiftLeft, shiftRight, and, or,
        xor
    case reflectedAdd, reflectedSubtract, reflectedMultiply, reflectedMatrixMultiply, reflectedDivide
    case reflectedFloorDivide, reflectedModulo, reflectedPower, reflectedShiftLeft, reflectedShiftRight
    case reflectedAnd, reflectedOr, reflectedXor
    case inPlaceAdd, inPlaceSubtract, inPlaceMultiply, inPlaceMatrixMultiply, inPlaceDivide
    case inPlaceFloorDivide, inPlaceModulo, inPlacePower, inPlaceShiftLeft, inPlaceShiftRight
    case inPlaceAnd, inPlaceOr, inPlaceXor
    case negate, plus, invert, absolute, index, int, float, round, floor, ceil, truncate, divmod, reflectedDivmod
    case delete_

    /// `__add__` …
    public var name: String { Self.names[rawValue] }

    private static let names: [String] = [
        "__new__", "__init__", "__call__", "__repr__", "__str__", "__format__", "__hash__", "__bool__", "__bytes__",
        "__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__dir__",
        "__len__", "__length_hint__", "__getitem__", "__setitem__", "__delitem__", "__missing__", "__contains__",
        "__iter__", "__next__", "__reversed__",
        "__enter__", "__exit__", "__get__", "__set__", "__delete__", "__set_name__", "__init_subclass__",
        "__class_getitem__", "__instancecheck__", "__subclasscheck__",
        "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
        "__add__", "__sub__", "__mul__", "__matmul__", "__truediv__", "__floordiv__", "__mod__", "__pow__",
        "__lshift__", "__rshift__", "__and__", "__or__", "__xor__",
        "__radd__", "__rsub__", "__rmul__", "__rmatmul__", "__rtruediv__", "__rfloordiv__", "__rmod__", "__rpow__",
        "__rlshift__", "__rrshift__", "__rand__", "__ror__", "__rxor__",
        "__iadd__", "__isub__", "__imul__", "__imatmul__", "__itruediv__", "__ifloordiv__", "__imod__", "__ipow__",
        "__ilshift__", "__irshift__", "__iand__", "__ior__", "__ixor__",
        "__neg__", "__pos__", "__invert__", "__abs__", "__index__", "__int__", "__float__", "__round__", "__floor__",
        "__ceil__", "__trunc__", "__divmod__", "__rdivmod__", "__del__",
    ]

    /// The interned name.
    public var interned: StringObject { Self.internedNames[rawValue] }
    nonisolated(unsafe) private static let internedNames: ContiguousArray<StringObject> = ContiguousArray(
        names.map { Interned.string($0) })
}
