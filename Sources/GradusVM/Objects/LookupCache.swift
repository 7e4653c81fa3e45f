/// What names mean in classes: one table for all of them, as CPython has it. A class's version is a number that no other
/// class and no earlier state of it has, so that an entry never needs to be taken back.
enum LookupCache {
    private struct Entry {
        var version: UInt64 = 0
        var name: UInt = 0
        var value = Value.unbound
    }

    private static let mask: UInt = 4095
    nonisolated(unsafe) private static let entries: UnsafeMutablePointer<Entry> = {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: Int(mask) + 1)
        entries.initialize(repeating: Entry(), count: Int(mask) + 1)
        return entries
    }()

    @inline(__always)
    private static func place(_ name: UInt, _ version: UInt64) -> UnsafeMutablePointer<Entry> {
        entries + Int((name >> 4 ^ name >> 12 ^ UInt(truncatingIfNeeded: version) &* 31) & mask)
    }

    /// What was found for a name: `unbound` where the class has none, nil where it is not known.
    @inline(__always)
    static func value(of name: StringObject, version: UInt64) -> Value? {
        let name = UInt(bitPattern: Unmanaged.passUnretained(name).toOpaque())
        let entry = place(name, version)
        return entry.pointee.version == version && entry.pointee.name == name ? entry.pointee.value : nil
    }

    static func set(_ name: StringObject, version: UInt64, _ value: Value) {
        let name = UInt(bitPattern: Unmanaged.passUnretained(name).toOpaque())
        place(name, version).pointee = Entry(version: version, name: name, value: value)
    }

    static func forget(_ name: StringObject, version: UInt64) {
        place(UInt(bitPattern: Unmanaged.passUnretained(name).toOpaque()), version).pointee.version = 0
    }
}
