import GradusEngine
import GradusJSON

extension Notebook {
    /// It was read from an `.ipynb` file.
    public var isJupyter: Bool { jupyter != nil }
}

extension Recorder {
    /// Puts the outputs of a replay into the document of an `.ipynb` file.
    public mutating func recordJupyter(_ collector: OutputCollector, in notebook: inout Notebook) {
        guard var document = notebook.jupyter else { return }
        var isChanged = false
        for index in notebook.cells.indices {
            let cell = notebook.cells[index]
            guard let number = cell.number, let run = collector.runs[number], run.passed, index < document.cells.count
            else {
                continue
            }
            let outputs = JupyterOutputs.of(collector.events[number] ?? [], executionCount: number)
            let old = document.cells[index]
            document.cells[index]["outputs"] = .array(outputs)
            document.cells[index]["execution_count"] = .int(number)
            if document.cells[index] == old {
                kept += 1
            } else {
                changed.append(number)
                isChanged = true
            }
        }
        guard isChanged else { return }
        document.originalText = nil
        document.originalText = document.text
        notebook.jupyter = document
    }
}

/// Outputs as `.ipynb` files have them.
enum JupyterOutputs {
    /// - Parameter executionCount: the number of the cell.
    static func of(_ events: [Event], executionCount: Int) -> [JSONValue] {
        var outputs: [JSONValue] = []
        var stream: (name: String, text: String)?
        let finish = {
            if let open = stream {
                let text = masked(open.text)
                outputs.append(
                    .object([
                        .init("name", .string(open.name)), .init("output_type", .string("stream")),
                        .init("text", .lines(text)),
                    ]))
            }
            stream = nil
        }
        let add = { (name: String, text: String) in
            if stream?.name != name { finish() }
            stream = (name, (stream?.text ?? "") + text)
        }
        var waits = false
        var places: [String: Int] = [:]
        let clear = {
            stream = nil
            outputs = []
            places = [:]
        }
        for event in events {
            // What was to be cleared when something new comes.
            switch event {
            case .clear, .shape, .progress: break
            default:
                if waits { clear() }
                waits = false
            }
            switch event {
            case .stdout(let text): add("stdout", text)
            case .stderr(let text): add("stderr", text)
            case .display(let bundle):
                finish()
                if bundle.isUpdate {
                    if let name = bundle.displayID, let place = places[name] {
                        outputs[place]["data"] = data(bundle)
                    }
                    continue
                }
                if let name = bundle.displayID { places[name] = outputs.count }
                outputs.append(
                    .object([
                        .init("data", data(bundle)), .init("metadata", .object([])),
                        .init("output_type", .string("display_data")),
                    ]))
            case .result(let bundle):
                finish()
                outputs.append(
                    .object([
                        .init("data", data(bundle)), .init("execution_count", .int(executionCount)),
                        .init("metadata", .object([])), .init("output_type", .string("execute_result")),
                    ]))
            case .error(let report):
                finish()
                let lines = report.traceback.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
                outputs.append(
                    .object([
                        .init("ename", .string(report.type)), .init("evalue", .string(report.message)),
                        .init("output_type", .string("error")),
                        .init("traceback", .array(lines.dropLast(lines.last == "" ? 1 : 0).map { .string($0) })),
                    ]))
            case .clear(let wait):
                waits = wait
                if !wait { clear() }
            case .shape, .progress: break
            }
        }
        finish()
        return outputs
    }

    private static func data(_ bundle: DisplayBundle) -> JSONValue {
        var members: [JSONValue.Member] = [.init("text/plain", .lines(masked(bundle.text)))]
        for (type, value) in bundle.alternatives.sorted(by: { $0.key < $1.key }) where !type.hasPrefix("text/x-gradus-")
        {
            members.append(
                .init(type, type.hasPrefix("text/") || type.hasSuffix("xml") ? .lines(value) : .string(value)))
        }
        return .object(members)
    }

    /// Text with `...` for what differs from run to run.
    private static func masked(_ text: String) -> String {
        guard text.utf8.contains(0xEE) || text.contains("at 0x") else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { OutputMask.visible(OutputMask.lines(of: String($0)).first ?? "") }.joined(separator: "\n")
    }
}
