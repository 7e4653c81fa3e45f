/// "Did you mean": the nearest known name by CPython's rule (weighted edit distance, silent when nothing is close).
///
/// Names and attributes are asked for in the message itself, as CPython 3.11 does with uncaught exceptions; what it leaves
/// without an answer (modules, names to import, keyword arguments) gets a `hint:` line below.
extension VM {
    /// The name that a NameError or AttributeError may have meant.
    func suggestion(for exception: ExceptionObject) -> String? {
        guard let name = exception.attributeName else { return nil }
        let mark = pool.count
        defer { pool.drain(to: mark) }
        if exception.type === ExceptionKind.attributeError.type {
            let owner = exception.attributeOwner.value
            guard !owner.isUnbound, !owner.isNone || exception.ownsNone else { return nil }
            return Self.nearest(to: name, among: directory(of: owner))
        }
        guard exception.type === ExceptionKind.nameError.type, let entry = exception.traceback.first else { return nil }
        let code = entry.code
        let range = code.inlined.last { entry.instruction >= $0.start && entry.instruction < $0.end }
        if range == nil || code.kind == .module,
            let local = Self.nearest(to: name, among: code.localNames + code.freeNames)
        {
            return local
        }
        if let globals = exception.origin, let global = Self.nearest(to: name, among: Self.names(in: globals)) {
            return global
        }
        return Self.nearest(to: name, among: Self.names(in: builtins) + ["None", "Ellipsis", "False", "True"])
    }

    /// A cure for a failed import.
    func importCure(for exception: ExceptionObject) -> String? {
        guard let name = exception.attributeName else { return nil }
        let mark = pool.count
        defer { pool.drain(to: mark) }
        if exception.type === ExceptionKind.moduleNotFoundError.type {
            let package = name.prefix { $0 != "." }
            if let cure = moduleCures[name] ?? moduleCures[String(package)] { return cure }
            let known = importableNames.filter { !$0.hasPrefix("_") }.sorted()
            guard !known.contains(name) else { return nil }
            return Self.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        }
        guard exception.type === ExceptionKind.importError.type, exception.attributeOwner.value.asModule != nil else {
            return nil
        }
        return Self.nearest(to: name, among: directory(of: exception.attributeOwner.value))
            .map { "did you mean '\($0)'?" }
    }

    /// A cure for a keyword that a function does not have.
    static func keywordCure(_ name: String, among names: some Sequence<String>) -> String? {
        nearest(to: name, among: Array(names)).map { "did you mean '\($0)'?" }
    }

    private func directory(of object: Value) -> [String] {
        guard let names = try? attributeList(of: object) else { return [] }
        return names.compactMap { $0.asString?.text }
    }

    private static func names(in dictionary: DictionaryObject) -> [String] {
        dictionary.entries.compactMap { $0.key.asString?.text }
    }

    /// The candidate nearest to a misspelt word; the first of several. Lengths and distances count UTF-8 bytes.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        guard candidates.count < 750 else { return nil }
        let wrong = Array(word.utf8)
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates where candidate != word {
            let name = Array(candidate.utf8)
            // No more than a third of the characters may need to change.
            let limit = min((wrong.count + name.count + 3) * Cost.move / 6, bestDistance - 1)
            let distance = editDistance(wrong, name, limit: limit)
            if distance > limit { continue }
            if distance < bestDistance {
                best = candidate
                bestDistance = distance
            }
        }
        return best
    }

    private enum Cost {
        static let move = 2
        static let change = 1

        static func substitution(_ a: UInt8, _ b: UInt8) -> Int {
            if a == b { return 0 }
            return a & 31 == b & 31 && lowered(a) == lowered(b) ? change : move
        }

        private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }
    }

    /// The weighted distance of two words; anything beyond `limit` where it is greater than that.
    private static func editDistance(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int {
        var a = first[...]
        var b = second[...]
        while let x = a.first, let y = b.first, x == y {
            a.removeFirst()
            b.removeFirst()
        }
        while let x = a.last, let y = b.last, x == y {
            a.removeLast()
            b.removeLast()
        }
        if a.isEmpty || b.isEmpty { return (a.count + b.count) * Cost.move }
        if a.count > 40 || b.count > 40 { return limit + 1 }
        if b.count < a.count { swap(&a, &b) }
        if (b.count - a.count) * Cost.move > limit { return limit + 1 }
        var row = (1...a.count).map { $0 * Cost.move }
        var result = 0
        for (line, byte) in b.enumerated() {
            var diagonal = line * Cost.move
            result = (line + 1) * Cost.move
            var least = Int.max
            for (column, other) in a.enumerated() {
                let substitute = diagonal + Cost.substitution(byte, other)
                diagonal = row[column]
                result = min(substitute, min(result, diagonal) + Cost.move)
                row[column] = result
                least = min(least, result)
            }
            if least > limit { return limit + 1 }
        }
        return result
    }
}
