import GradusCompiler

/// `exception.__traceback__`: the outermost frame first, the others by `tb_next`.
final class TracebackObject: Object {
    let entries: ArraySlice<TracebackEntry>

    init(_ entries: ArraySlice<TracebackEntry>) {
        self.entries = entries
        super.init(type: TracebackObject.type)
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "traceback", bases: [Types.object], layout: .other) { type in
            type.property("tb_lineno") { _, value in
                Value(value.cast(TracebackObject.self).entries.first?.line ?? 0)
            }
            type.property("tb_lasti") { _, value in
                Value(value.cast(TracebackObject.self).entries.first?.instruction ?? 0)
            }
            type.property("tb_next") { vm, value in
                let rest = value.cast(TracebackObject.self).entries.dropFirst()
                return rest.isEmpty ? .none : vm.value(TracebackObject(rest))
            }
            type.property("tb_frame") { vm, value in
                guard let first = value.cast(TracebackObject.self).entries.first else { return .none }
                return vm.value(FrameObject(first))
            }
        }
        type.isFinal = true
        return type
    }()
}

/// What a traceback tells of a frame; a frame of the running program also has its callers and variables, as they were
/// when it was asked for.
final class FrameObject: ContainerObject {
    let entry: TracebackEntry
    private let back: Strong
    private let locals: Strong
    private let globals: Strong

    init(_ entry: TracebackEntry, back: Value = .none, locals: Value = .none, globals: Value = .none) {
        self.entry = entry
        self.back = Strong(back)
        self.locals = Strong(locals)
        self.globals = Strong(globals)
        super.init(type: FrameObject.type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(back.value)
        visit(locals.value)
        visit(globals.value)
    }

    /// The running frames from the outermost to the one `depth` above the innermost; nil where there are not so many.
    static func running(_ vm: VM, depth: Int) -> FrameObject? {
        guard depth >= 0, depth < vm.frameCount else { return nil }
        var made: FrameObject?
        // Deep recursion would make a long chain of which nobody reads the end.
        let last = vm.frameCount - 1 - depth
        for index in max(0, last - 100)...last {
            let frame = vm.frames[index]
            let place = frame.pc - frame.header.pointee.instructions - 1
            made = FrameObject(
                TracebackEntry(code: frame.code, instruction: place), back: made.map { vm.value($0) } ?? .none,
                locals: vm.value(vm.locals(of: index)), globals: Value(borrowing: frame.globals.takeUnretainedValue()))
        }
        return made
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "frame", bases: [Types.object], layout: .other) { type in
            type.property("f_back") { _, value in value.cast(FrameObject.self).back.value }
            type.property("f_locals") { _, value in value.cast(FrameObject.self).locals.value }
            type.property("f_globals") { _, value in value.cast(FrameObject.self).globals.value }
            type.property("f_lineno") { _, value in Value(value.cast(FrameObject.self).entry.line) }
            type.property("f_code") { vm, value in vm.value(CodeInfo(value.cast(FrameObject.self).entry.code)) }
        }
        type.isFinal = true
        return type
    }()
}

extension TracebackEntry {
    /// The line of the failing instruction.
    var line: Int { code.source.line(at: Int(span.start)) }
}

/// `function.__code__`: names and places.
final class CodeInfo: Object {
    let code: CodeObject
    /// The same, ready to run: what `f.__code__ = …` assigns.
    let loaded: Code?

    init(_ code: CodeObject, loaded: Code? = nil) {
        self.code = code
        self.loaded = loaded
        super.init(type: CodeInfo.type)
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "code", bases: [Types.object], layout: .other) { populate($0) }
        type.isFinal = true
        return type
    }()

    /// Registers of variables that inner functions share.
    private static func cellPlaces(_ code: CodeObject) -> Set<Int> {
        Set(code.instructions.filter { $0.op == .makeCell }.map { Int($0.a) })
    }

    /// Parameters, and variables that no inner function shares.
    private static func ownNames(_ code: CodeObject) -> [String] {
        let cells = cellPlaces(code)
        return code.localNames.indices.filter { $0 < code.parameterCount || !cells.contains($0) }.map {
            code.localNames[$0]
        }
    }

    private static func populate(_ type: TypeObject) {
        func attribute(_ name: String, _ get: @escaping (VM, CodeObject) -> Value) {
            type.property(name) { vm, value in get(vm, value.cast(CodeInfo.self).code) }
        }
        attribute("co_name") { vm, code in vm.string(code.name) }
        attribute("co_qualname") { vm, code in vm.string(code.qualifiedName) }
        attribute("co_filename") { vm, code in vm.string(code.source.name) }
        attribute("co_firstlineno") { _, code in Value(code.source.line(at: Int(code.span.start))) }
        attribute("co_argcount") { _, code in Value(code.positionalCount) }
        attribute("co_posonlyargcount") { _, code in Value(code.positionalOnlyCount) }
        attribute("co_kwonlyargcount") { _, code in Value(code.keywordOnlyCount) }
        attribute("co_nlocals") { _, code in Value(ownNames(code).count) }
        attribute("co_varnames") { vm, code in vm.tuple(ownNames(code).map { vm.string($0) }) }
        attribute("co_freevars") { vm, code in vm.tuple(code.freeNames.map { vm.string($0) }) }
        attribute("co_cellvars") { vm, code in
            let cells = cellPlaces(code)
            return vm.tuple(code.localNames.indices.filter(cells.contains).map { vm.string(code.localNames[$0]) })
        }
        attribute("co_names") { vm, code in vm.tuple(code.names.map { vm.string($0) }) }
        attribute("co_flags") { _, code in
            Value((code.hasStar ? 4 : 0) | (code.hasDoubleStar ? 8 : 0) | (code.isGenerator ? 32 : 0) | 3)
        }
        type.special(.equal, "self, other, /") { _, arguments in
            guard let other = arguments[1].object as? CodeInfo else { return .notImplemented }
            return Value(arguments[0].cast(CodeInfo.self).code === other.code)
        }
        type.special(.representation, "self, /") { vm, arguments in
            let code = arguments[0].cast(CodeInfo.self).code
            let line = code.source.line(at: Int(code.span.start))
            return vm.string("<code object \(code.name), file \"\(code.source.name)\", line \(line)>")
        }
    }
}
