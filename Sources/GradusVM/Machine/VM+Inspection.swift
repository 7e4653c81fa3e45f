import GradusCompiler
import GradusSyntax

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

/// A frame of a traceback with the lines around the place.
public struct TracebackFrame {
    public let file: String
    public let function: String
    public let line: Int
    /// Number and text.
    public let lines: [(number: Int, text: String)]
    /// What names on that line stood for (`VM.frameNotes`).
    public let notes: [String]
}

extension VM {
    /// The frames of an exception, outermost first; those of embedded modules are left out.
    /// - Parameter around: how many lines above and below are wanted.
    public func tracebackFrames(_ exception: ExceptionObject, around: Int = 2) -> [TracebackFrame] {
        exception.traceback.enumerated().suffix(100).reversed().compactMap { number, entry in
            let source = entry.code.source
            guard !source.name.hasPrefix("<gradus:") else { return nil }
            let index = source.lineIndex(at: Int(entry.span.start))
            let indices = max(0, index - around)...min(index + around, max(index, source.lineStarts.count - 1))
            var lines = indices.map { (number: source.firstLine + $0, text: source.lineText($0)) }
            while let last = lines.last, last.text.allSatisfy(\.isWhitespace), last.number > source.firstLine + index {
                lines.removeLast()
            }
            return TracebackFrame(
                file: source.name, function: entry.code.kind == .module ? "<module>" : entry.code.name,
                line: source.firstLine + index, lines: lines,
                notes: number < exception.frameNotes.count ? exception.frameNotes[number] : [])
        }
    }

    /// What `describe` says of the names in the line where a frame is, in their order.
    func notes(
        on entry: TracebackEntry, _ frame: UnsafeMutablePointer<Frame>, _ describe: (String, Value) -> String?
    ) -> [String] {
        let source = entry.code.source
        if source.name.hasPrefix("<gradus:") { return [] }
        let line = Array(source.lineBytes(source.lineIndex(at: Int(entry.span.start))))
        var seen: Set<String> = []
        return highlightTokens(of: line).compactMap { token in
            guard token.kind == .name else { return nil }
            let name = String(decoding: line[Int(token.span.start)..<Int(token.span.end)], as: UTF8.self)
            guard seen.insert(name).inserted, let value = variable(name, frame) else { return nil }
            return describe(name, value)
        }
    }
}
