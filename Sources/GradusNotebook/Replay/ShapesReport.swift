import GradusEngine
import GradusJSON
import GradusTerminal

/// Shows what `ShapesReplay` found.
///
/// Which sizes are the batch's is seen from further runs with batches of other sizes: a size that is another there depends
/// on it.
public struct ShapesReport {
    private let console: Console
    private let run: ShapesReplay
    private let others: [ShapesReplay]
    private let batches: [BatchSizes]

    /// - Parameter others: the runs with other sizes, where there were any.
    public init(_ run: ShapesReplay, others: [ShapesReplay], console: Console) {
        self.run = run
        self.others = others
        self.console = console
        batches = run.batches
    }

    public func show(isJSON: Bool) {
        var hasWritten = false
        for (index, cell) in run.cells.enumerated() {
            let twins = others.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
            if isJSON {
                writeJSON(cell, twins)
            } else {
                show(cell, twins, &hasWritten)
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

    private func show(_ shapes: ShapesReplay.CellShapes, _ twins: [ShapesReplay.CellShapes], _ hasWritten: inout Bool) {
        let cell = shapes.cell
        let warning = self.warning(shapes, twins.first)
        guard
            !shapes.rows.isEmpty || !shapes.tensors.isEmpty || shapes.isProblem || shapes.isConsequence
                || warning != nil
        else { return }
        if hasWritten { console.writeLine("") }
        hasWritten = true
        let number = cell.number.map { "[\($0)]" } ?? ""
        console.writeLine(console.style(.dim, cell.title.map { "\(number) \($0)" } ?? number))
        let operations = named(shapes.rows, twins.map(\.rows)).map {
            ["", $0.row.name, Self.text($0.words), $0.row.dtype, $0.row.why]
        }
        var seen: Set<[String]> = []
        let tensors = named(shapes.tensors, twins.map(\.tensors)).map {
            [$0.row.name, "=", Self.text($0.words), $0.row.dtype, ""]
        }
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
        } else if shapes.isConsequence, let error = shapes.error {
            let why = "loops ran once here and large tensors have no elements, so that this may be no mistake"
            console.writeLine(console.style(.dim, "    ends with \(Self.summary(error)) (\(why))"))
        } else if let warning {
            console.flush()
            console.writeError(warning + "\n")
        }
    }

    private static func summary(_ error: ErrorReport) -> String {
        let message = error.message.prefix { $0 != "\n" }
        return "\(error.type)\(message.isEmpty ? "" : ": \(message)")"
    }

    /// What only goes wrong with a batch of another size.
    private func warning(_ shapes: ShapesReplay.CellShapes, _ twin: ShapesReplay.CellShapes?) -> String? {
        guard shapes.verdict == .passed, let twin, twin.isProblem, let error = twin.error,
            error.type != "KeyboardInterrupt"
        else { return nil }
        let what = Self.summary(error)
        if let last = batches.last(where: \.isLast) {
            return "warning: the loader's last batch has \(last.other) samples, and that may fail here: \(what)"
        }
        return "warning: this works with batches of \(batches.last?.size ?? 0) only; with others: \(what)"
    }

    /// Rows with their shapes in terms of the batch.
    private func named(_ rows: [ShapeRow], _ others: [[ShapeRow]]) -> [(row: ShapeRow, words: [String])] {
        // What happens another number of times in another run, by chance, says nothing.
        let twins = others.map { Self.groups($0) }
        let own = Self.groups(rows)
        var seen: [Kind: Int] = [:]
        return rows.map { row in
            let kind = Kind(row)
            let place = seen[kind, default: 0]
            seen[kind] = place + 1
            let count = own[kind]?.count ?? 0
            let found = twins.compactMap { $0[kind].flatMap { $0.count == count ? $0[place].shape : nil } }
            return (row, words(row.shape, found.count == others.count ? found : []))
        }
    }

    /// What is compared between runs.
    private struct Kind: Hashable {
        let name: String
        let rank: Int

        init(_ row: ShapeRow) { (name, rank) = (row.name, row.shape.count) }
    }

    private static func groups(_ rows: [ShapeRow]) -> [Kind: [ShapeRow]] { Dictionary(grouping: rows, by: Kind.init) }

    private static func text(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }

    private func words(_ shape: [Int], _ twins: [[Int]]) -> [String] {
        let twins = twins.allSatisfy { $0.count == shape.count } ? twins : []
        return shape.enumerated().map { place, size in
            // Without other runs, the first axis is taken for the batch where it has its size.
            twins.isEmpty && place == 0 && size == batches.last?.size
                ? "B" : BatchSizes.name([size] + twins.map { $0[place] }, batches)
        }
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
        let twins = others.map(\.layers).filter { $0.count == layers.count }
        let texts = layers.enumerated().map { index, shape in
            shape.map { Self.text(words($0, twins.compactMap { $0[index] })) } ?? "--"
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

    private func writeJSON(_ shapes: ShapesReplay.CellShapes, _ twins: [ShapesReplay.CellShapes]) {
        func list(_ rows: [ShapeRow], _ others: [[ShapeRow]]) -> String {
            var seen: Set<String> = []
            let texts = named(rows, others).map { row, words in
                var object = JSONReplay.object(row)
                object.add("sizes", "[" + words.map { JSONObject.string($0) }.joined(separator: ", ") + "]")
                return object.text
            }
            return "[" + texts.filter { seen.insert($0).inserted }.joined(separator: ", ") + "]"
        }
        var object = JSONObject()
        object.add("cell", shapes.cell.number.map { JSONObject.number($0) } ?? "null")
        object.add("title", JSONObject.string(shapes.cell.title))
        object.add("line", JSONObject.number(shapes.cell.firstLine))
        object.add("shapes", list(shapes.rows, twins.map(\.rows)))
        object.add("tensors", list(shapes.tensors, twins.map(\.tensors)))
        object.add("batch", batches.last.map { JSONObject.number($0.size) } ?? "null")
        object.add("error", (shapes.isProblem ? shapes.error : nil).map(JSONReplay.json) ?? "null")
        console.writeLine(object.text)
    }
}
