import GradusEngine
import GradusTerminal

/// How errors are shown (`%xmode`), with IPython's names.
enum ErrorStyle: String, CaseIterable {
    /// As Python does.
    case plain = "Plain"
    /// Some lines around each place.
    case context = "Context"
    /// The same with the values of the names in each line.
    case verbose = "Verbose"
    /// The last line alone.
    case minimal = "Minimal"

    var next: ErrorStyle {
        let all = Self.allCases
        let place = all.firstIndex(of: self) ?? 0
        return all[(place + 1) % all.count]
    }

    func text(_ report: ErrorReport) -> String {
        switch self {
        case .plain: return report.traceback
        case .minimal:
            let message = report.message.isEmpty ? report.type : "\(report.type): \(report.message)"
            return message + "\n"
        case .context, .verbose:
            // Of a chain, and of text that is no program, Python's own text says more.
            let isChained = report.traceback.contains("exception:\n\nTraceback")
            guard !report.frames.isEmpty, !isChained else { return report.traceback }
            return excerpts(report)
        }
    }

    private static let width = 75

    private func excerpts(_ report: ErrorReport) -> String {
        let title = "Traceback (most recent call last)"
        let gap = max(1, Self.width - report.type.count - title.count)
        var text = String(repeating: "-", count: Self.width) + "\n"
        text += report.type + String(repeating: " ", count: gap) + title + "\n"
        for frame in report.frames {
            let place = frame.function == "<module>" ? "" : ", in \(frame.function)"
            text += "File \(TerminalText.visible(frame.file)):\(frame.line)\(place)\n"
            for line in frame.lines {
                let number = String(line.number)
                let isHere = line.number == frame.line
                let arrow = String(repeating: "-", count: max(1, 5 - number.count)) + "> "
                let indent = String(repeating: " ", count: max(0, 7 - number.count))
                text += (isHere ? arrow : indent) + number + " " + TerminalText.visible(line.text) + "\n"
            }
            if self == .verbose { for value in frame.values { text += "        \(value)\n" } }
            text += "\n"
        }
        return text + Self.head(of: report)
    }

    /// What stands below the frames: type, message, notes and hints.
    private static func head(of report: ErrorReport) -> String {
        let lines = report.traceback.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.lastIndex { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && $0.contains("File \"") } ?? -1
        // Lines of a frame are indented.
        let rest = lines[(last + 1)...].drop { $0.hasPrefix("  ") }
        return rest.joined(separator: "\n")
    }
}
