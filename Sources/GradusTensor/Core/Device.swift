/// Where a tensor's elements live. `meta` tensors have a shape and no elements.
public enum Device: UInt8, Sendable, Hashable {
    case cpu, meta

    /// Where tensors go that are made without a device: what `torch.set_default_device` and `with torch.device(…)` say.
    public enum Preset: Sendable {
        case device(Device)
        /// A device of PyTorch's that this machine lacks: it can be chosen, and making a tensor fails.
        case absent(String)
    }

    public nonisolated(unsafe) static var preset = Preset.device(.cpu)

    /// The device of new tensors.
    /// - Throws: what naming the device throws where it is absent.
    public static func standard() throws -> Device {
        switch preset {
        case .device(let device): return device
        case .absent(let name): return try Device(parsing: name)
        }
    }

    public var name: String {
        switch self {
        case .cpu: "cpu"
        case .meta: "meta"
        }
    }

    /// The device types PyTorch knows by name.
    public static let knownTypes = [
        "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
        "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
    ]

    /// Parses `cpu`, `cpu:0`, `meta`.
    /// - Throws: RuntimeError for a word that is no device type, and for devices that this machine's build lacks.
    public init(parsing text: String) throws {
        if text.isEmpty { throw TensorError(.runtimeError, "Device string must not be empty") }
        if !Device.isWellFormed(text) { throw TensorError(.runtimeError, "Invalid device string: '\(text)'") }
        let type =
            text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
        switch type {
        case "cpu": self = .cpu
        case "meta": self = .meta
        case "cuda": throw TensorError(.assertionError, "Torch not compiled with CUDA enabled")
        default:
            if Device.knownTypes.contains(type) {
                throw TensorError(
                    .runtimeError, "PyTorch is not linked with support for \(type) devices",
                    notes: ["Gradus computes on the CPU only"])
            }
            throw TensorError(
                .runtimeError,
                "Expected one of \(Device.knownTypes.joined(separator: ", ")) device type at start of device string: \(text)"
            )
        }
    }

    /// Whether a name is letters and underscores, and after a colon a number.
    public static func isWellFormed(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "_") }) else { return false }
        guard parts.count == 2 else { return true }
        let digits = parts[1]
        return !digits.isEmpty && digits.allSatisfy({ ("0"..."9").contains($0) })
            && (digits.count == 1 || digits.first != "0")
    }
}
