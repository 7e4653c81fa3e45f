import GradusTensor
import GradusVM

/// `torch.no_grad()` and its relatives: context managers that are decorators as well.
final class GradModeObject: Object {
    enum Kind: String {
        case noGrad = "no_grad", enableGrad = "enable_grad", inference = "inference_mode", set = "set_grad_enabled"
    }

    let kind: Kind
    let mode: Bool
    private var saved: [(grad: Bool, inference: Bool)] = []

    init(_ kind: Kind, mode: Bool) {
        self.kind = kind
        self.mode = mode
        super.init(type: GradModes.types[kind] ?? Types.object)
        // `torch.set_grad_enabled(False)` works at once, as a statement of its own.
        if kind == .set {
            saved.append((GradMode.isEnabled, GradMode.isInference))
            GradMode.isEnabled = mode
        }
    }

    private var isEntered = false

    func enter() {
        if kind == .set, !isEntered {
            isEntered = true
            GradMode.isEnabled = mode
            return
        }
        saved.append((GradMode.isEnabled, GradMode.isInference))
        switch kind {
        case .noGrad: GradMode.isEnabled = false
        case .enableGrad: GradMode.isEnabled = true
        case .set: GradMode.isEnabled = mode
        case .inference:
            if mode { GradMode.isEnabled = false }
            GradMode.isInference = mode
        }
    }

    func exit() {
        isEntered = false
        guard let last = saved.popLast() else { return }
        GradMode.isEnabled = last.grad
        GradMode.isInference = last.inference
    }
}

enum GradModes {
    nonisolated(unsafe) static let types: [GradModeObject.Kind: TypeObject] = [
        .noGrad: makeType(.noGrad), .enableGrad: makeType(.enableGrad), .inference: makeType(.inference),
        .set: makeType(.set),
    ]

    private static func makeType(_ kind: GradModeObject.Kind) -> TypeObject {
        TypeObject(
            name: kind.rawValue, module: "torch.autograd.grad_mode", bases: [Types.object], layout: .other
        ) { type in
            type.constructor("cls, mode=True") { vm, arguments in
                // `@torch.no_grad` without parentheses.
                if let function = arguments.optional(1), function.tag == .function {
                    return vm.value(DecoratedFunction(function) { GradModeObject(kind, mode: true) })
                }
                if kind == .set, arguments.optional(1) == nil {
                    throw vm.typeError("set_grad_enabled.__init__() missing 1 required positional argument: 'mode'")
                }
                return vm.value(GradModeObject(kind, mode: try arguments.optional(1).map { try vm.truth($0) } ?? true))
            }
            type.special(.enter, "self, /") { _, arguments in
                (arguments[0].object as? GradModeObject)?.enter()
                return .none
            }
            type.special(.exit, "self, *args") { _, arguments in
                (arguments[0].object as? GradModeObject)?.exit()
                return .none
            }
            type.special(.call, "self, function, /") { vm, arguments in
                guard let mode = arguments[0].object as? GradModeObject else { return .none }
                if mode.kind == .set { mode.exit() }
                return vm.value(DecoratedFunction(arguments[1]) { GradModeObject(mode.kind, mode: mode.mode) })
            }
        }
    }
}

/// A function that runs inside a context made anew for each call. It binds as a method does.
final class DecoratedFunction: Object {
    let function: Strong
    let makeContext: () -> GradModeObject

    init(_ function: Value, _ makeContext: @escaping () -> GradModeObject) {
        self.function = Strong(function)
        self.makeContext = makeContext
        super.init(type: Self.wrapperType)
    }

    nonisolated(unsafe) private static let wrapperType = TypeObject(
        name: "function", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        type.special(.call, "self, *args, **kwargs") { vm, arguments in
            guard let wrapper = arguments[0].object as? DecoratedFunction else { return .none }
            let context = wrapper.makeContext()
            context.enter()
            defer { context.exit() }
            let keywords = (arguments[2].asDictionary?.entries ?? []).map {
                (name: $0.key.asString?.text ?? "", value: $0.value)
            }
            return try vm.call(wrapper.function.value, arguments[1].asTuple?.values ?? [], keywords: keywords)
        }
        type.special(.get, "self, instance, owner=None, /") { vm, arguments in
            if arguments[1].isNone { return arguments[0] }
            return vm.value(BoundMethodObject(function: arguments[0], receiver: arguments[1]))
        }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            guard let wrapper = arguments[0].object as? DecoratedFunction, let name = arguments[1].asString else {
                return .none
            }
            if name.isEqual(to: "__wrapped__") { return wrapper.function.value }
            return try vm.attribute(wrapper.function.value, Interned.string(name))
        }
    }
}
