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
}

/// `Shape`
struct ShapeLayout {
    var metadata: UInt
    var swiftCounts: UInt
    var versionPlace: UnsafeMutablePointer<UInt64>
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
}

/// `DictionaryObject`
struct DictionaryLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var table: HashTable
}

/// `FunctionObject`
struct FunctionLayout {
    var object: ObjectLayout
    var collectorIndex: Int
    var header: UnsafeMutablePointer<CodeHeader>
    var globals: UnsafeMutablePointer<DictionaryLayout>
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
