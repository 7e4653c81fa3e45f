import GradusLibrary
import GradusSyntax
import GradusVM

/// What a session starts with.
public struct SessionOptions: Sendable {
    /// `sys.argv`
    public var arguments: [String] = [""]
    /// Emit `Event.shape` for every op.
    public var recordsShapes = false
    /// Note the last operations, so that an error about shapes can show how they came about.
    public var explainsShapeErrors = true
    /// Folders where `import` looks for local modules.
    public var modulePath: [String] = ["."]
    /// Whether the face shows what expressions give: programs find out by `sys.ps1`.
    public var isInteractive = true
    /// `__file__` of a script.
    public var scriptFile: String?
    /// The package of a script that runs as a module; nil: none.
    public var package: String?
    /// Whether the face shows pictures: plots are drawn for it. Otherwise they are drawn for files only.
    public var showsPictures = true
    /// Whether the face shows how far loaders of data are that take long.
    public var showsLoaders = false
    /// Whether the face shows HTML and its like: objects are asked for `_repr_html_`.
    public var showsRichForms = false
    /// Figures that are open at the end of a cell are shown.
    public var showsOpenFigures = false
    /// The same as `readLine` for what nobody should see (`getpass`).
    public var readSecret: (@Sendable (_ prompt: String) -> String?)?
    /// The cells are a Jupyter notebook's: they find `get_ipython`, and results are laid out as they are there.
    public var isJupyter = false
    /// Called when a script asks for a line (`input()`); nil at the end of input.
    public var readLine: (@Sendable (_ prompt: String) -> String?)?

    public init() {}
}

/// One interpreter with its variables. All faces drive it the same way: they execute cells and render events.
/// A session belongs to one thread; only `interrupt` may be called from elsewhere.
public final class Session {
    public var options: SessionOptions {
        didSet { applyOptions() }
    }

    let vm: VM
    /// Kept for a prompt.
    var entryNames: EntryNames?
    /// The first operations of the last cell that had any; kept for a prompt.
    public internal(set) var lastShapes: [ShapeRow] = []
    /// The cell had more of them.
    public internal(set) var lastShapesAreCut = false
    private var newShapes: [ShapeRow] = []
    /// After so many operations a cell is not watched any further, so that loops run at their full speed.
    private static let shapeLimit = 256

    public init(options: SessionOptions = SessionOptions()) {
        self.options = options
        vm = VM()
        Library.install(in: vm)
        applyOptions()
    }

    private func applyOptions() {
        vm.arguments = options.arguments
        vm.modulePath = options.modulePath
        vm.isInteractive = options.isInteractive
        Library.showsPictures = options.showsPictures
        Library.showsLoaders = options.showsLoaders
        Library.showsRichForms = options.showsRichForms
        Library.readSecret = options.readSecret
        if let file = options.scriptFile { vm.withPool { describeScript(file) } }
        if let readLine = options.readLine { vm.readLine = readLine }
        if options.isJupyter { vm.withPool { enterJupyter() } }
    }

    private func enterJupyter() {
        guard let module = try? vm.importModule("_jupyter") else { return }
        _ = try? vm.callMethod(Value(borrowing: module), "enter")
    }

    /// The names that the module of a script has from the start.
    private func describeScript(_ file: String) {
        let names = vm.mainModule.namespace
        for name in ["__package__", "__loader__", "__spec__"] { names.set(name, .none) }
        if let package = options.package { names.set("__package__", vm.string(package)) }
        names.set("__file__", vm.string(file))
        names.set("__cached__", .none)
        if let builtins = try? vm.importModule("builtins") { names.set("__builtins__", vm.value(builtins)) }
        names.set("__annotations__", vm.value(DictionaryObject()))
    }

    /// What to do when a script wants its output out (`print(flush=True)`, `sys.stdout.flush()`, before a sleep).
    public func onFlush(_ body: @escaping () -> Void) { vm.flushOutput = body }

    /// Runs one cell to its end, handing each event to `emit` as it happens.
    public func execute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome {
        Session.forgetInterrupt()
        return heedfulExecute(cell, emit: emit)
    }

    /// The same where an interrupt from before the call counts too.
    public func heedfulExecute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome {
        vm.writeOutput = { emit(.stdout($0)) }
        vm.writeError = { emit(.stderr($0)) }
        beginCell(emit)
        defer { endCell() }
        let source = SourceText(
            name: cell.fileName, text: cell.source, firstLine: cell.firstLine, cellTitle: cell.title)
        do {
            try vm.withPool {
                let showsAll = cell.showsResult && showsAllExpressions
                let code = try vm.compileSource(
                    source, returnsLastExpression: cell.showsResult && !showsAll,
                    display: showsAll ? "__gradus_display__" : nil)
                let result = try vm.execute(code, in: vm.mainModule.namespace)
                if cell.showsResult, !result.isNone, !Self.endsWithSemicolon(cell.source) {
                    emit(.result(try display(result)))
                    if let number = cell.number { entryNames?.keep(result, number: number, in: vm) }
                }
                if options.showsOpenFigures { try Library.showFigures(vm) }
            }
            return .finished
        } catch {
            defer { if options.showsOpenFigures { _ = vm.withPool { try? Library.showFigures(vm) } } }
            return report(vm.thrown(error).exception, emit: emit)
        }
    }

    /// Cells of Jupyter notebooks may wish that (`InteractiveShell.ast_node_interactivity`).
    private var showsAllExpressions: Bool {
        guard options.isJupyter, vm.loadedModule("IPython.core.interactiveshell") != nil,
            let module = vm.loadedModule("_jupyter"),
            let answer = try? vm.callMethod(Value(borrowing: module), "shows_all")
        else { return false }
        return answer.tag == .bool && answer.intBits != 0
    }

    private func beginCell(_ emit: @escaping (Event) -> Void) {
        newShapes = []
        let isPrompt = entryNames != nil
        let all = options.recordsShapes
        Library.beginCell(
            vm, shapeLimit: all ? .max : isPrompt ? Self.shapeLimit : 0, keepsTrail: options.explainsShapeErrors
        ) { [self] output in
            let event = Event(output)
            guard case .shape(let row) = event else { return emit(event) }
            if isPrompt, newShapes.count <= Self.shapeLimit { newShapes.append(row) }
            if all { emit(event) }
        }
    }

    private func endCell() {
        Library.endCell(vm)
        guard !newShapes.isEmpty else { return }
        lastShapesAreCut = newShapes.count > Self.shapeLimit
        lastShapes = Array(newShapes.prefix(Self.shapeLimit))
        newShapes = []
    }

    /// The end of a script: objects that its variables still hold are finalised (`__del__`).
    public func finish() {
        vm.withPool {
            if let threading = vm.loadedModule("threading") {
                _ = try? vm.callMethod(Value(borrowing: threading), "_shutdown")
            }
            if let atExit = vm.loadedModule("atexit") {
                _ = try? vm.callMethod(Value(borrowing: atExit), "_run_exitfuncs")
            }
            vm.finish()
        }
    }

    /// A script's own `sys.excepthook` reports instead; false where there is none, or where it fails.
    private func reportByHook(_ exception: ExceptionObject) -> Bool {
        vm.withPool {
            guard let system = vm.loadedModule("sys"), let hook = system.namespace.get("excepthook"),
                hook.asFunction != nil
            else { return false }
            let value = Value(borrowing: exception)
            let traceback = (try? vm.attribute(value, "__traceback__")) ?? .none
            return (try? vm.call(hook, [Value(borrowing: exception.type), value, traceback])) != nil
        }
    }

    /// The forms in which a value is shown.
    private func display(_ value: Value) throws -> DisplayBundle {
        DisplayBundle(
            text: try options.isJupyter ? laidOut(value) : vm.repr(value),
            alternatives: try Library.alternatives(vm, value), note: note(on: value))
    }

    /// A `repr` over as many lines as it needs.
    private func laidOut(_ value: Value) throws -> String {
        switch value.tag {
        case .int, .float, .bool, .external: return try vm.repr(value)
        default: break
        }
        let module = Value(borrowing: try vm.importModule("_pretty"))
        return try vm.callMethod(module, "pretty", [value]).asString?.text ?? vm.repr(value)
    }

    private func report(_ exception: ExceptionObject, emit: (Event) -> Void) -> Outcome {
        if exception.type.isSubtype(of: ExceptionKind.systemExit.type) { return exitOutcome(exception, emit: emit) }
        let isInterrupt = exception.type.isSubtype(of: ExceptionKind.keyboardInterrupt.type)
        if options.scriptFile != nil, !isInterrupt, reportByHook(exception) { return .raised }
        let traceback = vm.renderTraceback(exception)
        var report = ErrorReport(
            type: exception.type.name, message: vm.messageText(of: exception), traceback: traceback,
            shapes: shapeFailure(exception))
        if entryNames != nil {
            report.frames = vm.withPool { frames(of: exception) }
            if let cure = importCure(for: exception) { report.traceback += "hint: \(cure)\n" }
        }
        emit(.error(report))
        return isInterrupt ? .interrupted : .raised
    }

    /// At a prompt a name that everybody knows is often just not imported yet.
    private func importCure(for exception: ExceptionObject) -> String? {
        guard exception.type === ExceptionKind.nameError.type, exception.hint == nil,
            let name = exception.attributeName
        else { return nil }
        if let statement = Self.usualImports[name] { return statement }
        return vm.importNames.contains(name) && !name.hasPrefix("_") ? "import \(name)" : nil
    }

    private static let usualImports = [
        "np": "import numpy as np", "plt": "import matplotlib.pyplot as plt", "nn": "from torch import nn",
        "F": "import torch.nn.functional as F", "optim": "from torch import optim", "tqdm": "from tqdm import tqdm",
        "DataLoader": "from torch.utils.data import DataLoader", "Dataset": "from torch.utils.data import Dataset",
        "datasets": "from torchvision import datasets", "transforms": "from torchvision import transforms",
        "Image": "from PIL import Image", "Path": "from pathlib import Path", "show": "from gradus import show",
    ]

    private func shapeFailure(_ exception: ExceptionObject) -> ShapeFailureReport? {
        guard let failure = Library.shapeFailure(exception) else { return nil }
        let rows = failure.rows.compactMap { output -> ShapeRow? in
            if case .shape(let row) = Event(output) { row } else { nil }
        }
        guard !rows.isEmpty || !failure.step.isEmpty else { return nil }
        return ShapeFailureReport(
            rows: rows, isCut: failure.isCut, step: failure.step, given: failure.given, expected: failure.expected)
    }

    /// `exit()`, `exit(3)`, `exit("message")` as CPython's top level treats them.
    private func exitOutcome(_ exception: ExceptionObject, emit: (Event) -> Void) -> Outcome {
        guard exception.arguments.count > 0 else { return .exited(0) }
        let code = exception.arguments.count == 1 ? vm.unboxed(exception.arguments[0]) : .ellipsis
        switch code.tag {
        case .none: return .exited(0)
        case .int, .bool: return .exited(Int32(truncatingIfNeeded: code.intBits) & 0xFF)
        case .bigInt: return .exited(0xFF)
        default:
            emit(.stderr(vm.messageText(of: exception) + "\n"))
            return .exited(1)
        }
    }

    /// A trailing `;` hides the result.
    private static func endsWithSemicolon(_ source: String) -> Bool {
        var end = source.utf8.endIndex
        while end > source.utf8.startIndex {
            let before = source.utf8.index(before: end)
            let byte = source.utf8[before]
            if byte == UInt8(ascii: ";") { return true }
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return false }
            end = before
        }
        return false
    }

    /// Asks the running cell to stop with KeyboardInterrupt. Safe in a signal handler.
    public static func interrupt() { Attention.interruptNow() }

    /// Forgets what nobody has noticed yet.
    public static func forgetInterrupt() { Attention.clearInterrupt() }

    /// Somebody asked, and the cell has not noticed yet.
    public static var isInterrupted: Bool { Attention.isInterrupted }

    /// Says how wide pictures may be that are drawn with characters.
    public static func setColumns(_ columns: @escaping () -> Int) { Library.columns = columns }

    /// Frees some of what a Ctrl-C left behind, for about a millisecond; for faces that wait for somebody.
    /// - Returns: whether there is more.
    public static func reclaim() -> Bool { VM.reclaim() }

    /// Whether a Ctrl-C left objects behind that nobody needs any more.
    public static var hasLeftovers: Bool { VM.hasLeftovers }

    /// Whether `text`, as typed so far, is a whole entry.
    public func completeness(of text: String) -> EntryStatus {
        switch GradusSyntax.completeness(of: text) {
        case .complete: return .complete
        case .incomplete(let indent): return .incomplete(indent: indent)
        case .invalid: return .invalid
        }
    }

    /// Completions for the word that ends at `offset` (UTF-8 bytes): the replaced range and the candidates.
    /// Runs no user code.
    public func completions(in text: String, at offset: Int) -> (range: Range<Int>, candidates: [String]) {
        Completer(vm: vm).completions(in: text, at: offset)
    }

    /// Forgets every variable.
    public func reset() {
        vm.resetMainModule()
        entryNames?.forgetResults()
        entryNames?.install(in: vm)
    }
}

extension Event {
    init(_ output: Library.Output) {
        switch output {
        case .shape(let name, let dtype, let shape, let why):
            self = .shape(ShapeRow(name: name, dtype: dtype, shape: shape, why: why))
        case .progress(let label, let done, let total, let unit, let isFinished):
            self = .progress(Progress(label: label, done: done, total: total, unit: unit, isFinished: isFinished))
        case .status(let identity, let text, let isFinished):
            var progress = Progress(label: "", done: 0, total: nil, unit: "", isFinished: isFinished, text: text)
            progress.id = identity
            self = .progress(progress)
        case .loading(let identity, let done, let total, let secondsLeft, let isFinished):
            var progress = Progress(label: "batch", done: done, total: total, unit: "", isFinished: isFinished)
            progress.id = identity
            progress.secondsLeft = secondsLeft
            progress.isQuiet = true
            self = .progress(progress)
        case .display(let text, let alternatives, let id, let isUpdate):
            var bundle = DisplayBundle(text: text, alternatives: alternatives)
            bundle.displayID = id
            bundle.isUpdate = isUpdate
            self = .display(bundle)
        case .clear(let wait): self = .clear(wait: wait)
        }
    }
}

/// The parser's answer about an entry that is being typed.
public enum EntryStatus: Sendable, Equatable {
    case complete
    /// More lines are needed; the next one is indented by this many spaces.
    case incomplete(indent: Int)
    case invalid
}
