import GradusSyntax

/// Finds every scope of a module and what each name in it means, and reports what CPython's symbol table reports.
///
/// Two passes: the visit collects what each scope says about its names, `resolve` then binds free names.
final class ScopeAnalysis {
    let source: SourceText
    let usesStringAnnotations: Bool
    var scopes: [ScopeKey: Scope] = [:]
    let module: Scope
    var current: Scope

    init(source: SourceText, usesStringAnnotations: Bool) {
        self.source = source
        self.usesStringAnnotations = usesStringAnnotations
        module = Scope(kind: .module, name: "<module>", parent: nil, className: nil)
        current = module
    }

    func analyze(_ body: [Statement]) throws(Diagnostic) {
        try visit(body)
        try resolve(module)
    }

    func failure(_ message: String, _ span: SourceSpan) -> Diagnostic { Diagnostic(message, at: span, in: source) }

    // MARK: Names

    func add(_ name: String, _ flags: SymbolFlags, _ span: SourceSpan) throws(Diagnostic) {
        let name = mangled(name, in: current.className)
        try add(mangledName: name, flags, span, to: current)
    }

    func add(mangledName name: String, _ flags: SymbolFlags, _ span: SourceSpan, to scope: Scope) throws(Diagnostic) {
        guard var known = scope.symbols[name] else {
            var flags = flags
            if scope.isVisitingIterationTarget { flags.insert(.iteration) }
            scope.symbols[name] = flags
            scope.order.append(name)
            return
        }
        if flags.contains(.parameter), known.contains(.parameter) {
            throw failure("duplicate argument '\(name)' in function definition", span)
        }
        if scope.isVisitingIterationTarget {
            if !known.isDisjoint(with: [.global, .nonlocal]) {
                throw failure(
                    "comprehension inner loop cannot rebind assignment expression target '\(name)'", span)
            }
            if !known.contains(.iteration), known.contains(.used) { known.insert(.maybeUnbound) }
            known.insert(.iteration)
        }
        known.formUnion(flags)
        scope.symbols[name] = known
    }

    private func declare(_ names: [Identifier], _ flag: SymbolFlags, _ word: String, _ span: SourceSpan)
        throws(Diagnostic)
    {
        for identifier in names {
            let name = mangled(identifier.name, in: current.className)
            if let known = current.symbols[name] {
                let message: String? =
                    if known.contains(.parameter) {
                        "name '\(identifier.name)' is parameter and \(word)"
                    } else if known.contains(.used) {
                        "name '\(identifier.name)' is used prior to \(word) declaration"
                    } else if known.contains(.annotated) {
                        "annotated name '\(identifier.name)' can't be \(word)"
                    } else if known.contains(.assigned) {
                        "name '\(identifier.name)' is assigned to before \(word) declaration"
                    } else {
                        nil
                    }
                if let message { throw failure(message, span) }
            }
            try add(mangledName: name, flag, span, to: current)
            if current.directives[name] == nil { current.directives[name] = span }
        }
    }

    // MARK: Scopes

    private func enter(
        _ kind: Scope.Kind, _ name: String, key: ScopeKey, isInlined: Bool = false, className: String?
    ) -> Scope {
        let scope = Scope(kind: kind, name: name, parent: current, isInlined: isInlined, className: className)
        current.children.append(scope)
        scopes[key] = scope
        let outer = current
        current = scope
        return outer
    }

    // MARK: Statements

    func visit(_ statements: [Statement]) throws(Diagnostic) {
        for statement in statements { try visit(statement) }
    }

    func visit(_ statement: Statement) throws(Diagnostic) {
        switch statement.kind {
        case .expression(let expression): try visit(expression)
        case .assign(let targets, let value):
            for target in targets { try bind(target) }
            try visit(value)
        case .augmentedAssign(let target, _, let value):
            try bind(target)
            try visit(value)
        case .annotatedAssign(let target, let annotation, let value, let isSimple):
            try visitAnnotated(target, annotation, value, isSimple, statement.span)
        case .return(let value): if let value { try visit(value) }
        case .delete(let targets): for target in targets { try unbind(target) }
        case .pass, .break, .continue: break
        case .global(let names): try declare(names, .global, "global", statement.span)
        case .nonlocal(let names): try declare(names, .nonlocal, "nonlocal", statement.span)
        case .assert(let test, let message):
            try visit(test)
            if let message { try visit(message) }
        case .raise(let exception, let cause):
            if let exception { try visit(exception) }
            if let cause { try visit(cause) }
        case .import(let modules): try visitImport(modules)
        case .importFrom(_, _, let names, let isStar):
            if isStar, current.kind != .module {
                throw failure("import * only allowed at module level", starSpan(in: statement.span))
            }
            for name in names {
                let bound = name.alias ?? name.name
                try add(bound.name, .imported, name.name.span.union(bound.span))
            }
        case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
            try visit(test)
            try visit(then)
            try visit(otherwise)
        case .for(let target, let iterable, let body, let otherwise):
            try bind(target)
            try visit(iterable)
            try visit(body)
            try visit(otherwise)
        case .try(let body, let handlers, let otherwise, let finally):
            try visit(body)
            try visit(otherwise)
            for handler in handlers {
                if let type = handler.type { try visit(type) }
                if let name = handler.name {
                    try add(name.name, .assigned, handler.span)
                    current.unit.unboundNames.insert(mangled(name.name, in: current.className))
                }
                try visit(handler.body)
            }
            try visit(finally)
        case .with(let items, let body):
            for item in items {
                try visit(item.context)
                if let target = item.target { try bind(target) }
            }
            try visit(body)
        case .match(let subject, let cases):
            try visit(subject)
            for matchCase in cases {
                try visit(matchCase.pattern)
                if let condition = matchCase.condition { try visit(condition) }
                try visit(matchCase.body)
            }
        case .function(let definition): try visit(definition, statement.span)
        case .class(let definition): try visit(definition, statement.span)
        }
    }

    /// The place of the `*` of an `import *`, which ends its statement.
    private func starSpan(in span: SourceSpan) -> SourceSpan {
        var end = Int(span.end)
        while end > Int(span.start), end <= source.bytes.count, source.bytes[end - 1] != 0x2A { end -= 1 }
        return SourceSpan(max(end - 1, Int(span.start)), end)
    }

    private func visitImport(_ modules: [ImportedModule]) throws(Diagnostic) {
        for module in modules {
            if let alias = module.alias {
                try add(alias.name, .imported, module.module.span.union(alias.span))
            } else {
                let name = String(module.module.name.prefix { $0 != "." })
                try add(name, .imported, module.module.span)
            }
        }
    }

    private func visitAnnotated(
        _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool, _ span: SourceSpan
    ) throws(Diagnostic) {
        if case .name(let name) = target.kind {
            let known = current.symbols[mangled(name, in: current.className)] ?? []
            if isSimple, current.kind != .module, !known.isDisjoint(with: [.global, .nonlocal]) {
                let word = known.contains(.global) ? "global" : "nonlocal"
                throw failure("annotated name '\(name)' can't be \(word)", span)
            }
            if isSimple {
                try add(name, [.annotated, .assigned], target.span)
            } else if value != nil {
                try add(name, .assigned, target.span)
            }
        } else {
            try bind(target)
        }
        try visitAnnotation(annotation)
        if let value { try visit(value) }
    }

    /// Visited even where it is never evaluated, in functions.
    private func visitAnnotation(_ annotation: Expression) throws(Diagnostic) {
        if usesStringAnnotations {
            try refuseInAnnotation(annotation)
        } else {
            try visit(annotation)
        }
    }

    private func refuseInAnnotation(_ annotation: Expression) throws(Diagnostic) {
        guard let found = annotation.firstAnnotationOffence else { return }
        let word = if case .namedAssignment = found.kind { "named expression" } else { "yield expression" }
        throw failure("'\(word)' can not be used within an annotation", found.span)
    }

    // MARK: Definitions

    private func visit(_ definition: FunctionDefinition, _ span: SourceSpan) throws(Diagnostic) {
        try add(definition.name.name, .assigned, span)
        let parameters = definition.parameters
        try visitDefaults(parameters)
        for parameter in parameters.annotated {
            if let annotation = parameter.annotation { try visitAnnotation(annotation) }
        }
        if let returns = definition.returns { try visitAnnotation(returns) }
        for decorator in definition.decorators { try visit(decorator) }
        let key = ScopeKey(definition.name.span, isDefinition: true)
        let outer = enter(.function, definition.name.name, key: key, className: current.className)
        try addParameters(parameters)
        try visit(definition.body)
        current = outer
    }

    private func visitDefaults(_ parameters: Parameters) throws(Diagnostic) {
        for parameter in parameters.positionalOnly {
            if let value = parameter.defaultValue { try visit(value) }
        }
        for parameter in parameters.positional { if let value = parameter.defaultValue { try visit(value) } }
        for parameter in parameters.keywordOnly { if let value = parameter.defaultValue { try visit(value) } }
    }

    private func addParameters(_ parameters: Parameters) throws(Diagnostic) {
        for parameter in parameters.inRegisterOrder {
            let span = parameter.annotation.map { parameter.name.span.union($0.span) } ?? parameter.name.span
            try add(parameter.name.name, .parameter, span)
        }
    }

    private func visit(_ definition: ClassDefinition, _ span: SourceSpan) throws(Diagnostic) {
        try add(definition.name.name, .assigned, span)
        // Which metaclasses there are, only the machine knows.
        for argument in definition.arguments { try visit(argument) }
        for decorator in definition.decorators { try visit(decorator) }
        let key = ScopeKey(definition.name.span, isDefinition: true)
        let outer = enter(.classBody, definition.name.name, key: key, className: definition.name.name)
        try visit(definition.body)
        current = outer
    }

    func visitLambda(_ parameters: Parameters, _ body: Expression, _ span: SourceSpan) throws(Diagnostic) {
        try visitDefaults(parameters)
        let outer = enter(
            .lambda, "<lambda>", key: ScopeKey(span, isDefinition: false), className: current.className)
        try addParameters(parameters)
        try visit(body)
        current = outer
    }

    // MARK: Comprehensions

    func visitComprehension(
        _ kind: Scope.Kind, _ element: Expression, value: Expression? = nil, _ clauses: [ComprehensionClause],
        _ span: SourceSpan
    ) throws(Diagnostic) {
        guard let first = clauses.first else { return }
        current.iterableDepth += 1
        try visit(first.iterable)
        current.iterableDepth -= 1
        // The scope rules of class bodies need a code object of its own, as does a generator.
        let isInlined = kind != .generator && current.kind != .classBody
        let outer = enter(
            kind, "<\(kind.codeName)>", key: ScopeKey(span, isDefinition: false), isInlined: isInlined,
            className: current.className)
        if kind == .generator { current.isGenerator = true }
        try bindIterationTarget(first.target)
        for condition in first.conditions { try visit(condition) }
        for clause in clauses.dropFirst() {
            current.iterableDepth += 1
            try visit(clause.iterable)
            current.iterableDepth -= 1
            try bindIterationTarget(clause.target)
            for condition in clause.conditions { try visit(condition) }
        }
        if let value { try visit(value) }
        try visit(element)
        current = outer
    }

    private func bindIterationTarget(_ target: Expression) throws(Diagnostic) {
        current.isVisitingIterationTarget = true
        try bind(target)
        current.isVisitingIterationTarget = false
    }

    func visitNamedAssignment(_ target: Identifier, _ value: Expression, _ span: SourceSpan) throws(Diagnostic) {
        if current.iterableDepth > 0 {
            throw failure("assignment expression cannot be used in a comprehension iterable expression", span)
        }
        let name = mangled(target.name, in: current.className)
        if current.kind.isComprehension { try extendNamedAssignment(name, target.span) }
        try visit(value)
        try add(mangledName: name, .assigned, target.span, to: current)
        current.unit.walrusNames.insert(name)
    }

    /// A `:=` inside a comprehension binds its name in the scope that holds the outermost comprehension.
    private func extendNamedAssignment(_ name: String, _ span: SourceSpan) throws(Diagnostic) {
        var scope: Scope? = current
        while let holder = scope, holder.kind.isComprehension {
            if holder.symbols[name]?.contains(.iteration) == true {
                throw failure(
                    "assignment expression cannot rebind comprehension iteration variable '\(name)'", span)
            }
            scope = holder.parent
        }
        guard let holder = scope else { return }
        switch holder.kind {
        case .module:
            try add(mangledName: name, .global, span, to: current)
            try add(mangledName: name, .assigned, span, to: holder)
        case .classBody:
            throw failure(
                "assignment expression within a comprehension cannot be used in a class body", span)
        default:
            let isGlobal = holder.symbols[name]?.contains(.global) == true
            try add(mangledName: name, isGlobal ? .global : .nonlocal, span, to: current)
            try add(mangledName: name, .assigned, span, to: holder)
            holder.unit.walrusNames.insert(name)
        }
        current.directives[name] = span
    }

    // MARK: Resolution

    private func resolve(_ scope: Scope) throws(Diagnostic) {
        for name in scope.order {
            guard let flags = scope.symbols[name] else { continue }
            try resolve(name, flags, in: scope)
        }
        for child in scope.children { try resolve(child) }
    }

    private func resolve(_ name: String, _ flags: SymbolFlags, in scope: Scope) throws(Diagnostic) {
        if flags.contains(.global) {
            if flags.contains(.nonlocal) {
                throw failure("name '\(name)' is nonlocal and global", scope.directives[name] ?? SourceSpan(0, 0))
            }
            return
        }
        if flags.contains(.nonlocal) {
            let span = scope.directives[name] ?? SourceSpan(0, 0)
            if scope.kind == .module {
                throw failure("nonlocal declaration not allowed at module level", span)
            }
            guard let binder = binder(of: name, from: scope) else {
                throw failure("no binding for nonlocal '\(name)' found", span)
            }
            capture(name, from: scope, binder)
        } else if flags.isBoundHere {
            if flags.contains(.maybeUnbound), scope.isInlined {
                scope.unit.extraLocals.append((scope, name))
            }
        } else if scope.kind != .module, let binder = binder(of: name, from: scope) {
            capture(name, from: scope, binder)
        }
    }

    /// The function-like scope around `scope` that binds a name; nil: it is global.
    private func binder(of name: String, from scope: Scope) -> Scope? {
        var candidate = scope.parent
        while let holder = candidate {
            if holder.kind == .module { return nil }
            if holder.kind == .classBody {
                if name == "__class__" { return holder }
            } else if let flags = holder.symbols[name] {
                if flags.contains(.global) { return nil }
                if flags.isBoundHere { return holder }
            }
            candidate = holder.parent
        }
        return nil
    }

    /// Hands a name down from its binder to the code object of `scope`, unless both are the same code object.
    private func capture(_ name: String, from scope: Scope, _ binder: Scope) {
        let target = binder.unit
        var unit = scope.unit
        guard unit !== target else { return }
        if binder.kind == .classBody {
            binder.needsClassCell = true
        } else {
            binder.symbols[name]?.insert(.cell)
        }
        while unit !== target {
            unit.freeNames.insert(name)
            guard let parent = unit.parent else { return }
            unit = parent.unit
        }
    }
}
