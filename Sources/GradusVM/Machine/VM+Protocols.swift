import BigInt
import GradusCompiler
import GradusSyntax

/// What the language's operators, built-in functions and statements do with values of any type.
extension VM {
    // MARK: Truth, length, hash

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

    // MARK: Comparison

    /// `a == b` as dictionaries mean it: the same object, or equal.
    @inline(__always)
    public func isEqualKey(_ a: Value, _ b: Value) throws -> Bool {
        if a.isIdentical(to: b) { return true }
        if a.tag == .string, b.tag == .string {
            return a.cast(StringObject.self).isEqual(to: b.cast(StringObject.self))
        }
        return try isEqual(a, b)
    }

    public func isEqual(_ a: Value, _ b: Value) throws -> Bool {
        if a.tag == .string, b.tag == .string {
            return a.cast(StringObject.self).isEqual(to: b.cast(StringObject.self))
        }
        if a.tag == .int, b.tag == .int { return a.bits == b.bits }
        return try truth(try compare(.equal, a, b))
    }

    public func isLess(_ a: Value, _ b: Value) throws -> Bool {
        if a.tag == .int, b.tag == .int { return a.intBits < b.intBits }
        if a.tag == .float, b.tag == .float { return a.floatBits < b.floatBits }
        if a.tag == .tuple, b.tag == .tuple {
            if isStackLow { throw recursionError(.comparison) }
            // Entries of queues: the first items that differ decide.
            let (left, right) = (a.cast(TupleObject.self), b.cast(TupleObject.self))
            for index in 0..<min(left.count, right.count) {
                let (x, y) = (left[index], right[index])
                if x.isIdentical(to: y), x.tag != .float { continue }
                if try !isEqual(x, y) { return try isLess(x, y) }
            }
            return left.count < right.count
        }
        return try truth(try compare(.less, a, b))
    }

    /// A rich comparison (`is` and `in` included).
    public func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value {
        let method: Special
        let reflected: Special
        switch op {
        case .is: return Value(a.isIdentical(to: b))
        case .isNot: return Value(!a.isIdentical(to: b))
        case .in: return Value(try contains(b, a))
        case .notIn: return Value(!(try contains(b, a)))
        case .equal: (method, reflected) = (.equal, .equal)
        case .notEqual: (method, reflected) = (.notEqual, .notEqual)
        case .less: (method, reflected) = (.lessThan, .greaterThan)
        case .lessEqual: (method, reflected) = (.lessEqual, .greaterEqual)
        case .greater: (method, reflected) = (.greaterThan, .lessThan)
        case .greaterEqual: (method, reflected) = (.greaterEqual, .lessEqual)
        }
        let left = unboxed(a)
        let right = unboxed(b)
        if a.tag == .string, b.tag == .string,
            let result = TextOperations.compare(op, a.cast(StringObject.self), b.cast(StringObject.self))
        {
            return Value(result)
        }
        if a.tag != .object, b.tag != .object, let result = NumberOperations.compare(op, left, right) {
            return Value(result)
        }
        if let result = try BuiltinOperations.compare(self, op, a, b) { return result }
        if isExternalNumber(a) || isExternalNumber(b), let result = numberComparison?(self, op, a, b) { return result }
        if let result = try nested(.comparison, { try answerOfMethods(method, reflected, a, b) }) { return result }
        switch op {
        case .equal: return Value(a.isIdentical(to: b))
        case .notEqual: return Value(!a.isIdentical(to: b))
        default:
            throw typeError(
                "'\(op.rawValue)' not supported between instances of '\(typeName(a))' and '\(typeName(b))'")
        }
    }

    /// What the comparison methods of the two answer; nil where neither knows the other.
    private func answerOfMethods(_ method: Special, _ reflected: Special, _ a: Value, _ b: Value) throws -> Value? {
        let leftType = typeOf(a)
        let rightType = typeOf(b)
        if leftType.isScriptClass || rightType.isScriptClass {
            // The methods may take the operands out of the container that holds them.
            _ = pool.keep(a)
            _ = pool.keep(b)
        }
        var triedReflected = false
        if leftType !== rightType, rightType.isSubtype(of: leftType),
            let result = try callOperator(reflected, on: b, with: a)
        {
            triedReflected = true
            if result.tag != .notImplemented { return result }
        }
        if let result = try callOperator(method, on: a, with: b), result.tag != .notImplemented { return result }
        if !triedReflected, let result = try callOperator(reflected, on: b, with: a), result.tag != .notImplemented {
            return result
        }
        return nil
    }

    /// The method of an operator; None in its place says that there is none, and is called all the same.
    private func callOperator(_ method: Special, on object: Value, with other: Value) throws -> Value? {
        if typeOf(object).special(method).isNone { throw typeError("'NoneType' object is not callable") }
        return try callSpecial(method, on: object, with: other)
    }

    // MARK: Arithmetic

    /// `a op b`, or with `inPlace` what `a op= b` assigns.
    public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value, inPlace: Bool = false) throws -> Value {
        if let result = try NumberOperations.binary(self, op, a, b) { return result }
        if let result = try BuiltinOperations.binary(self, op, a, b, inPlace: inPlace) { return result }
        if isExternalNumber(a) || isExternalNumber(b), let result = numberArithmetic?(self, op, a, b) { return result }
        let methods = Self.operatorMethods(op)
        if inPlace {
            // A list has no number's `+`: what the other operand makes of it comes before joining.
            if op == .add, a.asList != nil,
                typeOf(a).special(.inPlaceAdd).isIdentical(to: Types.list.special(.inPlaceAdd)),
                let result = try callOperator(methods.reflected, on: b, with: a), result.tag != .notImplemented
            {
                return result
            }
            if let result = try callOperator(methods.inPlace, on: a, with: b), result.tag != .notImplemented {
                return result
            }
        }
        let leftType = typeOf(a)
        let rightType = typeOf(b)
        var triedReflected = false
        if leftType !== rightType, rightType.isSubtype(of: leftType) {
            let reflected = rightType.special(methods.reflected)
            if !reflected.isUnbound, !reflected.isIdentical(to: leftType.special(methods.reflected)) {
                triedReflected = true
                let result = try callSpecialFunction(reflected, on: b, with: a)
                if result.tag != .notImplemented { return result }
            }
        }
        if let result = try callOperator(methods.plain, on: a, with: b), result.tag != .notImplemented { return result }
        if leftType !== rightType, !triedReflected, let result = try callOperator(methods.reflected, on: b, with: a),
            result.tag != .notImplemented
        {
            return result
        }
        // Numbers that know no sequences (0-d tensors) say at last how often one is repeated.
        if op == .multiply {
            for (sequence, times) in [(a, b), (b, a)]
            where sequence.asString != nil || sequence.asList != nil || sequence.asTuple != nil
                || sequence.asBytes != nil
            {
                guard times.isObject, hasIndex(times) else { continue }
                return try binary(op, sequence, Value(try index(times)), inPlace: inPlace)
            }
        }
        // Sequences repeat and join by way of the same methods; what is left is a type error.
        throw unsupportedOperands(op, a, b, inPlace: inPlace)
    }

    private func unsupportedOperands(_ op: BinaryOperator, _ a: Value, _ b: Value, inPlace: Bool) -> Thrown {
        if op == .add, a.asString != nil {
            return typeError("can only concatenate str (not \"\(typeName(b))\") to str")
        }
        if op == .add, a.asList != nil {
            return typeError("can only concatenate list (not \"\(typeName(b))\") to list")
        }
        if op == .add, a.asTuple != nil {
            return typeError("can only concatenate tuple (not \"\(typeName(b))\") to tuple")
        }
        if op == .multiply {
            for (sequence, other) in [(a, b), (b, a)]
            where sequence.asString != nil || sequence.asList != nil || sequence.asTuple != nil
                || sequence.asBytes != nil
            {
                return typeError("can't multiply sequence by non-int of type '\(typeName(other))'")
            }
        }
        let symbol = op == .power ? (inPlace ? "**=" : "** or pow()") : op.rawValue + (inPlace ? "=" : "")
        var text = "unsupported operand type(s) for \(symbol): '\(typeName(a))' and '\(typeName(b))'"
        if op == .shiftRight, a.tag == .nativeFunction, a.cast(NativeFunctionObject.self).name == "print" {
            // What Python 2 wrote.
            text += ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        }
        return typeError(text)
    }

    static func operatorMethods(_ op: BinaryOperator) -> (plain: Special, reflected: Special, inPlace: Special) {
        switch op {
        case .add: return (.add, .reflectedAdd, .inPlaceAdd)
        case .subtract: return (.subtract, .reflectedSubtract, .inPlaceSubtract)
        case .multiply: return (.multiply, .reflectedMultiply, .inPlaceMultiply)
        case .matrixMultiply: return (.matrixMultiply, .reflectedMatrixMultiply, .inPlaceMatrixMultiply)
        case .divide: return (.divide, .reflectedDivide, .inPlaceDivide)
        case .floorDivide: return (.floorDivide, .reflectedFloorDivide, .inPlaceFloorDivide)
        case .modulo: return (.modulo, .reflectedModulo, .inPlaceModulo)
        case .power: return (.power, .reflectedPower, .inPlacePower)
        case .shiftLeft: return (.shiftLeft, .reflectedShiftLeft, .inPlaceShiftLeft)
        case .shiftRight: return (.shiftRight, .reflectedShiftRight, .inPlaceShiftRight)
        case .and: return (.and, .reflectedAnd, .inPlaceAnd)
        case .or: return (.or, .reflectedOr, .inPlaceOr)
        case .xor: return (.xor, .reflectedXor, .inPlaceXor)
        }
    }

    public func unary(_ op: UnaryOperator, _ a: Value) throws -> Value {
        let method: Special
        switch op {
        case .not: return Value(!(try truth(a)))
        case .negate:
            if a.tag == .int, a.intBits != Int64.min { return Value(-a.intBits) }
            if a.tag == .float { return Value(-a.floatBits) }
            method = .negate
        case .plus: method = .plus
        case .invert:
            if a.tag == .int { return Value(~a.intBits) }
            method = .invert
        }
        guard let result = try callSpecial(method, on: a) else {
            throw typeError("bad operand type for unary \(op.rawValue): '\(typeName(a))'")
        }
        return result
    }

    // MARK: Items

    public func getItem(_ object: Value, _ key: Value) throws -> Value {
        if key.tag == .int {
            if object.tag == .list {
                let list = object.cast(ListObject.self)
                let place = key.intBits < 0 ? Int(key.intBits) + list.count : Int(key.intBits)
                guard place >= 0, place < list.count else { throw indexError("list index out of range") }
                return pool.keep(list[place])
            }
            if object.tag == .tuple {
                let tuple = object.cast(TupleObject.self)
                let place = key.intBits < 0 ? Int(key.intBits) + tuple.count : Int(key.intBits)
                guard place >= 0, place < tuple.count else { throw indexError("tuple index out of range") }
                return tuple[place]
            }
        }
        if object.tag == .string { return try TextOperations.getItem(self, object.cast(StringObject.self), key) }
        if object.tag == .dictionary {
            guard let value = try object.cast(DictionaryObject.self).get(self, key) else { throw keyError(key) }
            return pool.keep(value)
        }
        if let result = try BuiltinOperations.item(self, object, key) { return result }
        if object.tag == .object, object.objectUnchecked.type.layout == .dictionary {
            // A class derived from dict that keeps its way of looking up.
            let type = object.objectUnchecked.type
            if type.special(.getItem).isIdentical(to: Types.dictionary.special(.getItem)) {
                if let value = try object.cast(DictionaryObject.self).get(self, key) { return pool.keep(value) }
                let missing = type.special(.missing)
                if missing.isUnbound { throw keyError(key) }
                return try callSpecialFunction(missing, on: object, with: key)
            }
        }
        if let result = try callSpecial(.getItem, on: object, with: key) { return result }
        if let type = object.asType {
            if let method = type.lookup(Special.classGetItem.interned) {
                return try call(try bind(method, to: nil, owner: type), [key])
            }
            if type === Types.type { return GenericAlias.make(self, origin: object, item: key) }
            throw typeError("type '\(type.displayName)' is not subscriptable")
        }
        throw typeError("'\(typeName(object))' object is not subscriptable")
    }

    public func setItem(_ object: Value, _ key: Value, _ value: Value) throws {
        if object.tag == .list, key.tag == .int {
            let list = object.cast(ListObject.self)
            let place = key.intBits < 0 ? Int(key.intBits) + list.count : Int(key.intBits)
            guard place >= 0, place < list.count else { throw indexError("list assignment index out of range") }
            list.set(place, value)
            return
        }
        if object.tag == .dictionary {
            try object.cast(DictionaryObject.self).set(self, key, value)
            return
        }
        if BuiltinOperations.setItem(object, key, value) { return }
        if object.tag == .object, object.objectUnchecked.type.layout == .dictionary,
            object.objectUnchecked.type.special(.setItem).isIdentical(to: Types.dictionary.special(.setItem))
        {
            try object.cast(DictionaryObject.self).set(self, key, value)
            return
        }
        guard try callSpecial(.setItem, on: object, with: key, value) != nil else {
            throw typeError("'\(typeName(object))' object does not support item assignment")
        }
    }

    public func deleteItem(_ object: Value, _ key: Value) throws {
        guard try callSpecial(.delItem, on: object, with: key) != nil else {
            // CPython words it by whether the type has the slots of a sequence.
            let type = typeOf(object)
            let isSequence =
                type.isScriptClass
                || [Types.string, Types.bytes, Types.tuple, Types.range, Types.set, Types.frozenSet].contains {
                    $0 === type
                }
            throw typeError(
                "'\(typeName(object))' object \(isSequence && hasIndex(key) ? "doesn't" : "does not") "
                    + "support item deletion")
        }
    }

    public func contains(_ container: Value, _ item: Value) throws -> Bool {
        switch container.tag {
        case .dictionary: return try container.cast(DictionaryObject.self).get(self, item) != nil
        case .set where item.tag != .set: return try container.cast(SetObject.self).contains(self, item)
        case .list:
            let list = container.cast(ListObject.self)
            var index = 0
            while index < list.count {
                if try isEqualKey(list[index], item) { return true }
                index += 1
            }
            return false
        case .string where item.tag == .string:
            let text = container.cast(StringObject.self).buffer
            return ByteSearch.find(item.cast(StringObject.self).buffer, in: text, to: text.count) != nil
        case .tuple:
            let tuple = container.cast(TupleObject.self)
            for index in 0..<tuple.count where try isEqualKey(tuple[index], item) { return true }
            return false
        default: break
        }
        let type = typeOf(container)
        if type.special(.contains).isNone { throw typeError("'\(typeName(container))' object is not a container") }
        if let result = try callSpecial(.contains, on: container, with: item) { return try truth(result) }
        let hasIterator = !type.special(.iterate).isUnbound
        guard hasIterator ? !type.special(.iterate).isNone : !type.special(.getItem).isUnbound else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        var isFound = false
        try iterate(container) { value in
            isFound = try isEqualKey(value, item)
            return !isFound
        }
        return isFound
    }

    // MARK: Iteration

    /// `iter(value)`
    public func iterator(of value: Value) throws -> Value {
        switch value.tag {
        case .list: return self.value(ListIterator(value.cast(ListObject.self)))
        case .range: return self.value(RangeIterator(value.cast(RangeObject.self)))
        case .string: return self.value(StringIterator(value.cast(StringObject.self)))
        case .tuple: return self.value(TupleIterator(value.cast(TupleObject.self)))
        case .iterator, .rangeIterator, .listIterator, .generator: return value
        default: break
        }
        let function = typeOf(value).special(.iterate)
        if !function.isUnbound, !function.isNone {
            let iterator = try callSpecialFunction(function, on: value, [])
            switch iterator.tag {
            case .iterator, .rangeIterator, .listIterator, .generator: return iterator
            default:
                guard !typeOf(iterator).special(.next).isUnbound else {
                    throw typeError("iter() returned non-iterator of type '\(typeName(iterator))'")
                }
                return iterator
            }
        }
        if function.isUnbound, !typeOf(value).special(.getItem).isUnbound { return self.value(SequenceIterator(value)) }
        throw typeError("'\(typeName(value))' object is not iterable")
    }

    /// The next item of an iterator, or nil at its end. Borrowed.
    public func next(_ iterator: Value) throws -> Value? {
        switch iterator.tag {
        case .iterator:
            // Iterators of iterators of iterators …
            if isStackLow { throw recursionError() }
            try checkInterrupt()
            return try iterator.cast(IteratorObject.self).next(self)
        case .rangeIterator, .listIterator: return try iterator.cast(IteratorObject.self).next(self)
        case .generator: return try resume(iterator.cast(GeneratorObject.self), sending: .none)
        default:
            do {
                guard let value = try callSpecial(.next, on: iterator) else {
                    throw typeError("'\(typeName(iterator))' object is not an iterator")
                }
                return value
            } catch let error where isException(error, .stopIteration) {
                return nil
            }
        }
    }

    /// Calls `body` with each item until it returns false. What `body` makes lives until its return.
    public func iterate(_ value: Value, _ body: (Value) throws -> Bool) throws {
        switch value.tag {
        case .list:
            let list = value.cast(ListObject.self)
            var index = 0
            while index < list.count {
                let mark = pool.count
                let item = pool.keep(list[index])
                if !(try body(item)) { return }
                pool.drain(to: mark)
                index += 1
                if index & 0xFFFF == 0 { try checkStop() }
            }
        case .tuple:
            let tuple = value.cast(TupleObject.self)
            for index in 0..<tuple.count {
                let mark = pool.count
                if !(try body(tuple[index])) { return }
                pool.drain(to: mark)
                if index & 0xFFFF == 0xFFFF { try checkStop() }
            }
        default:
            let iterator = try iterator(of: value)
            while true {
                let mark = pool.count
                let item = pool.adopt(try nextOwned(iterator))
                if item.isUnbound { return }
                if !(try body(item)) { return }
                pool.drain(to: mark)
                try checkInterrupt()
            }
        }
    }

    /// All items, kept by the pool.
    public func array(from value: Value) throws -> [Value] {
        switch value.tag {
        case .list: return value.cast(ListObject.self).values.map { pool.keep($0) }
        case .tuple: return value.cast(TupleObject.self).values
        default:
            if let range = value.asRange { try checkMemory(range.count) }
            var items: [Value] = []
            let iterator = try iterator(of: value)
            while let item = try next(iterator) {
                items.append(pool.keep(item))
                if items.count & 1023 == 0 {
                    try checkInterrupt()
                    // A growing array is twice as large for a moment.
                    try checkMemory(items.count * 3)
                }
            }
            return items
        }
    }

    // MARK: Text

    public func repr(_ value: Value) throws -> String { try reprObject(value).text }
    public func str(_ value: Value) throws -> String { try strObject(value).text }

    public func reprObject(_ value: Value) throws -> StringObject {
        if let text = NumberOperations.text(value) {
            // Callers may look into the buffer: the pool keeps it.
            _ = pool.adopt(Value(owning: text))
            return text
        }
        switch value.tag {
        case .string, .list, .tuple, .dictionary:
            let text = pool.adopt(try ReprWriter.owned(self, value))
            return text.cast(StringObject.self)
        default: break
        }
        guard let result = try nested(.representation, { try callSpecial(.representation, on: value) }) else {
            return StringObject("<object>")
        }
        guard let text = result.asString else {
            throw typeError("__repr__ returned non-string (type \(typeName(result)))")
        }
        return text
    }

    public func strObject(_ value: Value) throws -> StringObject {
        if value.tag == .string { return value.cast(StringObject.self) }
        if let text = NumberOperations.text(value) {
            // Callers may look into the buffer: the pool keeps it.
            _ = pool.adopt(Value(owning: text))
            return text
        }
        switch value.tag {
        case .list, .tuple, .dictionary:
            // An exact one has no `__str__` of its own.
            let text = pool.adopt(try ReprWriter.owned(self, value))
            return text.cast(StringObject.self)
        default: break
        }
        let function = typeOf(value).special(.string)
        if function.isUnbound { return try nested(.string) { try reprObject(value) } }
        let result = try nested(.string) { try callSpecialFunction(function, on: value, []) }
        guard let text = result.asString else {
            throw typeError("__str__ returned non-string (type \(typeName(result)))")
        }
        return text
    }

    /// `format(value, spec)`
    public func format(_ value: Value, spec: String) throws -> String {
        try formatObject(value, spec: string(spec)).text
    }

    func formatObject(_ value: Value, spec: Value) throws -> StringObject {
        if value.tag == .string, spec.asString?.byteCount == 0 { return value.cast(StringObject.self) }
        switch value.tag {
        case .string, .int, .bool, .float, .bigInt:
            if let spec = spec.asString, let text = try Formatting.format(self, value, spec).asString { return text }
        default: break
        }
        guard let result = try callSpecial(.format, on: value, [spec]) else { return try strObject(value) }
        guard let text = result.asString else {
            throw typeError("__format__ must return a str, not \(typeName(result))")
        }
        return text
    }

    // MARK: Numbers as arguments

    /// An argument that must be an integer that fits a machine word, by way of `__index__`.
    public func index(_ value: Value) throws -> Int {
        let plain = unboxed(value)
        switch plain.tag {
        case .int, .bool: return Int(plain.intBits)
        case .bigInt: throw error(.overflowError, "Python int too large to convert to C ssize_t")
        default:
            guard let result = try callSpecial(.index, on: value) else {
                throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
            }
            let number = unboxed(result)
            guard number.tag == .int || number.tag == .bool else {
                if number.tag == .bigInt { throw error(.overflowError, "Python int too large to convert to C ssize_t") }
                throw typeError("__index__ returned non-int (type \(typeName(result)))")
            }
            return Int(number.intBits)
        }
    }

    /// An argument that must be a real number.
    public func double(_ value: Value) throws -> Double {
        let plain = unboxed(value)
        switch plain.tag {
        case .float: return plain.floatBits
        case .int, .bool: return Double(plain.intBits)
        case .bigInt:
            let number = Double(plain.cast(BigIntObject.self).value)
            if number.isInfinite { throw error(.overflowError, "int too large to convert to float") }
            return number
        default:
            if let result = try callSpecial(.float, on: value) {
                let number = unboxed(result)
                guard number.tag == .float else {
                    throw typeError("\(typeName(value)).__float__ returned non-float (type \(typeName(result)))")
                }
                return number.floatBits
            }
            if let result = try callSpecial(.index, on: value) { return try double(result) }
            throw typeError("must be real number, not \(typeName(value))")
        }
    }

    public func bigInt(_ value: Value) throws -> BigInt {
        let plain = unboxed(value)
        switch plain.tag {
        case .int, .bool: return BigInt(plain.intBits)
        case .bigInt: return plain.cast(BigIntObject.self).value
        default:
            guard let result = try callSpecial(.index, on: value) else {
                throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
            }
            return try bigInt(result)
        }
    }

    /// The indices that a slice takes of a sequence of `count` items.
    public func sliceRange(_ slice: SliceObject, _ count: Int) throws -> (start: Int, stop: Int, step: Int, count: Int)
    {
        let (first, last, stride) = (slice.start.value, slice.stop.value, slice.step.value)
        if stride.isNone || stride.tag == .int && stride.intBits == 1, first.isNone || first.tag == .int,
            last.isNone || last.tag == .int
        {
            // The usual slices: ints and None, forwards.
            var start = first.isNone ? 0 : Int(first.intBits)
            if start < 0 { start = max(start &+ count, 0) }
            var stop = last.isNone ? count : Int(last.intBits)
            if stop < 0 { stop = max(stop &+ count, 0) }
            (start, stop) = (min(start, count), min(stop, count))
            return (start, stop, 1, max(stop - start, 0))
        }
        func bound(_ value: Value) throws -> Int? {
            if value.isNone { return nil }
            let plain = unboxed(value)
            if plain.tag == .bigInt { return plain.cast(BigIntObject.self).value.sign == .minus ? Int.min : Int.max }
            if plain.tag != .int, plain.tag != .bool, typeOf(value).special(.index).isUnbound {
                throw typeError("slice indices must be integers or None or have an __index__ method")
            }
            return try index(value)
        }
        let step = try bound(slice.step.value) ?? 1
        if step == 0 { throw valueError("slice step cannot be zero") }
        func clamp(_ value: Int) -> Int {
            let least = step < 0 ? -1 : 0
            let most = step < 0 ? count - 1 : count
            let shifted = value < 0 ? (value == Int.min ? value : value + count) : value
            return shifted < 0 ? least : min(shifted, most)
        }
        let start = try bound(slice.start.value).map(clamp) ?? (step < 0 ? count - 1 : 0)
        let stop = try bound(slice.stop.value).map(clamp) ?? (step < 0 ? -1 : count)
        let length: Int
        if step > 0 {
            length = start < stop ? (stop - start - 1) / step + 1 : 0
        } else {
            length = stop < start ? (start - stop - 1) / Int(clamping: step.magnitude) + 1 : 0
        }
        return (start, stop, step, length)
    }

    // MARK: Interrupts and guards

    /// Raises KeyboardInterrupt when the user asked for it. Long native loops call it.
    @inline(__always)
    public func checkInterrupt() throws {
        if Attention.flag.pointee != 0 { try attend() }
    }

    /// The same for loops over memory that other code of the language could change: nothing else happens in it.
    @inline(__always)
    package func checkStop() throws {
        if Attention.isInterrupted { try attend() }
    }

    /// Raises KeyboardInterrupt where a loop ended early, before its result is used.
    @inline(__always)
    func checkAbandoned() throws {
        if attention.pointee & Attention.abandoned != 0 { try attend() }
    }

    /// Runs `body` unless it is already running for this object (recursive containers).
    public func withReprGuard<Result>(_ object: Object, _ body: () throws -> Result) rethrows -> Result? {
        let identity = ObjectIdentifier(object)
        if reprInProgress.contains(identity) { return nil }
        reprInProgress.insert(identity)
        defer { reprInProgress.remove(identity) }
        return try body()
    }
}

/// Iteration by `__getitem__` with 0, 1, 2 … until IndexError.
final class SequenceIterator: IteratorObject {
    private var sequence: Strong
    private var position = 0
    private var isFinished = false
    nonisolated(unsafe) private static let iteratorType = IteratorTypes.make("iterator")

    init(_ sequence: Value) {
        self.sequence = Strong(sequence)
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        if isFinished { return nil }
        do {
            let value = try vm.getItem(sequence.value, Value(position))
            position += 1
            return value
        } catch let error where vm.isException(error, .indexError) || vm.isException(error, .stopIteration) {
            isFinished = true
            sequence = .none
            return nil
        }
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        isFinished ? .exhausted(vm) : .iterating(vm, sequence.value, state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        if !isFinished { position = try IteratorTypes.place(vm, state, in: 0...Int.max) }
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(sequence.value) }
}
