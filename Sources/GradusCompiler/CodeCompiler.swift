import GradusSyntax

/// What all code objects of one module share while they are compiled.
final class CompilationContext {
    let source: SourceText
    let scopes: [ScopeKey: Scope]
    let usesStringAnnotations: Bool
    /// Where `from __future__ import …` may stand.
    let futureImports: Set<Int32>
    /// The function that shows the expressions of an entry at a prompt.
    var display: String?

    init(
        source: SourceText, scopes: [ScopeKey: Scope], usesStringAnnotations: Bool, futureImports: Set<Int32>
    ) {
        self.futureImports = futureImports
        self.source = source
        self.scopes = scopes
        self.usesStringAnnotations = usesStringAnnotations
    }
}

/// A place in the code that jumps go to.
struct Label {
    let index: Int
}

/// Where a name lives.
enum Variable {
    case local(Int)
    /// The register of a cell: the code object's own or one that came with its closure.
    case cell(Int)
    case global
    /// In the namespace of a class body.
    case name
    /// In the namespace of a class body, else in the cell.
    case nameOrCell(Int)
}

/// A register that holds a value to be read.
struct Operand {
    var register: Int
    /// To be consumed by its reader.
    var isTemporary: Bool
}

/// Compiles one code object. Extensions hold one topic each.
final class CodeCompiler {
    let context: CompilationContext
    let scope: Scope
    let kind: CodeObject.Kind
    let qualifiedName: String
    var source: SourceText { context.source }

    // MARK: Output (CodeCompiler+Emission.swift)
    var instructions: [Instruction] = []
    var spans: [SourceSpan] = []
    var jumps: [(instruction: Int, label: Label)] = []
    var labelPositions: [Int] = []
    var labelStates: [BoundSet?] = []
    var constants = ConstantPool()
    var names: [String] = []
    var nameIndices: [String: Int] = [:]
    var handlers: [(order: Int, start: Int, end: Int, region: Region)] = []
    var inlined: [InlinedRange] = []

    // MARK: Registers
    var localNames: [String] = []
    var freeNames: [String] = []
    var variables: [String: Variable] = [:]
    /// Registers of all cells, for the closures of nested functions.
    var cellRegisters: [String: Int] = [:]
    var firstTemporary = 0
    var nextTemporary = 0
    var registerCount = 0
    /// Named registers of inlined comprehensions' variables (see `Scope.extraLocals`).
    var extraLocals: [(scope: Scope, name: String, register: Int)] = []

    // MARK: Flow
    var isReachable = true
    var bound = BoundSet()
    /// The last place that something points to: instructions before it stay.
    var barrier = 0
    /// Registers that `del` or the end of an `except … as` clause unbinds somewhere.
    var unbindable = BoundSet()
    var blocks: [Block] = []
    var handlerDepth = 0
    var regionCount = 0
    /// Variables of the inlined comprehensions around the current expression, innermost last.
    var comprehensions: [(scope: Scope, variables: [String: Variable])] = []

    init(context: CompilationContext, scope: Scope, kind: CodeObject.Kind, qualifiedName: String) {
        self.context = context
        self.scope = scope
        self.kind = kind
        self.qualifiedName = qualifiedName
    }

    func failure(_ message: String, _ span: SourceSpan) -> Diagnostic {
        Diagnostic(message, at: span, in: context.source)
    }

    // MARK: Names

    func mangle(_ name: String) -> String { mangled(name, in: scope.className) }

    /// Where a (mangled) name lives at this place.
    func variable(_ name: String) -> Variable {
        for level in comprehensions.reversed() {
            if let variable = level.variables[name] { return variable }
            if level.scope.symbols[name]?.contains(.global) == true { return .global }
        }
        if let variable = variables[name] { return variable }
        guard kind == .classBody else { return .global }
        return scope.symbols[name]?.contains(.global) == true ? .global : .name
    }

    /// The register of the cell that a nested function's free variable stands for.
    func cellRegister(_ name: String) -> Int? {
        for level in comprehensions.reversed() {
            if case .cell(let register)? = level.variables[name] { return register }
        }
        return cellRegisters[name]
    }

    /// Gives every parameter, local and free variable its register.
    func assignRegisters(_ parameters: [Parameter], implicitParameter: String? = nil) {
        if let implicitParameter { localNames.append(implicitParameter) }
        for parameter in parameters { localNames.append(mangle(parameter.name.name)) }
        let parameterCount = localNames.count
        if scope.isFunctionLike {
            for name in scope.order {
                guard let flags = scope.symbols[name], flags.isBoundHere, !flags.contains(.parameter) else { continue }
                localNames.append(name)
            }
            for (register, name) in localNames.enumerated() {
                if register < parameterCount { bound.insert(register) }
                if scope.symbols[name]?.contains(.cell) == true {
                    variables[name] = .cell(register)
                    cellRegisters[name] = register
                } else {
                    variables[name] = .local(register)
                }
                if scope.unboundNames.contains(name) { unbindable.insert(register) }
            }
        } else if scope.needsClassCell {
            localNames.append("__class__")
            cellRegisters["__class__"] = 0
        }
        for extra in scope.extraLocals {
            extraLocals.append((extra.scope, extra.name, localNames.count))
            unbindable.insert(localNames.count)
            localNames.append(extra.name)
        }
        freeNames = scope.freeNames.sorted()
        for (index, name) in freeNames.enumerated() {
            let register = localNames.count + index
            cellRegisters[name] = register
            if scope.kind != .classBody {
                variables[name] = .cell(register)
            } else if scope.symbols[name].map({ !$0.isBoundHere && !$0.contains(.global) }) ?? false {
                variables[name] = .nameOrCell(register)
            }
        }
        firstTemporary = localNames.count + freeNames.count
        nextTemporary = firstTemporary
        registerCount = firstTemporary
    }

    /// Turns captured parameters and locals into cells.
    func makeCells(_ span: SourceSpan) {
        for register in localNames.indices where isOwnCell(register) { emit(.makeCell, a: register, span) }
    }

    private func isOwnCell(_ register: Int) -> Bool {
        guard extraLocals.allSatisfy({ $0.register != register }) else { return false }
        return cellRegisters[localNames[register]] == register
    }

    // MARK: Temporaries

    func temporary() -> Int {
        let register = nextTemporary
        nextTemporary += 1
        if nextTemporary > registerCount { registerCount = nextTemporary }
        return register
    }

    func temporaries(_ count: Int) -> Int {
        let register = nextTemporary
        nextTemporary += count
        if nextTemporary > registerCount { registerCount = nextTemporary }
        return register
    }

    /// Whether `register` may hold half-made values: a temporary, and not the variable of a comprehension.
    func isTopTemporary(_ register: Int) -> Bool { register == nextTemporary - 1 && register >= firstTemporary }
}
