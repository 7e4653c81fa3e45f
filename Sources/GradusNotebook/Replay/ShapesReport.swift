import GradusEngine
import GradusTerminal

/// Shows what `ShapesReplay` found.
///
/// Which sizes are the batch's is seen from a second run with batches of another size: a size that is another there
/// depends on it.
public struct ShapesReport {
    private let console: Console
    private let run: ShapesReplay
    private let other: ShapesReplay?
    private let batches: [BatchSizes]

    /// - Parameter other: the run with the other sizes, where there was one.
    public init(_ run: ShapesReplay, other: ShapesReplay?, console: Console) {
        self.run = run
        self.other = other
        self.console = console
        batches = run.batches
    }

    public func show(isJSON: Bool) {
        var hasWritten = false
        for (index, cell) in run.cells.enumerated() {
            let twin = other.flatMap { index < $0.cells.count ? $0.cells[index] : nil }
            if isJSON {
                writeJSON(cell)
            } else {
                show(cell, twin, &hasWritten)
            }
        }
        if !isJSON { showTable() }
        let problems = run.problems
        if !problems.isEmpty {
            let count = problems.count
            console.writeError(
                "\(count) \(count == 1 ? "problem" : "problems"): cell \(problems.joined(separator: ", cell "))\n")
        }
        console.flush()
    }

    // MARK: Cells

    private func show(_ shapes: ShapesReplay.CellShapes, _ twin: ShapesReplay.CellShapes?, _ hasWritten: inout Bool) {
        let cell = shapes.cell
        let warning = self.warning(shapes, twin)
        guard !shapes.rows.isEmpty || !shapes.tensors.isEmpty || shapes.isProblem || warning != nil else { return }
        if hasWritten { console.writeLine("") }
        hasWritten = true
        let number = cell.number.map { "[\($0)]" } ?? ""
        console.writeLine(console.style(.dim, cell.title.map { "\(number) \($0)" } ?? number))
        let operations = named(shapes.rows, twin?.rows).map { ["", $0.row.name, $0.shape, $0.row.dtype, $0.row.why] }
        var seen: Set<[String]> = []
        let tensors = named(shapes.tensors, twin?.tensors).map { [$0.row.name, "=", $0.shape, $0.row.dtype, ""] }
        for line in Self.columns(operations.filter { seen.insert($0).inserted } + tensors) { console.writeLine(line) }
        if shapes.isProblem {
            console.flush()
            if let error = shapes.error {
                EventPrinter(console: console, hasShownShapes: true).showShapes(of: error)
                console.writeError(error.traceback)
            }
            if case .missedFailure(let expected) = shapes.verdict {
                console.writeError("cell \(cell.label) was expected to raise \(expected.name), but did not\n")
            }
            if case .timedOut(let seconds) = shapes.verdict {
                console.writeError("cell \(cell.label) was stopped after \(seconds) s\n")
            }
        } else if let warning {
            console.flush()
            console.writeError(warning + "\n")
        }
    }

    /// What only goes wrong with a batch of another size.
    private func warning(_ shapes: ShapesReplay.CellShapes, _ twin: ShapesReplay.CellShapes?) -> String? {
        guard shapes.verdict == .passed, let twin, twin.isProblem, let error = twin.error,
            error.type != "KeyboardInterrupt"
        else { return nil }
        let message = error.message.prefix { $0 != "\n" }
        let what = "\(error.type)\(message.isEmpty ? "" : ": \(message)")"
        if let last = batches.last(where: \.isLast) {
            return "warning: the loader's last batch has \(last.other) samples, and that may fail here: \(what)"
        }
        return "warning: this works with batches of \(batches.last?.size ?? 0) only; with others: \(what)"
    }

    /// Rows with their shapes in terms of the batch.
    private func named(_ rows: [ShapeRow], _ others: [ShapeRow]?) -> [(row: ShapeRow, shape: String)] {
        var others = others
        // Another way through the program says nothing about this one.
        if others?.count != rows.count || !zip(rows, others ?? []).allSatisfy({ $0.name == $1.name }) { others = nil }
        return rows.enumerated().map { index, row in (row, text(row.shape, others?[index].shape)) }
    }

    private func text(_ shape: [Int], _ twin: [Int]?) -> String {
        let twin = twin?.count == shape.count ? twin : nil
        let words = shape.enumerated().map { place, size in
            // Without a second run, the first axis is taken for the batch where it has its size.
            twin == nil && place == 0 && size == batches.last?.size
                ? "B" : BatchSizes.name(size, twin?[place], batches)
        }
        return "[" + words.joined(separator: ", ") + "]"
    }

    private static func columns(_ rows: [[String]]) -> [String] {
        let widths = (0..<4).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = "    "
            for column in 0..<4 where widths[column] > 0 {
                line += DisplayWidth.pad(row[column], to: widths[column]) + "  "
            }
            line += row[4]
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    // MARK: Layers

    private func showTable() {
        let layers = run.layers
        let twins = other.map(\.layers)
        let fits = twins?.count == layers.count
        let texts = layers.enumerated().map { index, shape in
            shape.map { text($0, fits ? twins?[index] : nil) } ?? "--"
        }
        console.write(run.table(texts))
        var sizes: [String] = []
        for batch in batches where !sizes.contains(String(batch.size)) { sizes.append(String(batch.size)) }
        guard let last = sizes.last else { return }
        console.writeLine(
            sizes.count == 1
                ? "\nB = \(last), the batch size of the loader"
                : "\nB = \(sizes.dropLast().joined(separator: ", ")) or \(last), the batch sizes of the loaders")
    }

    // MARK: JSON

    private func writeJSON(_ shapes: ShapesReplay.CellShapes) {
        var ledger = ShapeLedger(limit: 0)
        for row in shapes.rows { ledger.add(row) }
        var object = JSONObject()
        object.add("cell", shapes.cell.number.map { JSONObject.number($0) } ?? "null")
        object.add("title", JSONObject.string(shapes.cell.title))
        object.add("line", JSONObject.number(shapes.cell.firstLine))
        object.add("shapes", "[" + ledger.rows.map(JSONReplay.json).joined(separator: ", ") + "]")
        object.add("tensors", "[" + shapes.tensors.map(JSONReplay.json).joined(separator: ", ") + "]")
        object.add("batch", batches.last.map { JSONObject.number($0.size) } ?? "null")
        object.add("error", (shapes.isProblem ? shapes.error : nil).map(JSONReplay.json) ?? "null")
        console.writeLine(object.text)
    }
}
