import GradusKernels

/// Where an operation can be called from.
public struct OpPlaces: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `torch.name(…)`
    public static let function = OpPlaces(rawValue: 1)
    /// `tensor.name(…)`
    public static let method = OpPlaces(rawValue: 2)
    /// `tensor.name_(…)`, changing the tensor.
    public static let inPlace = OpPlaces(rawValue: 4)
    /// `torch.nn.functional.name(…)`
    public static let functional = OpPlaces(rawValue: 8)
    /// `tensor.name`, without parentheses.
    public static let property = OpPlaces(rawValue: 16)
    /// `torch.linalg.name(…)`
    public static let linalg = OpPlaces(rawValue: 32)
    /// `torch.special.name(…)`
    public static let special = OpPlaces(rawValue: 64)
    /// `torch.name_(…)` as well as the method.
    public static let inPlaceFunction = OpPlaces(rawValue: 128)
    /// `torch.nn.init.name(…)`
    public static let initializer = OpPlaces(rawValue: 256)

    /// Function, method and in-place method: most pointwise operations.
    public static let pointwise: OpPlaces = [.function, .method, .inPlace]
    /// Function and method.
    public static let both: OpPlaces = [.function, .method]
}

public typealias OpFunction = (inout OpArguments) throws -> OpResult

/// The declaration of one operation. From it follow argument binding and its error texts, help, completion and the
/// op reference.
public final class OpRow: @unchecked Sendable {
    public let name: String
    /// The name in messages about arguments: `linalg_inv` for `torch.linalg.inv`.
    let messageName: String
    public let aliases: [String]
    public let places: OpPlaces
    /// In PyTorch's schema notation; the first that fits the arguments is taken.
    public let schemas: [String]
    /// One paragraph of documentation.
    public let documentation: String
    /// How the result's shape follows from the operands'.
    public let shapeRule: String
    /// Computes the operation.
    public let invoke: OpFunction
    /// It changes nothing but its result, so that an interrupt may end it anywhere.
    let mayEndEarly: Bool
    /// It is a step of a calculation, not only about how a tensor is kept: the shape ledger always has it.
    let isStep: Bool
    /// Whether its in-place form gives every element a new value that does not depend on the old one.
    let overwrites: Bool
    /// The kernel that can write the result over the first of two plain operands.
    let inPlaceKernel: BinaryOp?
    /// A quick way to change a tensor of which nothing is recorded; false, having done nothing, where it does not apply.
    let inPlaceShortcut: ((Tensor, borrowing OpArguments) throws -> Bool)?
    /// The in-place form where it has code of its own; otherwise the result of `invoke` is written over the operand.
    let invokeInPlaceDirectly: OpFunction?

    /// The parsed signatures.
    public private(set) lazy var signatures: [Signature] = schemas.map(Signature.init)
    /// How many of the schemas are current; the rest are old orders of arguments that are still understood.
    let currentCount: Int

    /// What fills a tensor with new elements, whatever was there, may end early too: doing it again makes it right.
    private static let overwriting: Set<String> = [
        "bernoulli", "cauchy", "copy", "exponential", "fill", "geometric", "log_normal", "normal", "random", "uniform",
        "zero",
    ]

    private static let keeping: Set<String> = [
        "clone", "contiguous", "cpu", "cuda", "data", "detach", "grad", "to", "type", "type_as",
    ]

    package init(
        _ name: String, aliases: [String] = [], _ places: OpPlaces, _ schemas: [String], old: [String] = [],
        _ documentation: String, shape: String = "", changesOperands: Bool = false, inPlaceKernel: BinaryOp? = nil,
        inPlaceShortcut: ((Tensor, borrowing OpArguments) throws -> Bool)? = nil, inPlace: OpFunction? = nil,
        _ invoke: @escaping OpFunction
    ) {
        self.name = name
        // The function of C++ that a function of Python hands its arguments to.
        let cores = ["cross_entropy": "cross_entropy_loss", "nll_loss": "nll_loss_nd"]
        messageName =
            places == .functional && cores[name] != nil
            ? cores[name] ?? name
            : places == .linalg ? "linalg_" + name : places == .special ? "special_" + name : name
        self.aliases = aliases
        self.places = places
        self.schemas = schemas + old
        currentCount = schemas.count
        self.documentation = documentation
        shapeRule = shape
        self.invoke = invoke
        overwrites =
            places.contains(.initializer)
            || OpRow.overwriting.contains(name.hasSuffix("_") ? String(name.dropLast()) : name)
        isStep =
            !shape.isEmpty && !OpRow.keeping.contains(name) && !name.hasSuffix("_like") && !name.hasPrefix("new_")
        mayEndEarly = overwrites || !changesOperands && !name.hasSuffix("_")
        self.inPlaceKernel = inPlaceKernel
        self.inPlaceShortcut = inPlaceShortcut
        invokeInPlaceDirectly = inPlace
    }

    /// The in-place form: changes the first argument and returns it.
    public func invokeInPlace(_ arguments: inout OpArguments) throws -> OpResult {
        if let direct = invokeInPlaceDirectly { return try direct(&arguments) }
        let target = try arguments.tensor(0)
        try target.checkInPlace()
        if let kernel = inPlaceKernel, try target.applyInPlace(kernel, arguments) { return .tensor(target) }
        if let shortcut = inPlaceShortcut, !target.isMeta, target.isContiguous,
            !target.needsCopyBeforeInPlace(arguments), try shortcut(target, arguments)
        {
            target.bumpVersion()
            return .tensor(target)
        }
        // A recorded operation must not keep the elements that are about to change.
        if target.needsCopyBeforeInPlace(arguments) { arguments.slots[0] = .tensor(try target.copiedInGraph()) }
        // The new elements are made apart: until they are written, nothing has changed.
        let made = mayEndEarly ? try Interruption.around { try invoke(&arguments) } : try invoke(&arguments)
        guard case .tensor(let result) = made else {
            throw TensorError(.runtimeError, "\(name)_ has no in-place form")
        }
        arguments.slots[0] = .tensor(target)
        return .tensor(try target.assignInPlace(result))
    }
}

extension Tensor {
    /// Writes op(self, other) over this tensor where nothing is recorded and both are dense float32 of one shape, or the
    /// other is a number.
    /// - Returns: false, having done nothing, where the general way must be taken.
    fileprivate func applyInPlace(_ op: BinaryOp, _ arguments: borrowing OpArguments) throws -> Bool {
        if case .mul = op, dtype != .float32, case .scalar(let number) = arguments[1],
            !needsCopyBeforeInPlace(arguments)
        {
            return adjusted(multiplies: true, number, 1)
        }
        guard arguments.overload < 2, dtype == .float32, isContiguous, !isMeta, !needsCopyBeforeInPlace(arguments)
        else {
            return false
        }
        // A third argument changes what is computed: `alpha`, `rounding_mode`.
        if arguments.count > 2 {
            switch arguments[2] {
            case .none: break
            case .scalar(let alpha) where alpha.isOne: break
            default: return false
            }
        }
        switch arguments[1] {
        case .tensor(let other):
            guard other.dtype == .float32, other.isContiguous, !other.isMeta, other.shape == shape else { return false }
            Kernels.binary(
                op, outer: 1, inner: count, a: f32, aOuter: 0, aInner: 1, b: other.f32, bOuter: 0, bInner: 1, y: f32)
        case .scalar(let number):
            if number.isBool, case .sub = op { return false }
            var value = Float(number.double)
            Kernels.binary(
                op, outer: 1, inner: count, a: f32, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0, y: f32)
        default: return false
        }
        bumpVersion()
        return true
    }

    /// Whether an operation on these arguments is recorded.
    fileprivate func needsCopyBeforeInPlace(_ arguments: borrowing OpArguments) -> Bool {
        guard GradMode.isEnabled else { return false }
        for i in 0..<arguments.count {
            if case .tensor(let t) = arguments.slots[i], t.requiresGrad { return true }
        }
        return false
    }

    /// The same place in the graph over a copy of the elements.
    package func copiedInGraph() throws -> Tensor {
        let edge = gradientEdge
        let copy = try copied()
        if let leaf = edge.leaf {
            copy.record("CloneBackward0", leaf) { g in g[0] = g.grad }
        } else {
            copy.node = edge.node
            copy.outputIndex = edge.index
        }
        return copy
    }
}

/// All operations.
public enum OpTable {
    /// The rows of every family.
    public nonisolated(unsafe) private(set) static var rows: [OpRow] = builtIn

    /// Adds the rows of a library on top of this one; later rows win over earlier ones of the same name.
    public static func register(_ more: [OpRow]) {
        rows += more
        index = [:]
    }

    private nonisolated(unsafe) static var index: [String: OpRow] = [:]

    private static func key(_ name: String, _ place: OpPlaces) -> String { "\(place.rawValue) \(name)" }

    /// The row called `name` in a place, aliases included. In-place forms are found without their underscore.
    public static func find(_ name: String, in place: OpPlaces) -> OpRow? {
        if index.isEmpty { makeIndex() }
        return index[key(name, place)]
    }

    /// Names that can be called in a place.
    public static func names(in place: OpPlaces) -> [String] {
        rows.filter { !$0.places.isDisjoint(with: place) }.flatMap { [$0.name] + $0.aliases }.sorted()
    }

    private static func makeIndex() {
        let places: [OpPlaces] = [
            .function, .method, .inPlace, .functional, .property, .linalg, .special, .inPlaceFunction, .initializer,
        ]
        for row in rows {
            for place in places where row.places.contains(place) {
                for name in [row.name] + row.aliases { index[key(name, place)] = row }
            }
        }
    }
}
