import GradusEngine

/// `name = !command` and `name = %magic`, which the language itself cannot mean.
package struct CommandAssignment: Equatable {
    package let target: String
    /// With the sign in front.
    package let command: String

    /// nil for any other line.
    init?(_ line: some StringProtocol) {
        let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard let first = name.first, !first.isNumber else { return nil }
        var rest = line.dropFirst(name.count).drop { $0 == " " }
        guard rest.first == "=" else { return nil }
        rest = rest.dropFirst().drop { $0 == " " }
        guard let sign = rest.first, let next = rest.dropFirst().first,
            sign == "!" ? next != "=" : sign == "%" && next.isLetter
        else { return nil }
        target = String(name)
        command = String(rest)
    }

    /// Whether a text may have such a line: a quick look.
    static func mayStand(in text: String) -> Bool {
        ["= !", "=!", "= %", "=%"].contains { text.contains($0) }
    }

    func perform(in prompt: InteractiveShell) -> Outcome {
        if command.hasPrefix("!") {
            let (status, lines) = prompt.lines(of: String(command.dropFirst()))
            prompt.session.setVariable(target, lines: lines)
            guard status == 0 else {
                // The terminal has shown ^C where it was interrupted.
                prompt.console.writeError((status == 130 ? "\n" : "") + "the command ended with status \(status)\n")
                return status > 128 ? .raised : .finished
            }
            return .finished
        }
        let words = command.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        let (name, arguments) = (words[0], words.count > 1 ? words[1].trimmingBlankEnds() : "")
        switch name {
        case "pwd": prompt.session.setVariable(target, text: Magic.currentFolder())
        case "env":
            guard let value = Environment.value(arguments) else {
                prompt.console.writeError("%env: there is no variable \(arguments)\n")
                return .raised
            }
            prompt.session.setVariable(target, text: value)
        case "time", "prof": return Magic.perform(name, "\(target) = \(arguments)", in: prompt)
        default:
            guard Magic.find(name) != nil else { return Magic.perform(name, arguments, in: prompt) }
            prompt.console.writeError("%\(name) gives no value\n")
            return .raised
        }
        return .finished
    }
}

extension InteractiveShell {
    /// Runs a command of the shell and keeps the lines that it prints; what it complains of is shown.
    fileprivate func lines(of command: String) -> (status: Int32, lines: [String]) {
        console.finishLine()
        console.flush()
        var text = ""
        let status = PipedCommand.run(
            expanded(command), out: { text += $0 }, error: { [console] in console.writeError($0) })
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return (status, lines)
    }
}
