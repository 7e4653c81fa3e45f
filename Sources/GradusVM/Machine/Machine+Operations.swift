import GradusCompiler
import GradusSyntax

/// Slow paths of the loop: operators, displays, unpacking, with, exceptions, formatting.
extension VM {
    @inline(__always)
    private func consume(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) {
        if i.x & InstructionBit.consumesB != 0 { store(registers, Int(i.b), .unbound) }
        if i.x & InstructionBit.consumesC != 0 { store(registers, Int(i.c), .unbound) }
    }

    @inline(never)
    func binarySlowly(_ op: BinaryOperator, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        let inPlace = i.x & InstructionBit.inPlace != 0
        let left = registers[Int(i.b)]
        if op == .add, left.tag == .string, registers[Int(i.c)].tag == .string {
            let joined = TextOperations.concatenated(left, registers[Int(i.c)])
            if attention.pointee & Attention.abandoned != 0 {
                joined.release()
                try attend()
            }
            consume(registers, i)
            store(registers, Int(i.a), joined)
            return
        }
        let right = registers[Int(i.c)]
        var found: Value?
        if left.tag == .external || right.tag == .external, !inPlace {
            found = try externalArithmetic?(self, op, left, right)
        }
        let made = try found ?? binary(op, left, right, inPlace: inPlace)
        try checkAbandoned()
        let result = pool.take(made, above: mark)
        consume(registers, i)
        store(registers, Int(i.a), result)
    }

    @inline(never)
    func addIntSlowly(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let amount = Int64(Int16(bitPattern: i.c))
        let isSubtraction = i.x & InstructionBit.isSubtraction != 0
        let left = registers[Int(i.b)]
        if left.tag == .float {
            store(
                registers, Int(i.a),
                Value(isSubtraction ? left.floatBits - Double(-amount) : left.floatBits + Double(amount)))
            return
        }
        let mark = pool.count
        let result = pool.take(
            try binary(
                isSubtraction ? .subtract : .add, left, Value(isSubtraction ? -amount : amount),
                inPlace: i.x & InstructionBit.inPlace != 0), above: mark)
        if i.x & InstructionBit.consumesB != 0 { store(registers, Int(i.b), .unbound) }
        store(registers, Int(i.a), result)
    }

    @inline(never)
    func binaryIntSlowly(_ op: BinaryOperator, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        let right = Value(Int64(Int16(bitPattern: i.c)))
        let result = pool.take(
            try binary(op, registers[Int(i.b)], right, inPlace: i.x & InstructionBit.inPlace != 0), above: mark)
        if i.x & InstructionBit.consumesB != 0 { store(registers, Int(i.b), .unbound) }
        store(registers, Int(i.a), result)
    }

    func unarySlowly(_ op: UnaryOperator, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        let result = pool.take(try unary(op, registers[Int(i.b)]), above: mark)
        if i.x & InstructionBit.consumesB != 0 { store(registers, Int(i.b), .unbound) }
        store(registers, Int(i.a), result)
    }

    func compareSlowly(_ op: ComparisonOperator, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        let result = pool.take(try compare(op, registers[Int(i.b)], registers[Int(i.c)]), above: mark)
        consume(registers, i)
        store(registers, Int(i.a), result)
    }

    /// Compares for a jump: whether to jump. Consumes what the instruction says.
    @inline(never)
    func compareForJump(
        _ i: Instruction, _ left: Value, _ right: Value, _ registers: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        let holds = try compares(i.op.comparison, left, right)
        if i.x & InstructionBit.consumesA != 0 { store(registers, Int(i.a), .unbound) }
        if i.x & InstructionBit.consumesB != 0 { store(registers, Int(i.b), .unbound) }
        return holds == (i.x & InstructionBit.sense != 0)
    }

    @inline(__always)
    private func compares(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) throws -> Bool {
        if left.tag == .string, right.tag == .string, comparison == .equal || comparison == .notEqual {
            let isEqual = left.cast(StringObject.self).isEqual(to: right.cast(StringObject.self))
            return isEqual == (comparison == .equal)
        }
        let mark = pool.count
        defer { pool.drain(to: mark) }
        return try truth(try compare(comparison, left, right))
    }

    // MARK: Unpacking and displays

    func unpack(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let source = registers[Int(i.b)]
        let wanted = Int(i.c)
        if i.x & InstructionBit.consumesB != 0 { registers[Int(i.b)] = .unbound }
        defer { if i.x & InstructionBit.consumesB != 0 { source.release() } }
        if source.tag == .tuple || source.tag == .list {
            let items =
                source.tag == .tuple ? source.cast(TupleObject.self).buffer : source.cast(ListObject.self).buffer
            guard items.count == wanted else { throw unpackError(wanted, items.count) }
            for index in 0..<wanted { store(registers, Int(i.a) + index, items[index].retained()) }
            return
        }
        let mark = pool.count
        var count = 0
        let iterator: Value
        do {
            iterator = try self.iterator(of: source)
        } catch let error where isException(error, .typeError) && typeOf(source).special(.iterate).isUnbound {
            throw typeError("cannot unpack non-iterable \(typeName(source)) object")
        }
        while let item = try next(iterator) {
            if count == wanted { throw valueError("too many values to unpack (expected \(wanted))") }
            store(registers, Int(i.a) + count, item.retained())
            count += 1
        }
        pool.drain(to: mark)
        if count < wanted { throw unpackError(wanted, count) }
    }

    private func unpackError(_ wanted: Int, _ count: Int) -> Thrown {
        count > wanted
            ? valueError("too many values to unpack (expected \(wanted))")
            : valueError("not enough values to unpack (expected \(wanted), got \(count))")
    }

    func unpackStar(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let source = registers[Int(i.b)]
        registers[Int(i.b)] = .unbound
        defer { source.release() }
        let before = Int(i.c >> 8)
        let after = Int(i.c & 0xFF)
        let mark = pool.count
        let items: [Value]
        do {
            items = try array(from: source)
        } catch let error where isException(error, .typeError) && typeOf(source).special(.iterate).isUnbound {
            throw typeError("cannot unpack non-iterable \(typeName(source)) object")
        }
        guard items.count >= before + after else {
            throw valueError("not enough values to unpack (expected at least \(before + after), got \(items.count))")
        }
        for index in 0..<before { store(registers, Int(i.a) + index, items[index].retained()) }
        let middle = ListObject(items[before..<(items.count - after)])
        store(registers, Int(i.a) + before, Value(owning: middle))
        for index in 0..<after {
            store(registers, Int(i.a) + before + 1 + index, items[items.count - after + index].retained())
        }
        pool.drain(to: mark)
    }

    @inline(never)
    func buildString(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) {
        let window = registers + Int(i.b)
        let joined = TextOperations.join(window, Int(i.c))
        clear(window, Int(i.c))
        put(registers, i.a, joined)
    }

    func buildCollection(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let window = registers + Int(i.b)
        let count = Int(i.c)
        let mark = pool.count
        switch i.op {
        case .buildSet:
            let set = SetObject()
            for index in 0..<count { try set.insert(self, window[index]) }
            clear(window, count)
            store(registers, Int(i.a), Value(owning: set))
        case .buildDictionary:
            let holder = count <= 5 ? Recycler.dictionary() : Value(owning: DictionaryObject(capacity: count))
            let dictionary = holder.cast(DictionaryObject.self)
            do {
                for index in 0..<count { try dictionary.set(self, window[2 * index], window[2 * index + 1]) }
            } catch {
                holder.release()
                throw error
            }
            clear(window, 2 * count)
            store(registers, Int(i.a), holder)
        default: buildString(registers, i)
        }
        pool.drain(to: mark)
    }

    func extendCollection(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let target = registers[Int(i.a)]
        let mark = pool.count
        defer { pool.drain(to: mark) }
        switch i.op {
        case .listToTuple:
            let tuple = TupleObject(target.cast(ListObject.self).values)
            store(registers, Int(i.a), Value(owning: tuple))
            return
        case .dictionaryInsert:
            try target.cast(DictionaryObject.self).set(self, registers[Int(i.b)], registers[Int(i.c)])
            store(registers, Int(i.c), .unbound)
        case .dictionaryMerge:
            try merge(registers[Int(i.b)], into: target.cast(DictionaryObject.self), i, registers)
        case .setAdd:
            try target.cast(SetObject.self).insert(self, registers[Int(i.b)])
        case .setUpdate:
            let set = target.cast(SetObject.self)
            try iterate(registers[Int(i.b)]) { item in
                try set.insert(self, item)
                return true
            }
        default:
            let list = target.cast(ListObject.self)
            let source = registers[Int(i.b)]
            if source.tag == .tuple {
                list.append(contentsOf: source.cast(TupleObject.self).buffer)
            } else if source.tag == .list {
                list.append(contentsOf: source.cast(ListObject.self).buffer)
            } else {
                do {
                    try iterate(source) { item in
                        list.append(item)
                        return true
                    }
                } catch let error where isException(error, .typeError) && typeOf(source).special(.iterate).isUnbound {
                    let subject =
                        i.x & InstructionBit.sense != 0 ? callableName(registers[Int(i.c)]) + " argument" : "Value"
                    throw typeError("\(subject) after * must be an iterable, not \(typeName(source))")
                }
            }
        }
        store(registers, Int(i.b), .unbound)
    }

    private func merge(
        _ source: Value, into target: DictionaryObject, _ i: Instruction, _ registers: UnsafeMutablePointer<Value>
    ) throws {
        let isCall = i.x & InstructionBit.sense != 0
        func functionName() -> String { callableName(registers[Int(i.c)]) }
        func insert(_ key: Value, _ value: Value) throws {
            if isCall {
                guard let name = key.asString else { throw typeError("keywords must be strings") }
                if target.get(name) != nil {
                    throw typeError("\(functionName()) got multiple values for keyword argument '\(name.text)'")
                }
            }
            try target.set(self, key, value)
        }
        if let dictionary = source.asDictionary,
            source.tag == .dictionary
                || typeOf(source).special(.iterate).isIdentical(to: Types.dictionary.special(.iterate))
        {
            if dictionary.count == 0 { return }
            for entry in dictionary.entries { try insert(entry.key, entry.value) }
            return
        }
        guard let keys = try attributeIfPresent(source, "keys") else {
            throw isCall
                ? typeError("\(functionName()) argument after ** must be a mapping, not \(typeName(source))")
                : typeError("'\(typeName(source))' object is not a mapping")
        }
        try iterate(try call(keys)) { key in
            try insert(key, try getItem(source, key))
            return true
        }
    }

    func formatValue(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        var subject = registers[Int(i.b)]
        if i.c == 0xFFFF, i.x >> 4 & 3 < 2 {
            if subject.tag == .string {
                let text = subject.retained()
                store(registers, Int(i.b), .unbound)
                store(registers, Int(i.a), text)
                return
            }
            let text = NumberOperations.ownedText(subject)
            if !text.isUnbound {
                store(registers, Int(i.b), .unbound)
                store(registers, Int(i.a), text)
                return
            }
        }
        if i.c != 0xFFFF, i.x >> 4 & 3 == 0, let text = Formatting.plain(subject, registers[Int(i.c)]) {
            store(registers, Int(i.b), .unbound)
            store(registers, Int(i.c), .unbound)
            store(registers, Int(i.a), text)
            return
        }
        switch i.x >> 4 & 3 {
        case 1: subject = value(try strObject(subject))
        case 2: subject = value(try reprObject(subject))
        case 3: subject = value(TextOperations.ascii(try reprObject(subject)))
        default: break
        }
        let spec = i.c == 0xFFFF ? TextOperations.emptyValue : registers[Int(i.c)]
        let text = try formatObject(subject, spec: spec)
        let result = Value(owning: text)
        store(registers, Int(i.b), .unbound)
        if i.c != 0xFFFF { store(registers, Int(i.c), .unbound) }
        store(registers, Int(i.a), result)
        pool.drain(to: mark)
    }

    // MARK: with

    func enterWith(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let manager = registers[Int(i.b)]
        let mark = pool.count
        let enter = typeOf(manager).special(.enter)
        let exit = typeOf(manager).special(.exit)
        guard !enter.isUnbound else {
            throw typeError("'\(typeName(manager))' object does not support the context manager protocol")
        }
        guard !exit.isUnbound else {
            throw typeError(
                "'\(typeName(manager))' object does not support the context manager protocol (missed __exit__ method)")
        }
        let boundExit = try bind(exit, to: manager, owner: typeOf(manager)).retained()
        let result: Value
        do {
            result = pool.take(try callSpecialFunction(enter, on: manager, []), above: mark)
        } catch {
            boundExit.release()
            throw error
        }
        store(registers, Int(i.b), .unbound)
        store(registers, Int(i.a), boundExit)
        store(registers, Int(i.a) + 1, result)
    }

    func exitWithException(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let mark = pool.count
        let exception = registers[Int(i.b)]
        let result = try call(
            registers[Int(i.a)],
            [Value(borrowing: typeOf(exception)), exception, tracebackValue(exception.cast(ExceptionObject.self))])
        let isSuppressed = try truth(result)
        pool.drain(to: mark)
        store(registers, Int(i.a), .unbound)
        store(registers, Int(i.c), Value(isSuppressed))
    }

    // MARK: Exceptions

    func raised(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws -> Thrown {
        let mark = pool.count
        defer { pool.drain(to: mark) }
        let exception = try exceptionInstance(registers[Int(i.a)])
        if i.op == .raiseFrom {
            let cause = registers[Int(i.b)]
            if cause.isNone {
                exception.cause = nil
            } else {
                guard cause.asException != nil || isExceptionClass(cause) else {
                    throw typeError("exception causes must derive from BaseException")
                }
                exception.cause = try exceptionInstance(cause)
            }
            exception.suppressesContext = true
            store(registers, Int(i.b), .unbound)
        }
        // An exception that is raised again gets the context of where that happens.
        if let current = handled.last, current !== exception { setContext(of: exception, to: current) }
        store(registers, Int(i.a), .unbound)
        return Thrown(exception)
    }

    func isExceptionClass(_ value: Value) -> Bool { value.asType?.isSubtype(of: Types.baseException) ?? false }

    /// The exception that `raise value` raises.
    public func exceptionInstance(_ value: Value) throws -> ExceptionObject {
        if let exception = value.asException { return exception }
        if isExceptionClass(value) {
            let made = try call(value)
            guard let exception = made.asException else {
                throw typeError(
                    "calling \(try repr(value)) should have returned an instance of BaseException, not \(try repr(Value(borrowing: typeOf(made))))"
                )
            }
            return exception
        }
        throw typeError("exceptions must derive from BaseException")
    }

    func matchException(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let exception = registers[Int(i.b)]
        let wanted = registers[Int(i.c)]
        let type = typeOf(exception)
        if wanted.tag == .type, case let kind = wanted.cast(TypeObject.self), kind.layout == .exception {
            let matches = type.isSubtype(of: kind)
            store(registers, Int(i.c), .unbound)
            store(registers, Int(i.a), Value(matches))
            return
        }
        var matches = false
        let candidates = wanted.tag == .tuple ? wanted.cast(TupleObject.self).values : [wanted]
        for candidate in candidates {
            guard let kind = candidate.asType, kind.isSubtype(of: Types.baseException) else {
                throw typeError("catching classes that do not inherit from BaseException is not allowed")
            }
            if type.isSubtype(of: kind) { matches = true }
        }
        store(registers, Int(i.c), .unbound)
        store(registers, Int(i.a), Value(matches))
    }
}
