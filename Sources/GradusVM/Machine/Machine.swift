import GradusCompiler
import GradusSyntax

/// How a step of the machine ended.
enum StepOutcome {
    /// The topmost frame goes on at its `pc`.
    case running
    /// The frame that this run of the loop began with has returned.
    case returned
    /// An exception left that frame: `VM.pendingError`.
    case failed
}

extension VM {
    /// Puts an owned value into a register and releases what was there.
    @inline(__always)
    func put(_ registers: UnsafeMutablePointer<Value>, _ index: UInt16, _ value: Value) {
        let place = registers + Int(index)
        let old = place.pointee
        place.pointee = value
        old.release()
    }

    /// Empties a temporary.
    @inline(__always)
    func drop(_ registers: UnsafeMutablePointer<Value>, _ index: UInt16) {
        let place = registers + Int(index)
        let old = place.pointee
        place.pointee = .unbound
        old.release()
    }

    /// Lets objects that an instruction set free say their last words (`__del__`, `finally` of generators), and tells who
    /// referred to them weakly.
    @inline(__always)
    func settle(_ attention: UnsafeMutablePointer<UInt32>) {
        if attention.pointee & (Attention.finalization | Attention.callbacks) != 0 { settleNow() }
    }

    @inline(never)
    private func settleNow() {
        if Attention.flag.pointee & Attention.finalization != 0 { runFinalizers() }
        if Attention.flag.pointee & Attention.callbacks != 0 {
            Attention.flag.pointee &= ~Attention.callbacks
            WeakReferences.runCallbacks(self)
        }
    }

    /// The end of a comparison of numbers that jumps; they may stay in their registers. False where a jump backwards must
    /// look up first.
    @inline(__always)
    private func jump(
        _ i: Fetched, if holds: Bool, _ pc: inout UnsafeMutablePointer<Step>, _ attention: UnsafeMutablePointer<UInt32>
    ) -> Bool {
        if holds == (i.x & InstructionBit.sense != 0) {
            let distance = Int(Int16(bitPattern: i.c))
            if distance < 0, attention.pointee != 0 { return false }
            pc += distance + 1
        } else {
            pc += 1
        }
        return true
    }

    /// Runs the topmost frame, which is of kind `entry`, until it returns, and every frame it calls.
    /// With `raising`, the frame continues as if its current instruction had raised that exception.
    func run(raising: ExceptionObject? = nil) throws {
        let isRunning = raising.map { unwind($0, addsEntry: true) == .running } ?? true
        if isRunning, runFrames() { return }
        if let error = pendingError {
            pendingError = nil
            throw error
        }
    }

    /// The loop. It does itself what needs no call, so that the processor's registers hold its state; the rest of every
    /// instruction is `step`. False: an exception left the run (`pendingError`).
    private func runFrames() -> Bool {
        let attention = self.attention
        var frame = frames + (frameCount - 1)
        var registers = frame.pointee.base
        var pc = frame.pointee.pc
        while true {
            let i = Fetched(place: pc)
            var outcome: StepOutcome?
            // A case that falls out of the switch has changed nothing.
            switch i.op {
            // MARK: Moves
            case .move:
                put(registers, i.a, registers[Int(i.b)].retained())
                pc += 1
                continue
            case .take:
                let value = registers[Int(i.b)]
                registers[Int(i.b)] = .unbound
                put(registers, i.a, value)
                pc += 1
                continue
            case .loadConstant:
                put(registers, i.a, i.constant.retained())
                pc += 1
                continue
            case .clear:
                drop(registers, i.a)
                settle(attention)
                pc += 1
                continue
            case .loadInt:
                put(registers, i.a, Value(i.wide))
                pc += 1
                continue
            case .checkBound:
                if !registers[Int(i.a)].isUnbound {
                    pc += 1
                    continue
                }

            // MARK: Names
            case .loadGlobal:
                let cache = i.cache
                let globals = frame.pointee.globals.layout
                let place = cache.pointee.slot
                if place < globals.pointee.table.used,
                    globals.pointee.table.entries[place].key.bits == cache.pointee.nameBits
                {
                    put(registers, i.a, globals.pointee.table.entries[place].value.retained())
                    pc += 1
                    continue
                }
                let builtins = builtinNames
                if cache.pointee.key == 1,
                    cache.pointee.version
                        == UInt64(globals.pointee.table.version) << 32 | UInt64(builtins.pointee.table.version)
                {
                    let entry = builtins.pointee.table.entries + Int(cache.pointee.shadowSlot)
                    put(registers, i.a, entry.pointee.value.retained())
                    pc += 1
                    continue
                }
            case .storeGlobal:
                let cache = i.cache
                let globals = frame.pointee.globals.layout
                let place = cache.pointee.slot
                if place < globals.pointee.table.used,
                    globals.pointee.table.entries[place].key.bits == cache.pointee.nameBits
                {
                    let value = registers[Int(i.a)]
                    if i.x & InstructionBit.consumesA != 0 { registers[Int(i.a)] = .unbound } else { value.retain() }
                    let entry = globals.pointee.table.entries + place
                    let old = entry.pointee.value
                    entry.pointee.value = value
                    old.release()
                    settle(attention)
                    pc += 1
                    continue
                }
            case .loadCell:
                let content = registers[Int(i.b)].layout(CellLayout.self).pointee.content
                if !content.isUnbound {
                    put(registers, i.a, content.retained())
                    pc += 1
                    continue
                }
            case .storeCell:
                let value = registers[Int(i.b)]
                if i.x & InstructionBit.consumesB != 0 { registers[Int(i.b)] = .unbound } else { value.retain() }
                let cell = registers[Int(i.a)].layout(CellLayout.self)
                let old = cell.pointee.content
                cell.pointee.content = value
                old.release()
                settle(attention)
                pc += 1
                continue

            // MARK: Attributes and items
            case .loadAttribute:
                let object = registers[Int(i.b)]
                if object.isObject, let shape = object.layout.pointee.shape, let slots = object.layout.pointee.slots,
                    case let cache = InlineCache.entry(for: UInt(bitPattern: shape), in: i.cache),
                    cache.pointee.key == UInt(bitPattern: shape),
                    cache.pointee.version == shape.pointee.versionPlace.pointee, cache.pointee.slot >= 0
                {
                    let value = slots[cache.pointee.slot].retained()
                    if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                    put(registers, i.a, value)
                    pc += 1
                    continue
                }
                if object.tag == .module || object.tag == .type {
                    let held = heldAttribute(object, i.cache)
                    if !held.isUnbound {
                        held.retain()
                        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                        put(registers, i.a, held)
                        pc += 1
                        continue
                    }
                }
            case .storeAttribute:
                let object = registers[Int(i.a)]
                if object.isObject, let shape = object.layout.pointee.shape, let slots = object.layout.pointee.slots,
                    case let cache = InlineCache.entry(for: UInt(bitPattern: shape), in: i.cache),
                    cache.pointee.key == UInt(bitPattern: shape),
                    cache.pointee.version == shape.pointee.versionPlace.pointee, cache.pointee.slot >= 0
                {
                    let value = registers[Int(i.b)]
                    if i.x & InstructionBit.consumesB != 0 { registers[Int(i.b)] = .unbound } else { value.retain() }
                    let old = slots[cache.pointee.slot]
                    slots[cache.pointee.slot] = value
                    old.release()
                    if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                    settle(attention)
                    pc += 1
                    continue
                }
            case .loadMethod:
                let object = registers[Int(i.b)]
                if object.isObject {
                    let target = object.layout
                    let key = target.pointee.shape.map { UInt(bitPattern: $0) } ?? UInt(bitPattern: target.pointee.type)
                    let cache = InlineCache.entry(for: key, in: i.cache)
                    if cache.pointee.key == key,
                        cache.pointee.version == target.pointee.type.pointee.versionPlace.pointee,
                        cache.pointee.shadowSlot >= 0, cache.pointee.slot >= 0
                    {
                        let function = cache.pointee.value
                        if i.x & InstructionBit.consumesB != 0 {
                            registers[Int(i.b)] = .unbound
                        } else {
                            object.countReference()
                        }
                        put(registers, i.a, function.retained())
                        put(registers, i.a &+ 1, object)
                        pc += 1
                        continue
                    }
                    if loadHeldMethod(registers, i.instruction, i.cache) {
                        pc += 1
                        continue
                    }
                }
            case .loadSuperMethod:
                let cache = i.cache
                let receiver = registers[Int(i.b) + 1]
                if receiver.isObject, receiver.tag != .type,
                    cache.pointee.key == UInt(bitPattern: receiver.layout.pointee.type),
                    cache.pointee.version == receiver.layout.pointee.type.pointee.versionPlace.pointee,
                    cache.pointee.slot == Int(bitPattern: UInt(registers[Int(i.b)].bits))
                {
                    let function = cache.pointee.value.retained()
                    registers[Int(i.b) + 1] = .unbound
                    drop(registers, i.b)
                    put(registers, i.a, function)
                    put(registers, i.a &+ 1, receiver)
                    pc += 1
                    continue
                }
            case .getItem:
                let object = registers[Int(i.b)]
                let key = registers[Int(i.c)]
                if key.tag == .int, object.tag == .list || object.tag == .tuple {
                    // A list begins as a tuple does.
                    let list = object.layout(TupleLayout.self)
                    var place = Int(key.intBits)
                    if place < 0 { place &+= list.pointee.count }
                    if place >= 0, place < list.pointee.count {
                        let item = list.pointee.items[place].retained()
                        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                        put(registers, i.a, item)
                        pc += 1
                        continue
                    }
                } else if object.tag == .dictionary || object.tag == .string {
                    let found = knownItem(object, key)
                    if !found.isUnbound {
                        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                        if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
                        put(registers, i.a, found)
                        pc += 1
                        continue
                    }
                }
            case .getItemInt:
                let object = registers[Int(i.b)]
                if object.tag == .list || object.tag == .tuple {
                    let list = object.layout(TupleLayout.self)
                    var place = Int(Int16(bitPattern: i.c))
                    if place < 0 { place &+= list.pointee.count }
                    if place >= 0, place < list.pointee.count {
                        let item = list.pointee.items[place].retained()
                        if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                        put(registers, i.a, item)
                        pc += 1
                        continue
                    }
                }
            case .setItemInt:
                let object = registers[Int(i.a)]
                if object.tag == .list {
                    let list = object.layout(ListLayout.self)
                    var place = Int(Int16(bitPattern: i.b))
                    if place < 0 { place &+= list.pointee.count }
                    if place >= 0, place < list.pointee.count {
                        let value = registers[Int(i.c)]
                        if i.x & InstructionBit.consumesC != 0 {
                            registers[Int(i.c)] = .unbound
                        } else {
                            value.retain()
                        }
                        let old = list.pointee.items[place]
                        list.pointee.items[place] = value
                        old.release()
                        if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                        settle(attention)
                        pc += 1
                        continue
                    }
                }
            case .setItem:
                let object = registers[Int(i.a)]
                let key = registers[Int(i.b)]
                if object.tag == .list, key.tag == .int {
                    let list = object.layout(ListLayout.self)
                    var place = Int(key.intBits)
                    if place < 0 { place &+= list.pointee.count }
                    if place >= 0, place < list.pointee.count {
                        let value = registers[Int(i.c)]
                        if i.x & InstructionBit.consumesC != 0 {
                            registers[Int(i.c)] = .unbound
                        } else {
                            value.retain()
                        }
                        let old = list.pointee.items[place]
                        list.pointee.items[place] = value
                        old.release()
                        if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                        settle(attention)
                        pc += 1
                        continue
                    }
                } else if object.tag == .dictionary, storeKnownItem(object, key, registers[Int(i.c)]) {
                    if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                    if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                    if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
                    settle(attention)
                    pc += 1
                    continue
                }

            // MARK: Operators
            case .add:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    let (result, overflow) = left.intBits.addingReportingOverflow(right.intBits)
                    if !overflow {
                        put(registers, i.a, Value(result))
                        pc += 1
                        continue
                    }
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits + right.floatBits))
                    pc += 1
                    continue
                }
            case .subtract:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    let (result, overflow) = left.intBits.subtractingReportingOverflow(right.intBits)
                    if !overflow {
                        put(registers, i.a, Value(result))
                        pc += 1
                        continue
                    }
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits - right.floatBits))
                    pc += 1
                    continue
                }
            case .multiply:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    let (result, overflow) = left.intBits.multipliedReportingOverflow(by: right.intBits)
                    if !overflow {
                        put(registers, i.a, Value(result))
                        pc += 1
                        continue
                    }
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits * right.floatBits))
                    pc += 1
                    continue
                }
            case .divide:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .float, right.tag == .float, right.floatBits != 0 {
                    put(registers, i.a, Value(left.floatBits / right.floatBits))
                    pc += 1
                    continue
                } else if left.tag == .int, right.tag == .int, right.bits != 0,
                    left.intBits.magnitude < 1 << 53, right.intBits.magnitude < 1 << 53
                {
                    put(registers, i.a, Value(Double(left.intBits) / Double(right.intBits)))
                    pc += 1
                    continue
                }
            case .floorDivide:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int, right.intBits > 0 {
                    let (quotient, remainder) = left.intBits.quotientAndRemainder(dividingBy: right.intBits)
                    put(registers, i.a, Value(quotient &+ (remainder >> 63)))
                    pc += 1
                    continue
                }
            case .modulo:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int, right.intBits > 0 {
                    let remainder = left.intBits % right.intBits
                    put(registers, i.a, Value(remainder &+ (remainder >> 63 & right.intBits)))
                    pc += 1
                    continue
                }
            case .shiftRight:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int, right.intBits >= 0, right.intBits < 64 {
                    put(registers, i.a, Value(left.intBits &>> right.intBits))
                    pc += 1
                    continue
                }
            case .and:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits & right.intBits))
                    pc += 1
                    continue
                }
            case .or:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits | right.intBits))
                    pc += 1
                    continue
                }
            case .xor:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits ^ right.intBits))
                    pc += 1
                    continue
                }
            case .addInt:
                let left = registers[Int(i.b)]
                if left.tag == .int {
                    let (sum, overflow) = left.intBits.addingReportingOverflow(Int64(Int16(bitPattern: i.c)))
                    if !overflow {
                        put(registers, i.a, Value(sum))
                        pc += 1
                        continue
                    }
                }
                if left.tag == .float, i.x & InstructionBit.isSubtraction == 0 {
                    put(registers, i.a, Value(left.floatBits + Double(Int16(bitPattern: i.c))))
                    pc += 1
                    continue
                }
            case .multiplyInt:
                let left = registers[Int(i.b)]
                if left.tag == .int {
                    let (result, overflow) = left.intBits.multipliedReportingOverflow(by: Int64(Int16(bitPattern: i.c)))
                    if !overflow {
                        put(registers, i.a, Value(result))
                        pc += 1
                        continue
                    }
                } else if left.tag == .float {
                    put(registers, i.a, Value(left.floatBits * Double(Int16(bitPattern: i.c))))
                    pc += 1
                    continue
                }
            case .floorDivideInt:
                let left = registers[Int(i.b)]
                let right = Int64(Int16(bitPattern: i.c))
                if left.tag == .int, right > 0 {
                    let (quotient, remainder) = left.intBits.quotientAndRemainder(dividingBy: right)
                    put(registers, i.a, Value(quotient &+ (remainder >> 63)))
                    pc += 1
                    continue
                }
            case .moduloInt:
                let left = registers[Int(i.b)]
                let right = Int64(Int16(bitPattern: i.c))
                if left.tag == .int, right > 0 {
                    let remainder = left.intBits % right
                    put(registers, i.a, Value(remainder &+ (remainder >> 63 & right)))
                    pc += 1
                    continue
                }
            case .negate:
                let value = registers[Int(i.b)]
                if value.tag == .int, value.intBits != Int64.min {
                    put(registers, i.a, Value(0 &- value.intBits))
                    pc += 1
                    continue
                } else if value.tag == .float {
                    put(registers, i.a, Value(-value.floatBits))
                    pc += 1
                    continue
                }
            case .not:
                let value = registers[Int(i.b)]
                if value.tag == .bool {
                    put(registers, i.a, Value(value.bits == 0))
                    pc += 1
                    continue
                }
            case .equal:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits == right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits == right.floatBits))
                    pc += 1
                    continue
                }
            case .notEqual:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits != right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits != right.floatBits))
                    pc += 1
                    continue
                }
            case .less:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits < right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits < right.floatBits))
                    pc += 1
                    continue
                }
            case .lessEqual:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits <= right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits <= right.floatBits))
                    pc += 1
                    continue
                }
            case .greater:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits > right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits > right.floatBits))
                    pc += 1
                    continue
                }
            case .greaterEqual:
                let left = registers[Int(i.b)]
                let right = registers[Int(i.c)]
                if left.tag == .int, right.tag == .int {
                    put(registers, i.a, Value(left.intBits >= right.intBits))
                    pc += 1
                    continue
                } else if left.tag == .float, right.tag == .float {
                    put(registers, i.a, Value(left.floatBits >= right.floatBits))
                    pc += 1
                    continue
                }
            case .is, .isNot:
                let isSame = registers[Int(i.b)].isIdentical(to: registers[Int(i.c)])
                if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
                put(registers, i.a, Value(isSame == (i.op == .is)))
                pc += 1
                continue
            case .in, .notIn:
                let known = knownContains(registers[Int(i.c)], registers[Int(i.b)])
                if known >= 0 {
                    if i.x & InstructionBit.consumesB != 0 { drop(registers, i.b) }
                    if i.x & InstructionBit.consumesC != 0 { drop(registers, i.c) }
                    put(registers, i.a, Value((known != 0) == (i.op == .in)))
                    pc += 1
                    continue
                }

            // MARK: Jumps
            case .jump:
                pc += i.wide + 1
                continue
            case .jumpBack:
                if attention.pointee == 0 {
                    pc += i.wide + 1
                    continue
                }
            case .jumpIfTrue, .jumpIfFalse:
                let value = registers[Int(i.a)]
                let truth = value.tag == .bool || value.tag == .int ? value.bits != 0 ? 1 : 0 : knownTruth(value)
                if truth >= 0, i.wide >= 0 || attention.pointee == 0 {
                    if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                    if (truth != 0) == (i.op == .jumpIfTrue) { pc += i.wide }
                    pc += 1
                    continue
                }
            case .jumpIfNone, .jumpIfNotNone:
                if i.wide >= 0 || attention.pointee == 0 {
                    let isNone = registers[Int(i.a)].isNone
                    if i.x & InstructionBit.consumesA != 0 { drop(registers, i.a) }
                    if isNone == (i.op == .jumpIfNone) { pc += i.wide }
                    pc += 1
                    continue
                }
            case .jumpEqual:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits == right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits == right.floatBits, &pc, attention) { continue }
                }
            case .jumpNotEqual:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits != right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits != right.floatBits, &pc, attention) { continue }
                }
            case .jumpLess:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits < right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits < right.floatBits, &pc, attention) { continue }
                }
            case .jumpLessEqual:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits <= right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits <= right.floatBits, &pc, attention) { continue }
                }
            case .jumpGreater:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits > right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits > right.floatBits, &pc, attention) { continue }
                }
            case .jumpGreaterEqual:
                let left = registers[Int(i.a)]
                let right = registers[Int(i.b)]
                if left.tag == .int, right.tag == .int {
                    if jump(i, if: left.intBits >= right.intBits, &pc, attention) { continue }
                } else if left.tag == .float, right.tag == .float {
                    if jump(i, if: left.floatBits >= right.floatBits, &pc, attention) { continue }
                }
            case .jumpEqualInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits == Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }
            case .jumpNotEqualInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits != Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }
            case .jumpLessInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits < Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }
            case .jumpLessEqualInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits <= Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }
            case .jumpGreaterInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits > Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }
            case .jumpGreaterEqualInt:
                let left = registers[Int(i.a)]
                if left.tag == .int,
                    jump(i, if: left.intBits >= Int64(Int16(bitPattern: i.b)), &pc, attention)
                {
                    continue
                }

            // MARK: Iteration and unpacking
            case .forIterate:
                let iterator = registers[Int(i.a)]
                switch iterator.tag {
                case .rangeIterator:
                    let range = iterator.layout(RangeIteratorLayout.self)
                    if range.pointee.remaining > 0, attention.pointee == 0 {
                        let item = range.pointee.current
                        range.pointee.current = item &+ range.pointee.step
                        range.pointee.remaining &-= 1
                        put(registers, i.b, Value(item))
                        pc += 1
                        continue
                    }
                case .listIterator:
                    let state = iterator.layout(ListIteratorLayout.self)
                    if let list = state.pointee.list, state.pointee.position < list.pointee.count,
                        attention.pointee == 0
                    {
                        let item = list.pointee.items[state.pointee.position].retained()
                        state.pointee.position &+= 1
                        put(registers, i.b, item)
                        pc += 1
                        continue
                    }
                case .generator:
                    let generator = iterator.layout(GeneratorLayout.self)
                    if canResume(generator) {
                        frame.pointee.pc = pc + 1
                        frame = resumeQuickly(generator, result: registers + Int(i.b), above: frame)
                        registers = frame.pointee.base
                        pc = frame.pointee.pc
                        continue
                    }
                default: break
                }
                frame.pointee.pc = pc + 1
                outcome = iterate(frame, i.instruction)
            case .unpack:
                let source = registers[Int(i.b)]
                if source.tag == .tuple, source.layout(TupleLayout.self).pointee.count == Int(i.c),
                    i.x & InstructionBit.consumesB != 0
                {
                    registers[Int(i.b)] = .unbound
                    let items = source.layout(TupleLayout.self).pointee.items
                    var index = 0
                    while index < Int(i.c) {
                        put(registers, i.a &+ UInt16(truncatingIfNeeded: index), items[index].retained())
                        index &+= 1
                    }
                    source.release()
                    pc += 1
                    continue
                }

            // MARK: Displays
            case .buildTuple:
                let window = registers + Int(i.b)
                let count = Int(i.c)
                let tuple = Recycler.tuple(count: count)
                let items = tuple.layout(TupleLayout.self).pointee.items
                var index = 0
                while index < count {
                    items[index] = window[index]
                    window[index] = .unbound
                    index &+= 1
                }
                put(registers, i.a, tuple)
                pc += 1
                continue
            case .buildList:
                let window = registers + Int(i.b)
                let count = Int(i.c)
                let list = Recycler.list(capacity: count)
                let layout = list.layout(ListLayout.self)
                var index = 0
                while index < count {
                    layout.pointee.items[index] = window[index]
                    window[index] = .unbound
                    index &+= 1
                }
                layout.pointee.count = count
                put(registers, i.a, list)
                pc += 1
                continue
            case .listAppend:
                let value = registers[Int(i.b)]
                registers[Int(i.b)] = .unbound
                appendOwned(value, to: registers[Int(i.a)])
                pc += 1
                continue

            // MARK: Calls
            case .call:
                let window = registers + Int(i.a)
                let callee = window.pointee
                frame.pointee.pc = pc + 1
                if callee.tag == .function, canPush(callee, window + 1, count: Int(i.b)) {
                    frame = pushQuickly(callee, base: window + 1, result: window, above: frame)
                    registers = window + 1
                    pc = frame.pointee.pc
                    if attention.pointee == 0 { continue }
                    outcome = attended()
                } else if callee.tag == .nativeFunction, callQuickly(window, window + 1, count: Int(i.b)) {
                    pc += 1
                    continue
                } else {
                    outcome = entered(window, callee: window, count: Int(i.b))
                }
            case .callMethod:
                let result = registers + Int(i.a)
                let callee = result.pointee
                // The receiver is the first argument; without one the arguments begin one register later.
                let hasReceiver = result[1].isUnbound ? 0 : 1
                let window = result + (1 - hasReceiver)
                let count = Int(i.b) + hasReceiver
                frame.pointee.pc = pc + 1
                if callee.tag == .function, canPush(callee, window + 1, count: count) {
                    frame = pushQuickly(callee, base: window + 1, result: result, above: frame)
                    registers = window + 1
                    pc = frame.pointee.pc
                    if attention.pointee == 0 { continue }
                    outcome = attended()
                } else if callee.tag == .nativeFunction, callQuickly(result, window + 1, count: count) {
                    pc += 1
                    continue
                } else {
                    outcome = entered(window, callee: result, count: count)
                }
            case .returnValue, .returnNone:
                var value = Value.none
                if i.op == .returnValue {
                    value = registers[Int(i.a)]
                    registers[Int(i.a)] = .unbound
                }
                releaseObjects(registers, count: Int(i.b))
                if frame.pointee.isPlainCall, handledCount == frame.pointee.handledBase {
                    frameCount &-= 1
                    stackTop = frame.pointee.savedTop
                    let place = frame.pointee.result
                    frame -= 1
                    registers = frame.pointee.base
                    pc = frame.pointee.pc
                    let old = place.pointee
                    place.pointee = value
                    old.release()
                    settle(attention)
                    continue
                }
                outcome = left(frame, returning: value)
                settle(attention)

            // MARK: Generators
            case .yieldValue:
                let value = registers[Int(i.b)]
                if i.x & InstructionBit.consumesB != 0 { registers[Int(i.b)] = .unbound } else { value.retain() }
                // What `yield` gives when nothing is sent.
                put(registers, i.a, .none)
                frame.pointee.pc = pc + 1
                if suspendGenerator(frame, yielding: value, count: Int(i.c)) { return true }
                frame -= 1
                registers = frame.pointee.base
                pc = frame.pointee.pc
                continue

            case .setAdd, .dictionaryInsert, .power:
                if stepKnown(registers, i.instruction) {
                    settle(attention)
                    pc += 1
                    continue
                }
            case .buildString:
                buildString(registers, i.instruction)
                pc += 1
                if attention.pointee & Attention.abandoned == 0 { continue }
                outcome = attended()

            // All others, by name: a `default` would cost a comparison for each instruction.
            case .nop, .deleteGlobal, .loadName, .storeName, .deleteName, .loadNameOrCell, .deleteCell, .makeCell,
                .deleteLocal, .deleteAttribute, .deleteItem, .buildSlice, .matrixMultiply, .shiftLeft, .plus,
                .invert, .getIterator, .forIterateWide, .unpackStar, .buildSet, .buildDictionary,
                .listExtend, .setUpdate, .listToTuple, .dictionaryMerge, .formatValue,
                .callKeywords, .callMethodKeywords, .callUnpack, .makeFunction, .loadBuildClass, .storeAnnotation,
                .makeGenerator, .yieldFrom, .raise, .raiseFrom, .raiseCurrent, .reraise, .enterHandler, .leaveHandler,
                .matchException, .loadAssertionError, .enterWith, .exitWith, .exitWithException, .importName,
                .importFrom, .importStar, .matchSequence, .matchMapping, .length, .matchKeys, .matchRest, .matchClass:
                break
            }
            if outcome == nil {
                frame.pointee.pc = pc + 1
                outcome = step(frame, pc)
            }
            switch outcome {
            case .returned: return true
            case .failed: return false
            default: break
            }
            frame = frames + (frameCount - 1)
            registers = frame.pointee.base
            pc = frame.pointee.pc
        }
    }
}

/// The instruction being run, whose fields are read where they are used: reading all of them first costs registers.
struct Fetched {
    let place: UnsafeMutablePointer<Step>

    var instruction: Instruction { @inline(__always) get { place.pointee.instruction } }
    var op: Opcode { @inline(__always) get { place.pointee.instruction.op } }
    var x: UInt8 { @inline(__always) get { place.pointee.instruction.x } }
    var a: UInt16 { @inline(__always) get { place.pointee.instruction.a } }
    var b: UInt16 { @inline(__always) get { place.pointee.instruction.b } }
    var c: UInt16 { @inline(__always) get { place.pointee.instruction.c } }
    var wide: Int { @inline(__always) get { place.pointee.instruction.wide } }
    var cache: UnsafeMutablePointer<InlineCache> {
        @inline(__always) get { place.pointee.operand.assumingMemoryBound(to: InlineCache.self) }
    }
    var constant: Value { @inline(__always) get { place.pointee.operand.assumingMemoryBound(to: Value.self).pointee } }
}
