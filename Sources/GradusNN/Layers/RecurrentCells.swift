import GradusKernels
import GradusTensor

/// The step functions of the recurrent layers. Gates are stacked along axis 0 of the weights.
enum RecurrentMode: String, Sendable {
    case tanh = "RNN_TANH"
    case relu = "RNN_RELU"
    case lstm = "LSTM"
    case gru = "GRU"

    /// How many blocks of rows the weights have.
    var gates: Int {
        switch self {
        case .tanh, .relu: 1
        case .lstm: 4
        case .gru: 3
        }
    }

    var kind: RecurrentCellKind {
        switch self {
        case .tanh: .tanh
        case .relu: .relu
        case .lstm: .lstm
        case .gru: .gru
        }
    }

    /// All steps of one layer in one direction, in single operations: what `RecurrentPass` does as a whole.
    /// - Parameter projection: what an LSTM's states are multiplied by, [projected, hidden].
    func steps(
        _ sums: Tensor, _ h: Tensor, _ c: Tensor?, _ weight: Tensor, _ bias: Tensor?, isReversed: Bool,
        projection: Tensor? = nil
    ) throws -> [Tensor] {
        let inputs = try sums.unbind(0)
        var state: (h: Tensor, c: Tensor?) = (h, c)
        var outputs: [Tensor] = []
        outputs.reserveCapacity(inputs.count)
        for input in isReversed ? inputs.reversed() : inputs {
            state = try step(input, state.h.linear(weight, bias), state.h, state.c)
            if let projection { state.h = try state.h.linear(projection, nil) }
            outputs.append(state.h)
        }
        if isReversed { outputs.reverse() }
        let all = try Tensor.stack(outputs, 0)
        return [all, state.h] + (state.c.map { [$0] } ?? [])
    }

    /// One step. `input` is W·x + b, already computed for all steps; `hidden` is U·h + b.
    /// - Returns: the new h, and for LSTM the new c.
    func step(_ input: Tensor, _ hidden: Tensor, _ h: Tensor, _ c: Tensor?) throws -> (h: Tensor, c: Tensor?) {
        switch self {
        case .tanh: return (try input.add(hidden).tanh(), nil)
        case .relu: return (try input.add(hidden).relu(), nil)
        case .lstm:
            // Rows i, f, g, o: c' = σ(f)c + σ(i)tanh(g), h' = σ(o)tanh(c').
            let parts = try input.add(hidden).chunk(4, -1)
            let fresh = try parts[0].sigmoid().mul(parts[2].tanh())
            let kept = try c.map { try parts[1].sigmoid().mul($0).add(fresh) } ?? fresh
            return (try parts[3].sigmoid().mul(kept.tanh()), kept)
        case .gru:
            // Rows r, z, n: n = tanh(W x + b + r·(U h + b)), h' = (1 − z)n + z h.
            let (x, y) = (try input.chunk(3, -1), try hidden.chunk(3, -1))
            let r = try x[0].add(y[0]).sigmoid()
            let z = try x[1].add(y[1]).sigmoid()
            let n = try x[2].add(r.mul(y[2])).tanh()
            return (try h.sub(n).mul(z).add(n), nil)
        }
    }
}

/// One step of a recurrent network as a layer: `RNNCell`, `LSTMCell`, `GRUCell`.
public final class RecurrentCell: Module {
    private let mode: RecurrentMode
    private let inputSize, hiddenSize: Int
    private let hasBias: Bool

    init(_ mode: RecurrentMode, _ inputSize: Int, _ hiddenSize: Int, bias: Bool = true, type: DType? = nil) throws {
        self.mode = mode
        (self.inputSize, self.hiddenSize) = (inputSize, hiddenSize)
        hasBias = bias
        super.init()
        let type = type ?? DType.defaultFloat
        let bound = InitialValues.biasBound(hiddenSize)
        let rows = mode.gates * hiddenSize
        registerParameter("weight_ih", try InitialValues.uniform([rows, inputSize], bound, type))
        registerParameter("weight_hh", try InitialValues.uniform([rows, hiddenSize], bound, type))
        registerParameter("bias_ih", bias ? try InitialValues.uniform([rows], bound, type) : nil)
        registerParameter("bias_hh", bias ? try InitialValues.uniform([rows], bound, type) : nil)
        settings = [("input_size", .int(inputSize)), ("hidden_size", .int(hiddenSize)), ("bias", .bool(bias))]
        if mode == .tanh || mode == .relu {
            settings.append(("nonlinearity", .string(mode == .tanh ? "tanh" : "relu")))
        }
    }

    public override var typeName: String {
        switch mode {
        case .tanh, .relu: "RNNCell"
        case .lstm: "LSTMCell"
        case .gru: "GRUCell"
        }
    }

    public override var forwardSchema: String { "forward(Tensor input, any hx=None)" }

    public override var extraRepr: String {
        "\(inputSize), \(hiddenSize)" + (hasBias ? "" : ", bias=False") + (mode == .relu ? ", nonlinearity=relu" : "")
    }

    /// The states that were given; nil where none were.
    private func givenStates(_ value: OpValue) throws -> [Tensor]? {
        let list: [Tensor]
        switch value {
        case .none: return nil
        case .tensor(let h) where mode != .lstm: list = [h]
        case .tensors(let pair) where mode == .lstm:
            guard pair.count == 2 else { throw TensorError(.runtimeError, "lstm_cell expects two hidden states") }
            list = pair
        case .tensor where mode == .lstm:
            throw TensorError(
                .typeError, "lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not Tensor",
                notes: ["hx is the pair (h, c)"])
        case .scalar where mode == .lstm:
            throw TensorError(.typeError, "'\(value.typeName)' object is not iterable")
        default: throw TensorError(.attributeError, "'\(value.typeName)' object has no attribute 'dim'")
        }
        for (number, h) in list.enumerated() where h.rank != 1 && h.rank != 2 {
            throw TensorError(
                .valueError,
                "\(typeName): Expected \(mode == .lstm ? "hx[\(number)]" : "hidden") to be 1D or 2D, got \(h.rank)D instead"
            )
        }
        return list
    }

    private func check(_ h: Tensor, _ number: Int, _ x: Tensor) throws {
        if h.shape[0] != x.shape[0] {
            throw TensorError(
                .runtimeError,
                "Input batch size \(x.shape[0]) doesn't match hidden\(number) batch size \(h.shape[0])",
                shapes: [x.shape, h.shape])
        }
        if h.rank != 2 || h.shape[1] != hiddenSize {
            throw TensorError(
                .runtimeError,
                "hidden\(number) has inconsistent hidden_size: got \(h.shape[h.rank - 1]), expected \(hiddenSize)",
                shapes: [x.shape, h.shape])
        }
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        var x = try a.tensor(0)
        if x.rank != 1 && x.rank != 2 {
            throw TensorError(
                .valueError, "\(typeName): Expected input to be 1D or 2D, got \(x.rank)D instead", shapes: [x.shape])
        }
        let single = x.rank == 1
        if single { x = try x.unsqueeze(0) }
        let given = try givenStates(a[1])
        if x.shape[1] != inputSize {
            throw TensorError(
                .runtimeError, "input has inconsistent input_size: got \(x.shape[1]) expected \(inputSize)",
                shapes: [x.shape])
        }
        var states: [Tensor]
        if let given {
            states = try single ? given.map { try $0.unsqueeze(0) } : given
            for (number, h) in states.enumerated() { try check(h, number, x) }
        } else {
            let zeros = try Tensor.zeros([x.shape[0], hiddenSize], dtype: x.dtype, device: x.device)
            states = [zeros, zeros]
        }
        let input = try x.linear(required(0, "weight_ih"), optional(2))
        let hidden = try states[0].linear(required(1, "weight_hh"), optional(3))
        var (h, c) = try mode.step(input, hidden, states[0], mode == .lstm ? states[1] : nil)
        if single {
            h = try h.squeeze([0])
            c = try c?.squeeze([0])
        }
        if let c { return .tuple([.op(.tensor(h)), .op(.tensor(c))]) }
        return .op(.tensor(h))
    }
}
