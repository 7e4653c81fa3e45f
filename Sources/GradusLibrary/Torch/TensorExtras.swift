import GradusTensor
import GradusVM

/// Methods and attributes of `torch.Tensor` that say things about a tensor, make others like it, or change its layout.
enum TensorExtras {
    static func populate(_ type: TypeObject) {
        addAttributes(type)
        addConstruction(type)
        addLayout(type)
        addFunctions(type)
        method(type, "to_sparse", "self, sparse_dim=None", doc: "The elements that are not zero, with their places.") {
            vm, _, arguments in
            let sparse = Value(borrowing: try vm.importModule("torch.sparse"))
            return try vm.call(try vm.attribute(sparse, "_from_dense"), [arguments[0]])
        }
    }

    private static func attribute(_ type: TypeObject, _ name: String, _ get: @escaping (VM, Tensor) throws -> Value) {
        type.property(name, doc: "") { vm, value in
            guard let tensor = value.asTensor else { return .none }
            return try get(vm, tensor)
        }
    }

    private static func method(
        _ type: TypeObject, _ name: String, _ signature: String = "self", doc: String = "",
        _ body: @escaping (VM, Tensor, Arguments) throws -> Value
    ) {
        TensorMethods.method(type, name, signature, doc: doc, body)
    }

    private static func addAttributes(_ type: TypeObject) {
        attribute(type, "is_cpu") { _, tensor in Value(tensor.device == .cpu) }
        for name in [
            "is_ipu", "is_maia", "is_mkldnn", "is_mps", "is_mtia", "is_nested", "is_sparse_csr", "is_vulkan", "is_xla",
            "is_xpu", "volatile",
        ] { attribute(type, name) { _, _ in .false } }
        attribute(type, "name") { _, _ in .none }
        attribute(type, "imag") { vm, _ in
            throw vm.error(.runtimeError, "imag is not implemented for tensors with non-complex dtypes.")
        }
        attribute(type, "mH") { vm, tensor in
            guard tensor.rank >= 2 else {
                throw vm.error(
                    .runtimeError,
                    "tensor.mH is only supported on matrices or batches of matrices. Got \(tensor.rank)-D tensor.")
            }
            return vm.wrap(try tensor.transpose(-2, -1))
        }
        for name in ["is_conj", "is_neg", "is_inference", "is_shared", "is_pinned", "is_distributed", "is_coalesced"] {
            method(type, name) { _, _, _ in .false }
        }
        method(type, "get_device") { _, _, _ in Value(-1) }
        method(type, "dim_order") { vm, tensor, _ in
            let order = (0..<tensor.rank).sorted {
                (tensor.strides[$0], $1) > (tensor.strides[$1], $0)
            }
            return vm.tuple(order.map { Value($0) })
        }
        method(type, "is_nonzero") { vm, tensor, arguments in
            guard tensor.count == 1 else {
                throw vm.error(
                    .runtimeError,
                    "Boolean value of Tensor with \(tensor.count == 0 ? "no values" : "more than one value") is ambiguous"
                )
            }
            return Value(try tensor.item().bool)
        }
        method(type, "is_same_size", "self, other") { vm, tensor, arguments in
            Value(tensor.shape == (try vm.tensor(arguments[1], "is_same_size", 1, "other")).shape)
        }
        method(type, "is_set_to", "self, tensor") { vm, tensor, arguments in
            let other = try vm.tensor(arguments[1], "is_set_to", 1, "tensor")
            return Value(
                tensor.storage === other.storage && tensor.shape == other.shape && tensor.strides == other.strides
                    && tensor.offset == other.offset)
        }
        method(type, "share_memory_") { _, _, arguments in arguments[0] }
        method(type, "pin_memory", "self, device=None") { vm, _, _ in
            throw vm.error(.runtimeError, "Cannot access accelerator device when none is available.")
        }
    }

    private static func addConstruction(_ type: TypeObject) {
        method(type, "new", "self, *args, **kwargs", doc: "A tensor of this dtype from sizes or values.") {
            vm, tensor, arguments in
            try TensorConstruction.legacy(
                vm, arguments[1].asTuple?.values ?? [], TensorConstruction.keywords(arguments[2]), dtype: tensor.dtype)
        }
        method(
            type, "new_tensor",
            "self, data, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False",
            doc: "A tensor of nested sequences or numbers in this dtype."
        ) { vm, tensor, arguments in
            let dtype = try arguments.orNone(2).map { try TensorMethods.dtype(vm, $0) } ?? tensor.dtype
            let made = try TensorConstruction.tensor(vm, arguments[1], dtype: dtype)
            if try arguments.optional(4).map({ try vm.truth($0) }) ?? false { try made.setRequiresGrad(true) }
            return vm.wrap(made)
        }
        method(type, "storage", doc: "The memory behind the tensor.") { vm, tensor, _ in
            vm.value(StorageObject(tensor, isTyped: true))
        }
        method(type, "untyped_storage", doc: "The bytes behind the tensor.") { vm, tensor, _ in
            vm.value(StorageObject(tensor, isTyped: false))
        }
    }

    private static func addLayout(_ type: TypeObject) {
        method(type, "resize_", "self, *sizes, **kwargs", doc: "Gives the tensor other sizes, in place.") {
            vm, tensor, arguments in
            let given = (arguments[1].asTuple?.values ?? [])
            let sizes =
                given.count == 1 && given[0].tag != .int ? try vm.array(from: given[0]) : given
            try tensor.resizeInPlace(try sizes.map { try vm.index($0) })
            return arguments[0]
        }
        for name in ["resize_as_"] {
            method(type, name, "self, other, memory_format=None") { vm, tensor, arguments in
                let other = try vm.tensor(arguments[1], name, 1, "other")
                try tensor.resizeInPlace(Array(other.shape))
                return arguments[0]
            }
        }
        method(
            type, "as_strided_", "self, size, stride, storage_offset=None", doc: "Gives the tensor sizes and strides."
        ) { vm, tensor, arguments in
            let sizes = try vm.array(from: arguments[1]).map { try vm.index($0) }
            let strides = try vm.array(from: arguments[2]).map { try vm.index($0) }
            guard max(sizes.count, strides.count) <= Dims.capacity else {
                throw vm.error(.runtimeError, "as_strided_(): tensors have at most \(Dims.capacity) axes")
            }
            tensor.replaceData(
                with: try tensor.detach().asStrided(
                    Dims(sizes), Dims(strides), try arguments.orNone(3).map { try vm.index($0) }))
            return arguments[0]
        }
        method(type, "set_", "self, source=None", doc: "Takes over another tensor's memory and layout.") {
            vm, tensor, arguments in
            if let source = arguments.orNone(1) {
                tensor.replaceData(with: try vm.tensor(source, "set_", 1, "source"))
            } else {
                tensor.replaceData(with: try Tensor.empty([0], dtype: tensor.dtype))
            }
            return arguments[0]
        }
    }

    private static func addFunctions(_ type: TypeObject) {
        method(type, "apply_", "self, callable, /", doc: "Every element through a function, in place.") {
            vm, tensor, arguments in
            try tensor.replaceElements(
                try tensor.scalars().map { try number(vm, try vm.call(arguments[1], [vm.scalarValue($0)])) })
            return arguments[0]
        }
        method(type, "map_", "self, other, callable, /", doc: "Every pair of elements through a function, in place.") {
            vm, tensor, arguments in
            let other = try vm.tensor(arguments[1], "map_", 1, "other").expand(tensor.shape)
            try tensor.replaceElements(
                try zip(try tensor.scalars(), try other.scalars()).map {
                    try number(vm, try vm.call(arguments[2], [vm.scalarValue($0), vm.scalarValue($1)]))
                })
            return arguments[0]
        }
        method(type, "__reversed__") { vm, tensor, _ in
            vm.wrap(tensor.rank == 0 ? tensor : try tensor.flip([0]))
        }
    }

    private static func number(_ vm: VM, _ value: Value) throws -> Scalar {
        guard let scalar = vm.scalar(value) else {
            throw vm.typeError("must be real number, not \(vm.typeName(value))")
        }
        return scalar
    }
}

/// `x.storage()`: the memory behind a tensor as a list of numbers, or (untyped) of bytes.
final class StorageObject: Object {
    /// All of the storage as one dense vector.
    let elements: Tensor
    let isTyped: Bool
    nonisolated(unsafe) static let typed = TypeObject(
        name: "TypedStorage", module: "torch.storage", bases: [Types.object], layout: .other, populate: populate)
    nonisolated(unsafe) static let untyped = TypeObject(
        name: "UntypedStorage", module: "torch.storage", bases: [Types.object], layout: .other, populate: populate)

    init(_ tensor: Tensor, isTyped: Bool) {
        elements = tensor.storageElements(asBytes: !isTyped)
        self.isTyped = isTyped
        super.init(type: isTyped ? StorageObject.typed : StorageObject.untyped)
    }

    private static func storage(_ vm: VM, _ value: Value) throws -> StorageObject {
        guard let object = value.object as? StorageObject else { throw vm.typeError("expected a storage") }
        return object
    }

    private static func place(_ vm: VM, _ storage: StorageObject, _ key: Value) throws -> Int {
        let n = storage.elements.count
        let i = try vm.index(key)
        guard i >= -n, i < n else { throw vm.indexError("index \(i) out of range for storage of size \(n)") }
        return i < 0 ? i + n : i
    }

    private static func populate(_ type: TypeObject) {
        type.special(.length, "self, /") { vm, arguments in Value(try storage(vm, arguments[0]).elements.count) }
        type.method("__sizeof__", "self, /") { vm, arguments in
            let it = try storage(vm, arguments[0])
            return Value(it.isTyped ? 64 : 32 + it.elements.count)
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let it = try storage(vm, arguments[0])
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, it.elements.count)
                return vm.list(
                    (0..<range.count).map { vm.scalarValue(it.elements.element(at: range.start + $0 * range.step)) })
            }
            return vm.scalarValue(it.elements.element(at: try place(vm, it, arguments[1])))
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            let it = try storage(vm, arguments[0])
            guard let value = vm.scalar(arguments[2]) else {
                throw vm.typeError("can't assign a \(vm.typeName(arguments[2])) to a storage")
            }
            try it.elements.setIndex([.int(try place(vm, it, arguments[1]))], .number(value))
            return .none
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let list = vm.list(try storage(vm, arguments[0]).elements.scalars().map { vm.scalarValue($0) })
            return try vm.iterator(of: list)
        }
        type.special(.representation, "self, /") { vm, arguments in
            let it = try storage(vm, arguments[0])
            let lines = try it.elements.scalars().map { " " + (try vm.repr(vm.scalarValue($0))) }
            let (name, dtype) =
                it.isTyped ? ("TypedStorage", "dtype=\(it.elements.dtype.torchName), ") : ("UntypedStorage", "")
            return vm.string(
                lines.joined(separator: "\n")
                    + "\n[torch.storage.\(name)(\(dtype)device=\(it.elements.device.name)) of size \(it.elements.count)]"
            )
        }
        func method(_ name: String, _ body: @escaping (VM, StorageObject) throws -> Value) {
            type.method(name, "self") { vm, arguments in try body(vm, try storage(vm, arguments[0])) }
        }
        method("tolist") { vm, it in vm.list(try it.elements.scalars().map { vm.scalarValue($0) }) }
        method("size") { _, it in Value(it.elements.count) }
        method("nbytes") { _, it in Value(it.elements.count * it.elements.dtype.size) }
        method("element_size") { _, it in Value(it.elements.dtype.size) }
        method("data_ptr") { _, it in Value(Int(bitPattern: it.elements.data)) }
        method("untyped") { vm, it in vm.value(StorageObject(it.elements, isTyped: false)) }
        method("type") { vm, it in
            vm.string(it.isTyped ? "torch.\(it.elements.dtype.scalarTypeName)Storage" : "torch.UntypedStorage")
        }
        method("clone") { vm, it in vm.value(StorageObject(try it.elements.clone(), isTyped: it.isTyped)) }
        type.method("fill_", "self, value") { vm, arguments in
            guard let value = vm.scalar(arguments[1]) else { throw vm.typeError("fill_() needs a number") }
            try storage(vm, arguments[0]).elements.fillInPlace(value)
            return arguments[0]
        }
        type.property("dtype") { _, value in
            (value.object as? StorageObject).map { DTypeObject.value($0.elements.dtype) } ?? .none
        }
        type.property("device") { vm, value in
            vm.value(DeviceObject((value.object as? StorageObject)?.elements.device ?? .cpu))
        }
    }
}
