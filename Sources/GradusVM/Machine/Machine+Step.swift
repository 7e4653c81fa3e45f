import GradusCompiler
import GradusSyntax

/// Whole instructions: what the loop in `Machine.swift` leaves to them. Their frame's `pc` already stands behind them.
extension VM {
    /// Runs the instruction at `pc`.
    @inline(never)
    func step(_ frame: UnsafeMutablePointer<Frame>, _ pc: UnsafeMutablePointer<Step>) -> StepOutcome {
        do {
            return try perform(frame, Fetched(place: pc))
        } catch {
            return handle(error)
        }
    }

    /// Looks for a handler of what an instruction threw.
    @inline(never)
    func handle(_ error: any Error) -> StepOutcome {
        if frameCount == 0 {
            pendingError = error
            return .failed
        }
        if let exception = error.thrownException { return unwind(exception, addsEntry: true) }
        return unwind(thrown(error).exception, addsEntry: true)
    }

    /// A call with positional arguments.
    @inline(never)
    func entered(
        _ window: UnsafeMutablePointer<Value>, callee result: UnsafeMutablePointer<Value>, count: Int
    ) -> StepOutcome {
        do {
            if try enterSlowly(window, callee: result, count: count) {
                if attention.pointee != 0 { try attend() }
            } else {
                settle(attention)
            }
            return .running
        } catch {
            return handle(error)
        }
    }

    /// The end of a frame that is more than a plain call.
    @inline(never)
    func left(_ frame: UnsafeMutablePointer<Frame>, returning value: Value) -> StepOutcome {
        do {
            return try leaveFrame(frame, returning: value) ? .returned : .running
        } catch {
            return handle(error)
        }
    }

    /// Looks up (`Attention`) between two instructions.
    @inline(never)
    func attended() -> StepOutcome {
        do {
            try attend()
            return .running
        } catch {
            return handle(error)
        }
    }

    /// `forIterate` and `forIterateWide`.
    @inline(never)
    func iterate(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction) -> StepOutcome {
        let registers = frame.pointee.base
        let target = i.op == .forIterate ? i.b : i.a &+ 1
        let iterator = registers[Int(i.a)]
        do {
            let item: Value
            if iterator.tag == .generator {
                if try pushGenerator(
                    iterator.cast(GeneratorObject.self), result: registers + Int(target), kind: .generator)
                {
                    return .running
                }
                item = .unbound
            } else {
                item = try nextOwned(iterator)
            }
            if item.isUnbound {
                drop(registers, i.a)
                frame.pointee.pc += i.op == .forIterate ? Int(Int16(bitPattern: i.c)) : i.wide
            } else {
                put(registers, target, item)
                if attention.pointee != 0 { try attend() }
            }
            return .running
        } catch {
            return handle(error)
        }
    }

    private func perform(_ frame: UnsafeMutablePointer<Frame>, _ i: Fetched) throws -> StepOutcome {
        let registers = frame.pointee.base
        switch i.op {
        case .nop, .move, .take, .loadConstant, .loadInt, .storeCell, .is, .isNot, .buildTuple, .buildList, .listAppend,
            .buildString, .call, .callMethod, .returnValue, .returnNone, .clear, .yieldValue:
            // The loop does all of these itself.
            break
        case .checkBound:
            if registers[Int(i.a)].isUnbound { throw unboundLocal(frame, Int(i.a)) }

        // MARK: Names
        case .loadGlobal:
            let name = frame.pointee.header.pointee.names[i.wide]
            put(registers, i.a, try loadGlobalSlowly(frame, name, i.cache))
        case .storeGlobal:
            var value = registers[Int(i.a)]
            if i.x & InstructionBit.consumesA != 0 {
                registers[Int(i.a)] = .unbound
            } else {
                value = value.retained()
            }
            storeGlobalSlowly(frame, frame.pointee.header.pointee.names[i.wide], value, i.cache)
            settle(attention)
        case .deleteGlobal:
            try deleteGlobal(frame, i.instruction)
            settle(attention)
        case .loadName:
            put(registers, i.a, try loadName(frame, i.instruction))
        case .storeName:
            try storeName(frame, i.instruction, registers)
            settle(attention)
        case .deleteName:
            try deleteName(frame, i.instruction)
            settle(attention)
        case .loadNameOrCell:
            put(registers, i.a, try loadNameOrCell(frame, i.instruction, registers))
        case .loadCell:
            throw unboundCell(frame, Int(i.b))
        case .deleteCell:
            let cell = registers[Int(i.a)].cast(CellObject.self)
            if cell.content.isUnbound { throw unboundCell(frame, Int(i.a)) }
            let old = cell.content
            cell.content = .unbound
            old.release()
            settle(attention)
        case .makeCell:
            let content = registers[Int(i.a)]
            registers[Int(i.a)] = Value(owning: CellObject(owning: content))
        case .deleteLocal:
            if registers[Int(i.a)].isUnbound { throw unboundLocal(frame, Int(i.a)) }
            drop(registers, i.a)
            settle(attention)

        // MARK: Attributes and items
        case .loadAttribute: try loadAttribute(frame, i)
        case .storeAttribute: try storeAttribute(frame, i)
        case .deleteAttribute:
            let name = frame.pointee.header.pointee.names[Int(i.c)].takeUnretainedValue()
            let mark = pool.count
            try deleteAttribute(registers[Int(i.a)], name)
            pool.drain(to: mark)
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            settle(attention)
        case .loadMethod:
            if !loadSlotMethod(registers, i.instruction, i.cache) {
                try loadMethodSlowly(
                    registers, i.instruction, frame.pointee.header.pointee.names[Int(i.c)], i.cache)
            }
        case .loadSuperMethod:
            try loadSuperMethod(registers, i.instruction, frame.pointee.header.pointee.names[Int(i.c)], i.cache)
        case .getItem:
            let mark = pool.count
            let value = pool.take(try getItem(registers[Int(i.b)], registers[Int(i.c)]), above: mark)
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
            put(registers, i.a, value)
        case .getItemInt:
            let mark = pool.count
            let object = registers[Int(i.b)]
            let place = Value(Int64(Int16(bitPattern: i.c)))
            var value = Value.unbound
            if object.tag == .dictionary || object.tag == .string { value = knownItem(object, place) }
            if value.isUnbound { value = pool.take(try getItem(object, place), above: mark) }
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            put(registers, i.a, value)
        case .setItemInt:
            let mark = pool.count
            try setItem(registers[Int(i.a)], Value(Int64(Int16(bitPattern: i.b))), registers[Int(i.c)])
            pool.drain(to: mark)
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
            settle(attention)
        case .setItem:
            let mark = pool.count
            try setItem(registers[Int(i.a)], registers[Int(i.b)], registers[Int(i.c)])
            pool.drain(to: mark)
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
            settle(attention)
        case .deleteItem:
            let mark = pool.count
            try deleteItem(registers[Int(i.a)], registers[Int(i.b)])
            pool.drain(to: mark)
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            settle(attention)
        case .buildSlice:
            let window = registers + Int(i.b)
            let slice = SliceObject.make(window[0], window[1], window[2])
            clear(window, 3)
            put(registers, i.a, slice)

        // MARK: Operators
        case .add: try binarySlowly(.add, registers, i.instruction)
        case .subtract: try binarySlowly(.subtract, registers, i.instruction)
        case .multiply: try binarySlowly(.multiply, registers, i.instruction)
        case .divide: try binarySlowly(.divide, registers, i.instruction)
        case .floorDivide: try binarySlowly(.floorDivide, registers, i.instruction)
        case .modulo: try binarySlowly(.modulo, registers, i.instruction)
        case .matrixMultiply: try binarySlowly(.matrixMultiply, registers, i.instruction)
        case .power: try binarySlowly(.power, registers, i.instruction)
        case .shiftLeft: try binarySlowly(.shiftLeft, registers, i.instruction)
        case .shiftRight: try binarySlowly(.shiftRight, registers, i.instruction)
        case .and: try binarySlowly(.and, registers, i.instruction)
        case .or: try binarySlowly(.or, registers, i.instruction)
        case .xor: try binarySlowly(.xor, registers, i.instruction)
        case .addInt: try addIntSlowly(registers, i.instruction)
        case .multiplyInt: try binaryIntSlowly(.multiply, registers, i.instruction)
        case .floorDivideInt: try binaryIntSlowly(.floorDivide, registers, i.instruction)
        case .moduloInt: try binaryIntSlowly(.modulo, registers, i.instruction)
        case .negate: try unarySlowly(.negate, registers, i.instruction)
        case .plus: try unarySlowly(.plus, registers, i.instruction)
        case .invert: try unarySlowly(.invert, registers, i.instruction)
        case .not:
            let isTrue = try truth(registers[Int(i.b)])
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            put(registers, i.a, Value(!isTrue))
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
            try compareSlowly(i.op.comparison, registers, i.instruction)
        case .in, .notIn:
            let mark = pool.count
            let isThere = try contains(registers[Int(i.c)], registers[Int(i.b)])
            pool.drain(to: mark)
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
            put(registers, i.a, Value(isThere == (i.op == .in)))

        // MARK: Jumps
        case .jump: frame.pointee.pc += i.wide
        case .jumpBack: try jump(frame, by: i.wide)
        case .jumpIfTrue, .jumpIfFalse:
            let isTrue = try truth(registers[Int(i.a)])
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            if isTrue == (i.op == .jumpIfTrue) { try jump(frame, by: i.wide) }
        case .jumpIfNone, .jumpIfNotNone:
            let isNone = registers[Int(i.a)].isNone
            if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
            if isNone == (i.op == .jumpIfNone) { try jump(frame, by: i.wide) }
        case .jumpEqual, .jumpNotEqual, .jumpLess, .jumpLessEqual, .jumpGreater, .jumpGreaterEqual:
            if try compareForJump(i.instruction, registers[Int(i.a)], registers[Int(i.b)], registers) {
                try jump(frame, by: Int(Int16(bitPattern: i.c)))
            }
        case .jumpEqualInt, .jumpNotEqualInt, .jumpLessInt, .jumpLessEqualInt, .jumpGreaterInt, .jumpGreaterEqualInt:
            let right = Value(Int64(Int16(bitPattern: i.b)))
            if try compareForJump(i.instruction, registers[Int(i.a)], right, registers) {
                try jump(frame, by: Int(Int16(bitPattern: i.c)))
            }

        // MARK: Iteration and unpacking
        case .getIterator:
            let mark = pool.count
            let iterator = pool.take(try iterator(of: registers[Int(i.b)]), above: mark)
            if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
            put(registers, i.a, iterator)
        case .forIterate, .forIterateWide:
            return iterate(frame, i.instruction)
        case .unpack: try unpack(registers, i.instruction)
        case .unpackStar: try unpackStar(registers, i.instruction)

        // MARK: Displays
        case .buildSet, .buildDictionary: try buildCollection(registers, i.instruction)
        case .listExtend, .setAdd, .setUpdate, .dictionaryInsert, .dictionaryMerge, .listToTuple:
            try extendCollection(registers, i.instruction)
        case .formatValue: try formatValue(registers, i.instruction)

        // MARK: Calls
        case .callKeywords, .callMethodKeywords:
            var window = registers + Int(i.a)
            let result = window
            var count = Int(i.b)
            if i.op == .callMethodKeywords {
                if window[1].isUnbound { window += 1 } else { count += 1 }
            }
            let names = frame.pointee.header.pointee.constants[Int(i.c)].cast(TupleObject.self)
            _ = try enter(window, callee: result, count: count, keywordNames: names)
        case .callUnpack:
            _ = try callUnpacked(registers + Int(i.a))

        // MARK: Functions and classes
        case .makeFunction:
            makeFunction(frame, registers, i.instruction)
            if i.x & 4 != 0 { try applyContract(registers, i.instruction) }
        case .loadBuildClass:
            put(registers, i.a, buildClassFunction.value.retained())
        case .storeAnnotation: try storeAnnotation(frame, registers, i.instruction)

        // MARK: Generators
        case .makeGenerator:
            let generator = GeneratorObject(
                code: frame.pointee.header.pointee.code.takeUnretainedValue(),
                globals: frame.pointee.globals.takeUnretainedValue(), window: registers, pc: frame.pointee.pc)
            return try leaveFrame(frame, returning: Value(owning: generator)) ? .returned : .running
        case .yieldFrom:
            if let value = try delegate(registers, i.instruction) {
                frame.pointee.pc -= 1
                return suspendGenerator(frame, yielding: value, count: Int(i.c)) ? .returned : .running
            }

        // MARK: Exceptions
        case .raise, .raiseFrom:
            return unwind(try raised(registers, i.instruction).exception, addsEntry: true)
        case .raiseCurrent:
            guard let current = handled.last else {
                throw error(.runtimeError, "No active exception to reraise")
            }
            return unwind(current, addsEntry: false)
        case .reraise:
            let exception = registers[Int(i.a)].cast(ExceptionObject.self)
            drop(registers, i.a)
            return unwind(exception, addsEntry: false)
        case .enterHandler:
            handled.append(registers[Int(i.a)].cast(ExceptionObject.self))
        case .leaveHandler:
            handled.removeLast()
        case .matchException: try matchException(registers, i.instruction)
        case .loadAssertionError:
            put(registers, i.a, Value(owning: ExceptionKind.assertionError.type))
        case .enterWith:
            try enterWith(registers, i.instruction)
        case .exitWith:
            let mark = pool.count
            _ = try call(registers[Int(i.a)], [.none, .none, .none])
            pool.drain(to: mark)
            drop(registers, i.a)
        case .exitWithException:
            try exitWithException(registers, i.instruction)

        // MARK: Imports
        case .importName, .importFrom, .importStar:
            try importInstruction(frame, registers, i.instruction)

        // MARK: Patterns
        case .matchSequence, .matchMapping, .length, .matchKeys, .matchRest, .matchClass:
            try matchInstruction(registers, i.instruction)
        }
        return .running
    }

    /// A jump backwards looks up first: an exception belongs to the line it starts from.
    private func jump(_ frame: UnsafeMutablePointer<Frame>, by distance: Int) throws {
        if distance < 0, attention.pointee != 0 { try attend() }
        frame.pointee.pc += distance
    }

    @inline(never)
    private func loadAttribute(_ frame: UnsafeMutablePointer<Frame>, _ i: Fetched) throws {
        let registers = frame.pointee.base
        let object = registers[Int(i.b)]
        let cache = i.cache
        if object.isObject {
            if let shape = object.layout.pointee.shape, object.layout.pointee.slots != nil,
                case let cache = InlineCache.entry(for: UInt(bitPattern: shape), in: cache),
                cache.pointee.key == UInt(bitPattern: shape),
                cache.pointee.version == shape.pointee.versionPlace.pointee,
                try pushCachedGetter(object, cache, result: registers + Int(i.a))
            {
                if i.x & InstructionBit.consumesB != 0, i.a != i.b { drop(registers, i.b) }
                return
            }
            if cache.pointee.slot == InlineCache.native,
                cache.pointee.key == UInt(bitPattern: object.layout.pointee.type),
                cache.pointee.version == object.layout.pointee.type.pointee.versionPlace.pointee
            {
                let value = try nativeAttribute(object, cache)
                if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                put(registers, i.a, value)
                return
            }
        }
        let name = frame.pointee.header.pointee.names[Int(i.c)]
        let value = try loadAttributeSlowly(object, name, cache)
        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
        put(registers, i.a, value)
    }

    @inline(never)
    private func storeAttribute(_ frame: UnsafeMutablePointer<Frame>, _ i: Fetched) throws {
        let registers = frame.pointee.base
        let object = registers[Int(i.a)]
        let value = registers[Int(i.b)]
        var isStored = false
        if object.isObject, let shape = object.layout.pointee.shape,
            case let cache = InlineCache.entry(for: UInt(bitPattern: shape), in: i.cache),
            cache.pointee.key == UInt(bitPattern: shape),
            cache.pointee.version == shape.pointee.versionPlace.pointee
        {
            isStored = addCachedSlot(object, value, cache)
        }
        if !isStored {
            let name = frame.pointee.header.pointee.names[Int(i.c)]
            try storeAttributeSlowly(object, name, value, i.cache)
        }
        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
        if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
        settle(attention)
    }

    /// `loadMethod` of a callable attribute of the instance itself (a sub-module).
    private func loadSlotMethod(
        _ registers: UnsafeMutablePointer<Value>, _ i: Instruction, _ cache: UnsafeMutablePointer<InlineCache>
    ) -> Bool {
        let object = registers[Int(i.b)]
        guard object.isObject, let shape = object.layout.pointee.shape, let slots = object.layout.pointee.slots,
            case let cache = InlineCache.entry(for: UInt(bitPattern: shape), in: cache),
            cache.pointee.key == UInt(bitPattern: shape),
            cache.pointee.version == shape.pointee.versionPlace.pointee, cache.pointee.shadowSlot < 0
        else { return false }
        let function = slots[cache.pointee.slot].retained()
        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
        put(registers, i.a, function)
        put(registers, i.a &+ 1, .unbound)
        return true
    }

    /// `loadMethod` of what a module or class holds.
    @inline(never)
    func loadHeldMethod(
        _ registers: UnsafeMutablePointer<Value>, _ i: Instruction, _ cache: UnsafeMutablePointer<InlineCache>
    ) -> Bool {
        let object = registers[Int(i.b)]
        let function = heldAttribute(object, cache)
        if function.isUnbound { return false }
        function.retain()
        // A class method gets the class as its receiver.
        var receiver = Value.unbound
        if object.tag == .type, cache.pointee.shadowSlot != 0 { receiver = object.retained() }
        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
        put(registers, i.a, function)
        put(registers, i.a &+ 1, receiver)
        return true
    }
}
