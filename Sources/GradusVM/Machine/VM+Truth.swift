/// Truth, length and hash of values of any type.
extension VM {
    @inline(__always)
    public func truth(_ value: Value) throws -> Bool {
        switch value.tag {
        case .bool, .int: return value.bits != 0
        case .none: return false
        case .float: return value.floatBits != 0
        default: return try truthOfObject(value)
        }
    }

    @inline(never)
    private func truthOfObject(_ value: Value) throws -> Bool {
        switch value.tag {
        case .string: return value.cast(StringObject.self).byteCount > 0
        case .list: return value.cast(ListObject.self).count > 0
        case .tuple: return value.cast(TupleObject.self).count > 0
        case .dictionary: return value.cast(DictionaryObject.self).count > 0
        case .set: return value.cast(SetObject.self).count > 0
        case .notImplemented, .ellipsis, .bigInt, .function, .nativeFunction, .type, .module: return true
        default: break
        }
        if typeOf(value).special(.bool).isNone { throw typeError("'NoneType' object is not callable") }
        if let result = try callSpecial(.bool, on: value) {
            guard result.tag == .bool else {
                throw typeError("__bool__ should return bool, returned \(typeName(result))")
            }
            return result.bits != 0
        }
        if let result = try callSpecial(.length, on: value) { return try lengthResult(result) != 0 }
        return true
    }

    public func length(_ value: Value) throws -> Int {
        switch value.tag {
        case .string: return value.cast(StringObject.self).count
        case .list: return value.cast(ListObject.self).count
        case .tuple: return value.cast(TupleObject.self).count
        case .dictionary: return value.cast(DictionaryObject.self).count
        case .set: return value.cast(SetObject.self).count
        default:
            guard let result = try callSpecial(.length, on: value) else {
                throw typeError("object of type '\(typeName(value))' has no len()")
            }
            return try lengthResult(result)
        }
    }

    private func lengthResult(_ result: Value) throws -> Int {
        let count = try index(result)
        if count < 0 { throw valueError("__len__() should return >= 0") }
        return count
    }

    @inline(__always)
    public func hash(_ value: Value) throws -> Int {
        if value.tag == .string { return value.cast(StringObject.self).hashValue64 }
        if value.tag == .int, value.intBits.magnitude < 1 << 60 {
            return value.intBits == -1 ? -2 : Int(value.intBits)
        }
        return try hashOfOther(value)
    }

    @inline(never)
    private func hashOfOther(_ value: Value) throws -> Int {
        if let hash = try BuiltinOperations.hash(self, value) { return hash }
        let function = typeOf(value).special(.hash)
        if function.isUnbound || function.isNone { throw typeError("unhashable type: '\(typeName(value))'") }
        if isStackLow { throw recursionError() }
        let result = try callSpecialFunction(function, on: value, [])
        switch unboxed(result).tag {
        case .int, .bool: return Int(truncatingIfNeeded: unboxed(result).intBits)
        case .bigInt: return Int(truncatingIfNeeded: result.cast(BigIntObject.self).value)
        default: throw typeError("__hash__ method should return an integer")
        }
    }
}
