import GradusSyntax
import GradusVM

/// Finds completions without running code of the user: names, attributes and keys of values that are at hand, keyword
/// arguments, modules, and files inside strings.
struct Completer {
    let vm: VM

    func completions(in text: String, at offset: Int) -> (range: Range<Int>, candidates: [String]) {
        let place = CompletionPlace(Array(text.utf8.prefix(max(0, offset))))
        let bytes = place.bytes
        let end = bytes.count
        switch place.kind {
        case .none: return (end..<end, [])
        case .string(let start):
            if let owner = place.subscriptedOwner(ofStringAt: start - 1), let value = value(ofPath: owner) {
                let typed = String(decoding: bytes[start...], as: UTF8.self)
                let keys = value.asDictionary?.texts(startingWith: Array(typed.utf8), limit: Self.keyLimit) ?? []
                if !keys.isEmpty {
                    // A key is closed as well, where nothing stands behind the cursor.
                    let quote = String(decoding: bytes[(start - 1)..<start], as: UTF8.self)
                    let isLast = text.utf8.dropFirst(end).first.map { $0 == 0x0A } ?? true
                    return (start..<end, Self.unique(keys).map { isLast ? $0 + quote + "]" : $0 })
                }
            }
            return FileCompletion.candidates(String(decoding: bytes[start...], as: UTF8.self), end: end)
        case .code: break
        }
        let start = place.wordStart
        let prefix = String(decoding: bytes[start...], as: UTF8.self)
        if let statement = place.importStatement { return imports(statement, prefix, start..<end) }
        if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            guard let owner = value(ofPath: place.path(endingAt: start - 1)) else { return (start..<end, []) }
            return (start..<end, matching(vm.attributeNames(of: owner), prefix))
        }
        if prefix.isEmpty, let owner = place.subscriptedOwner(ofStringAt: end), let value = value(ofPath: owner) {
            var keys = self.keys(of: value).compactMap(keyText)
            if keys.count >= Self.keyLimit, let dictionary = value.asDictionary {
                // What all keys have in common must not be taken from the first ones alone.
                let texts = dictionary.texts(startingWith: [], limit: Self.keyLimit)
                keys += texts.dropFirst(Self.keyLimit).compactMap { keyText(vm.string($0)) }
                keys += dictionary.lastKey.flatMap(keyText).map { [$0] } ?? []
            }
            if !keys.isEmpty { return (start..<end, Self.unique(keys)) }
        }
        var names = vm.mainModule.namespace.entries.compactMap { $0.key.asString?.text }
        names += vm.builtins.entries.compactMap { $0.key.asString?.text }
        names += Self.keywords
        var candidates = prefix.isEmpty ? [] : matching(names, prefix)
        if let callee = place.callee, let value = value(ofPath: callee) {
            let given = place.givenKeywords
            let keywords = vm.keywordNames(of: value).filter { $0.hasPrefix(prefix) && !given.contains($0) }.map {
                $0 + "="
            }
            candidates = keywords + candidates.filter { !keywords.contains($0) }
        }
        return (start..<end, candidates)
    }

    private func matching(_ names: [String], _ prefix: String) -> [String] {
        let wantsPrivate = prefix.hasPrefix("_")
        return Set(names).filter { $0.hasPrefix(prefix) && (wantsPrivate || !$0.hasPrefix("_")) }.sorted()
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    // MARK: Values

    func value(ofPath path: String) -> Value? {
        guard !path.isEmpty, let tree = try? parseExpression(SourceText(name: "<stdin>", text: path)) else {
            return nil
        }
        return value(of: tree)
    }

    /// The value of names, stored attributes and subscripts of built-in containers by constants.
    func value(of tree: Expression) -> Value? {
        switch tree.kind {
        case .name(let name): return vm.mainModule.namespace.get(name) ?? vm.builtins.get(name)
        case .string(let bytes): return vm.string(bytes)
        case .list: return vm.list([])
        case .dictionary: return vm.value(DictionaryObject())
        case .integer(let number): return Value(number)
        case .float(let number): return Value(number)
        case .attribute(let owner, let name):
            guard let owner = value(of: owner) else { return nil }
            if let found = vm.storedAttribute(owner, name.name) { return found }
            // A module of the user may have a `__getattr__`.
            guard let module = owner.asModule, module.file == nil else { return nil }
            return vm.moduleForCompletion("\(module.name).\(name.name)")
                ?? (try? vm.attributeIfPresent(owner, name.name)) ?? nil
        case .subscript(let owner, let key): return value(of: owner).flatMap { item($0, key) }
        default: return nil
        }
    }

    private func item(_ owner: Value, _ key: Expression) -> Value? {
        var place: Int?
        if case .integer(let number) = key.kind { place = Int(number) }
        if case .unary(.negate, let inner) = key.kind, case .integer(let number) = inner.kind {
            place = -Int(clamping: number)
        }
        if let dictionary = owner.asDictionary {
            if case .string(let bytes) = key.kind { return dictionary.get(String(decoding: bytes, as: UTF8.self)) }
            if let place { return try? dictionary.get(vm, Value(place)) }
            return nil
        }
        guard let place else { return nil }
        if let items = owner.asList?.buffer ?? owner.asTuple?.buffer {
            let index = place < 0 ? items.count + place : place
            return items.indices.contains(index) ? items[index] : nil
        }
        // Layers of a network count as well; a class of the user is not asked.
        guard owner.isObject, !vm.typeOf(owner).isScriptClass else { return nil }
        return vm.storedAttribute(owner, String(place))
    }

    /// Enough to choose from, and quick whatever the size.
    private static let keyLimit = 2000

    private func keys(of value: Value) -> [Value] {
        guard let dictionary = value.asDictionary else { return [] }
        var keys: [Value] = []
        var position = 0
        while keys.count < Self.keyLimit, let entry = dictionary.nextEntry(&position) { keys.append(entry.key) }
        return keys
    }

    /// A key as it is written.
    private func keyText(_ key: Value) -> String? {
        switch key.tag {
        case .string, .int, .bool, .float, .none: try? vm.repr(key)
        default: nil
        }
    }

    // MARK: Imports

    private func imports(_ statement: CompletionPlace.ImportStatement, _ prefix: String, _ range: Range<Int>) -> (
        range: Range<Int>, candidates: [String]
    ) {
        switch statement {
        case .module(let parent):
            let start = parent.isEmpty ? "" : parent + "."
            var names: Set<String> = []
            for name in vm.importNames where name.hasPrefix(start) {
                names.insert(String(name.dropFirst(start.count).prefix { $0 != "." }))
            }
            return (range, matching(Array(names), prefix))
        case .member(let module):
            guard let value = vm.moduleForCompletion(module) else { return (range, []) }
            var names = vm.attributeNames(of: value)
            let start = module + "."
            names += vm.importNames.filter { $0.hasPrefix(start) }.map {
                String($0.dropFirst(start.count).prefix { $0 != "." })
            }
            return (range, matching(names.filter { $0 != "" }, prefix))
        case .keyword(let word): return (range, word.hasPrefix(prefix) ? [word + " "] : [])
        }
    }

    private static let keywords = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ]
}
