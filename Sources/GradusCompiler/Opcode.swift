/// The instruction set of the register machine.
///
/// `R[i]` is a register of the running frame, `K[i]` a constant, `N[i]` a name of the code object. Registers own their
/// values. A register that holds a temporary is consumed by its last reader: bits of `x` say so (`consumesB`, `consumesC`),
/// so that a value dies when CPython would drop it. Calls and `build…` always consume the registers they read.
/// The destination may be one of the sources: sources are read, then consumed, then the result is written.
/// `wide` is the signed 32-bit number in the place of `b` and `c`; jump distances count instructions from the one
/// after the jump.
public enum Opcode: UInt8, CaseIterable, Sendable {
    // MARK: Moves
    /// Does nothing.
    case nop
    /// R[a] = R[b]
    case move
    /// R[a] = R[b]; R[b] becomes unbound.
    case take
    /// R[a] becomes unbound.
    case clear
    /// R[a] = K[wide]
    case loadConstant
    /// R[a] = wide, an int.
    case loadInt
    /// Raises UnboundLocalError where R[a] is unbound (the name is `localNames[a]`).
    case checkBound

    // MARK: Names
    /// R[a] = global or built-in N[wide]; NameError.
    case loadGlobal
    /// global N[wide] = R[a]; bit `consumesA`.
    case storeGlobal
    /// del global N[wide]
    case deleteGlobal
    /// R[a] = N[wide] of the class namespace, else global, else built-in.
    case loadName
    /// class namespace N[wide] = R[a]; bit `consumesA`.
    case storeName
    /// del N[wide] of the class namespace
    case deleteName
    /// R[a] = N[c] of the class namespace, else the content of the cell R[b].
    case loadNameOrCell
    /// R[a] = content of the cell R[b]; unbound cell: UnboundLocalError for a local, NameError for a free variable.
    case loadCell
    /// content of the cell R[a] = R[b]; bit `consumesB`.
    case storeCell
    /// The cell R[a] becomes empty; an error if it was.
    case deleteCell
    /// R[a] = a new cell holding what R[a] held (possibly nothing).
    case makeCell
    /// Raises UnboundLocalError where R[a] is unbound, else R[a] becomes unbound (`del x`).
    case deleteLocal

    // MARK: Attributes and items
    /// R[a] = R[b].N[c]; bit `consumesB`.
    case loadAttribute
    /// R[a].N[c] = R[b]; bits `consumesA`, `consumesB`.
    case storeAttribute
    /// del R[a].N[c]; bit `consumesA`.
    case deleteAttribute
    /// For `R[b].N[c](…)`: R[a] = the plain function and R[a+1] = R[b], or R[a] = the attribute and R[a+1] unbound. Bit `consumesB`.
    case loadMethod
    /// For `super().N[c](…)`: R[b] = the class cell's content, R[b+1] = self, consumed; results as loadMethod.
    case loadSuperMethod
    /// R[a] = R[b][R[c]]; bits `consumesB`, `consumesC`.
    case getItem
    /// R[a] = R[b][Int16(c)]; bit `consumesB`.
    case getItemInt
    /// R[a][R[b]] = R[c]; bits `consumesA`, `consumesB`, `consumesC`.
    case setItem
    /// R[a][Int16(b)] = R[c]; bits `consumesA`, `consumesC`.
    case setItemInt
    /// del R[a][R[b]]; bits `consumesA`, `consumesB`.
    case deleteItem
    /// R[a] = slice(R[b], R[b+1], R[b+2]), consumed.
    case buildSlice

    // MARK: Operators. R[a] = R[b] op R[c]; bits `consumesB`, `consumesC`, `inPlace` (try the in-place method first).
    case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power, shiftLeft, shiftRight, and, or,
        xor
    /// R[a] = R[b] + Int16(c); `isSubtraction`: it was written `R[b] - (-c)`. Bits `consumesB`, `inPlace`.
    case addInt
    /// R[a] = R[b] op Int16(c). Bits `consumesB`, `inPlace`.
    case multiplyInt, floorDivideInt, moduloInt
    /// R[a] = op R[b]; bit `consumesB`.
    case negate, plus, invert, not
    /// R[a] = R[b] op R[c]; bits `consumesB`, `consumesC`.
    case equal, notEqual, less, lessEqual, greater, greaterEqual, `is`, isNot, `in`, notIn

    // MARK: Jumps
    /// pc += wide
    case jump
    /// pc += wide (negative); looks at the interrupt flag.
    case jumpBack
    /// If R[a] is true / false: pc += wide. Bit `consumesA`. A jump backwards looks at the interrupt flag.
    case jumpIfTrue, jumpIfFalse
    /// If R[a] is None / is not None: pc += wide. Bit `consumesA`.
    case jumpIfNone, jumpIfNotNone
    /// If (R[a] op R[b]) equals bit `sense`: pc += Int16(c). Bits `consumesA`, `consumesB`.
    case jumpEqual, jumpNotEqual, jumpLess, jumpLessEqual, jumpGreater, jumpGreaterEqual
    /// The same with the int Int16(b) on the right.
    case jumpEqualInt, jumpNotEqualInt, jumpLessInt, jumpLessEqualInt, jumpGreaterInt, jumpGreaterEqualInt

    // MARK: Iteration and unpacking
    /// R[a] = iter(R[b]); bit `consumesB`.
    case getIterator
    /// R[b] = next(R[a]), or at the end R[a] becomes unbound and pc += Int16(c).
    case forIterate
    /// As forIterate with R[b] = R[a + 1] and the distance in `wide`: for bodies that are too long for 16 bits.
    case forIterateWide
    /// R[a ..< a+c] = the items of R[b], which must be exactly c; bit `consumesB`. With bit `reversedOrder` unused.
    case unpack
    /// R[a …] = x-before-star items, the list of the rest, then the items after: b = source register, c = before << 8 | after.
    /// Always consumes R[b].
    case unpackStar

    // MARK: Displays
    /// R[a] = the collection of R[b ..< b+c], consumed. Dictionaries take c pairs from 2c registers.
    case buildTuple, buildList, buildSet, buildDictionary
    /// R[a] = the strings R[b ..< b+c] joined, consumed.
    case buildString
    /// R[a].append(R[b]) / extend / add / update; consumes R[b].
    case listAppend, listExtend, setAdd, setUpdate
    /// R[a] = tuple(R[a]) where R[a] is a list made by buildList.
    case listToTuple
    /// R[a][R[b]] = R[c] for a dictionary being built; consumes R[b] and R[c].
    case dictionaryInsert
    /// R[a].update(R[b]); consumes R[b]. With bit `sense`: keyword arguments of the call of R[c]: a duplicate is a TypeError.
    case dictionaryMerge
    /// R[a] = format(R[b], R[c]); c = 0xFFFF: no spec. Consumes both. Bits 4…5 of x: 0 none, 1 !s, 2 !r, 3 !a.
    case formatValue

    // MARK: Calls. The result comes to R[a]; callee and arguments are consumed.
    /// R[a](R[a+1 ... a+b])
    case call
    /// The last arguments are keywords whose names are the tuple K[c].
    case callKeywords
    /// After loadMethod: R[a] function, R[a+1] self or unbound, R[a+2 ... a+1+b] the arguments.
    case callMethod
    case callMethodKeywords
    /// R[a](*R[a+1], **R[a+2]); R[a+1] is a list or tuple, R[a+2] a dictionary or unbound.
    case callUnpack
    /// Returns R[a]. Registers from b on hold no objects.
    case returnValue
    /// Returns None; b as for `returnValue`.
    case returnNone

    // MARK: Functions and classes
    /// R[a] = a function of the code K[b]. Bits of x say which of these stand in R[c], R[c+1], … in this order, consumed:
    /// 1 defaults tuple, 2 keyword-only defaults dictionary, 4 annotations dictionary, 8 closure tuple of cells.
    case makeFunction
    /// R[a] = the built-in `__build_class__(function, name, *bases, **keywords)`.
    case loadBuildClass
    /// `__annotations__`[N[c]] = R[a] in the module or class namespace (created when missing); consumes R[a].
    case storeAnnotation

    // MARK: Generators
    /// First instruction of a generator: its frame becomes a generator object, which the call returns.
    case makeGenerator
    /// Yields R[b]; when resumed, R[a] = the sent value. Bit `consumesB`. Registers from c on hold no objects.
    case yieldValue
    /// Yields on behalf of the iterator R[b]; when that ends, R[a] = its result and R[b] becomes unbound. c as for
    /// `yieldValue`.
    case yieldFrom

    // MARK: Exceptions
    /// raise R[a]; consumed.
    case raise
    /// raise R[a] from R[b]; consumed.
    case raiseFrom
    /// Bare `raise`: the exception being handled.
    case raiseCurrent
    /// Raises R[a] again as it is, without a new traceback entry for this line; consumed.
    case reraise
    /// R[a] (just put there by the unwinder) becomes the exception being handled.
    case enterHandler
    /// The exception handled before this handler is the current one again.
    case leaveHandler
    /// R[a] = whether the exception R[b] matches the class or tuple R[c]; consumes R[c].
    case matchException
    /// R[a] = AssertionError
    case loadAssertionError
    /// R[b] = manager, consumed; R[a] = its bound `__exit__`, R[a+1] = the result of `__enter__()`.
    case enterWith
    /// R[a](None, None, None); consumes R[a].
    case exitWith
    /// R[c] = bool(R[a](type, value, traceback)) for the exception R[b]; consumes R[a].
    case exitWithException

    // MARK: Imports
    /// R[a] = `__import__`(N[b]) at relative level x; c = 0: the top package (`import a.b`), 1: the named module.
    case importName
    /// R[a] = attribute or submodule N[c] of the module R[b].
    case importFrom
    /// from R[a] import *; consumes R[a].
    case importStar

    // MARK: Patterns. Subjects are not consumed.
    /// R[a] = whether R[b] is a sequence / mapping a pattern may match.
    case matchSequence, matchMapping
    /// R[a] = len(R[b])
    case length
    /// R[a] = tuple of R[b]'s values for the keys in the tuple R[c], or None where one is missing.
    case matchKeys
    /// R[a] = a dictionary of R[b] without the keys in the tuple R[c].
    case matchRest
    /// R[a] = tuple of attributes of R[b] if it is an instance of R[c] with the keyword names in the tuple R[c+1], x positional
    /// patterns, else None. Consumes R[c] and R[c+1].
    case matchClass
}

/// Bits of `Instruction.x`.
public enum InstructionBit {
    public static let consumesB: UInt8 = 1
    public static let consumesC: UInt8 = 2
    public static let consumesA: UInt8 = 4
    public static let inPlace: UInt8 = 8
    public static let isSubtraction: UInt8 = 16
    public static let sense: UInt8 = 8
}

/// One instruction, eight bytes.
public struct Instruction: Sendable {
    public var op: Opcode
    public var x: UInt8
    public var a: UInt16
    public var b: UInt16
    public var c: UInt16

    public init(_ op: Opcode, x: UInt8 = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
        self.op = op
        self.x = x
        self.a = UInt16(truncatingIfNeeded: a)
        self.b = UInt16(truncatingIfNeeded: b)
        self.c = UInt16(truncatingIfNeeded: c)
    }

    public init(_ op: Opcode, x: UInt8 = 0, a: Int = 0, wide: Int) {
        let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: wide))
        self.init(op, x: x, a: a, b: Int(bits & 0xFFFF), c: Int(bits >> 16))
    }

    @inlinable @inline(__always)
    public var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
}
