import GradusTensor

/// A loss: two tensors to a number or to one loss per element.
public final class Loss: Module {
    /// (input, target, the layer)
    typealias Function = (Tensor, Tensor, Loss) throws -> Tensor

    private let name: String
    private let function: Function
    private(set) var reduction: Reduce

    /// - Parameters:
    ///   - weight: rescaling per class or element, kept as a buffer where the layer has one.
    ///   - options: further settings, readable by name.
    ///   - word: the reduction's name where it is none of the usual ones.
    init(
        _ name: String, reduction: Reduce, buffers weights: [(String, Tensor?)] = [],
        options: [(name: String, value: OpValue)] = [], word: String? = nil, _ function: @escaping Function
    ) {
        self.name = name
        self.function = function
        self.reduction = reduction
        super.init()
        for (name, tensor) in weights { registerBuffer(name, tensor) }
        settings = [("reduction", .string(word ?? reduction.rawValue))] + options
    }

    public override var typeName: String { name }
    public override var forwardSchema: String { "forward(Tensor input, Tensor target)" }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool {
        if name == "reduction" {
            guard case .string(let text) = value, let r = Reduce(rawValue: text) else { return false }
            reduction = r
        }
        return true
    }

    /// A numeric setting.
    func number(_ name: String) -> Double { attribute(name)?.scalar?.double ?? 0 }

    /// A setting that is a whole number.
    func whole(_ name: String) -> Int { attribute(name)?.scalar?.int ?? 0 }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try function(a.tensor(0), a.tensor(1), self)))
    }

    /// The loss of an input against a target.
    public func callAsFunction(_ input: Tensor, _ target: Tensor) throws -> Tensor {
        try function(input, target, self)
    }

    /// `nn.CrossEntropyLoss()`
    public static func crossEntropy(
        weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduce = .mean, labelSmoothing: Double = 0
    ) -> Loss {
        Loss(
            "CrossEntropyLoss", reduction: reduction, buffers: [("weight", weight)],
            options: [("ignore_index", .int(ignoreIndex)), ("label_smoothing", .float(labelSmoothing))]
        ) { x, y, l in
            try x.crossEntropy(
                y, weight: l.buffer(named: "weight"), ignoreIndex: l.attribute("ignore_index")?.scalar?.int ?? -100,
                reduction: l.reduction, labelSmoothing: l.number("label_smoothing"))
        }
    }

    /// `nn.MSELoss()`
    public static func mse(reduction: Reduce = .mean) -> Loss {
        Loss("MSELoss", reduction: reduction) { x, y, l in try x.mseLoss(y, reduction: l.reduction) }
    }
}

/// The reduction from the old flags `size_average` and `reduce`, which win where they are given.
func reduction(_ a: borrowing OpArguments, _ average: Int, _ reduce: Int, _ word: Int) throws -> Reduce {
    try a.reduction(average: average, reduce: reduce, word: word)
}
