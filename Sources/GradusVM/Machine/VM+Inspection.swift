/// What tools ask about values, without running code of the language.
extension VM {
    /// Runs `body`; values that it makes live until it returns.
    public func withPool<Result>(_ body: () throws -> Result) rethrows -> Result {
        let mark = pool.count
        defer { pool.drain(to: mark) }
        return try body()
    }

    /// Names that `dir(value)` would list.
    public func attributeNames(of value: Value) -> [String] {
        var names: Set<String> = []
        if let module = value.asModule {
            for entry in module.namespace.entries { if let name = entry.key.asString { names.insert(name.text) } }
            names.formUnion(module.resolvedNames?() ?? [])
            return names.sorted()
        }
        let type = value.asType ?? typeOf(value)
        for base in type.mro { for name in base.ownNames { names.insert(name.text) } }
        if let object = value.object { for entry in object.ownAttributes { names.insert(entry.name.text) } }
        return names.sorted()
    }

    /// An attribute that is simply stored: no descriptor of the language runs.
    public func storedAttribute(_ value: Value, _ name: String) -> Value? {
        let name = Interned.string(name)
        if let module = value.asModule { return module.namespace.get(name) }
        if let type = value.asType { return type.lookup(name) }
        if let own = value.object?.slotValue(name) { return own }
        guard let found = typeOf(value).lookup(name) else { return nil }
        if let property = found.object as? NativeProperty { return try? property.get(self, value) }
        return found.object is PropertyObject ? nil : found
    }

    /// Empties the namespace of `__main__`.
    public func resetMainModule() {
        let namespace = mainModule.namespace
        let kept = ["__name__", "__doc__", "__package__", "__loader__", "__spec__", "__file__", "__cached__"].compactMap
        { name in
            namespace.get(name).map { (name, $0.retained()) }
        }
        namespace.removeAll()
        for (name, value) in kept {
            namespace.set(name, value)
            value.release()
        }
    }
}
