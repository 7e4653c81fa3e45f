import GradusEngine
import GradusTerminal

extension Magic {
    static let entryMagics: [Magic] = [
        Magic(
            "history", "%history [-n] [-o] [-l N] [-g TEXT] [RANGE]",
            "this session's entries (-n with numbers, -o with outputs, -l the last N, -g search all sessions); %hist NAME: the histogram of a tensor",
            aliases: ["hist"]
        ) { (arguments, prompt) throws(MagicFailure) in
            // `%hist x` of a tensor is its histogram; of anything else it is IPython's short name of this command.
            if !arguments.isEmpty, let lines = prompt.session.histogram(of: arguments) {
                for line in lines { prompt.console.writeLine(line) }
                return .finished
            }
            try showHistory(Words.split(arguments), in: prompt)
            return .finished
        },
        Magic("recall", "%recall [N]", "put entry N (or the last) into the input, to be changed", aliases: ["rep"]) {
            (arguments, prompt) throws(MagicFailure) in
            prompt.offer(try selected(arguments, in: prompt).joined(separator: "\n"))
            return .finished
        },
        Magic("rerun", "%rerun [N|N-M|-l N]", "run entries again; the last one where nothing is said") {
            (arguments, prompt) throws(MagicFailure) in
            let words = Words.split(arguments)
            let sources: [String]
            if words.first == "-l", words.count == 2, let count = Int(words[1]), count > 0 {
                sources = prompt.log.suffix(count).map(\.source)
            } else {
                sources = try selected(arguments, in: prompt)
            }
            let text = sources.joined(separator: "\n")
            prompt.console.writeLine(
                "=== Executing: ===\n" + SourcePainter.painted(text, isOn: prompt.console.features.outHasColour))
            prompt.console.writeLine("=== Output: ===")
            return prompt.continueEntry(text)
        },
        Magic(
            "edit", "%edit [N|FILE|NAME]", "change an entry, a file or a function in the editor, then run it",
            aliases: ["ed"], completes: .files, needsTerminal: true
        ) {
            (arguments, prompt) throws(MagicFailure) in
            let text: String
            if arguments.isEmpty || Int(arguments.prefix { $0 != "-" }) != nil {
                text = arguments.isEmpty ? "" : try selected(arguments, in: prompt).joined(separator: "\n")
            } else if let source = prompt.session.source(of: arguments) {
                text = source.text
            } else {
                let path = Path.expanded(arguments)
                if let failure = ExternalEditor.open(path) { throw MagicFailure(failure.message) }
                guard let edited = FileText.read(path) else { throw MagicFailure("cannot read \(path)") }
                prompt.console.writeLine("Editing... done. Executing edited code...")
                return prompt.execute(edited, file: path, showsResult: false)
            }
            prompt.console.flush()
            switch ExternalEditor.edit(text) {
            case .failure(let failure): throw MagicFailure(failure.message)
            case .success(let edited):
                guard !edited.isEmpty else { return .finished }
                prompt.console.writeLine("Editing... done. Executing edited code...")
                prompt.console.writeLine(SourcePainter.painted(edited, isOn: prompt.console.features.outHasColour))
                prompt.remember(edited)
                return prompt.continueEntry(edited)
            }
        },
        Magic(
            "rewind", "%rewind [N]",
            "bring back the state after entry N: variables, weights, random numbers (-1: before the last entry); alone: which there are",
            needsTerminal: true
        ) { (arguments, prompt) throws(MagicFailure) in
            guard !arguments.isEmpty else {
                for line in prompt.statesText { prompt.console.writeLine(line) }
                return .finished
            }
            guard let wanted = Int(arguments) else {
                throw MagicFailure("needs the number of an entry: %rewind 3")
            }
            try prompt.rewind(to: wanted)
            return .finished
        },
        Magic("tb", "%tb", "the last error again, in full") { (_, prompt) throws(MagicFailure) in
            guard let error = prompt.lastError else { throw MagicFailure("there was no error yet") }
            prompt.console.writeError(error.traceback)
            return .finished
        },
    ]

    /// The sources of `3`, `3-5`, `2 4`; of the last entry where nothing is said.
    static func selected(_ arguments: String, in prompt: InteractiveShell) throws(MagicFailure) -> [String] {
        let words = Words.split(arguments)
        guard !words.isEmpty else {
            guard let last = prompt.log.last else { throw MagicFailure("there is no entry yet") }
            return [last.source]
        }
        var sources: [String] = []
        for word in words {
            guard let range = numbers(word) else {
                throw MagicFailure("'\(TerminalText.visible(word))' is no number of an entry; write 3 or 3-5")
            }
            let found = prompt.log.filter { range.contains($0.number) }
            guard !found.isEmpty else { throw MagicFailure("there is no entry \(word)") }
            sources += found.map(\.source)
        }
        return sources
    }

    /// `3`, `3-5` or `3-`.
    static func numbers(_ word: String) -> ClosedRange<Int>? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = Int(parts[0]), first > 0 else { return nil }
        guard parts.count == 2 else { return first...first }
        if parts[1].isEmpty { return first...max(first, Int.max / 2) }
        guard let last = Int(parts[1]), last >= first else { return nil }
        return first...last
    }

    private static func showHistory(_ words: [String], in prompt: InteractiveShell) throws(MagicFailure) {
        var showsNumbers = false
        var showsOutputs = false
        var limit: Int?
        var pattern: String?
        var ranges: [ClosedRange<Int>] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "-n": showsNumbers = true
            case "-o": showsOutputs = true
            case "-t", "-r", "-u": break
            case "-l":
                limit = 10
                if let next = rest.first, let count = Int(next), count > 0 {
                    limit = count
                    rest.removeFirst()
                }
            case "-g":
                pattern = rest.joined(separator: " ")
                rest = []
            default:
                guard let range = numbers(word) else {
                    let name = TerminalText.visible(word)
                    throw MagicFailure(
                        word.hasPrefix("-")
                            ? "there is no option \(name); there are -n, -o, -l N and -g TEXT"
                            : "'\(name)' is no range of entries, as 3 or 3-5, and no tensor for %hist to show")
                }
                ranges.append(range)
            }
        }
        if let pattern {
            // All sessions, this one's entries included: they are in the file.
            let entries = prompt.allEntries
            for (index, entry) in entries.enumerated() where entry.localizedContains(pattern) {
                prompt.console.writeLine("\(index + 1): " + TerminalText.visibleLines(entry))
            }
            return
        }
        var entries = prompt.log.filter { entry in ranges.isEmpty || ranges.contains { $0.contains(entry.number) } }
        if entries.isEmpty, let range = ranges.first {
            throw MagicFailure(
                "there is no entry \(range.lowerBound); the last is \(prompt.log.last?.number ?? 0)")
        }
        if let limit { entries = entries.suffix(limit) }
        for entry in entries {
            let source = TerminalText.visibleLines(entry.source)
            let separator = showsNumbers && source.contains("\n") ? "\n" : ""
            prompt.console.writeLine((showsNumbers ? "\(padded(entry.number)): \(separator)" : "") + source)
            if showsOutputs, !entry.output.isEmpty { prompt.console.write(TerminalText.visibleLines(entry.output)) }
        }
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, 4 - text.count)) + text
    }
}

extension String {
    /// Holds a text in whatever case; `*` stands for any characters.
    fileprivate func localizedContains(_ pattern: String) -> Bool {
        let text = lowercased()
        var place = text.startIndex
        for part in pattern.lowercased().split(separator: "*") {
            guard let found = text[place...].firstRange(of: part) else { return false }
            place = found.upperBound
        }
        return true
    }
}

extension TerminalText {
    /// The same for several lines: line breaks and tabs stay.
    package static func visibleLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }.joined(
                    separator: "\t")
            }
            .joined(separator: "\n")
    }
}
