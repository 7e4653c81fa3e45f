import GradusTensor

/// A recurrent network over sequences: `RNN`, `LSTM`, `GRU`.
public final class Recurrent: Module {
    private let mode: RecurrentMode
    private let inputSize, hiddenSize, layers: Int
    /// The width of an LSTM's projected states; 0 where they are not projected.
    private let projection: Int
    private let hasBias, batchFirst, bidirectional: Bool
    private var dropout: Double

    init(
        _ mode: RecurrentMode, _ inputSize: Int, _ hiddenSize: Int, layers: Int = 1, bias: Bool = true,
        batchFirst: Bool = false, dropout: OpValue = .scalar(0.0), bidirectional: Bool = false,
        projection: Int = 0, type: DType? = nil
    ) throws {
        self.mode = mode
        (self.inputSize, self.hiddenSize, self.layers) = (inputSize, hiddenSize, layers)
        (hasBias, self.batchFirst, self.bidirectional) = (bias, batchFirst, bidirectional)
        self.dropout = dropout.scalar?.double ?? 0
        self.projection = projection
        super.init()
        if inputSize <= 0 { throw TensorError(.valueError, "input_size must be greater than zero") }
        if hiddenSize <= 0 { throw TensorError(.valueError, "hidden_size must be greater than zero") }
        if layers > 1 << 16 { throw TensorError(.runtimeError, "num_layers \(layers) is out of range") }
        if layers <= 0 { throw TensorError(.valueError, "num_layers must be greater than zero") }
        if self.dropout > 0, layers == 1 {
            try TensorWarning.warn(
                "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers "
                    + "greater than 1, but got dropout=\(dropout.text) and num_layers=\(layers)")
        }
        if !(self.dropout >= 0 && self.dropout <= 1) {
            throw TensorError(
                .valueError,
                "dropout should be a number in range [0, 1] representing the probability of an element being zeroed")
        }
        if projection < 0 {
            throw TensorError(
                .valueError, "proj_size should be a positive integer or zero to disable projections")
        }
        if projection >= hiddenSize {
            throw TensorError(.valueError, "proj_size has to be smaller than hidden_size")
        }
        let type = type ?? DType.defaultFloat
        let bound = InitialValues.biasBound(hiddenSize)
        let rows = mode.gates * hiddenSize
        let stateSize = projection > 0 ? projection : hiddenSize
        let directions = bidirectional ? 2 : 1
        for layer in 0..<layers {
            for direction in 0..<directions {
                let tail = "_l\(layer)" + (direction == 1 ? "_reverse" : "")
                let width = layer == 0 ? inputSize : stateSize * directions
                registerParameter("weight_ih" + tail, try InitialValues.uniform([rows, width], bound, type))
                registerParameter("weight_hh" + tail, try InitialValues.uniform([rows, stateSize], bound, type))
                if bias {
                    registerParameter("bias_ih" + tail, try InitialValues.uniform([rows], bound, type))
                    registerParameter("bias_hh" + tail, try InitialValues.uniform([rows], bound, type))
                }
                if projection > 0 {
                    registerParameter(
                        "weight_hr" + tail, try InitialValues.uniform([projection, hiddenSize], bound, type))
                }
            }
        }
        settings = [
            ("mode", .string(mode.rawValue)), ("input_size", .int(inputSize)), ("hidden_size", .int(hiddenSize)),
            ("num_layers", .int(layers)), ("bias", .bool(bias)), ("batch_first", .bool(batchFirst)),
            ("dropout", dropout), ("bidirectional", .bool(bidirectional)), ("proj_size", .int(projection)),
        ]
    }

    public override var typeName: String {
        switch mode {
        case .tanh, .relu: "RNN"
        case .lstm: "LSTM"
        case .gru: "GRU"
        }
    }

    public override var forwardSchema: String { "forward(Tensor input, any hx=None)" }

    public override var extraRepr: String {
        var text = "\(inputSize), \(hiddenSize)"
        if projection != 0 { text += ", proj_size=\(projection)" }
        if layers != 1 { text += ", num_layers=\(layers)" }
        if !hasBias { text += ", bias=False" }
        if batchFirst { text += ", batch_first=True" }
        if dropout != 0 { text += ", dropout=\(attribute("dropout")?.text ?? "")" }
        if bidirectional { text += ", bidirectional=True" }
        return text
    }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool {
        guard name == "dropout", let p = value.scalar?.double else { return false }
        dropout = p
        return true
    }

    /// The width of h (0) and of an LSTM's c (1).
    private func stateWidth(_ i: Int) -> Int { i == 0 && projection > 0 ? projection : hiddenSize }

    /// The start states: given, or zeros.
    private func states(_ a: borrowing OpArguments, _ x: Tensor, batched: Bool, batch: Int) throws -> [Tensor] {
        let count = mode == .lstm ? 2 : 1
        let n = layers * (bidirectional ? 2 : 1)
        var list: [Tensor]
        switch a[1] {
        case .none:
            return try (0..<count).map {
                try Tensor.zeros([n, batch, stateWidth($0)], dtype: x.dtype, device: x.device)
            }
        case .tensor(let h) where count == 1: list = [h]
        // A tensor in the place of the pair is taken for two along its first axis.
        case .tensor(let h): list = [try h.index(0), try h.index(1)]
        case .tensors(let hc) where hc.count == count && mode == .lstm: list = hc
        case .tensors(let hc) where mode == .lstm:
            throw hc.count < 2
                ? TensorError(.indexError, "tuple index out of range", notes: ["hx is the pair (h_0, c_0)"])
                : TensorError(.runtimeError, "lstm expects two hidden states")
        case let other:
            if mode == .lstm, case .scalar = other {
                throw TensorError(.typeError, "'\(other.typeName)' object is not subscriptable")
            }
            throw TensorError(
                .attributeError, "'\(other.typeName)' object has no attribute 'dim'",
                notes: [mode == .lstm ? "hx is the pair (h_0, c_0)" : "hx is a tensor"])
        }
        if mode == .lstm, list.contains(where: { $0.rank != (batched ? 3 : 2) }) {
            throw TensorError(
                .runtimeError,
                "For \(batched ? "batched 3-D" : "unbatched 2-D") input, hx and cx should also be \(batched ? 3 : 2)-D "
                    + "but got (\(list[0].rank)-D, \(list[1].rank)-D) tensors", shapes: [x.shape] + list.map(\.shape))
        }
        for h in list where h.rank != (batched ? 3 : 2) {
            throw TensorError(
                .runtimeError,
                batched
                    ? "For batched 3-D input, hx should also be 3-D but got \(h.rank)-D tensor"
                    : "For unbatched 2-D input, hx should also be 2-D but got \(h.rank)-D tensor",
                shapes: [x.shape, h.shape])
        }
        if !batched { list = try list.map { try $0.unsqueeze(1) } }
        for (i, h) in list.enumerated() where h.shape != [n, batch, stateWidth(i)] {
            let what = mode == .lstm ? "hidden[\(i)]" : "hidden"
            throw TensorError(
                .runtimeError,
                "Expected \(what) size (\(n), \(batch), \(stateWidth(i))), got [\(h.shape.map(String.init).joined(separator: ", "))]",
                shapes: [h.shape])
        }
        return list
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        let x = try a.tensor(0)
        let result = try ShapeLedger.quietly { try forward(x, a) }
        if case .tuple(let parts) = result, case .op(.tensor(let output))? = parts.first {
            let steps = x.shape[x.rank == 3 && batchFirst ? 1 : 0]
            ShapeLedger.note(typeName.lowercased(), output, x, why: "\(steps) steps, hidden size \(hiddenSize)")
        }
        return result
    }

    private func forward(_ input: Tensor, _ a: borrowing OpArguments) throws -> ModuleResult {
        var x = input
        if x.rank != 2 && x.rank != 3 {
            throw TensorError(
                .valueError,
                "\(typeName): Expected input to be 2D or 3D, got \(x.rank)D \(mode == .gru || mode == .lstm ? "" : "tensor ")instead",
                shapes: [x.shape])
        }
        let batched = x.rank == 3
        if Autocast.dtype == nil, let weight = optional(0), weight.dtype != x.dtype {
            let (own, other) = (weight.dtype.torchName, x.dtype.torchName)
            throw TensorError(
                .valueError,
                "RNN input dtype (\(other)) does not match weight dtype (\(own)). Convert input: input.to(\(own)), or convert "
                    + "model: model.to(\(other))", shapes: [x.shape])
        }
        if x.shape[x.rank - 1] != inputSize {
            throw TensorError(
                .runtimeError,
                "input.size(-1) must be equal to input_size. Expected \(inputSize), got \(x.shape[x.rank - 1])",
                shapes: [x.shape])
        }
        if !batched {
            x = try x.unsqueeze(1)
        } else if batchFirst {
            x = try x.transpose(0, 1)
        }
        let start = try states(a, x, batched: batched, batch: x.shape[1])
        if x.shape[0] == 0 { throw TensorError(.runtimeError, "Expected sequence length to be larger than 0 in RNN") }
        var (output, last) = try run(x, start)
        if !batched {
            output = try output.squeeze([1])
            last = try last.map { try $0.squeeze([1]) }
        } else if batchFirst {
            output = try output.transpose(0, 1).named(mode == .lstm ? "TransposeBackward0" : "TransposeBackward1")
        }
        let end: ModuleResult = last.count == 2 ? .tuple(last.map { .op(.tensor($0)) }) : .op(.tensor(last[0]))
        return .tuple([.op(.tensor(output)), end])
    }

    /// One layer in one direction: the states of all steps, the last one, and the last cells of an LSTM.
    private func pass(
        _ sums: Tensor, _ h: Tensor, _ c: Tensor?, _ weight: Tensor, _ bias: Tensor?, isReversed: Bool
    ) throws -> [Tensor] {
        let mode = mode
        let hasBias = bias != nil
        let pass = RecurrentPass(mode.kind, isReversed: isReversed) { values in
            try mode.steps(
                values[0], values[1], c == nil ? nil : values[values.count - 1], values[2],
                hasBias ? values[3] : nil, isReversed: isReversed)
        }
        return try pass.run(sums: sums, h: h, c: c, weight: weight, bias: bias)
            ?? mode.steps(sums, h, c, weight, bias, isReversed: isReversed)
    }

    /// All layers over [steps, batch, width].
    private func run(_ input: Tensor, _ start: [Tensor]) throws -> (Tensor, [Tensor]) {
        var x = input
        var ends: [[Tensor]] = start.map { _ in [] }
        let directions = bidirectional ? 2 : 1
        let perLayer = (hasBias ? 4 : 2) + (projection > 0 ? 1 : 0)
        for layer in 0..<layers {
            var sides: [Tensor] = []
            for direction in 0..<directions {
                let number = layer * directions + direction
                let at = number * perLayer
                let sums = try x.linear(required(at, "weight_ih"), hasBias ? optional(at + 2) : nil)
                let (recurrent, bias) = (try required(at + 1, "weight_hh"), hasBias ? optional(at + 3) : nil)
                let (h, c) = (try start[0].select(0, number), try start.count > 1 ? start[1].select(0, number) : nil)
                let side: [Tensor]
                if projection > 0 {
                    side = try mode.steps(
                        sums, h, c, recurrent, bias, isReversed: direction == 1,
                        projection: required(at + perLayer - 1, "weight_hr"))
                } else {
                    side = try pass(sums, h, c, recurrent, bias, isReversed: direction == 1)
                }
                // PyTorch computes a direction of an LSTM in one node, and stacks the steps of the others.
                side[0].named(mode == .lstm && projection == 0 ? "MkldnnRnnLayerBackward0" : "StackBackward0")
                sides.append(side[0])
                ends[0].append(side[1])
                if side.count > 2 { ends[1].append(side[2]) }
            }
            x = sides.count == 1 ? sides[0] : try Tensor.cat(sides, -1)
            if dropout > 0 && training && layer < layers - 1 { x = try x.dropout(dropout) }
        }
        return (x, try ends.map { try Tensor.stack($0, 0) })
    }
}

enum RecurrentLayers {
    private static let common =
        "int num_layers=1, bool bias=True, bool batch_first=False, float dropout=0.0, bool bidirectional=False, "
    private static let rest = "Device? device=None, ScalarType? dtype=None)"
    private static let shape = "[L, N, in], … → [L, N, hidden], states; L and N change places with batch_first"

    private static func mode(_ text: String) throws -> RecurrentMode {
        switch text {
        case "tanh": return .tanh
        case "relu": return .relu
        default:
            throw TensorError(
                .valueError, "Unknown nonlinearity '\(text)'. Select from 'tanh' or 'relu'.")
        }
    }

    static let rows: [LayerRow] = [
        LayerRow(
            "RNN", family: "rnn",
            "(int input_size, int hidden_size, int num_layers=1, str nonlinearity='tanh', bool bias=True, "
                + "bool batch_first=False, float dropout=0.0, bool bidirectional=False, " + rest,
            "h' = tanh(W x + b + U h + c) over a sequence.", shape: shape
        ) { a in
            let r = try Recurrent(
                mode(a.string(3)), a.int(0), a.int(1), layers: a.int(2), bias: a.bool(4), batchFirst: a.bool(5),
                dropout: a[6], bidirectional: a.bool(7), type: a.dtype(9))
            return r
        },
        gated("LSTM", .lstm, "Long short-term memory over a sequence."),
        gated("GRU", .gru, "A gated recurrent unit over a sequence."),
        LayerRow(
            "RNNCell", family: "rnn",
            "(int input_size, int hidden_size, bool bias=True, str nonlinearity='tanh', " + rest, "One step of an RNN.",
            shape: "[N, in], [N, hidden] → [N, hidden]"
        ) { try RecurrentCell(mode($0.string(3)), $0.size(0), $0.size(1), bias: $0.bool(2), type: $0.dtype(5)) },
        cell("LSTMCell", .lstm, "One step of an LSTM."),
        cell("GRUCell", .gru, "One step of a GRU."),
    ]

    private static func gated(_ name: String, _ mode: RecurrentMode, _ documentation: String) -> LayerRow {
        LayerRow(
            name, family: "rnn", "(int input_size, int hidden_size, " + common + "int proj_size=0, " + rest,
            documentation, shape: shape
        ) { a in
            let projection = try a.int(7)
            if mode != .lstm, projection != 0 {
                throw TensorError(
                    .valueError, "proj_size argument is only supported for LSTM, not RNN or GRU")
            }
            return try Recurrent(
                mode, a.int(0), a.int(1), layers: a.int(2), bias: a.bool(3), batchFirst: a.bool(4), dropout: a[5],
                bidirectional: a.bool(6), projection: projection, type: a.dtype(9))
        }
    }

    private static func cell(_ name: String, _ mode: RecurrentMode, _ documentation: String) -> LayerRow {
        LayerRow(
            name, family: "rnn", "(int input_size, int hidden_size, bool bias=True, " + rest, documentation,
            shape: "[N, in], states → states"
        ) { try RecurrentCell(mode, $0.size(0), $0.size(1), bias: $0.bool(2), type: $0.dtype(4)) }
    }
}
