/// What the iterators of one `tee` share: stretches of the source's items, each known by those that have not passed it.
private final class TeeStretch {
    static let capacity = 64
    var items: [Strong] = []
    var next: TeeStretch?

    deinit {
        // A long chain goes link by link, not by recursion.
        var rest = next.take()
        while rest != nil, isKnownUniquelyReferenced(&rest) { rest = rest?.next.take() }
    }
}

/// The source of one `tee`, and whether it is being asked.
private final class TeeSource {
    let iterator: Strong
    var isRunning = false

    init(_ iterator: Value) { self.iterator = Strong(iterator) }
}

/// One of the iterators that `itertools.tee` makes.
final class TeeIterator: IteratorObject {
    private let source: TeeSource
    private var stretch: TeeStretch
    private var index: Int

    private init(_ source: TeeSource, _ stretch: TeeStretch, _ index: Int) {
        self.source = source
        self.stretch = stretch
        self.index = index
        super.init(type: TeeIterator.kind)
    }

    /// The first iterator over something.
    convenience init(_ vm: VM, over iterable: Value) throws {
        let iterator = try vm.iterator(of: iterable)
        if let other = iterator.object as? TeeIterator {
            self.init(other.source, other.stretch, other.index)
        } else {
            self.init(TeeSource(iterator), TeeStretch(), 0)
        }
    }

    func copy() -> TeeIterator { TeeIterator(source, stretch, index) }

    override func next(_ vm: VM) throws -> Value? {
        if index == TeeStretch.capacity {
            let following = stretch.next ?? TeeStretch()
            stretch.next = following
            stretch = following
            index = 0
        }
        if index == stretch.items.count {
            if source.isRunning { throw vm.error(.runtimeError, "cannot re-enter the tee iterator") }
            source.isRunning = true
            defer { source.isRunning = false }
            guard let item = try vm.next(source.iterator.value) else { return nil }
            stretch.items.append(Strong(item))
        }
        index += 1
        return vm.pool.keep(stretch.items[index - 1].value)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(source.iterator.value)
    }

    nonisolated(unsafe) static let kind: TypeObject = {
        let type = IteratorTypes.make("_tee") { type in
            type.constructor("cls, iterable, /") { vm, arguments in
                vm.value(try TeeIterator(vm, over: arguments[1]))
            }
            type.method("__copy__", "self, /", doc: "Returns an independent iterator.") { vm, arguments in
                vm.value(arguments[0].cast(TeeIterator.self).copy())
            }
        }
        type.moduleName = "itertools"
        return type
    }()
}
