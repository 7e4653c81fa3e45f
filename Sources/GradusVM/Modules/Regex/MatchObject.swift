/// `re.Match`
final class MatchObject: Object {
    let pattern: PatternObject
    private let owner: Strong
    let text: RegexText
    /// Byte offsets: start and end of each group, -1 where it took no part.
    private let offsets: UnsafeMutablePointer<Int>

    /// Remembers the match the pattern's program just found.
    init(_ pattern: PatternObject, _ text: RegexText) {
        self.pattern = pattern
        self.text = text
        owner = Strong(text.value)
        let count = 2 * (pattern.groupCount + 1)
        offsets = UnsafeMutablePointer<Int>.allocate(capacity: count)
        offsets.update(from: pattern.program.offsets, count: count)
        super.init(type: MatchType.type)
    }

    deinit { offsets.deallocate() }

    var groupCount: Int { pattern.groupCount }
    func start(_ group: Int) -> Int { offsets[2 * group] }
    func end(_ group: Int) -> Int { offsets[2 * group + 1] }
    func took(_ group: Int) -> Bool { offsets[2 * group] >= 0 }

    func value(_ vm: VM, _ group: Int, default missing: Value = .none) -> Value {
        took(group) ? text.slice(vm, start(group), end(group)) : missing
    }

    /// Start and end in characters.
    func span(_ group: Int) -> (Int, Int) {
        if !took(group) { return (-1, -1) }
        let start = text.index(of: start(group))
        return (start, text.index(of: end(group)))
    }

    /// The group that was closed last.
    var lastGroup: Int? {
        var best: Int?
        let order = pattern.closingOrder
        for group in 0..<groupCount where took(group + 1) {
            let candidate = group + 1
            guard let current = best else {
                best = candidate
                continue
            }
            // Groups close as the match goes on; at one place, in the order of their parentheses.
            let (a, b) = (end(candidate), end(current))
            if a > b || (a == b && order[candidate] > order[current]) { best = candidate }
        }
        return best
    }

    /// The group that an argument names.
    func group(_ vm: VM, _ value: Value) throws -> Int {
        if value.tag == .int, value.intBits >= 0, value.intBits <= groupCount { return Int(value.intBits) }
        if vm.hasIndex(value) {
            let index = (try? vm.index(value)) ?? -1
            if index >= 0, index <= groupCount { return index }
        } else if let name = value.asString, let index = pattern.group(named: name) {
            return index
        }
        throw vm.indexError("no such group")
    }
}

enum MatchType {
    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "Match", module: "re", bases: [Types.object], layout: .other, populate: populate)
        type.isFinal = true
        return type
    }()

    private static func match(_ arguments: Arguments) -> MatchObject { arguments[0].cast(MatchObject.self) }

    private static func populate(_ type: TypeObject) {
        type.docstring = "The result of re.match() and re.search()."
        type.method("group", "self, /, *groups") { vm, arguments in
            let match = match(arguments)
            guard let groups = arguments[1].asTuple, groups.count > 0 else { return match.value(vm, 0) }
            if groups.count == 1 { return match.value(vm, try match.group(vm, groups[0])) }
            return vm.tuple(try groups.buffer.map { match.value(vm, try match.group(vm, $0)) })
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            match(arguments).value(vm, try match(arguments).group(vm, arguments[1]))
        }
        type.method("groups", "self, default=None") { vm, arguments in
            let match = match(arguments)
            let missing = arguments.optional(1) ?? .none
            return vm.tuple((0..<match.groupCount).map { match.value(vm, $0 + 1, default: missing) })
        }
        type.method("groupdict", "self, default=None") { vm, arguments in
            let match = match(arguments)
            let result = DictionaryObject()
            for (name, group) in match.pattern.pattern.groupNames {
                try result.set(
                    vm, vm.string(PatternText.bytes(name)),
                    match.value(vm, group, default: arguments.optional(1) ?? .none))
            }
            return vm.value(result)
        }
        type.method("start", "self, group=0, /") { vm, arguments in
            Value(match(arguments).span(try group(vm, arguments)).0)
        }
        type.method("end", "self, group=0, /") { vm, arguments in
            Value(match(arguments).span(try group(vm, arguments)).1)
        }
        type.method("span", "self, group=0, /") { vm, arguments in
            let (start, end) = match(arguments).span(try group(vm, arguments))
            return vm.tuple([Value(start), Value(end)])
        }
        type.method("expand", "self, template") { vm, arguments in
            let match = match(arguments)
            let template = try RegexTemplate.parsed(vm, match.pattern, arguments[1])
            return template.expand(vm, match)
        }
        addAttributes(type)
    }

    private static func group(_ vm: VM, _ arguments: Arguments) throws -> Int {
        try arguments.optional(1).map { try match(arguments).group(vm, $0) } ?? 0
    }

    private static func addAttributes(_ type: TypeObject) {
        func attribute(_ name: String, _ get: @escaping (VM, MatchObject) -> Value) {
            type.property(name) { vm, value in get(vm, value.cast(MatchObject.self)) }
        }
        attribute("string") { _, match in match.text.value }
        attribute("re") { _, match in Value(borrowing: match.pattern) }
        attribute("pos") { _, match in Value(match.text.start) }
        attribute("endpos") { _, match in Value(match.text.end) }
        attribute("lastindex") { _, match in match.lastGroup.map { Value($0) } ?? .none }
        attribute("lastgroup") { vm, match in
            match.lastGroup.flatMap { match.pattern.names[$0] }.map { Value(borrowing: $0) } ?? .none
        }
        attribute("regs") { vm, match in
            vm.tuple(
                (0...match.groupCount).map { group in
                    let (start, end) = match.span(group)
                    return vm.tuple([Value(start), Value(end)])
                })
        }
        type.special(.representation, "self, /") { vm, arguments in
            let match = match(arguments)
            let (start, end) = match.span(0)
            return vm.string(
                "<re.Match object; span=(\(start), \(end)), match=\(try vm.repr(match.value(vm, 0)))>")
        }
        type.special(.bool, "self, /") { _, _ in .true }
        type.method("__copy__", "self, /") { _, arguments in arguments[0] }
        type.method("__deepcopy__", "self, memo, /") { _, arguments in arguments[0] }
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }
}
