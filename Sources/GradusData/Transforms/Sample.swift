import GradusTensor

/// What goes through a transform: a picture, until something makes a tensor of it.
public enum Sample {
    case picture(Picture)
    case tensor(Tensor)

    var kind: String {
        switch self {
        case .picture: "<class 'PIL.Image.Image'>"
        case .tensor: "<class 'torch.Tensor'>"
        }
    }

    /// Colours of pictures of one wide number a pixel are not changed.
    func refuseWide(_ operation: String) throws {
        guard case .picture(let picture) = self, picture.mode.isWide else { return }
        throw DataError.badArgument(
            operation: operation, detail: "pictures of mode \(picture.mode.rawValue) are not supported")
    }

    /// Channels, height and width. Tensors are [..., C, H, W] or [H, W].
    public func dimensions() throws -> (channels: Int, height: Int, width: Int) {
        switch self {
        case .picture(let picture):
            return (picture.mode.bands.count, picture.height, picture.width)
        case .tensor(let tensor):
            let rank = tensor.rank
            guard rank >= 2 else {
                throw DataError.badArgument(operation: "transform", detail: "Tensor is not a torch image.")
            }
            return (rank == 2 ? 1 : tensor.shape[rank - 3], tensor.shape[rank - 2], tensor.shape[rank - 1])
        }
    }
}

/// One step from raw picture to network input. A value; random ones draw from the generator they are given, in
/// torchvision's order.
public protocol Transform {
    func apply(_ sample: Sample, _ random: Generator) throws -> Sample
    /// torchvision's `repr`, without a newline at its end.
    var description: String { get }
    /// True where `apply` draws from the generator.
    var isRandom: Bool { get }
}

extension Transform {
    public var isRandom: Bool { false }
}

/// How an argument was written by the user, where that differs from its canonical text in a `repr`
/// (`(0.5,)` or `[0.5]`, `2` or `2.0`), by argument name.
public typealias ShownArguments = [String: String]

enum ReprText {
    static func real(_ value: Double) -> String { value.description }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
    }

    static func tuple(_ values: [String]) -> String {
        values.count == 1 ? "(\(values[0]),)" : "(\(values.joined(separator: ", ")))"
    }

    static func reals(_ values: [Double]) -> String { tuple(values.map(real)) }

    static func list(_ values: [Double]) -> String { "[\(values.map(real).joined(separator: ", "))]" }

    static func size(_ size: PixelSize) -> String { "(\(size.height), \(size.width))" }

    static func fill(_ values: [Double]) -> String {
        values.count == 1 ? number(values[0]) : tuple(values.map(number))
    }

    static func optional<T>(_ value: T?) -> String { value.map { "\($0)" } ?? "None" }
}

/// Height and width, in torchvision's order.
public struct PixelSize: Equatable, Sendable {
    public var height: Int
    public var width: Int

    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }
}
