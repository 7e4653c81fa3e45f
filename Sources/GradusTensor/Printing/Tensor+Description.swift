extension Tensor: CustomStringConvertible {
    /// What `print(tensor)` shows.
    public var description: String { text(prefix: "tensor(") }

    /// PyTorch's text of the tensor.
    /// - Parameter prefix: what stands before the elements; its length is the indentation of further lines.
    public func text(prefix: String) -> String {
        let options = PrintOptions.current
        let indent = prefix.utf8.count
        var suffixes: [String] = []
        let defaultTypes = dtype == DType.defaultFloat || dtype == .int64 || dtype == .bool
        var body: String
        if isMeta {
            body = "..."
            suffixes.append("device='meta'")
            suffixes.append("size=\(Tensor.tuple(shape))")
            if dtype != DType.defaultFloat { suffixes.append("dtype=\(dtype.torchName)") }
        } else if count == 0 {
            body = "[]"
            if rank != 1 { suffixes.append("size=\(Tensor.tuple(shape))") }
            if dtype != DType.defaultFloat { suffixes.append("dtype=\(dtype.torchName)") }
        } else {
            if !defaultTypes { suffixes.append("dtype=\(dtype.torchName)") }
            body = elementsText(indent, options)
        }
        if let node = gradFunction {
            suffixes.append("grad_fn=<\(node.name)>")
        } else if requiresGrad {
            suffixes.append("requires_grad=True")
        }
        var out = prefix + body
        var last = out.split(separator: "\n", omittingEmptySubsequences: false).last.map { $0.utf8.count } ?? 0
        last += 2
        for suffix in suffixes {
            let length = suffix.utf8.count
            if last + length + 2 > options.lineWidth {
                out += ",\n" + String(repeating: " ", count: indent) + suffix
                last = indent + length
            } else {
                out += ", " + suffix
                last += length + 2
            }
        }
        return out + ")"
    }

    /// `(2, 3)`, `(2,)`, `()`
    static func tuple(_ shape: Dims) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
    }

    private func elementsText(_ indent: Int, _ options: PrintOptions) -> String {
        let summarise = Double(count) > options.threshold
        let dense = (try? contiguousUnrecorded()) ?? self
        let edge = options.edgeItems
        var shown: [Scalar] = []
        dense.collect(0, 0, summarise, edge, &shown)
        let formatter = ElementFormatter(shown, dtype, options)
        return dense.block(0, 0, indent, summarise, formatter, options)
    }

    /// The positions of an axis that are shown; nil stands for the dots.
    private func positions(_ axis: Int, _ summarise: Bool, _ edge: Int) -> [Int?] {
        let n = shape[axis]
        if !summarise || n <= 2 * edge { return (0..<n).map { $0 } }
        return (0..<edge).map { $0 } + [nil] + ((n - edge)..<n).map { $0 }
    }

    private func collect(_ axis: Int, _ at: Int, _ summarise: Bool, _ edge: Int, _ out: inout [Scalar]) {
        if axis == rank {
            out.append(element(at: at))
            return
        }
        for p in positions(axis, summarise, edge) {
            if let p { collect(axis + 1, at + p * strides[axis], summarise, edge, &out) }
        }
    }

    private func block(
        _ axis: Int, _ at: Int, _ indent: Int, _ summarise: Bool, _ formatter: ElementFormatter, _ options: PrintOptions
    ) -> String {
        if axis == rank { return formatter.text(element(at: at)) }
        let places = positions(axis, summarise, options.edgeItems)
        let margin = String(repeating: " ", count: indent + 1)
        if axis == rank - 1 {
            let items = places.map { $0.map { formatter.text(element(at: at + $0 * strides[axis])) } ?? " ..." }
            let perLine = Swift.max(1, (options.lineWidth - indent) / (formatter.width + 2))
            var lines: [String] = []
            var i = 0
            while i < items.count {
                lines.append(items[i..<Swift.min(i + perLine, items.count)].joined(separator: ", "))
                i += perLine
            }
            return "[" + lines.joined(separator: ",\n" + margin) + "]"
        }
        let children = places.map {
            $0.map { block(axis + 1, at + $0 * strides[axis], indent + 1, summarise, formatter, options) } ?? "..."
        }
        let gap = "," + String(repeating: "\n", count: rank - axis - 1) + margin
        return "[" + children.joined(separator: gap) + "]"
    }
}
