import GradusCompiler

/// How objects lie in memory behind Swift's own two words. The machine's loop reads them through these structs: a field
/// read costs one load, where the same read through a class reference could retain and release the object.
/// `ObjectLayoutTests` holds each struct against the class it describes.
@usableFromInline
struct ObjectLayout {
    var metadata: UInt
    var swiftCounts: UInt
    /// `Object.references`
    @usableFromInline var references: Int
    var type: UnsafeMutablePointer<TypeLayout>
    var shape: UnsafeMutablePointer<ShapeLayout>?
    var slots: UnsafeMutablePointer<Value>?
    var tag: Tag
    var isFinalized: Bool
    var isContainer: Bool
}

/// `Shape`
struct ShapeLayout {
    var metadata: UInt
    var swiftCounts: UInt
    var versionPlace: UnsafeMutablePointer<UInt64>
    var count: Int
    var capacity: Int
}

/// `TypeObject`
struct TypeLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var versionPlace: UnsafeMutablePointer<UInt64>
}

/// `ContainerObject`
struct ContainerLayout {
    var object: ObjectLayout
    var collectorIndex: Int
}

/// `ListObject`
struct ListLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var items: UnsafeMutablePointer<Value>
    var count: Int
    var capacity: Int
}

/// `TupleObject`
struct TupleLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var items: UnsafeMutablePointer<Value>
    var count: Int
    var cachedHash: Int
    var isDropped: Bool
}

/// `InstanceObject`
struct InstanceLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var payload: UInt
}

/// `ExceptionObject`
struct ExceptionLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var arguments: Value
}

/// `DictionaryObject`
struct DictionaryLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var table: HashTable
}

/// `StringObject`
struct StringLayout {
    var object: ObjectLayout
    var bytes: UnsafePointer<UInt8>
    var byteCount: Int
    var count: Int
    var cachedHash: Int
    var isInterned: Bool
    var scalars: UnsafeMutablePointer<UInt32>?
    var shared: UnsafeMutableRawPointer?
    var inline: StringObject.InlineBytes

    @inline(__always) var isASCII: Bool { count == byteCount }
    @inline(__always) var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: byteCount)
    }
}

extension UnsafeMutablePointer<StringLayout> {
    /// Where short strings have their bytes.
    @inline(__always)
    var inlineBytes: UnsafeMutablePointer<UInt8> {
        withUnsafeMutablePointer(to: &pointee.inline) {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self)
        }
    }
}

/// `BigIntObject`
struct BigIntLayout {
    var object: ObjectLayout
    var limbs: UnsafeMutablePointer<UInt>
    var count: Int
    var isNegative: Bool
}

/// `SliceObject`
struct SliceLayout {
    var object: ObjectLayout
    var start: Value
    var stop: Value
    var step: Value
}

/// `ComplexObject`
struct ComplexLayout {
    var object: ObjectLayout
    var number: ComplexNumber
}

/// `SetObject`
struct SetLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var table: SetTable
}

/// `FunctionObject`
struct FunctionLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var header: UnsafeMutablePointer<CodeHeader>
    var globals: UnsafeMutablePointer<DictionaryLayout>
}

/// `NativeFunctionObject`
struct NativeLayout {
    var object: ObjectLayout
    var ownerAddress: UInt
    var requiredCount: Int
    var plainCount: Int
    var isDirect: Bool
    var quick: QuickFunction
}

/// `ModuleObject`
struct ModuleLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var namespace: UnsafeMutablePointer<DictionaryLayout>
}

/// `CellObject`
struct CellLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var content: Value
}

/// `GeneratorObject`
struct GeneratorLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var header: UnsafeMutablePointer<CodeHeader>
    var globals: UnsafeMutableRawPointer
    var registers: UnsafeMutablePointer<Value>
    var pc: UnsafeMutablePointer<Step>
    var heldCount: Int
    var state: GeneratorObject.State
    var hasHandled: Bool
}

/// `RangeIterator`
struct RangeIteratorLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var current: Int
    var remaining: Int
    var step: Int
}

/// `ListIterator`
struct ListIteratorLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var list: UnsafeMutablePointer<ListLayout>?
    var position: Int
}

extension Value {
    @inlinable @inline(__always)
    var layout: UnsafeMutablePointer<ObjectLayout> { layout(ObjectLayout.self) }

    /// The memory of the object of a value whose tag (or type) says that it has this layout.
    @inlinable @inline(__always)
    func layout<Layout>(_: Layout.Type) -> UnsafeMutablePointer<Layout> {
        UnsafeMutablePointer<Layout>(bitPattern: UInt(bits)).unsafelyUnwrapped
    }
}
