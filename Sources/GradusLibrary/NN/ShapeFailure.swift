import GradusNN
import GradusTensor

/// How the shapes came about that an operation refused: the operations before it, and what it wanted instead.
final class ShapeFailure {
    /// The operations before, oldest first.
    let rows: [ShapeEntry]
    let isCut: Bool
    let step: String
    let given: [Dims]
    /// In words; empty where the message says all that is known.
    let expected: String

    /// Nil where the error is about something else than shapes.
    init?(_ error: TensorError, _ notes: FailureNotes) {
        guard Self.isAboutShapes(error) else { return nil }
        rows = ShapeTrail.latest
        isCut = ShapeTrail.isCut
        // An operand that is not simply stored has a shape as well.
        var given = notes.layer == nil && error.shapes.count > notes.given.count ? error.shapes : notes.given
        // A weight is no input.
        let weighted = ["conv1d", "conv2d", "conv3d", "batch_norm", "layer_norm", "group_norm", "rms_norm"]
        if weighted.contains(error.operation ?? ""), given.count == error.shapes.count {
            given = Array(given.prefix(1))
        }
        self.given = given
        step = notes.step ?? error.operation ?? "here"
        expected = notes.layer.flatMap(Self.expected) ?? Self.expected(error)
        if given.isEmpty { return nil }
    }

    /// The operations up to here, of which none failed.
    init() {
        rows = ShapeTrail.latest
        isCut = ShapeTrail.isCut
        step = ""
        given = []
        expected = ""
    }

    private static func isAboutShapes(_ error: TensorError) -> Bool {
        let text = error.message.lowercased()
        if text.contains("out of bounds") || text.contains("dtype") { return false }
        return ["shape", "size", "dimension", "channel", "elements", "1d tensors", "2d or 3d", "must be a matrix"]
            .contains { text.contains($0) }
    }

    /// `[N, 3, H, W]` for two axes of pictures.
    private static func pictures(_ channels: String, axes count: Int) -> String {
        let last = count == 1 ? ["L"] : Array(["D", "H", "W"].suffix(count))
        return "[" + (["N", channels] + last).joined(separator: ", ") + "]"
    }

    /// What a layer takes.
    private static func expected(_ layer: Module) -> String? {
        if layer is Linear, let size = layer.attribute("in_features")?.text { return "[*, \(size)]" }
        let name = layer.displayName
        let count = name.hasSuffix("1d") ? 1 : name.hasSuffix("2d") ? 2 : name.hasSuffix("3d") ? 3 : 0
        if count > 0, let channels = (layer.attribute("in_channels") ?? layer.attribute("num_features"))?.text {
            return pictures(channels, axes: count) + (name == "BatchNorm1d" ? " or [N, \(channels)]" : "")
        }
        if let shape = layer.attribute("normalized_shape")?.text {
            let sizes = shape.filter { $0.isNumber || $0 == "," || $0 == " " }
            return "[*, \(sizes.hasSuffix(",") ? String(sizes.dropLast()) : sizes)]"
        }
        if let size = layer.attribute("input_size")?.text { return "[…, \(size)]" }
        return nil
    }

    /// What an operation takes beside its first operand.
    private static func expected(_ error: TensorError) -> String {
        let shapes = error.shapes
        switch error.operation {
        case "mm"? where shapes.count == 2 && shapes[1].count == 2: return "[*, \(shapes[1][0])]"
        case "conv1d"?, "conv2d"?, "conv3d"?:
            guard shapes.count == 2, shapes[1].count >= 3, error.message.contains("channels") else { return "" }
            let channels = error.message.range(ofWord: "to have ").map { error.message[$0...].prefix { $0.isNumber } }
            return channels.map { pictures(String($0), axes: shapes[1].count - 2) } ?? ""
        case "view"? where error.message.contains("invalid for input of size"):
            return shapes.first.map { "\($0.reduce(1, &*)) elements" } ?? ""
        default:
            return error.message.contains("must match the size") ? "equal sizes, or 1, on each axis" : ""
        }
    }
}

extension String {
    /// Where the text after a word begins.
    fileprivate func range(ofWord word: String) -> Index? {
        let (text, word) = (Array(utf8), Array(word.utf8))
        guard !word.isEmpty, text.count >= word.count else { return nil }
        for start in 0...(text.count - word.count) where text[start..<(start + word.count)].elementsEqual(word) {
            return utf8.index(startIndex, offsetBy: start + word.count)
        }
        return nil
    }
}
