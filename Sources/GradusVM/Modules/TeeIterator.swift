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

/// Whether the source of one `tee` is being asked.
private final class TeeTurn {
    var isRunning = false
}

/// One of the iterators that `itertools.tee` makes.
final class TeeIterator: IteratorObject {
    /// A reference of its own: `visitReferences` tells of one for each iterator, and the collector counts them.
    private let source: Strong
    private let turn: TeeTurn
    private var stretch: TeeStretch
    private var index: Int

    private init(_ source: Value, _ turn: TeeTurn, _ stretch: TeeStretch, _ index: Int) {
        self.source = Strong(source)
        self.turn = turn
        self.stretch = stretch
        self.index = index
        super.init(type: TeeIterator.kind)
    }

    /// The first iterator over something.
    convenience init(_ vm: VM, over iterable: Value) throws {
        let iterator = try vm.iterator(of: iterable)
        if let other = iterator.object as? TeeIterator {
            self.init(other.source.value, other.turn, other.stretch, other.index)
        } else {
            self.init(iterator, TeeTurn(), TeeStretch(), 0)
        }
    }

    func copy() -> TeeIterator { TeeIterator(source.value, turn, stretch, index) }

    override func next(_ vm: VM) throws -> Value? {
        if index == TeeStretch.capacity {
            let following = stretch.next ?? TeeStretch()
            stretch.next = following
            stretch = following
            index = 0
        }
        if index == stretch.items.count {
            if turn.isRunning { throw vm.error(.runtimeError, "cannot re-enter the tee iterator") }
            turn.isRunning = true
            defer { turn.isRunning = false }
            guard let item = try vm.next(source.value) else { return nil }
            stretch.items.append(Strong(item))
        }
        index += 1
        return vm.pool.keep(stretch.items[index - 1].value)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(source.value)
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
