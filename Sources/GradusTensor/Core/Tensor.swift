/// An n-dimensional array: a layout (offset, shape, strides) over a storage, an element type, and its place in the
/// autograd graph. Views share their base's storage.
///
/// The library is used from one thread; kernels may split work over several inside one call.
public final class Tensor: @unchecked Sendable {
    package var storage: Storage
    /// First element, counted in elements from the start of the storage.
    package var offset: Int
    public package(set) var shape: Dims
    /// In elements.
    public package(set) var strides: Dims
    public package(set) var dtype: DType
    public package(set) var device: Device
    /// Row-major and dense.
    public package(set) var isContiguous: Bool

    // Autograd.
    /// Set on leaves that ask for a gradient.
    package var leafRequiresGrad = false
    package var retainsGradFlag = false
    /// False for what `x.data` gives: changes made through it are not noticed by the backward pass.
    package var countsChanges = true
    /// Made under inference mode.
    package var isInference = false
    /// Its script object is a `Parameter`, also one that is made later.
    package var isParameter = false
    /// Output number of `node`.
    package var outputIndex: Int32 = 0
    /// What made this tensor, if anything that is recorded.
    package var node: Node?
    /// The accumulated gradient of a leaf (or of a tensor with `retain_grad`).
    public var grad: Tensor?
    /// Set on views: the tensor whose storage this is, and more.
    package var view: ViewInfo?
    /// Hooks on a leaf.
    package var leafHooks: HookList?

    /// One opaque object of the bridge, so that one tensor has one script wrapper. The bridge owns its meaning.
    package var wrapper: UnsafeMutableRawPointer?

    @inline(__always)
    package init(
        storage: Storage, offset: Int, shape: Dims, strides: Dims, dtype: DType, device: Device, contiguous: Bool
    ) {
        self.storage = storage
        self.offset = offset
        self.shape = shape
        self.strides = strides
        self.dtype = dtype
        self.device = device
        isContiguous = contiguous
    }

    deinit {
        if isKnownUniquelyReferenced(&storage) { IdleStorages.give(storage) }
    }

    /// A dense uninitialised tensor.
    /// - Throws: outOfMemory; RuntimeError for a negative size or a product that overflows.
    package init(empty shape: Dims, _ dtype: DType, _ device: Device = .cpu) throws {
        let n = shape.product
        if n > 1 << 40 || n < 0 { try Tensor.checkSizes(shape) }
        // In a preview only small tensors have elements.
        let device = n > Preview.valueLimit ? .meta : device
        storage = device == .meta ? Storage(metaByteCount: n &* dtype.size) : try IdleStorages.take(n &* dtype.size)
        offset = 0
        self.shape = shape
        strides = shape.contiguousStrides
        self.dtype = dtype
        self.device = device
        isContiguous = true
        isInference = GradMode.isInference
    }

    /// Checks sizes that come from a user.
    package static func checkSizes(_ shape: Dims) throws {
        for size in shape where size < 0 {
            throw TensorError(
                .runtimeError, "Trying to create tensor with negative dimension \(size): \(shape)", shapes: [shape])
        }
        // A size of zero beside it makes a huge size no better: sizes are multiplied in parts.
        guard let n = shape.checkedProduct, n < 1 << 44, !shape.contains(where: { $0 > 1 << 44 }) else {
            throw TensorError(
                .runtimeError, "Storage size calculation overflowed with sizes=\(shape)", shapes: [shape])
        }
    }

    /// Number of elements.
    @inline(__always) public var count: Int { shape.product }

    /// Number of axes.
    @inline(__always) public var rank: Int { shape.count }

    @inline(__always) package var isMeta: Bool { device == .meta }

    /// The address of the first element.
    @inline(__always) package var data: UnsafeMutableRawPointer {
        storage.base + offset &* dtype.size
    }

    @inline(__always) package func pointer<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
        data.assumingMemoryBound(to: type)
    }

    /// The elements' address as Float; only for float32 tensors.
    @inline(__always) package var f32: UnsafeMutablePointer<Float> { data.assumingMemoryBound(to: Float.self) }

    /// A second tensor object over the same elements, outside the graph.
    @inline(__always)
    package func alias() -> Tensor {
        Tensor(
            storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, device: device,
            contiguous: isContiguous)
    }

    /// Whether an operation may write its result over this tensor's elements: they are dense, in memory, and neither the
    /// tensor nor its storage is known to anybody but the variable this is called on.
    @inline(__always)
    package static func isWritableOver(_ t: inout Tensor) -> Bool {
        t.isContiguous && t.device == .cpu && t.view == nil && t.wrapper == nil && isKnownUniquelyReferenced(&t)
            && isKnownUniquelyReferenced(&t.storage)
    }

    /// The same storage under another layout, outside the graph.
    @inline(__always)
    package func alias(shape: Dims, strides: Dims, offset: Int) -> Tensor {
        Tensor(
            storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, device: device,
            contiguous: Tensor.isContiguous(shape, strides))
    }

    @inline(__always)
    package static func isContiguous(_ shape: Dims, _ strides: Dims) -> Bool {
        var expected = 1
        var i = shape.count &- 1
        while i >= 0 {
            let size = shape[i]
            if size != 1 {
                if size == 0 { return true }
                if strides[i] != expected { return false }
                expected = expected &* size
            }
            i &-= 1
        }
        return true
    }

    /// Gives this object another tensor's elements and layout (`x.data = y`); the graph is left as it is.
    package func replaceData(with other: Tensor) {
        storage = other.storage
        offset = other.offset
        shape = other.shape
        strides = other.strides
        dtype = other.dtype
        device = other.device
        isContiguous = other.isContiguous
    }
}

/// How a view hangs on its base.
package final class ViewInfo {
    /// The tensor that is no view itself.
    let base: Tensor
    /// The storage's version for which the view's `node` is right; an in-place change of the base makes it stale.
    var version: Int
    /// Made while recording was off.
    let madeWithoutGrad: Bool
    /// One of several views made by one call (`split`, `unbind`): must not be changed in place.
    let multiple: Bool

    init(base: Tensor, version: Int, madeWithoutGrad: Bool, multiple: Bool) {
        self.base = base
        self.version = version
        self.madeWithoutGrad = madeWithoutGrad
        self.multiple = multiple
    }
}
