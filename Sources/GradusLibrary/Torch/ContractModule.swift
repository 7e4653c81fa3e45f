import GradusTensor
import GradusVM

/// `_contracts`: shape contracts without code of the language where they hold (see `stdlib/jaxtyping.py`, which looks closer
/// where they do not, and explains).
enum ContractModule {
    static let module = NativeModule("_contracts") { _, module in
        let state = ContractState()
        // The element types with these names, as bits.
        module.function("types", "names, /") { vm, arguments in
            var bits = 0
            for name in try vm.array(from: arguments[0]).compactMap({ $0.asString?.text }) {
                for dtype in DType.allCases where dtype.name == name { bits |= 1 << Int(dtype.rawValue) }
            }
            return Value(bits)
        }
        // A prepared annotation: the types (0: any) and for each axis (kind, value, whether a size of 1 will do).
        module.function("prepare", "types, axes, /") { vm, arguments in
            guard let made = try ContractSpec(vm, arguments[0], arguments[1]) else { return .none }
            return vm.value(ContractObject(made))
        }
        // enter(args, kwargs) and leave(result) for a function: whether all values fit. `enter` begins a call then.
        module.function("around", "parameters, result, /") { vm, arguments in
            let parameters = try vm.array(from: arguments[0]).map { try ContractParameter(vm, $0) }
            let result = (arguments[1].object as? ContractObject)?.spec
            let enter = NativeFunctionObject("enter", "args, kwargs, /") { _, arguments in
                Value(state.enter(parameters, arguments[0], arguments[1]))
            }
            let place = Value(borrowing: Interned.string("the result"))
            let leave = NativeFunctionObject("leave", "result, /") { _, arguments in
                guard let result else { return Value(true) }
                return Value(state.fits(result, arguments[0], place, isVariable: false))
            }
            return vm.tuple([vm.value(enter), vm.value(leave)])
        }
        // Begins a call whose names are in a dictionary.
        module.function("push", "bound, /") { _, arguments in
            guard let bound = arguments[0].asDictionary else { return .none }
            state.push(bound)
            return .none
        }
        module.function("pop", "") { _, _ in
            state.pop()
            return .none
        }
        // What the names of the call that is going on are bound to; None outside of one.
        module.function("current", "") { vm, _ in
            guard let bound = state.dictionary(vm) else { return .none }
            return vm.value(bound)
        }
        // Whether a value fits within the call that is going on; what is new is bound to the name of the variable (None: to
        // an earlier check).
        module.function("fits", "prepared, value, name, /") { _, arguments in
            guard let spec = (arguments[0].object as? ContractObject)?.spec else { return Value(false) }
            let name = arguments[2].asString.map { Interned.string($0) }
            let place = Value(borrowing: name ?? ContractState.earlierCheck)
            return Value(state.fits(spec, arguments[1], place, isVariable: name != nil))
        }
    }
}

/// A prepared annotation, as the language holds it.
final class ContractObject: Object {
    let spec: ContractSpec
    nonisolated(unsafe) private static let contractType = TypeObject(
        name: "contract", module: "_contracts", bases: [Types.object], layout: .other)

    init(_ spec: ContractSpec) {
        self.spec = spec
        super.init(type: Self.contractType)
    }
}

/// An annotated parameter.
struct ContractParameter {
    /// Among the positional arguments; -1 for one that is given by name only.
    let place: Int
    let name: StringObject
    /// nil: not checked here.
    let spec: ContractSpec?
    let allowsNone: Bool
    /// Where its names were bound, in words.
    let origin: Strong

    /// - Parameter value: `(place, name, prepared, allows None, origin)`.
    init(_ vm: VM, _ value: Value) throws {
        guard let parts = value.asTuple, parts.count == 5, let name = parts[1].asString, parts[0].tag == .int else {
            throw vm.typeError("a parameter has five parts")
        }
        place = Int(parts[0].intBits)
        self.name = Interned.string(name)
        spec = (parts[2].object as? ContractObject)?.spec
        allowsNone = try vm.truth(parts[3])
        origin = Strong(parts[4])
    }
}
