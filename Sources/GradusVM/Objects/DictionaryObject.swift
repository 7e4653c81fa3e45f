#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A dictionary in the order of insertion. Methods that take any key need the machine, because hashing and comparing
/// may run code of the language.
public final class DictionaryObject: ContainerObject {
    var table: HashTable

    public init(type: TypeObject = Types.dictionary, capacity: Int = 0) {
        table = HashTable(capacity: capacity)
        super.init(type: type)
    }

    deinit { table.dispose() }

    public var count: Int { table.count }
    /// Changes whenever a key is added or removed: iterators compare it.
    var version: UInt32 { table.version }

    // MARK: String keys (no code of the language runs)

    /// The value of a string key; borrowed.
    @inline(__always)
    public func get(_ key: StringObject) -> Value? {
        guard let place = table.find(string: key) else { return nil }
        return table.entries[place].value
    }

    public func get(_ key: String) -> Value? { get(Interned.string(key)) }

    public func set(_ key: StringObject, _ value: Value) {
        value.retain()
        if let place = table.find(string: key) {
            table.exchange(place, value: value).release()
        } else {
            _ = table.insertNew(Value(owning: key), hash: key.hashValue64, value: value)
        }
    }

    /// Sets a key to an object that may just have been made.
    public func set(_ key: StringObject, object: Object) {
        withExtendedLifetime(object) { set(key, Value(borrowing: object)) }
    }

    public func set(_ key: String, _ value: Value) { set(Interned.string(key), value) }

    /// False where the key is not there.
    @discardableResult
    public func remove(_ key: StringObject) -> Bool {
        guard let place = table.find(string: key) else { return false }
        let (key, value) = table.remove(place)
        key.release()
        value.release()
        return true
    }

    // MARK: Any key

    public func get(_ vm: VM, _ key: Value) throws -> Value? {
        if key.tag == .string {
            if let value = get(key.cast(StringObject.self)) { return value }
            if !table.hasObjectKeys { return nil }
        } else if key.tag == .int {
            let place = table.find(int: key)
            if place >= 0 { return table.entries[place].value }
            if place == HashTable.absent { return nil }
        }
        guard let place = try find(vm, key, hash: try vm.hash(key)) else { return nil }
        return table.entries[place].value
    }

    public func set(_ vm: VM, _ key: Value, _ value: Value) throws {
        if key.tag == .string, !table.hasObjectKeys {
            set(key.cast(StringObject.self), value)
            return
        }
        if key.tag == .int {
            let place = table.find(int: key)
            if place >= 0 {
                table.exchange(place, value: value.retained()).release()
                return
            }
            if place == HashTable.absent {
                let hash = key.intBits == -1 ? -2 : Int(key.intBits)
                _ = table.insertNew(key, hash: hash, value: value.retained())
                return
            }
        }
        let hash = try vm.hash(key)
        if let place = try find(vm, key, hash: hash) {
            let old = table.exchange(place, value: value.retained())
            old.release()
        } else {
            _ = table.insertNew(key.retained(), hash: hash, value: value.retained())
        }
    }

    /// Removes a key and returns its value (kept by the pool), or nil.
    public func pop(_ vm: VM, _ key: Value) throws -> Value? {
        guard let place = try find(vm, key, hash: try vm.hash(key)) else { return nil }
        let entry = table.remove(place)
        entry.key.release()
        return vm.pool.adopt(entry.value)
    }

    func find(_ vm: VM, _ key: Value, hash: Int) throws -> Int? {
        let version = table.version
        return try table.find(key, hash: hash) { other, key in
            let isEqual = try vm.isEqualKey(other, key)
            if table.version != version { throw vm.error(.runtimeError, "dictionary keys changed during look-up") }
            return isEqual
        }
    }

    /// Becomes a copy of a dense dictionary; this one is empty. False where somebody interrupts.
    func takeCopy(of other: DictionaryObject) -> Bool {
        guard let copy = HashTable(copying: other.table) else { return false }
        let old = table
        table = copy
        table.continueVersion(old.version)
        old.deallocate()
        return true
    }

    public func removeAll() {
        let old = table
        table = HashTable(version: old.version &+ 1)
        old.dispose()
    }

    /// The keys that are strings and begin with some text, for completion: the first ones, and those that show that not all
    /// have more than that in common. A very large dictionary is not looked at to its end.
    public func texts(startingWith prefix: [UInt8], limit: Int) -> [String] {
        var texts: [String] = []
        var position = 0
        // How many bytes those found so far have in common with the first of them.
        var first: UnsafePointer<UInt8>?
        var shared = 0
        var left = 3_000_000
        prefix.withUnsafeBufferPointer { prefix in
            while left > 0, let (key, _) = nextEntry(&position) {
                left -= 1
                // Strings are read where they lie: counting references would write, and take pages from kept copies.
                guard key.tag == .string || key.asString != nil else { continue }
                let text = key.layout(StringLayout.self)
                let (bytes, count) = (text.pointee.bytes, text.pointee.byteCount)
                guard count >= prefix.count, prefix.baseAddress.map({ memcmp(bytes, $0, prefix.count) == 0 }) ?? true
                else { continue }
                var common = prefix.count
                if let first {
                    let most = min(shared, count)
                    while common < most, bytes[common] == first[common] { common += 1 }
                    if texts.count >= limit, common == shared { continue }
                } else {
                    first = bytes
                    common = count
                }
                shared = common
                texts.append(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
            }
        }
        return texts
    }

    // MARK: Entries in order

    /// The entry at or after a position, for iteration: `position` starts at 0 and moves on. Borrowed.
    @inline(__always)
    public func nextEntry(_ position: inout Int) -> (key: Value, value: Value)? {
        if position < table.head { position = table.head }
        while position < table.used {
            let entry = table.entries[position]
            position += 1
            if !entry.key.isUnbound { return (entry.key, entry.value) }
        }
        return nil
    }

    /// The key that was added last; borrowed.
    public var lastKey: Value? { count > 0 ? table.entries[table.used - 1].key : nil }

    /// All entries; borrowed from the dictionary.
    public var entries: [(key: Value, value: Value)] {
        var result: [(key: Value, value: Value)] = []
        result.reserveCapacity(count)
        var position = 0
        while let entry = nextEntry(&position) { result.append(entry) }
        return result
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        var position = 0
        while let entry = nextEntry(&position) {
            visit(entry.key)
            visit(entry.value)
        }
    }

    public override func dropReferences() {
        removeAll()
        super.dropReferences()
    }
}
