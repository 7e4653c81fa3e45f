import GradusEngine

/// What an entry is, by how it begins and ends.
package enum EntryKind: Equatable {
    case code
    /// `%name arguments`
    case magic(name: String, arguments: String)
    /// `%%name arguments`, and the lines below.
    case cellMagic(name: String, arguments: String, body: String)
    /// `!command`
    case shell(String)
    /// `name = !command`, `name = %magic`
    case assignment(CommandAssignment)
    /// `x?` (or `x??`: with its source)
    case help(String, withSource: Bool)
    /// `?word`
    case search(String)

    package init(_ text: String) {
        let first = String(text.prefix { $0 != "\n" })
        if first.hasPrefix("%%") {
            let (name, arguments) = Self.split(first.dropFirst(2))
            let body = first.count < text.count ? String(text.dropFirst(first.count + 1)) : ""
            self = .cellMagic(name: name, arguments: arguments, body: body)
        } else if first.hasPrefix("%"), first.count > 1 {
            let (name, arguments) = Self.split(first.dropFirst())
            self = .magic(name: name, arguments: arguments)
        } else if first.hasPrefix("!"), first.count > 1 {
            self = .shell(String(first.dropFirst()))
        } else if let assignment = CommandAssignment(first) {
            self = .assignment(assignment)
        } else if first.count == text.count, let help = Self.help(first) {
            self = help
        } else {
            self = .code
        }
    }

    private static func split(_ text: Substring) -> (name: String, rest: String) {
        let name = text.prefix { $0 != " " }
        return (String(name), String(text.dropFirst(name.count).drop { $0 == " " }))
    }

    static func help(_ line: String) -> EntryKind? {
        var text = line[...]
        while text.last == " " { text.removeLast() }
        if text.hasPrefix("?") {
            let withSource = text.hasPrefix("??")
            let name = text.drop { $0 == "?" }.drop { $0 == " " }
            guard !name.isEmpty else { return .magic(name: "quickref", arguments: "") }
            return withSource ? .help(String(name), withSource: true) : .search(String(name))
        }
        guard text.hasSuffix("?") else { return nil }
        let withSource = text.hasSuffix("??")
        let name = text.prefix { $0 != "?" }
        guard !name.isEmpty, text.count - name.count <= 2, !name.contains("#"), !name.contains("'"),
            !name.contains("\"")
        else { return nil }
        return .help(String(name).trimmingBlankEnds(), withSource: withSource)
    }

    /// No code: another rule says when it is whole.
    package var isCommand: Bool { self != .code }

    /// A command is one line; the lines below `%%name` end with an empty one.
    package static func status(of text: String) -> EntryStatus {
        guard text.hasPrefix("%%") else { return .complete }
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let isBlank = text.contains("\n") && last.allSatisfy { $0 == " " }
        return isBlank ? .complete : .incomplete(indent: text.contains("\n") ? last.prefix { $0 == " " }.count : 0)
    }

    /// Carries it out.
    func perform(in prompt: InteractiveShell) -> Outcome {
        switch self {
        case .code: return prompt.executeLines(prompt.currentSource)
        case .magic(let name, let arguments):
            // Code may follow the commands at the beginning of a pasted cell. A command may run other code meanwhile.
            let rest = prompt.currentSource.drop { $0 != "\n" }.dropFirst()
            let outcome = Magic.perform(name, arguments, in: prompt)
            guard outcome == .finished, !rest.isEmpty else { return outcome }
            return prompt.continueEntry(String(rest), after: 1)
        case .cellMagic(let name, let arguments, let body): return CellMagic.perform(name, arguments, body, in: prompt)
        case .shell(let command):
            let rest = prompt.currentSource.drop { $0 != "\n" }.dropFirst()
            let outcome = prompt.shell(command)
            guard outcome == .finished, !rest.isEmpty else { return outcome }
            return prompt.continueEntry(String(rest), after: 1)
        case .assignment(let assignment):
            let rest = prompt.currentSource.drop { $0 != "\n" }.dropFirst()
            let outcome = assignment.perform(in: prompt)
            guard outcome == .finished, !rest.isEmpty else { return outcome }
            return prompt.continueEntry(String(rest), after: 1)
        case .help(let name, let withSource):
            return prompt.page { HelpPages.show(name, withSource: withSource, in: prompt) }
        case .search(let word): return prompt.page { HelpPages.search(word, in: prompt) }
        }
    }
}
