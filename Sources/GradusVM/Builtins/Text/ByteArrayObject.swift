/// A bytearray: bytes that can change.
public final class ByteArrayObject: Object {
    var bytes: [UInt8]
    /// How many views of memory look at these bytes: as long as there are some, the size stays.
    var exports = 0

    public init(_ bytes: [UInt8], type: TypeObject = Types.byteArray) {
        self.bytes = bytes
        super.init(type: type)
    }

    var count: Int { bytes.count }

    func checkResizable(_ vm: VM) throws {
        if exports > 0 { throw vm.error(.bufferError, "Existing exports of data: object cannot be re-sized") }
    }

    /// Valid until the bytes change.
    var buffer: ByteBuffer { bytes.withUnsafeBufferPointer { $0 } }
}

extension BytesObject {
    /// Valid as long as the object: its array never changes.
    var buffer: ByteBuffer { bytes.withUnsafeBufferPointer { $0 } }
}

extension Types {
    nonisolated(unsafe) public static let byteArray = TypeObject(
        name: "bytearray", bases: [object], layout: .other, populate: populateByteArray)
}

extension Value {
    public var asByteArray: ByteArrayObject? {
        guard tag == .object else { return nil }
        // An exact one needs no search through the classes.
        if objectUnchecked.type === Types.byteArray { return cast(ByteArrayObject.self) }
        return objectUnchecked as? ByteArrayObject
    }
}

/// Iterates over the numbers of bytes or a bytearray.
final class ByteIterator: IteratorObject {
    private let owner: Strong
    private let kind: TextView.Kind
    private var position = 0
    override var lengthHint: Int? { max(TextView(owner.value, kind).count - position, 0) }
    nonisolated(unsafe) static let bytesKind = IteratorTypes.make("bytes_iterator")
    nonisolated(unsafe) static let byteArrayKind = IteratorTypes.make("bytearray_iterator")

    init(_ value: Value, _ kind: TextView.Kind) {
        owner = Strong(value)
        self.kind = kind
        super.init(type: kind == .bytes ? ByteIterator.bytesKind : ByteIterator.byteArrayKind)
    }

    override func nextOwned(_ vm: VM) throws -> Value {
        // Numbers have no owner.
        try next(vm) ?? .unbound
    }

    override func next(_ vm: VM) throws -> Value? {
        if owner.value.tag == .bytes {
            let bytes = owner.value.cast(BytesObject.self)
            guard position < bytes.bytes.count else { return nil }
            position &+= 1
            return Value(Int(bytes.bytes[position &- 1]))
        }
        let view = TextView(owner.value, kind)
        guard position < view.count else { return nil }
        position += 1
        return Value(Int(view.bytes[position - 1]))
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        lengthHint == 0 ? .exhausted(vm) : .iterating(vm, owner.value, state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        position = try IteratorTypes.place(vm, state, in: 0...TextView(owner.value, kind).count)
    }
}
