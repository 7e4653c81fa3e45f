import GradusData
import GradusTensor
import GradusVM

/// The script modules of Gradus, and what a session needs of them. The one place that knows the language and the numbers.
package enum Library {
    /// `gradus.__version__`
    package static let version = "0.1.0"

    /// What libraries tell the face that runs a cell.
    package enum Output: Sendable {
        case shape(name: String, dtype: String, shape: [Int], why: String)
        case progress(label: String, done: Int, total: Int?, unit: String, isFinished: Bool)
        /// One line about something that goes on, in the words of a program.
        case status(identity: Int, text: String, isFinished: Bool)
        /// A pass over a loader of data that takes long.
        case loading(identity: Int, done: Int, total: Int?, secondsLeft: Double?, isFinished: Bool)
        /// - id: a name under which it may be replaced later on.
        /// - isUpdate: it replaces what has that name.
        case display(text: String, alternatives: [String: String], id: String? = nil, isUpdate: Bool = false)
        /// What the cell has shown so far is taken away; `wait`: when something new comes.
        case clear(wait: Bool)
    }

    /// Whether the face shows how far loaders of data are.
    package static var showsLoaders: Bool {
        get { LoaderMeter.isOn }
        set { LoaderMeter.isOn = newValue }
    }

    /// Whether the face shows pictures.
    nonisolated(unsafe) package static var showsPictures = true

    /// How many columns the face's terminal has.
    nonisolated(unsafe) package static var columns: () -> Int = { 80 }

    /// Whether the face shows more than text and pictures: objects are asked for `_repr_html_` and its like.
    nonisolated(unsafe) package static var showsRichForms = false

    /// Asks for a line that nobody should see; nil where it is asked like any other.
    nonisolated(unsafe) package static var readSecret: ((_ prompt: String) -> String?)?

    nonisolated(unsafe) package static var output: (Output) -> Void = { _ in }

    /// Registers every module. Nothing is built before it is imported.
    package static func install(in vm: VM) {
        vm.embeddedSource = { embeddedModules[$0] }
        vm.embeddedNames = Array(embeddedModules.keys)
        vm.translateError = ErrorTranslation.translate
        vm.externalArithmetic = TensorMethods.quickArithmetic
        vm.register(TorchModule.module)
        vm.register(PreviewModule.module)
        vm.register(GraphModule.module)
        vm.register(ContractModule.module)
        ScriptModule.lifetime = vm.lifetime
        vm.nativeTypeChanged = { type, name in ScriptModule.classChanged(type, name) }
        Interruption.watch(Attention.stopWord)
        PictureFile.watch(Attention.stopWord)
        TensorWarning.report = { [weak lifetime = vm.lifetime] category, text in
            guard let vm = lifetime?.machine else { return }
            let warnings = Value(borrowing: try vm.importModule("warnings"))
            let kind = try vm.attribute(Value(borrowing: try vm.importModule("builtins")), category.rawValue)
            _ = try vm.callMethod(warnings, "warn", [vm.string(text), kind])
        }
        for module in TorchSubmodules.all + NNModules.all { vm.register(module) }
        vm.register(OptimizerTypes.module)
        vm.register(TensorFiles.module)
        vm.register(CairoModule.module)
        for module in DataModules.all + VisionModules.all + PillowModules.all + NumPyModule.all { vm.register(module) }
        vm.register(ProgressModule.module)
        vm.register(DisplayModule.module)
        vm.moduleCures = moduleCures
    }

    /// Libraries that scripts often import and that are not part of Gradus.
    private static let moduleCures = [
        "pandas": "Gradus has no pandas; csv, numpy.loadtxt and numpy.genfromtxt read tables",
        "sklearn":
            "Gradus has no scikit-learn; torch.utils.data.random_split splits data, numpy and torch.nn do the rest",
        "scipy": "Gradus has no SciPy; numpy.linalg, torch.linalg and torch.special have much of it",
        "seaborn": "Gradus has no seaborn; matplotlib.pyplot draws",
        "plotly": "Gradus has no Plotly; matplotlib.pyplot draws",
        "cv2": "Gradus has no OpenCV; PIL.Image and torchvision.transforms read and change pictures",
        "skimage": "Gradus has no scikit-image; PIL.Image and torchvision.transforms read and change pictures",
        "torchtext": "Gradus has no torchtext; str.split and collections.Counter make vocabularies",
        "torchaudio": "Gradus has no torchaudio",
        "tensorflow": "Gradus has no TensorFlow; torch has the same layers and optimisers",
        "keras": "Gradus has no Keras; torch.nn has the same layers",
        "tensorboard": "torch.utils.tensorboard writes files for TensorBoard, which is a program of its own",
        "tensorboardX": "torch.utils.tensorboard has SummaryWriter",
        "pytorch_lightning": "Gradus has no Lightning; write the loop over the loader yourself",
        "transformers": "Gradus has no transformers; torch.nn.Transformer and its parts are there",
        "requests": "Gradus reads no web pages; torchvision.datasets downloads data sets",
    ]

    /// Called before a cell runs.
    /// - Parameters:
    ///   - shapeLimit: how many operations are reported, and one more where there are more.
    ///   - keepsTrail: note the last operations, for errors.
    package static func beginCell(
        _ vm: VM, shapeLimit: Int, keepsTrail: Bool = false, _ output: @escaping (Output) -> Void
    ) {
        self.output = output
        LoaderMeter.openBars = []
        if keepsTrail { ShapeTrail.start() }
        guard shapeLimit > 0 else { return }
        var left = shapeLimit
        ShapeLedger.recorder = { entry in
            if left == 0 { ShapeLedger.recorder = nil } else { left -= 1 }
            output(
                .shape(
                    name: entry.operation, dtype: entry.dtype.name, shape: Array(entry.output), why: entry.why))
        }
    }

    package static func endCell(_ vm: VM) {
        output = { _ in }
        ShapeLedger.recorder = nil
        ShapeTrail.stop()
    }

    /// How the shapes came about that made an exception; nil where it is about something else.
    package static func shapeFailure(_ exception: ExceptionObject) -> (
        rows: [Output], isCut: Bool, step: String, given: [[Int]], expected: String
    )? {
        var failure = exception.attachment as? ShapeFailure
        // A contract that is broken has no operation that failed.
        if failure == nil, ShapeTrail.isOn, exception.type.name == "TypeCheckError" { failure = ShapeFailure() }
        guard let failure else { return nil }
        return (
            failure.rows.map {
                .shape(name: $0.operation, dtype: $0.dtype.name, shape: Array($0.output), why: $0.why)
            }, failure.isCut, failure.step, failure.given.map { Array($0) }, failure.expected
        )
    }

    /// In the child of a fork, before any code runs.
    package static func childStarted() { Forks.childStarted() }
    /// To be called in a process after it was copied.
    package static func parentGoesOn() { Forks.parentGoesOn() }

    /// Other forms of a result than its `repr`, by MIME type.
    package static func alternatives(_ vm: VM, _ value: Value) throws -> [String: String] {
        if let picture = value.asPicture { return PictureType.alternatives(picture.picture) }
        if let context = try figurePage(vm, value) { return DrawingType.alternatives(context) }
        return showsRichForms ? try DisplayModule.forms(vm, value) : [:]
    }

    /// Shows the figures that are open, as a notebook does at the end of a cell.
    package static func showFigures(_ vm: VM) throws {
        guard let pyplot = vm.loadedModule("matplotlib.pyplot") else { return }
        // The next cell begins a figure of its own also where none is shown.
        _ =
            showsPictures
            ? try vm.callMethod(Value(borrowing: pyplot), "show")
            : try vm.callMethod(Value(borrowing: pyplot), "close", [vm.string("all")])
    }

    /// A figure of `matplotlib`, drawn.
    private static func figurePage(_ vm: VM, _ value: Value) throws -> DrawingContext? {
        guard showsPictures, value.isObject, let module = vm.loadedModule("matplotlib.figure"),
            let type = module.namespace.get("Figure")?.asType, vm.typeOf(value).isSubtype(of: type)
        else { return nil }
        return try vm.callMethod(value, "display_page").asDrawing
    }
}
