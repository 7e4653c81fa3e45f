import GradusTensor
import GradusVM

/// `torch.Size`: a tuple of ints with a repr of its own.
enum SizeType {
    static func populate(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            let sizes = arguments[0].asTuple?.values ?? []
            return vm.string("torch.Size([" + (try sizes.map { try vm.repr($0) }).joined(separator: ", ") + "])")
        }
        type.method("numel", "self", doc: "The product of the sizes.") { vm, arguments in
            var product = 1
            for size in arguments[0].asTuple?.values ?? [] { product *= try vm.index(size) }
            return Value(product)
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let sizes = arguments[0].asTuple?.values ?? []
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, sizes.count)
                let picked = (0..<range.count).map { sizes[range.start + $0 * range.step] }
                return vm.value(TupleObject(picked, type: TorchTypes.size))
            }
            let index = try vm.index(arguments[1])
            let place = index < 0 ? index + sizes.count : index
            guard place >= 0, place < sizes.count else { throw vm.indexError("tuple index out of range") }
            return sizes[place]
        }
        // Sums and multiples are those of tuples, and sizes again.
        for method in [Special.add, .multiply, .reflectedMultiply] {
            type.special(method, "self, value, /") { vm, arguments in
                let result = try vm.call(Types.tuple.special(method), [arguments[0], arguments[1]])
                guard let sizes = result.asTuple else { return result }
                return vm.value(TupleObject(sizes.values, type: TorchTypes.size))
            }
        }
        type.special(.reflectedAdd, "self, value, /") { vm, arguments in
            guard let first = arguments[1].asTuple, let second = arguments[0].asTuple else { return .notImplemented }
            return vm.value(TupleObject(first.values + second.values, type: TorchTypes.size))
        }
        type.constructor("cls, iterable=(), /") { vm, arguments in
            let items = try arguments.optional(1).map { try vm.array(from: $0) } ?? []
            return vm.value(TupleObject(try items.map { Value(try vm.index($0)) }, type: TorchTypes.size))
        }
    }
}

extension VM {
    package func size(_ dims: Dims) -> Value { value(TupleObject(dims.map { Value($0) }, type: TorchTypes.size)) }
}

/// `torch.float32` …: one object each.
package final class DTypeObject: Object {
    package let dtype: DType

    private init(_ dtype: DType) {
        self.dtype = dtype
        super.init(type: TorchTypes.dtype)
    }

    nonisolated(unsafe) private static let all: [DType: DTypeObject] = {
        var table: [DType: DTypeObject] = [:]
        for dtype in DType.allCases { table[dtype] = DTypeObject(dtype) }
        return table
    }()

    /// Borrowed: the objects live for ever.
    package static func value(_ dtype: DType) -> Value { all[dtype].map { Value(borrowing: $0) } ?? .none }

    static func populate(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            vm.string((arguments[0].object as? DTypeObject)?.dtype.torchName ?? "torch.dtype")
        }
        type.property("itemsize") { _, value in Value((value.object as? DTypeObject)?.dtype.size ?? 0) }
        type.property("is_floating_point") { _, value in
            Value((value.object as? DTypeObject)?.dtype.isFloat ?? false)
        }
        type.property("is_complex") { _, _ in .false }
        type.property("is_signed") { _, value in Value((value.object as? DTypeObject)?.dtype.isSigned ?? false) }
    }
}

/// `torch.device('cpu')`.
package final class DeviceObject: Object {
    package let device: Device
    let index: Int?

    package init(_ device: Device, index: Int? = nil) {
        self.device = device
        self.index = index
        super.init(type: TorchTypes.device)
    }

    var text: String { index.map { "\(device.name):\($0)" } ?? device.name }

    static func populate(_ type: TypeObject) {
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            let given = arguments[1].asTuple?.values ?? []
            let keywords = TensorConstruction.keywords(arguments[2])
            func argument(_ place: Int, _ names: String...) -> Value? {
                place < given.count ? given[place] : keywords.first { names.contains($0.name) }?.value
            }
            func noFit() -> Thrown {
                var types =
                    given.map { OpFunctions.describe(vm, $0) }
                    + keywords.reversed().map { "\($0.name)=\(OpFunctions.describe(vm, $0.value))" }
                if given.isEmpty, !types.isEmpty { types[types.count - 1] += ", " }
                return vm.typeError(
                    "device() received an invalid combination of arguments - got (\(types.joined(separator: ", "))), but "
                        + "expected one of:\n * (torch.device device)\n * (str type, int index = -1)\n")
            }
            guard let first = argument(0, "device", "type"), given.count <= 2,
                keywords.allSatisfy({ ["device", "type", "index"].contains($0.name) })
            else { throw noFit() }
            if first.object is DeviceObject || first.object is AbsentDevice { return first }
            if first.tag == .int {
                throw vm.error(.runtimeError, "Cannot access accelerator device when none is available.")
            }
            guard let text = first.asString?.text else { throw noFit() }
            let wanted = argument(1, "index").flatMap { $0.isNone ? nil : $0 }
            if let wanted, !GivenArgument(vm, wanted).isInt {
                throw vm.typeError(
                    "device(): argument 'index' (position 2) must be int, not \(OpFunctions.describe(vm, wanted))")
            }
            if text.isEmpty { throw vm.error(.runtimeError, "Device string must not be empty") }
            guard Device.isWellFormed(text) else {
                throw vm.error(.runtimeError, "Invalid device string: '\(text)'")
            }
            let index = try wanted.map { try vm.index($0) }
            if let index, index < 0 { throw vm.error(.runtimeError, "Device index must not be negative") }
            return vm.value(try made(vm, first, index))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let (name, index) = parts(arguments[0])
            return vm.string("device(type='\(name)'" + (index.map { ", index=\($0)" } ?? "") + ")")
        }
        type.special(.string, "self, /") { vm, arguments in
            let (name, index) = parts(arguments[0])
            return vm.string(index.map { "\(name):\($0)" } ?? name)
        }
        type.special(.equal, "self, other, /") { _, arguments in
            guard arguments[1].object is DeviceObject || arguments[1].object is AbsentDevice else {
                return .notImplemented
            }
            return Value(parts(arguments[0]) == parts(arguments[1]))
        }
        type.special(.hash, "self, /") { _, arguments in
            let (name, index) = parts(arguments[0])
            return Value(name.utf8.reduce(index ?? -1) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF })
        }
        // `with torch.device("meta"):` says where new tensors go.
        type.method("__enter__", "self, /") { vm, arguments in
            if let device = arguments[0].object { entered.append(device) }
            choose()
            return arguments[0]
        }
        type.method("__exit__", "self, /, *exc") { _, _ in
            _ = entered.popLast()
            choose()
            return .none
        }
        type.property("type") { vm, value in vm.string(parts(value).0) }
        type.property("index") { _, value in parts(value).1.map { Value($0) } ?? .none }
    }

    /// What `torch.set_default_device` chose; nil for the CPU.
    nonisolated(unsafe) static var outermost: Object? { didSet { choose() } }
    /// The devices whose `with` blocks are being run, innermost last.
    nonisolated(unsafe) private static var entered: [Object] = []

    private static func choose() {
        switch entered.last ?? outermost {
        case let device as DeviceObject: Device.preset = .device(device.device)
        case let absent as AbsentDevice: Device.preset = .absent(absent.name)
        default: Device.preset = .device(.cpu)
        }
    }

    /// The device of new tensors.
    static func preset(_ vm: VM) -> Value { vm.value(entered.last ?? outermost ?? DeviceObject(.cpu)) }

    /// A device from its name, or the device itself.
    static func made(_ vm: VM, _ value: Value, _ index: Int?) throws -> Object {
        if let same = value.object, same is DeviceObject || same is AbsentDevice { return same }
        guard let text = value.asString?.text else {
            throw vm.typeError("device(): argument 'type' (position 1) must be str, not \(vm.typeName(value))")
        }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let index = index ?? (parts.count > 1 ? Int(parts[1]) : nil)
        if let first = parts.first, first != "cpu", first != "meta", Device.knownTypes.contains(first) {
            return AbsentDevice(first, index: index)
        }
        return DeviceObject(try Device(parsing: text), index: index)
    }

    private static func parts(_ value: Value) -> (String, Int?) {
        if let device = value.object as? DeviceObject { return (device.device.name, device.index) }
        if let absent = value.object as? AbsentDevice { return (absent.name, absent.index) }
        return ("cpu", nil)
    }
}

/// A device that PyTorch knows and this machine does not have: it can be named, not used.
package final class AbsentDevice: Object {
    let name: String
    let index: Int?

    init(_ name: String, index: Int?) {
        self.name = name
        self.index = index
        super.init(type: TorchTypes.device)
    }
}

/// `torch.Generator`.
package final class GeneratorObjectTorch: Object {
    package let generator: Generator

    package init(_ generator: Generator) {
        self.generator = generator
        super.init(type: TorchTypes.generator)
    }

    deinit { endWeakReferences() }

    package override var allowsWeakReferences: Bool { true }
}

enum GeneratorType {
    static func populate(_ type: TypeObject) {
        type.constructor("cls, device='cpu'") { vm, arguments in
            if let device = arguments.optional(1), !device.isNone {
                try TensorMethods.checkDevice(vm, device, "Generator")
            }
            return vm.value(GeneratorObjectTorch(Generator()))
        }
        for name in ["__copy__", "__deepcopy__"] {
            type.method(name, "self, memo=None") { vm, arguments in
                let twin = Generator()
                try twin.setState(try generator(vm, arguments[0]).stateBytes)
                return vm.value(GeneratorObjectTorch(twin))
            }
        }
        type.method("manual_seed", "self, seed", doc: "Starts again from a seed and returns the generator.") {
            vm, arguments in
            guard arguments[1].tag == .bigInt || GivenArgument(vm, arguments[1]).isInt else {
                throw vm.error(
                    .runtimeError,
                    "manual_seed expected a long, but got \(OpFunctions.describe(vm, arguments[1]))")
            }
            try generator(vm, arguments[0]).seed(try seed(vm, arguments[1]))
            return arguments[0]
        }
        type.method("initial_seed", "self") { vm, arguments in
            vm.int(BigIntConversion.unsigned(try generator(vm, arguments[0]).initialSeed))
        }
        type.method("seed", "self") { vm, arguments in
            vm.int(BigIntConversion.unsigned(try generator(vm, arguments[0]).seedFromSystem()))
        }
        type.property("device") { vm, _ in vm.value(DeviceObject(.cpu)) }
        type.method("get_state", "self", doc: "The whole state as a tensor of bytes.") { vm, arguments in
            let bytes = try generator(vm, arguments[0]).portableState
            return vm.wrap(try Tensor(bytes))
        }
        type.method("set_state", "self, new_state", doc: "Takes over what get_state gave.") { vm, arguments in
            guard let state = arguments[1].asTensor, state.dtype == .uint8 else {
                throw vm.typeError("RNG state must be a torch.ByteTensor")
            }
            try generator(vm, arguments[0]).setPortableState(
                try state.scalars().map { UInt8(truncatingIfNeeded: $0.int) })
            return arguments[0]
        }
        type.method("clone_state", "self") { vm, arguments in
            let copy = Generator()
            try copy.setPortableState(try generator(vm, arguments[0]).portableState)
            return vm.value(GeneratorObjectTorch(copy))
        }
    }

    static func generator(_ vm: VM, _ value: Value) throws -> Generator {
        guard let object = value.object as? GeneratorObjectTorch else {
            throw vm.typeError("expected a torch.Generator, not \(vm.typeName(value))")
        }
        return object.generator
    }

    /// A seed as `manual_seed` takes it: negative ones count from 2⁶⁴.
    static func seed(_ vm: VM, _ value: Value) throws -> UInt64 {
        var plain = vm.unboxed(value)
        if plain.tag != .int, plain.tag != .bool, plain.tag != .bigInt {
            plain = try vm.call(Value(borrowing: Types.int), [value])
        }
        let number = try vm.bigInt(plain)
        guard let seed = BigIntConversion.seed(number) else {
            throw vm.valueError("Overflow when unpacking long long")
        }
        return seed
    }
}
