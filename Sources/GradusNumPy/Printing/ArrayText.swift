import GradusTensor

/// Arrays as NumPy writes them.
package enum ArrayText {
    /// `[1. 2.]`: the elements in brackets.
    /// - Parameters:
    ///   - separator: " " for `str`, ", " for `repr`.
    ///   - prefixWidth: columns before the first bracket.
    ///   - suffixWidth: columns after the last one.
    ///   - words: writes elements that are not numbers, by their handles.
    package static func elements(
        _ t: Tensor, separator: String, prefixWidth: Int = 0, suffixWidth: Int = 0,
        options: ArrayPrintOptions = .current, words: (([Int]) -> [String])? = nil
    ) throws -> String {
        if t.count == 0 { return "[]" }
        let isSummary = t.count > options.threshold
        let shown = isSummary ? edges(t, options.edgeItems) : nil
        let writer = try Writer(
            try shown ?? Layout.dense(t), separator: separator, isSummary: isSummary, full: t.shape, options: options,
            suffixWidth: suffixWidth, words: words)
        return writer.text(prefixWidth: prefixWidth)
    }

    /// A copy of the corners: along each long axis the first and the last items.
    private static func edges(_ t: Tensor, _ edge: Int) -> Tensor? {
        var places: [[Int]] = []
        for size in t.shape {
            places.append(size > 2 * edge ? Array(0..<edge) + Array((size - edge)..<size) : Array(0..<size))
        }
        let shape = Dims(places.map(\.count))
        guard let out = try? Tensor(empty: shape, t.dtype) else { return nil }
        let size = t.dtype.size
        var index = [Int](repeating: 0, count: t.rank)
        for k in 0..<out.count {
            var offset = 0
            for axis in 0..<t.rank { offset += places[axis][index[axis]] * t.strides[axis] }
            (out.data + k * size).copyMemory(from: t.data + offset * size, byteCount: size)
            var axis = t.rank - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < shape[axis] { break }
                index[axis] = 0
                axis -= 1
            }
        }
        return out
    }

    private struct Writer {
        let shape: Dims
        /// The array's own sizes; `shape` has only what is shown.
        let full: Dims
        let words: [String]
        let separator: String
        let isSummary: Bool
        let options: ArrayPrintOptions
        let suffixWidth: Int

        init(
            _ t: Tensor, separator: String, isSummary: Bool, full: Dims, options: ArrayPrintOptions, suffixWidth: Int,
            words: (([Int]) -> [String])?
        ) throws {
            shape = t.shape
            self.full = full
            self.separator = separator
            self.isSummary = isSummary
            self.options = options
            self.suffixWidth = suffixWidth
            self.words = try words.map { $0(try t.ints()) } ?? ArrayText.words(t, options)
        }

        func text(prefixWidth: Int) -> String {
            var position = 0
            return nested(
                0, &position, String(repeating: " ", count: prefixWidth + 1), options.lineWidth - suffixWidth)
        }

        private func skipped(_ axis: Int) -> Bool { isSummary && full[axis] > 2 * options.edgeItems }

        private func nested(_ axis: Int, _ position: inout Int, _ indent: String, _ width: Int) -> String {
            if axis == shape.count {
                position += 1
                return words[position - 1]
            }
            let inner = indent + " "
            let count = shape[axis]
            let gap = skipped(axis) ? options.edgeItems : -1
            let trimmed = separator.last == " " ? String(separator.dropLast()) : separator
            var out = ""
            if axis == shape.count - 1 {
                let limit = width - max(trimmed.count, 1)
                var line = indent
                func extend(_ word: String, _ line: inout String, _ out: inout String) {
                    if line.displayCount + word.displayCount > limit, line.count > indent.count {
                        while line.last == " " { line.removeLast() }
                        out += line + "\n"
                        line = indent
                    }
                    line += word
                }
                for i in 0..<count {
                    if i == gap {
                        extend("...", &line, &out)
                        line += separator
                    }
                    extend(nested(axis + 1, &position, inner, width - 1), &line, &out)
                    if i < count - 1 { line += separator }
                }
                out += line
            } else {
                let break_ = trimmed + String(repeating: "\n", count: shape.count - axis - 1)
                for i in 0..<count {
                    if i == gap { out += indent + "..." + break_ }
                    out += indent + nested(axis + 1, &position, inner, width - 1)
                    if i < count - 1 { out += break_ }
                }
            }
            return "[" + out.dropFirst(indent.count) + "]"
        }
    }

    /// All elements in row-major order, padded to one width.
    private static func words(_ t: Tensor, _ options: ArrayPrintOptions) -> [String] {
        switch t.dtype {
        case .bool:
            let p = t.pointer(UInt8.self)
            let isTrue = t.rank > 0 ? " True" : "True"
            return (0..<t.count).map { p[$0] != 0 ? isTrue : "False" }
        case .float16, .bfloat16, .float32, .float64:
            let values = (0..<t.count).map { t.element(at: $0).double }
            let width: FloatText.Width = t.dtype == .float64 ? .double : t.dtype == .float32 ? .single : .half
            let format = FloatFormat(values, width, options)
            return values.map { format($0) }
        default:
            var texts = (0..<t.count).map { String(t.element(at: $0).int) }
            if options.sign != .minus, let first = texts.indices.first {
                _ = first
                for i in texts.indices where !texts[i].hasPrefix("-") {
                    texts[i] = (options.sign == .plus ? "+" : "") + texts[i]
                }
            }
            let width = texts.map(\.utf8.count).max() ?? 0
            return texts.map { String(repeating: " ", count: width - $0.utf8.count) + $0 }
        }
    }

    /// One element as `repr` of an array without axes writes it.
    package static func single(_ t: Tensor, _ options: ArrayPrintOptions = .current) -> String {
        words(t, options).first ?? ""
    }
}

extension String {
    /// Columns as NumPy counts them: code points.
    fileprivate var displayCount: Int { unicodeScalars.count }
}
