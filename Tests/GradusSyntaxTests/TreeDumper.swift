@testable import GradusSyntax

/// Writes a tree as one S-expression a statement, the form that `record_trees.py` writes of CPython's trees.
struct TreeDumper {
    let source: SourceText
    var out = ""
    /// Off inside f-strings: CPython 3.11 gives wrong places there.
    var showsSpans = true

    init(_ source: SourceText) { self.source = source }

    static func dump(_ module: Module, _ source: SourceText) -> String {
        var dumper = TreeDumper(source)
        for statement in module.body {
            dumper.statement(statement)
            dumper.out += "\n"
        }
        return dumper.out
    }

    // MARK: Pieces

    private func place(_ offset: Int32) -> String {
        let line = source.lineIndex(at: Int(offset))
        // CPython's columns leave out a byte order mark.
        let mark = line == 0 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return "\(line + 1):\(Int(offset) - source.lineStarts[line] - mark)"
    }

    private mutating func node(_ name: String, _ span: SourceSpan, _ body: (inout TreeDumper) -> Void = { _ in }) {
        out += "(\(name)"
        if showsSpans { out += "@\(place(span.start))-\(place(span.end))" }
        body(&self)
        out += ")"
    }

    private mutating func word(_ text: String) { out += " \(text)" }

    private mutating func quoted(_ bytes: [UInt8]) {
        out += " \""
        for byte in bytes {
            if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "\\" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        out += "\""
    }

    private mutating func optional(_ value: Expression?) {
        if let value { expression(value) } else { out += " -" }
    }

    private mutating func group(_ name: String, _ body: (inout TreeDumper) -> Void) {
        out += " [\(name)"
        body(&self)
        out += "]"
    }

    private mutating func block(_ name: String, _ statements: [Statement]) {
        group(name) { for statement in statements { $0.statement(statement) } }
    }

    // MARK: Expressions

    mutating func expression(_ value: Expression) {
        out += " "
        let span = value.span
        switch value.kind {
        case .none: node("None", span)
        case .true: node("True", span)
        case .false: node("False", span)
        case .ellipsis: node("Ellipsis", span)
        case .integer(let number): node("int", span) { $0.word("\(number)") }
        case .bigInteger(let text): node("big", span) { $0.word(text.lowercased()) }
        case .float(let number): node("float", span) { $0.word(String(number.bitPattern, radix: 16)) }
        case .imaginary(let number): node("imaginary", span) { $0.word(String(number.bitPattern, radix: 16)) }
        case .string(let bytes): node("str", span) { $0.quoted(bytes) }
        case .bytes(let bytes): node("bytes", span) { $0.quoted(bytes) }
        case .formatted(let parts):
            node("fstring", span) {
                let outer = $0.showsSpans
                $0.showsSpans = false
                $0.parts(parts)
                $0.showsSpans = outer
            }
        case .name(let name): node("name", span) { $0.word(name) }
        case .tuple(let elements): node("tuple", span) { for element in elements { $0.expression(element) } }
        case .list(let elements): node("list", span) { for element in elements { $0.expression(element) } }
        case .set(let elements): node("set", span) { for element in elements { $0.expression(element) } }
        case .dictionary(let items):
            node("dict", span) {
                for item in items {
                    switch item {
                    case .pair(let key, let value):
                        $0.expression(key)
                        $0.expression(value)
                    case .unpack(let mapping):
                        $0.word("**")
                        $0.expression(mapping)
                    }
                }
            }
        case .unary(let operation, let operand):
            node("unary", span) {
                $0.word(operation.rawValue)
                $0.expression(operand)
            }
        case .binary(let operation, let left, let right):
            node("binary", span) {
                $0.word(operation.rawValue)
                $0.expression(left)
                $0.expression(right)
            }
        case .boolean(let isAnd, let operands):
            node(isAnd ? "and" : "or", span) { for operand in operands { $0.expression(operand) } }
        case .comparison(let left, let links):
            node("compare", span) {
                $0.expression(left)
                for (operation, operand) in links {
                    $0.word(operation.rawValue)
                    $0.expression(operand)
                }
            }
        case .conditional(let test, let then, let otherwise):
            node("conditional", span) {
                $0.expression(test)
                $0.expression(then)
                $0.expression(otherwise)
            }
        case .lambda(let parameters, let body):
            node("lambda", span) {
                $0.parameters(parameters)
                $0.expression(body)
            }
        case .call(let callee, let arguments):
            node("call", span) {
                $0.expression(callee)
                $0.arguments(arguments)
            }
        case .attribute(let object, let name):
            node("attribute", span) {
                $0.expression(object)
                $0.word(name.name)
            }
        case .subscript(let object, let index):
            node("subscript", span) {
                $0.expression(object)
                $0.expression(index)
            }
        case .slice(let lower, let upper, let step):
            node("slice", span) {
                $0.optional(lower)
                $0.optional(upper)
                $0.optional(step)
            }
        case .starred(let inner): node("starred", span) { $0.expression(inner) }
        case .listComprehension(let element, let clauses): comprehension("listcomp", span, [element], clauses)
        case .setComprehension(let element, let clauses): comprehension("setcomp", span, [element], clauses)
        case .dictionaryComprehension(let key, let value, let clauses):
            comprehension("dictcomp", span, [key, value], clauses)
        case .generator(let element, let clauses): comprehension("generator", span, [element], clauses)
        case .yield(let value): node("yield", span) { $0.optional(value) }
        case .yieldFrom(let value): node("yieldfrom", span) { $0.expression(value) }
        case .namedAssignment(let name, let value):
            node("named", span) {
                $0.word(name.name)
                $0.expression(value)
            }
        }
    }

    private mutating func comprehension(
        _ name: String, _ span: SourceSpan, _ elements: [Expression], _ clauses: [ComprehensionClause]
    ) {
        node(name, span) {
            for element in elements { $0.expression(element) }
            for clause in clauses {
                $0.group("for") {
                    $0.expression(clause.target)
                    $0.expression(clause.iterable)
                    for condition in clause.conditions { $0.expression(condition) }
                }
            }
        }
    }

    /// The text of `{x=}` counts as literal text, as in CPython's tree.
    private mutating func parts(_ parts: [FormattedPart]) {
        var text: [UInt8] = []
        for part in parts {
            switch part {
            case .literal(let bytes): text += bytes
            case .value(let value, let conversion, let spec, let debugText):
                if let debugText { text += Array(debugText.utf8) }
                if !text.isEmpty { quoted(text) }
                text = []
                group("value") {
                    $0.expression(value)
                    $0.word(conversion.map { String($0) } ?? "-")
                    if let spec { $0.group("spec") { $0.parts(spec) } }
                }
            }
        }
        if !text.isEmpty { quoted(text) }
    }

    private mutating func arguments(_ arguments: [Argument]) {
        // CPython keeps positional arguments apart from keywords.
        for argument in arguments {
            switch argument {
            case .positional(let value): expression(value)
            case .unpackPositional(let value, let span):
                out += " "
                node("starred", span) { $0.starredValue(value) }
            default: break
            }
        }
        for argument in arguments {
            switch argument {
            case .keyword(let name, let value):
                group("=") {
                    $0.word(name.name)
                    $0.expression(value)
                }
            case .unpackKeywords(let value): group("**") { $0.expression(value) }
            default: break
            }
        }
    }

    /// The span of `*value` in a call is the whole argument's: the value's own start is not shown.
    private mutating func starredValue(_ value: Expression) {
        let outer = showsSpans
        showsSpans = false
        expression(value)
        showsSpans = outer
    }

    private mutating func parameters(_ parameters: Parameters) {
        group("parameters") {
            for parameter in parameters.positionalOnly { $0.parameter(parameter) }
            if !parameters.positionalOnly.isEmpty { $0.word("/") }
            for parameter in parameters.positional { $0.parameter(parameter) }
            if let star = parameters.star {
                $0.word("*")
                $0.parameter(star)
            } else if !parameters.keywordOnly.isEmpty {
                $0.word("*")
            }
            for parameter in parameters.keywordOnly { $0.parameter(parameter) }
            if let doubleStar = parameters.doubleStar {
                $0.word("**")
                $0.parameter(doubleStar)
            }
        }
    }

    private mutating func parameter(_ parameter: Parameter) {
        word(parameter.name.name)
        if let annotation = parameter.annotation { group(":") { $0.expression(annotation) } }
        if let value = parameter.defaultValue { group("=") { $0.expression(value) } }
    }

    // MARK: Statements

    mutating func statement(_ statement: Statement) {
        let span = statement.span
        switch statement.kind {
        case .expression(let value): node("expr", span) { $0.expression(value) }
        case .assign(let targets, let value):
            node("assign", span) {
                for target in targets { $0.expression(target) }
                $0.expression(value)
            }
        case .augmentedAssign(let target, let operation, let value):
            node("augassign", span) {
                $0.expression(target)
                $0.word(operation.rawValue)
                $0.expression(value)
            }
        case .annotatedAssign(let target, let annotation, let value, let isSimple):
            node("annassign", span) {
                $0.expression(target)
                $0.expression(annotation)
                $0.optional(value)
                $0.word(isSimple ? "simple" : "complex")
            }
        case .return(let value): node("return", span) { $0.optional(value) }
        case .delete(let targets): node("del", span) { for target in targets { $0.expression(target) } }
        case .pass: node("pass", span)
        case .break: node("break", span)
        case .continue: node("continue", span)
        case .global(let names): node("global", span) { for name in names { $0.word(name.name) } }
        case .nonlocal(let names): node("nonlocal", span) { for name in names { $0.word(name.name) } }
        case .assert(let test, let message):
            node("assert", span) {
                $0.expression(test)
                $0.optional(message)
            }
        case .raise(let value, let cause):
            node("raise", span) {
                $0.optional(value)
                $0.optional(cause)
            }
        case .import(let modules):
            node("import", span) {
                for module in modules { $0.word("\(module.module.name)/\(module.alias?.name ?? "-")") }
            }
        case .importFrom(let module, let level, let names, let isStar):
            node("from", span) {
                $0.word("\(module?.name ?? "-")/\(level)")
                if isStar { $0.word("*/-") }
                for name in names { $0.word("\(name.name.name)/\(name.alias?.name ?? "-")") }
            }
        case .if(let test, let then, let otherwise):
            node("if", span) {
                $0.expression(test)
                $0.block("then", then)
                $0.block("else", otherwise)
            }
        case .while(let test, let body, let otherwise):
            node("while", span) {
                $0.expression(test)
                $0.block("then", body)
                $0.block("else", otherwise)
            }
        case .for(let target, let iterable, let body, let otherwise):
            node("for", span) {
                $0.expression(target)
                $0.expression(iterable)
                $0.block("then", body)
                $0.block("else", otherwise)
            }
        case .try(let body, let handlers, let otherwise, let finally):
            node("try", span) {
                $0.block("then", body)
                for handler in handlers {
                    $0.out += " "
                    $0.node("except", handler.span) {
                        $0.optional(handler.type)
                        $0.word(handler.name?.name ?? "-")
                        $0.block("then", handler.body)
                    }
                }
                $0.block("else", otherwise)
                $0.block("finally", finally)
            }
        case .with(let items, let body):
            node("with", span) {
                for item in items {
                    $0.expression(item.context)
                    $0.optional(item.target)
                }
                $0.block("then", body)
            }
        case .match(let subject, let cases):
            node("match", span) {
                $0.expression(subject)
                for item in cases {
                    $0.group("case") {
                        $0.pattern(item.pattern)
                        $0.optional(item.condition)
                        $0.block("then", item.body)
                    }
                }
            }
        case .function(let definition):
            node("def", span) {
                $0.word(definition.name.name)
                for decorator in definition.decorators { $0.expression(decorator) }
                $0.parameters(definition.parameters)
                $0.optional(definition.returns)
                $0.block("then", definition.body)
            }
        case .class(let definition):
            node("class", span) {
                $0.word(definition.name.name)
                for decorator in definition.decorators { $0.expression(decorator) }
                $0.group("bases") { $0.arguments(definition.arguments) }
                $0.block("then", definition.body)
            }
        }
    }

    // MARK: Patterns

    private mutating func pattern(_ pattern: Pattern) {
        out += " "
        let span = pattern.span
        switch pattern.kind {
        case .value(let value): node("value", span) { $0.expression(value) }
        case .singleton(let value): node("singleton", span) { $0.starredValue(value) }
        case .wildcard: node("wildcard", span)
        case .capture(let name): node("capture", span) { $0.word(name.name) }
        case .sequence(let items): node("sequence", span) { for item in items { $0.pattern(item) } }
        case .star(let name): node("star", span) { $0.word(name?.name ?? "-") }
        case .mapping(let entries, let rest):
            node("mapping", span) {
                for entry in entries {
                    $0.expression(entry.key)
                    $0.pattern(entry.value)
                }
                $0.word(rest?.name ?? "-")
            }
        case .class(let type, let positional, let keywords):
            node("class", span) {
                $0.expression(type)
                for item in positional { $0.pattern(item) }
                for (name, item) in keywords {
                    $0.word("\(name.name)=")
                    $0.pattern(item)
                }
            }
        case .or(let items): node("or", span) { for item in items { $0.pattern(item) } }
        case .as(let inner, let name):
            node("as", span) {
                $0.pattern(inner)
                $0.word(name.name)
            }
        }
    }
}
