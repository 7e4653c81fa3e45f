import GradusTensor
import GradusVM

/// `torch.finfo` and `torch.iinfo`: the limits of a dtype.
enum NumberInfo {
    private final class Info: Object {
        let dtype: DType

        init(_ dtype: DType, _ type: TypeObject) {
            self.dtype = dtype
            super.init(type: type)
        }
    }

    nonisolated(unsafe) static let floats: TypeObject = TypeObject(
        name: "finfo", module: "torch", bases: [Types.object], layout: .other, populate: populateFloats)

    private static func populateFloats(_ type: TypeObject) {
        type.constructor("cls, type=None") { vm, arguments in
            let dtype = try given(vm, arguments, "finfo") ?? DType.defaultFloat
            guard dtype.isFloat else {
                throw vm.typeError(
                    "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'")
            }
            return vm.value(Info(dtype, floats))
        }
        for (name, get) in floatLimits {
            type.property(name) { _, value in (value.object as? Info).map { Value(get($0.dtype)) } ?? .none }
        }
        type.property("bits") { _, value in Value(((value.object as? Info)?.dtype.size ?? 0) * 8) }
        type.property("dtype") { vm, value in vm.string((value.object as? Info)?.dtype.name ?? "") }
        type.special(.representation, "self, /") { vm, arguments in
            guard let info = arguments[0].object as? Info else { return vm.string("finfo") }
            var parts: [String] = []
            for name in ["resolution", "min", "max", "eps", "smallest_normal", "tiny"] {
                guard let get = floatLimits.first(where: { $0.0 == name })?.1 else { continue }
                parts.append("\(name)=\(try vm.format(Value(get(info.dtype)), spec: "g"))")
            }
            return vm.string("finfo(\(parts.joined(separator: ", ")), dtype=\(info.dtype.name))")
        }
    }

    private static let floatLimits: [(String, @Sendable (DType) -> Double)] = [
        ("resolution", { [.float64: 1e-15, .float32: 1e-6, .float16: 1e-3][$0] ?? 1e-2 }),
        ("min", { -largest($0) }), ("max", { largest($0) }),
        ("eps", { [.float64: 0x1p-52, .float32: 0x1p-23, .float16: 0x1p-10][$0] ?? 0x1p-7 }),
        ("smallest_normal", { smallest($0) }), ("tiny", { smallest($0) }),
    ]

    private static func largest(_ dtype: DType) -> Double {
        switch dtype {
        case .float64: Double.greatestFiniteMagnitude
        case .float32: Double(Float.greatestFiniteMagnitude)
        case .float16: 65504
        default: 3.3895313892515355e38
        }
    }

    private static func smallest(_ dtype: DType) -> Double {
        switch dtype {
        case .float64: Double.leastNormalMagnitude
        case .float16: 0x1p-14
        default: Double(Float.leastNormalMagnitude)
        }
    }

    nonisolated(unsafe) static let integers: TypeObject = TypeObject(
        name: "iinfo", module: "torch", bases: [Types.object], layout: .other, populate: populateIntegers)

    private static func populateIntegers(_ type: TypeObject) {
        type.constructor("cls, type") { vm, arguments in
            guard let dtype = try given(vm, arguments, "iinfo") else {
                throw vm.typeError("iinfo() missing 1 required positional arguments: \"type\"")
            }
            if dtype == .bool { throw vm.typeError("torch.bool is not supported by torch.iinfo") }
            guard !dtype.isFloat else {
                throw vm.typeError(
                    "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
            }
            return vm.value(Info(dtype, integers))
        }
        type.property("min") { _, value in Value((value.object as? Info)?.dtype.integerRange.lowerBound ?? 0) }
        type.property("max") { _, value in Value((value.object as? Info)?.dtype.integerRange.upperBound ?? 0) }
        type.property("bits") { _, value in Value(((value.object as? Info)?.dtype.size ?? 0) * 8) }
        type.property("dtype") { vm, value in vm.string((value.object as? Info)?.dtype.name ?? "") }
        type.special(.representation, "self, /") { vm, arguments in
            guard let dtype = (arguments[0].object as? Info)?.dtype else { return vm.string("iinfo") }
            // Six digits, as C++ prints doubles.
            func short(_ bound: Int) throws -> String {
                try vm.str(Formatting.format(vm, Value(Double(bound)), Interned.string("g")))
            }
            let range = dtype.integerRange
            return vm.string(
                "iinfo(min=\(try short(range.lowerBound)), max=\(try short(range.upperBound)), dtype=\(dtype.name))")
        }
    }

    private static func given(_ vm: VM, _ arguments: Arguments, _ name: String) throws -> DType? {
        guard let value = arguments.orNone(1) else { return nil }
        guard let object = value.object as? DTypeObject else {
            throw vm.typeError("\(name)(): argument 'type' (position 1) must be torch.dtype, not \(vm.typeName(value))")
        }
        return object.dtype
    }
}
