/// A set or frozenset, in the order of its table (see `SetTable`).
public final class SetObject: ContainerObject {
    var table: SetTable
    /// The hash of a frozenset once it was asked for; 0 before.
    var cachedHash = 0

    public override init(type: TypeObject = Types.set) {
        table = SetTable()
        super.init(type: type)
    }

    deinit { table.dispose() }

    public var count: Int { table.count }
    var version: UInt32 { table.version }
    public var isFrozen: Bool { type.isSubtype(of: Types.frozenSet) }

    public func contains(_ vm: VM, _ value: Value) throws -> Bool {
        try find(vm, value, hash: try vm.hash(value)) != nil
    }

    /// True where the value was not there before.
    @discardableResult
    public func insert(_ vm: VM, _ value: Value) throws -> Bool {
        try insert(vm, value, hash: try vm.hash(value))
    }

    /// True where the value, whose hash is known, was not there before.
    @discardableResult
    func insert(_ vm: VM, _ value: Value, hash: Int) throws -> Bool {
        if try find(vm, value, hash: hash) != nil { return false }
        table.insertNew(value.retained(), hash: hash)
        return true
    }

    /// False where the value is not there.
    @discardableResult
    public func remove(_ vm: VM, _ value: Value) throws -> Bool {
        try remove(vm, value, hash: try vm.hash(value))
    }

    func remove(_ vm: VM, _ value: Value, hash: Int) throws -> Bool {
        guard let place = try find(vm, value, hash: hash) else { return false }
        Reclaimer.release(table.remove(place))
        return true
    }

    /// Removes some value; borrowed from the pool.
    public func popAny(_ vm: VM) -> Value? { table.removeAny().map { vm.pool.adopt($0) } }

    @inline(__always)
    func find(_ vm: VM, _ key: Value, hash: Int) throws -> Int? {
        let version = table.version
        return try table.find(key, hash: hash) { other, key in
            if other.tag == .int, key.tag == .int { return other.bits == key.bits }
            let isEqual = try vm.isEqualKey(other, key)
            if table.version != version { throw vm.error(.runtimeError, "set changed during look-up") }
            return isEqual
        }
    }

    /// Adds the values of another set.
    func merge(_ vm: VM, _ other: SetObject) throws {
        if other === self || other.count == 0 { return }
        table.reserve(adding: other.count)
        if table.copy(from: other.table) { return try vm.checkStop() }
        var position = 0
        while let entry = other.keptEntry(vm, &position) {
            if position & 0xFFFF == 0 { try vm.checkInterrupt() }
            try insert(vm, entry.key, hash: entry.hash)
        }
    }

    public func removeAll() {
        let old = table
        table = SetTable(version: old.version &+ 1)
        old.dispose()
    }

    /// The next entry for a loop that may run code of the language, which could remove it meanwhile.
    @inline(__always)
    func keptEntry(_ vm: VM, _ position: inout Int) -> SetTable.Entry? {
        let entry = nextEntry(&position)
        if let entry, entry.key.tag == .object { _ = vm.pool.keep(entry.key) }
        return entry
    }

    @inline(__always)
    func nextEntry(_ position: inout Int) -> SetTable.Entry? {
        while position <= table.mask {
            let entry = table.entries[position]
            position += 1
            if !entry.key.isUnbound { return entry }
        }
        return nil
    }

    /// The value at or after a place, for iteration: `position` starts at 0 and moves on. Borrowed.
    @inline(__always)
    public func nextValue(_ position: inout Int) -> Value? { nextEntry(&position)?.key }

    public var values: [Value] {
        var result: [Value] = []
        result.reserveCapacity(count)
        var position = 0
        while let value = nextValue(&position) { result.append(value) }
        return result
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        var position = 0
        while let value = nextValue(&position) { visit(value) }
    }

    public override func dropReferences() {
        removeAll()
        super.dropReferences()
    }
}
