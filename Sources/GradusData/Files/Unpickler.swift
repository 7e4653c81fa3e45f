/// Reads pickles of protocols 0 (the opcodes that NumPy's files need) to 5 as data: nothing is imported and no code
/// runs. Memory is bounded by the size of the input; nesting does not recurse.
package struct Unpickler {
    private let bytes: [UInt8]
    private let path: String
    private var position = 0
    private var stack: [PickleValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]
    private let document = PickleDocument()

    package init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    /// The one pickle in the input.
    package static func load(_ bytes: [UInt8], path: String) throws -> PickleDocument {
        var reader = Unpickler(bytes, path: path)
        reader.document.root = try reader.run()
        return reader.document
    }

    private func damaged(_ detail: String) -> DataError {
        .lyingHeader(path: path, detail: "\(detail) at byte \(position) of the pickle")
    }

    // MARK: Input

    private mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw truncated(1) }
        defer { position += 1 }
        return bytes[position]
    }

    private func truncated(_ count: Int) -> DataError {
        .truncated(path: path, expected: position + count, actual: bytes.count)
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw truncated(max(0, min(count, 1 << 40))) }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Little-endian, unsigned.
    private mutating func unsigned(_ width: Int) throws -> Int {
        let value = try take(width).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard value <= UInt64(Int.max) else { throw damaged("a length beyond all bounds") }
        return Int(value)
    }

    private mutating func line() throws -> String {
        guard let end = bytes[position...].firstIndex(of: 10) else { throw truncated(bytes.count - position + 1) }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private func text(_ slice: ArraySlice<UInt8>) throws -> PickleValue {
        guard let text = String(validating: slice, as: UTF8.self) else { throw damaged("text that is not UTF-8") }
        return .text(text)
    }

    // MARK: Stack

    private mutating func pop() throws -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.popLast() else { throw damaged("an empty stack") }
        return value
    }

    private mutating func popMark() throws -> [PickleValue] {
        guard let mark = marks.popLast(), mark <= stack.count else { throw damaged("a missing mark") }
        let items = Array(stack[mark...])
        stack.removeSubrange(mark...)
        return items
    }

    private func remembered(_ key: Int) throws -> PickleValue {
        guard let value = memo[key] else { throw damaged("a reference to nothing") }
        return value
    }

    // MARK: Machine

    private mutating func run() throws -> PickleValue {
        while true {
            let opcode = try byte()
            if opcode == 0x2E {  // STOP
                return try pop()
            }
            guard try scalar(opcode) || container(opcode) || reference(opcode) else {
                throw damaged("an opcode 0x\(hexadecimalDigits(opcode)) that is not supported")
            }
        }
    }

    /// Opcodes that push a plain value.
    private mutating func scalar(_ opcode: UInt8) throws -> Bool {
        switch opcode {
        case 0x4E: stack.append(.none)  // NONE
        case 0x88: stack.append(.bool(true))  // NEWTRUE
        case 0x89: stack.append(.bool(false))  // NEWFALSE
        case 0x4B: stack.append(.int(try unsigned(1)))  // BININT1
        case 0x4D: stack.append(.int(try unsigned(2)))  // BININT2
        case 0x4A: stack.append(.int(Int(Int32(truncatingIfNeeded: try unsigned(4)))))  // BININT
        case 0x8A: stack.append(try long(try unsigned(1)))  // LONG1
        case 0x8B: stack.append(try long(try unsigned(4)))  // LONG4
        case 0x49: try integerLine()  // INT
        case 0x4C: try integerLine()  // LONG
        case 0x47:  // BINFLOAT, big-endian
            let bits = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            stack.append(.real(Double(bitPattern: bits)))
        case 0x46:  // FLOAT
            guard let value = Double(try line()) else { throw damaged("a number that is none") }
            stack.append(.real(value))
        case 0x58: stack.append(try text(take(try unsigned(4))))  // BINUNICODE
        case 0x8C: stack.append(try text(take(try unsigned(1))))  // SHORT_BINUNICODE
        case 0x8D: stack.append(try text(take(try unsigned(8))))  // BINUNICODE8
        case 0x42, 0x54: stack.append(.bytes(Array(try take(try unsigned(4)))))  // BINBYTES, BINSTRING
        case 0x43, 0x55: stack.append(.bytes(Array(try take(try unsigned(1)))))  // SHORT_BINBYTES, SHORT_BINSTRING
        case 0x8E, 0x96: stack.append(.bytes(Array(try take(try unsigned(8)))))  // BINBYTES8, BYTEARRAY8
        default: return false
        }
        return true
    }

    private mutating func integerLine() throws {
        let digits = try line()
        // Protocol 0 writes booleans as 00 and 01.
        if digits == "00" || digits == "01" {
            stack.append(.bool(digits == "01"))
            return
        }
        guard let value = Int(digits.hasSuffix("L") ? String(digits.dropLast()) : digits) else {
            throw damaged("an integer of more than 64 bits")
        }
        stack.append(.int(value))
    }

    private mutating func long(_ count: Int) throws -> PickleValue {
        let digits = try take(count)
        guard count <= 8 else { throw damaged("an integer of more than 64 bits") }
        var value: UInt64 = (digits.last ?? 0) >= 128 ? UInt64.max : 0
        for digit in digits.reversed() { value = value << 8 | UInt64(digit) }
        return .int(Int(truncatingIfNeeded: value))
    }

    /// Opcodes that build containers.
    private mutating func container(_ opcode: UInt8) throws -> Bool {
        switch opcode {
        case 0x28: marks.append(stack.count)  // MARK
        case 0x29: stack.append(.tuple(document.container()))  // EMPTY_TUPLE
        case 0x5D: stack.append(.list(document.container()))  // EMPTY_LIST
        case 0x7D: stack.append(.dictionary(document.container()))  // EMPTY_DICT
        case 0x8F: stack.append(.list(document.container()))  // EMPTY_SET
        case 0x74: stack.append(.tuple(document.container(try popMark())))  // TUPLE
        case 0x6C: stack.append(.list(document.container(try popMark())))  // LIST
        case 0x64:  // DICT
            let dictionary = document.container()
            let items = try popMark()
            try add(items, to: .dictionary(dictionary))
            stack.append(.dictionary(dictionary))
        case 0x85, 0x86, 0x87:  // TUPLE1, TUPLE2, TUPLE3
            var items: [PickleValue] = []
            for _ in 0x85...opcode { items.append(try pop()) }
            stack.append(.tuple(document.container(items.reversed())))
        case 0x61:  // APPEND
            let item = try pop()
            try append([item])
        case 0x65, 0x90:  // APPENDS, ADDITEMS
            let items = try popMark()
            try append(items)
        case 0x73:  // SETITEM
            let value = try pop()
            let key = try pop()
            try add([key, value], to: stack.last ?? .none)
        case 0x75:  // SETITEMS
            let items = try popMark()
            try add(items, to: stack.last ?? .none)
        case 0x30: _ = try pop()  // POP
        case 0x31: _ = try popMark()  // POP_MARK
        case 0x32:  // DUP
            guard let top = stack.last else { throw damaged("an empty stack") }
            stack.append(top)
        default: return false
        }
        return true
    }

    private func append(_ items: [PickleValue]) throws {
        guard case .list(let list) = stack.last else { throw damaged("items for something that is no list") }
        list.items += items
    }

    private func add(_ items: [PickleValue], to target: PickleValue) throws {
        guard items.count % 2 == 0 else { throw damaged("a key without value") }
        let dictionary: PickleContainer
        switch target {
        case .dictionary(let found): dictionary = found
        case .object(let object): dictionary = object
        default: throw damaged("entries for something that is no dictionary")
        }
        dictionary.items += items
    }

    /// Names, calls, the memo and frames.
    private mutating func reference(_ opcode: UInt8) throws -> Bool {
        switch opcode {
        case 0x80: _ = try byte()  // PROTO
        case 0x95: _ = try take(8)  // FRAME
        case 0x63:  // GLOBAL
            let module = try line()
            stack.append(.global(module: module, name: try line()))
        case 0x93:  // STACK_GLOBAL
            let name = try pop()
            let module = try pop()
            guard let module = module.string, let name = name.string else { throw damaged("a name that is no text") }
            stack.append(.global(module: module, name: name))
        case 0x52, 0x81:  // REDUCE, NEWOBJ
            let arguments = try pop()
            let callable = try pop()
            stack.append(.object(document.container([callable, arguments])))
        case 0x62:  // BUILD
            let state = try pop()
            guard case .object(let object) = stack.last else { throw damaged("a state for something plain") }
            object.state = state
        case 0x51: stack.append(.persistent(document.container([try pop()])))  // BINPERSID
        case 0x71: memo[try unsigned(1)] = stack.last  // BINPUT
        case 0x72: memo[try unsigned(4)] = stack.last  // LONG_BINPUT
        case 0x70: memo[try index()] = stack.last  // PUT
        case 0x94: memo[memo.count] = stack.last  // MEMOIZE
        case 0x68: stack.append(try remembered(try unsigned(1)))  // BINGET
        case 0x6A: stack.append(try remembered(try unsigned(4)))  // LONG_BINGET
        case 0x67: stack.append(try remembered(try index()))  // GET
        default: return false
        }
        return true
    }

    private mutating func index() throws -> Int {
        guard let value = Int(try line()), value >= 0 else { throw damaged("a bad memo index") }
        return value
    }
}
