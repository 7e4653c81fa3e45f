import GradusSyntax

/// `_abc`: abstract base classes, and classes of classes written in the embedded modules.
enum AbstractModule {
    /// A class, and the abstract class that it may belong to.
    struct Pair: Hashable {
        let type: ObjectIdentifier
        let other: ObjectIdentifier
    }

    struct Answer {
        let version: UInt64
        let registrations: Int
        let answer: Bool
    }

    /// What was found out about classes and abstract classes.
    nonisolated(unsafe) static var answers: [Pair: Answer] = [:]
    /// Changes whenever a class is registered.
    nonisolated(unsafe) static var registrations = 0

    nonisolated(unsafe) static let meta: TypeObject = {
        TypeObject(name: "ABCMeta", module: "abc", bases: [Types.type], layout: .type, instanceTag: .type) { type in
            type.method("__gradus_class_made__", "cls, /") { vm, arguments in
                try findAbstract(vm, arguments[0].cast(TypeObject.self))
                return arguments[0]
            }
            type.method("register", "cls, subclass, /") { vm, arguments in
                guard arguments[1].asType != nil else { throw vm.typeError("Can only register classes") }
                let owner = arguments[0].cast(TypeObject.self)
                registrations += 1
                // What is registered as a sequence or a mapping matches the patterns of these.
                for mark in ["__gradus_sequence__", "__gradus_mapping__"] {
                    let name = Interned.string(mark)
                    if let owned = owner.lookup(name), let type = arguments[1].asType, type.lookup(name) == nil {
                        if type !== Types.string, type !== Types.bytes, type !== Types.byteArray {
                            type.set(name, owned)
                        }
                    }
                }
                if let list = owner.own(Names.registry)?.asList {
                    list.append(arguments[1])
                } else {
                    owner.set(Names.registry, vm.list([arguments[1]]))
                }
                return arguments[1]
            }
        }
    }()

    nonisolated(unsafe) static let base = TypeObject(
        name: "ABC", module: "abc", bases: [Types.object], layout: .instance, metatype: meta)

    /// Notes the names that a concrete class would have to define.
    static func findAbstract(_ vm: VM, _ type: TypeObject) throws {
        var names: Set<String> = []
        func isAbstract(_ value: Value?) throws -> Bool {
            guard let value, value.isObject, value.tag != .type else { return false }
            guard let flag = try vm.attributeIfPresent(value, "__isabstractmethod__") else { return false }
            return try vm.truth(flag)
        }
        for name in type.ownNames where try isAbstract(type.own(name)) { names.insert(name.text) }
        for ancestor in type.bases {
            for name in ancestor.abstractMethods where try isAbstract(type.lookup(Interned.string(name))) {
                names.insert(name)
            }
        }
        type.abstractMethods = names
    }

    static let module = NativeModule("_abc") { vm, module in
        module.type(meta)
        module.type(base)
        module.function("update_abstractmethods", "cls, /") { vm, arguments in
            if let type = arguments[0].asType, type.type !== Types.type { try findAbstract(vm, type) }
            return arguments[0]
        }
    }

    /// `_gradus`: what the embedded modules need of the machine and CPython has otherwise.
    static let support = NativeModule("_gradus") { vm, module in
        module.function("metatype", "name, methods, bases, keywords, /") { vm, arguments in
            let bases = try vm.array(from: arguments[2]).compactMap(\.asType)
            guard let first = bases.first else { throw vm.typeError("metatype() needs a base") }
            let type = TypeObject(
                name: try vm.str(arguments[0]), module: vm.currentGlobals.get("__name__")?.asString?.text ?? "",
                bases: bases, mro: first.mro, layout: .type, instanceTag: .type)
            for entry in arguments[1].asDictionary?.entries ?? [] {
                guard let name = entry.key.asString else { continue }
                if name.text == "__module__" { type.moduleName = try vm.str(entry.value) }
                type.set(Interned.string(name), entry.value)
            }
            type.set("__gradus_keywords__", vm.tuple(try vm.array(from: arguments[3])))
            _ = Unmanaged.passRetained(type)
            return Value(borrowing: type)
        }
        // Definitions that an embedded module writes as text: `__init__` of a dataclass, `__new__` of a named tuple.
        module.function("define", "source, names, /") { vm, arguments in
            guard let names = arguments[1].asDictionary else { throw vm.typeError("define() needs a dict") }
            let source = SourceText(name: "<string>", text: try vm.str(arguments[0]))
            _ = try vm.execute(try vm.compileSource(source, returnsLastExpression: false), in: names)
            return .none
        }
        // An example of a docstring, run as at a prompt: `display` gets the values of its expressions.
        module.function("run_example", "source, name, names, display, /") { vm, arguments in
            guard let names = arguments[2].asDictionary else { throw vm.typeError("run_example() needs a dict") }
            let source = SourceText(name: try vm.str(arguments[1]), text: try vm.str(arguments[0]))
            let display = "__gradus_display__"
            try names.set(vm, vm.string(display), arguments[3])
            defer { _ = try? names.pop(vm, vm.string(display)) }
            let code = try vm.compileSource(source, returnsLastExpression: false, display: display)
            _ = try vm.execute(code, in: names)
            return .none
        }
        module.function("signature", "function, /") { vm, arguments in
            if let function = arguments[0].asFunction { return vm.string(Signature.text(vm, function)) }
            if arguments[0].tag == .nativeFunction {
                return vm.string("(" + arguments[0].cast(NativeFunctionObject.self).signature.text + ")")
            }
            return .none
        }
        module.function("source", "function, /") { vm, arguments in
            guard let code = arguments[0].asFunction?.code.object else { return .none }
            let source = code.source
            let first = source.lineIndex(at: Int(code.span.start))
            let last = source.lineIndex(at: max(Int(code.span.start), Int(code.span.end) - 1))
            let lines = (first...last).map { source.lineText($0) + "\n" }
            return vm.string(lines.joined())
        }
        // A line of the text that a code object was made from, by its number in the file.
        module.function("source_line", "code, number, /") { vm, arguments in
            guard let source = (arguments[0].object as? CodeInfo)?.code.source, arguments[1].tag == .int else {
                return .none
            }
            let line = source.lineText(Int(arguments[1].intBits) - source.firstLine)
            return line.isEmpty ? .none : vm.string(line)
        }
        // (text, first line) of a class; where no method leads to it, in the text of its file.
        module.function("class_source", "cls, file=None, text=None, /") { vm, arguments in
            guard let type = arguments[0].asType else { return .none }
            var found = vm.sourceText(of: arguments[0])
            if found == nil, !arguments[2].isNone {
                let source = SourceText(name: try vm.str(arguments[1]), text: try vm.str(arguments[2]))
                found = vm.sourceText(ofClass: type.name, in: source)
            }
            guard let found else { return .none }
            return vm.tuple([vm.string(found.text), Value(found.line)])
        }
        module.function("render_traceback", "exception, /") { vm, arguments in
            guard let exception = arguments[0].asException else { return .none }
            return vm.string(vm.renderTraceback(exception, offersCures: false))
        }
        // (file, line, function) of the nearest caller outside of a module.
        module.function("caller_place", "module, /") { vm, arguments in
            let name = try vm.str(arguments[0])
            var index = vm.frameCount - 1
            while index >= 0 {
                let frame = vm.frames[index]
                index -= 1
                let globals = frame.globals.takeUnretainedValue()
                if globals.get("__name__")?.asString?.text == name { continue }
                let code = frame.code
                let place = frame.pc - frame.header.pointee.instructions - 1
                let span = place >= 0 && place < code.spans.count ? code.spans[place] : code.span
                return vm.tuple([
                    vm.string(code.source.name), Value(code.source.line(at: Int(span.start))),
                    vm.string(code.kind == .module ? "<module>" : code.name),
                ])
            }
            return .none
        }
        // `importlib.import_module`, for the embedded modules.
        module.function("import_module", "name, /") { vm, arguments in
            Value(borrowing: try vm.importModule(try vm.str(arguments[0])))
        }
        module.function("caller_globals", "depth=1, /") { vm, arguments in
            let steps = try arguments.optional(0).map { try vm.index($0) } ?? 1
            let depth = max(0, vm.frameCount - 1 - max(0, steps))
            return Value(borrowing: vm.frames[depth].globals.takeUnretainedValue())
        }
    }
}
