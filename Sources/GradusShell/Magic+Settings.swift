import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Magic {
    static let settingMagics: [Magic] = [
        Magic(
            "xmode", "%xmode [Plain|Context|Verbose|Minimal]", "how errors are shown; alone: the next way",
            completes: .words(ErrorStyle.allCases.map(\.rawValue))
        ) { (word, prompt) throws(MagicFailure) in
            if word.isEmpty {
                prompt.errorStyle = prompt.errorStyle.next
            } else {
                try Setting.xmode.set(word, in: prompt)
            }
            prompt.console.writeLine("Exception reporting mode: \(prompt.errorStyle.rawValue)")
            return .finished
        },
        Magic(
            "colors", "%colors [on|off]", "colours; also IPython's NoColor, Linux, LightBG, Neutral",
            completes: .words(["on", "off"])
        ) { (word, prompt) throws(MagicFailure) in
            if word.isEmpty {
                prompt.console.writeLine("colors: \(Setting.colors.value(in: prompt))")
            } else {
                try Setting.colors.set(word, in: prompt)
            }
            return .finished
        },
        Magic(
            "progress", "%progress [on|tqdm|off]", "bars of tqdm, and of loaders of data that take long",
            completes: .words(["on", "tqdm", "off"])
        ) { (word, prompt) throws(MagicFailure) in
            if word.isEmpty {
                prompt.console.writeLine("progress: \(Setting.progress.value(in: prompt))")
            } else {
                try Setting.progress.set(word, in: prompt)
            }
            return .finished
        },
        Magic(
            "config", "%config [NAME[=VALUE]]", "the settings of the prompt",
            completes: .words(Setting.allCases.map(\.rawValue))
        ) { (arguments, prompt) throws(MagicFailure) in
            guard !arguments.isEmpty else {
                let rows = Setting.allCases.map { ("\($0.rawValue) = \($0.value(in: prompt))", $0.summary) }
                let width = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
                let columns = TerminalFeatures.columns() ?? 80
                for line in TerminalText.twoColumns(rows, width: width, columns: columns) {
                    prompt.console.writeLine(line)
                }
                return .finished
            }
            let parts = arguments.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlankEnds() }
            // Settings of IPython's own parts (InlineBackend, Completer) set up what is not here.
            if parts.first?.contains(".") ?? false { return .finished }
            guard let name = parts.first, let setting = Setting(rawValue: name) else {
                let near = Spelling.nearest(to: parts.first ?? "", in: Setting.allCases.map(\.rawValue))
                throw MagicFailure(
                    "there is no setting '\(TerminalText.visible(parts.first ?? ""))'"
                        + (near.map { "; did you mean \($0)?" } ?? ""))
            }
            if parts.count == 2 {
                let value = parts[1].drop { $0 == " " || $0 == "'" || $0 == "\"" }
                try setting.set(String(value.reversed().drop { $0 == "'" || $0 == "\"" }.reversed()), in: prompt)
            } else {
                prompt.console.writeLine("\(setting.rawValue) = \(setting.value(in: prompt))")
            }
            return .finished
        },
        Magic(
            "logstart", "%logstart [-o] [FILE [append|backup|over]]",
            "write every entry to a file from here on (-o: with what comes out)", completes: .files
        ) { (arguments, prompt) throws(MagicFailure) in
            guard prompt.sessionLog == nil else {
                throw MagicFailure("a log is being written already: \(prompt.sessionLog?.path ?? "")")
            }
            var words = Words.split(arguments)
            let keepsOutput = words.contains("-o")
            words.removeAll { $0 == "-o" }
            let path = Path.expanded(words.first ?? "gradus_log.py")
            guard let mode = SessionLog.Mode(rawValue: words.count > 1 ? words[1] : "backup") else {
                throw MagicFailure("append, backup or over, not '\(TerminalText.visible(words[1]))'")
            }
            let log = try SessionLog(path: path, mode: mode, keepsOutput: keepsOutput)
            for entry in prompt.log where !entry.isUndone { log.append(entry) }
            prompt.sessionLog = log
            prompt.console.writeLine("every entry is written to \(TerminalText.visible(path)); %logstop ends that")
            return .finished
        },
        Magic("logstop", "%logstop", "close the file of %logstart") { (_, prompt) throws(MagicFailure) in
            guard let log = prompt.sessionLog else { throw MagicFailure("no log is being written") }
            log.stop()
            prompt.sessionLog = nil
            return .finished
        },
        Magic("logon", "%logon", "go on writing the log") { (_, prompt) throws(MagicFailure) in
            guard prompt.sessionLog != nil else { throw MagicFailure("no log is being written; %logstart begins one") }
            prompt.sessionLog?.isOn = true
            return .finished
        },
        Magic("logoff", "%logoff", "pause the log") { (_, prompt) throws(MagicFailure) in
            guard prompt.sessionLog != nil else { throw MagicFailure("no log is being written; %logstart begins one") }
            prompt.sessionLog?.isOn = false
            return .finished
        },
        Magic("logstate", "%logstate", "whether a log is written, and where") { (_, prompt) throws(MagicFailure) in
            guard let log = prompt.sessionLog else {
                prompt.console.writeLine("no log is being written")
                return .finished
            }
            prompt.console.writeLine("\(TerminalText.visible(log.path)): \(log.isOn ? "on" : "paused")")
            return .finished
        },
    ]
}

/// What `%config` shows and changes.
enum Setting: String, CaseIterable {
    case xmode, colors, shapes, notes, images, progress

    var summary: String {
        switch self {
        case .xmode: "how errors are shown: Plain, Context, Verbose or Minimal"
        case .colors: "colours: on or off"
        case .shapes: "the shape after every operation, as it happens: on or off"
        case .notes: "the dim lines about tensors: on or off"
        case .progress: "bars: on, tqdm (none of our own for loaders of data) or off"
        case .images: "pictures: auto, kitty, iterm2, sixel, blocks, ascii or off"
        }
    }

    func value(in prompt: InteractiveShell) -> String {
        func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        return switch self {
        case .xmode: prompt.errorStyle.rawValue
        case .colors: word(prompt.console.features.outHasColour)
        case .shapes: word(prompt.session.options.recordsShapes)
        case .notes: word(prompt.showsNotes)
        case .images: PictureOutput.current.rawValue
        case .progress: !prompt.console.showsBars ? "off" : prompt.session.options.showsLoaders ? "on" : "tqdm"
        }
    }

    func set(_ text: String, in prompt: InteractiveShell) throws(MagicFailure) {
        let word = text.lowercased()
        func isOn() throws(MagicFailure) -> Bool {
            switch word {
            case "on", "true", "1": return true
            case "off", "false", "0": return false
            default:
                let words = self == .progress ? "on, tqdm or off" : "on or off"
                throw MagicFailure("\(rawValue) is \(words), not '\(TerminalText.visible(text))'")
            }
        }
        switch self {
        case .xmode:
            guard let style = ErrorStyle.allCases.first(where: { $0.rawValue.lowercased() == word }) else {
                throw MagicFailure("Plain, Context, Verbose or Minimal, not '\(TerminalText.visible(text))'")
            }
            prompt.errorStyle = style
        case .colors:
            let isOn = word == "nocolor" ? false : ["linux", "lightbg", "neutral"].contains(word) ? true : try isOn()
            prompt.setColours(isOn)
        case .shapes: prompt.session.options.recordsShapes = try isOn()
        case .notes: prompt.showsNotes = try isOn()
        case .progress:
            let isWanted = word == "tqdm" ? true : try isOn()
            guard !isWanted || prompt.console.canShowBars else {
                throw MagicFailure(
                    "no bars can be shown here (standard error is no terminal, TERM is dumb, or CI is set)")
            }
            prompt.console.showsBars = isWanted
            prompt.session.options.showsLoaders = isWanted && word != "tqdm"
        case .images:
            if word == "auto" {
                PictureOutput.chooseByTerminal()
            } else if let chosen = PictureOutput(rawValue: word) {
                PictureOutput.current = chosen
            } else {
                let names = ["auto"] + PictureOutput.allCases.map(\.rawValue)
                throw MagicFailure("\(names.joined(separator: ", ")), not '\(TerminalText.visible(text))'")
            }
        }
    }
}
