import GradusEngine
import GradusTerminal

extension Magic {
    static let variableMagics: [Magic] = [
        Magic("who", "%who [type …]", "names of the variables") { (types, prompt) throws(MagicFailure) in
            let wanted = Set(Words.split(types))
            let rows = prompt.session.variables().filter { wanted.isEmpty || wanted.contains($0.type) }
            if rows.isEmpty {
                prompt.console.writeLine(
                    wanted.isEmpty ? "Interactive namespace is empty." : "No variables match your requested type.")
            } else {
                prompt.console.writeLine(rows.map { TerminalText.visible($0.name) }.joined(separator: "\t "))
            }
            return .finished
        },
        Magic("whos", "%whos [type …]", "variables with type, shape, dtype and memory") {
            (types, prompt) throws(MagicFailure) in
            let wanted = Set(Words.split(types))
            let rows = prompt.session.variables().filter { wanted.isEmpty || wanted.contains($0.type) }
            guard !rows.isEmpty else {
                prompt.console.writeLine(
                    wanted.isEmpty ? "Interactive namespace is empty." : "No variables match your requested type.")
                return .finished
            }
            for line in table(rows) { prompt.console.writeLine(line) }
            return .finished
        },
        Magic("reset", "%reset [-f]", "forget every variable (-f: without asking)") {
            (arguments, prompt) throws(MagicFailure) in
            if arguments != "-f" {
                let answer = prompt.ask("Once deleted, variables cannot be recovered. Proceed (y/[n])? ", atEnd: "")
                guard answer.lowercased().hasPrefix("y") else {
                    prompt.console.writeLine("Nothing done.")
                    return .finished
                }
            }
            prompt.session.reset()
            return .finished
        },
        Magic("del", "%del NAME …", "forget these variables", aliases: ["xdel"], completes: .variables) {
            (arguments, prompt) throws(MagicFailure) in
            let names = arguments.split { $0 == " " || $0 == "," }.map(String.init)
            guard !names.isEmpty else { throw MagicFailure("needs names of variables") }
            let missing = prompt.session.removeVariables(names)
            guard let first = missing.first else { return .finished }
            throw MagicFailure("name '\(TerminalText.visible(first))' is not defined")
        },
    ]

    private static func counted(_ tensors: Int) -> String { tensors == 1 ? "1 tensor" : "\(tensors) tensors" }

    /// Aligned columns; memory and gradients only where there are tensors.
    private static func table(_ rows: [VariableRow]) -> [String] {
        let hasTensors = rows.contains { $0.bytes != nil }
        let head = ["Variable", "Type", "Data/Info"] + (hasTensors ? ["Memory", "requires_grad"] : [])
        let body = rows.map { row in
            [TerminalText.visible(row.name), row.type, TerminalText.visible(row.info)]
                + (hasTensors
                    ? [
                        row.bytes.map(Session.memoryText) ?? "",
                        row.bytes == nil ? "" : row.requiresGrad ? "True" : "False",
                    ] : [])
        }
        let widths = head.indices.map { column in ([head] + body).map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        let lines = ([head] + body).map { cells in
            zip(cells, widths).map { DisplayWidth.pad($0, to: $1) }.joined(separator: "   ").trimmingBlankEnds()
        }
        let total =
            hasTensors
            ? [
                "\(counted(rows.count { $0.bytes != nil })), \(Session.memoryText(rows.reduce(0) { $0 + ($1.bytes ?? 0) }))"
            ] : []
        return [lines[0], String(repeating: "-", count: DisplayWidth.of(lines[0]))] + lines.dropFirst() + total
    }
}
