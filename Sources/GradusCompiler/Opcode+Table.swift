/// One operand of an instruction: what it names and where it stands.
package indirect enum OperandKind: Equatable, Sendable {
    /// Registers.
    case a, b, c
    /// Consecutive registers from `from` (after it, for a callee in `a`), as many as the other field says.
    case run(from: OperandKind, count: OperandKind)
    /// Numbers inside the instruction.
    case integerB, integerC, countB, countC, wideInteger
    /// Constants and names.
    case wideConstant, constantB, constantC, wideName, nameB, nameC
    /// Distances.
    case jumpWide, jumpC
    /// A register or 0xFFFF.
    case optionalC
    /// The whole of `x` is a number or a set of parts.
    case bits
}

/// Which bits of `x` an opcode reads.
package struct OpcodeBits: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let a = OpcodeBits(rawValue: 1)
    package static let b = OpcodeBits(rawValue: 2)
    package static let c = OpcodeBits(rawValue: 4)
    package static let inPlace = OpcodeBits(rawValue: 8)
    package static let sense = OpcodeBits(rawValue: 16)
}

/// What the listing and the documentation say about an opcode.
package struct OpcodeInformation: Sendable {
    package let operands: [OperandKind]
    package let bits: OpcodeBits
    package let meaning: String

    init(_ operands: [OperandKind], _ meaning: String) { self.init(operands, [], meaning) }

    init(_ operands: [OperandKind], _ bits: OpcodeBits, _ meaning: String) {
        self.operands = operands
        self.bits = bits
        self.meaning = meaning
    }

    func consumed(_ bit: UInt8) -> Bool {
        switch bit {
        case InstructionBit.consumesA: bits.contains(.a)
        case InstructionBit.consumesB: bits.contains(.b)
        case InstructionBit.consumesC: bits.contains(.c)
        default: false
        }
    }
}

extension Opcode {
    /// The row of this opcode in the table of instructions.
    package var information: OpcodeInformation {
        switch self {
        case .nop: .init([], "nothing")
        case .move: .init([.a, .b], "a = b")
        case .take: .init([.a, .b], "a = b, b becomes unbound")
        case .clear: .init([.a], "a becomes unbound")
        case .loadConstant: .init([.a, .wideConstant], "a = constant")
        case .loadInt: .init([.a, .wideInteger], "a = int")
        case .checkBound: .init([.a], "UnboundLocalError if a is unbound")
        case .loadGlobal: .init([.a, .wideName], "a = global or built-in name")
        case .storeGlobal: .init([.a, .wideName], [.a], "global name = a")
        case .deleteGlobal: .init([.wideName], "del global name")
        case .loadName: .init([.a, .wideName], "a = name of the class namespace, else global, else built-in")
        case .storeName: .init([.a, .wideName], [.a], "name of the class namespace = a")
        case .deleteName: .init([.wideName], "del name of the class namespace")
        case .loadNameOrCell: .init([.a, .b, .nameC], "a = name of the class namespace, else content of cell b")
        case .loadCell: .init([.a, .b], "a = content of cell b")
        case .storeCell: .init([.a, .b], [.b], "content of cell a = b")
        case .deleteCell: .init([.a], "cell a becomes empty")
        case .makeCell: .init([.a], "a = new cell with what a held")
        case .deleteLocal: .init([.a], "del a")
        case .loadAttribute: .init([.a, .b, .nameC], [.b], "a = b.name")
        case .storeAttribute: .init([.a, .b, .nameC], [.a, .b], "a.name = b")
        case .deleteAttribute: .init([.a, .nameC], [.a], "del a.name")
        case .loadMethod: .init([.a, .b, .nameC], [.b], "a, a+1 = b.name to be called")
        case .loadSuperMethod: .init([.a, .b, .nameC], "a, a+1 = super(b, b+1).name to be called")
        case .getItem: .init([.a, .b, .c], [.b, .c], "a = b[c]")
        case .getItemInt: .init([.a, .b, .integerC], [.b], "a = b[int]")
        case .setItemInt: .init([.a, .integerB, .c], [.a, .c], "a[int] = c")
        case .setItem: .init([.a, .b, .c], [.a, .b, .c], "a[b] = c")
        case .deleteItem: .init([.a, .b], [.a, .b], "del a[b]")
        case .buildSlice: .init([.a, .b], "a = slice(b, b+1, b+2)")
        case .add: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b + c")
        case .subtract: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b - c")
        case .multiply: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b * c")
        case .matrixMultiply: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b @ c")
        case .divide: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b / c")
        case .floorDivide: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b // c")
        case .modulo: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b % c")
        case .power: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b ** c")
        case .shiftLeft: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b << c")
        case .shiftRight: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b >> c")
        case .and: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b & c")
        case .or: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b | c")
        case .xor: .init([.a, .b, .c], [.b, .c, .inPlace], "a = b ^ c")
        case .addInt: .init([.a, .b, .integerC], [.b, .inPlace], "a = b + int")
        case .multiplyInt: .init([.a, .b, .integerC], [.b, .inPlace], "a = b * int")
        case .floorDivideInt: .init([.a, .b, .integerC], [.b, .inPlace], "a = b // int")
        case .moduloInt: .init([.a, .b, .integerC], [.b, .inPlace], "a = b % int")
        case .negate: .init([.a, .b], [.b], "a = -b")
        case .plus: .init([.a, .b], [.b], "a = +b")
        case .invert: .init([.a, .b], [.b], "a = ~b")
        case .not: .init([.a, .b], [.b], "a = not b")
        case .equal: .init([.a, .b, .c], [.b, .c], "a = b == c")
        case .notEqual: .init([.a, .b, .c], [.b, .c], "a = b != c")
        case .less: .init([.a, .b, .c], [.b, .c], "a = b < c")
        case .lessEqual: .init([.a, .b, .c], [.b, .c], "a = b <= c")
        case .greater: .init([.a, .b, .c], [.b, .c], "a = b > c")
        case .greaterEqual: .init([.a, .b, .c], [.b, .c], "a = b >= c")
        case .is: .init([.a, .b, .c], [.b, .c], "a = b is c")
        case .isNot: .init([.a, .b, .c], [.b, .c], "a = b is not c")
        case .in: .init([.a, .b, .c], [.b, .c], "a = b in c")
        case .notIn: .init([.a, .b, .c], [.b, .c], "a = b not in c")
        case .jump: .init([.jumpWide], "jump")
        case .jumpBack: .init([.jumpWide], "jump back, unless interrupted")
        case .jumpIfTrue: .init([.a, .jumpWide], [.a], "jump if a is true")
        case .jumpIfFalse: .init([.a, .jumpWide], [.a], "jump if a is false")
        case .jumpIfNone: .init([.a, .jumpWide], [.a], "jump if a is None")
        case .jumpIfNotNone: .init([.a, .jumpWide], [.a], "jump if a is not None")
        case .jumpEqual: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a == b) is the sense")
        case .jumpNotEqual: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a != b) is the sense")
        case .jumpLess: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a < b) is the sense")
        case .jumpLessEqual: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a <= b) is the sense")
        case .jumpGreater: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a > b) is the sense")
        case .jumpGreaterEqual: .init([.a, .b, .jumpC], [.a, .b, .sense], "jump if (a >= b) is the sense")
        case .jumpEqualInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a == int) is the sense")
        case .jumpNotEqualInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a != int) is the sense")
        case .jumpLessInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a < int) is the sense")
        case .jumpLessEqualInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a <= int) is the sense")
        case .jumpGreaterInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a > int) is the sense")
        case .jumpGreaterEqualInt: .init([.a, .integerB, .jumpC], [.a, .sense], "jump if (a >= int) is the sense")
        case .getIterator: .init([.a, .b], [.b], "a = iter(b)")
        case .forIterate: .init([.a, .b, .jumpC], "b = next(a), or a becomes unbound and jump")
        case .forIterateWide: .init([.a, .jumpWide], "a+1 = next(a), or a becomes unbound and jump")
        case .unpack: .init([.a, .b, .countC], [.b], "a ..< a+count = items of b")
        case .unpackStar: .init([.a, .b, .countC], "a ... = items of b around a starred target")
        case .buildTuple: .init([.a, .run(from: .b, count: .c)], "a = tuple of registers")
        case .buildList: .init([.a, .run(from: .b, count: .c)], "a = list of registers")
        case .buildSet: .init([.a, .run(from: .b, count: .c)], "a = set of registers")
        case .buildDictionary: .init([.a, .b, .countC], "a = dictionary of count pairs from b")
        case .buildString: .init([.a, .run(from: .b, count: .c)], "a = joined strings")
        case .listAppend: .init([.a, .b], "a.append(b)")
        case .listExtend: .init([.a, .b], "a.extend(b)")
        case .setAdd: .init([.a, .b], "a.add(b)")
        case .setUpdate: .init([.a, .b], "a.update(b)")
        case .listToTuple: .init([.a], "a = tuple(a)")
        case .dictionaryInsert: .init([.a, .b, .c], "a[b] = c")
        case .dictionaryMerge: .init([.a, .b, .c], [.sense], "a.update(b)")
        case .formatValue: .init([.a, .b, .optionalC, .bits], "a = format(b, c)")
        case .call: .init([.a, .run(from: .a, count: .b)], "a = a(arguments)")
        case .callKeywords: .init([.a, .run(from: .a, count: .b), .constantC], "a = a(arguments, keywords)")
        case .callMethod: .init([.a, .countB], "a = method in a, a+1 (arguments)")
        case .callMethodKeywords: .init([.a, .countB, .constantC], "a = method in a, a+1 (arguments, keywords)")
        case .callUnpack: .init([.a], "a = a(*a+1, **a+2)")
        case .returnValue: .init([.a], "return a")
        case .returnNone: .init([], "return None")
        case .makeFunction: .init([.a, .constantB, .c, .bits], "a = function of a code object; its parts from c up")
        case .loadBuildClass: .init([.a], "a = __build_class__")
        case .storeAnnotation: .init([.a, .nameC], "__annotations__[name] = a")
        case .makeGenerator: .init([], "return a generator of this frame")
        case .yieldValue: .init([.a, .b], [.b], "a = yield b")
        case .yieldFrom: .init([.a, .b], "a = yield from iterator b")
        case .raise: .init([.a], "raise a")
        case .raiseFrom: .init([.a, .b], "raise a from b")
        case .raiseCurrent: .init([], "raise the exception being handled")
        case .reraise: .init([.a], "raise a again as it is")
        case .enterHandler: .init([.a], "a becomes the exception being handled")
        case .leaveHandler: .init([], "the exception handled before is the current one")
        case .matchException: .init([.a, .b, .c], "a = whether exception b matches c")
        case .loadAssertionError: .init([.a], "a = AssertionError")
        case .enterWith: .init([.a, .b], "a, a+1 = __exit__ and __enter__() of b")
        case .exitWith: .init([.a], "a(None, None, None)")
        case .exitWithException: .init([.a, .b, .c], "c = whether a(…) suppresses exception b")
        case .importName: .init([.a, .nameB, .countC, .bits], "a = import name")
        case .importFrom: .init([.a, .b, .nameC], "a = name from module b")
        case .importStar: .init([.a], "from a import *")
        case .matchSequence: .init([.a, .b], "a = whether b is a sequence for patterns")
        case .matchMapping: .init([.a, .b], "a = whether b is a mapping for patterns")
        case .length: .init([.a, .b], "a = len(b)")
        case .matchKeys: .init([.a, .b, .c], "a = values of b for keys c, or None")
        case .matchRest: .init([.a, .b, .c], "a = dictionary of b without keys c")
        case .matchClass: .init([.a, .b, .c, .bits], "a = attributes of b as an instance of c, or None")
        }
    }
}
