import GradusSyntax

public struct CompileOptions: Sendable {
    /// A notebook cell: if the last statement is an expression, the module's code returns its value, else None.
    public var returnsLastExpression: Bool
    /// An entry at a prompt: each expression that is a statement is handed to the function of this name.
    public var display: String?
    /// Loops end after a turn that trains (`LoopPreview`).
    public var endsTrainingLoops = false

    public init(returnsLastExpression: Bool = false, display: String? = nil) {
        self.returnsLastExpression = returnsLastExpression
        self.display = display
    }
}

/// Compiles a module to the bytecode of its top level; functions and classes are constants of it.
///
/// Throws what CPython's symbol table and compiler call a SyntaxError, in CPython's words.
public func compile(
    _ module: Module, source: SourceText, options: CompileOptions = CompileOptions()
) throws(Diagnostic) -> CodeObject {
    var module = module
    if options.endsTrainingLoops {
        var preview = LoopPreview()
        module.body = preview.rewritten(module.body)
    }
    let future = try FutureFeatures(of: module.body, in: source)
    let usesStringAnnotations = future.names.contains("annotations")
    let analysis = ScopeAnalysis(source: source, usesStringAnnotations: usesStringAnnotations)
    try analysis.analyze(module.body)
    let context = CompilationContext(
        source: source, scopes: analysis.scopes, usesStringAnnotations: usesStringAnnotations,
        futureImports: future.places)
    context.display = options.display
    let compiler = CodeCompiler(
        context: context, scope: analysis.module, kind: .module, qualifiedName: "<module>")
    return try compiler.compileModule(module.body, options)
}

extension CodeCompiler {
    func compileModule(_ body: [Statement], _ options: CompileOptions) throws(Diagnostic) -> CodeObject {
        assignRegisters([])
        let span = SourceSpan(0, source.bytes.count)
        var docstring: [UInt8]?
        if !options.returnsLastExpression, let text = body.docstring, let first = body.first {
            docstring = text
            let work = temporary()
            emitConstant(.string(text), into: work, first.span)
            emit(.storeGlobal, x: Bit.consumesA, a: work, wide: nameIndex("__doc__"), first.span)
            nextTemporary = work
        }
        let rest = docstring == nil ? body[...] : body.dropFirst()
        if options.returnsLastExpression, let last = rest.last, case .expression(let value) = last.kind {
            try compile(rest.dropLast())
            let result = try operand(value)
            emitReturn(result.register, last.span)
        } else {
            try compile(rest)
            emitReturn(body.last?.span ?? span)
        }
        return try finish(span: span, parameters: Parameters(), implicitParameter: false, docstring: docstring)
    }

    /// `from __future__ import …` after the beginning is refused.
    func checkFuture(_ names: [ImportedName], _ isStar: Bool, _ span: SourceSpan) throws(Diagnostic) {
        if context.futureImports.contains(span.start) { return }
        throw failure("from __future__ imports must occur at the beginning of the file", span)
    }
}
