import GradusJSON
import GradusTerminal

/// Shows what a test found: on a terminal, as JSON, as JUnit XML.
public struct ReportPrinter {
    private let reports: [NotebookReport]

    public init(_ reports: [NotebookReport]) {
        self.reports = reports
    }

    /// The worst that happened: a notebook that cannot be read, then an error in a cell, then a difference.
    public var exitStatus: Int32 {
        let statuses = reports.map(\.exitStatus)
        return [130, 4, 2, 1, 3].first { statuses.contains($0) } ?? statuses.first { $0 != 0 } ?? 0
    }

    // MARK: Text

    /// One paragraph for each cell that is not as recorded.
    public func text(style: (TextStyle, String) -> String) -> String {
        var text = ""
        for report in reports {
            if let failure = report.failure { text += failure + "\n" }
            for cell in report.cells where cell.outcome.isBad {
                if !text.isEmpty { text += "\n" }
                let place = "\(report.file), line \(cell.line), cell \(cell.label)"
                text += style(.bold, "\(place): \(cell.outcome.rawValue)") + "\n"
                if let traceback = cell.traceback {
                    text += traceback
                } else if let why = cell.why {
                    text += "    \(why)\n"
                }
                for difference in cell.differences.prefix(20) {
                    if let old = difference.old { text += style(.red, "    - \(old)") + "\n" }
                    if let new = difference.new { text += style(.green, "    + \(new)") + "\n" }
                    if let number = difference.number { text += "      " + Self.sentence(number) + "\n" }
                }
                let more = cell.differences.count - 20
                if more > 0 { text += "      (\(more) more lines differ)\n" }
            }
        }
        return text
    }

    static func sentence(_ number: OutputComparison.NumberDifference) -> String {
        let allowed =
            number.isInteger && number.allowed == 0 ? "integers must be equal" : "±\(short(number.allowed)) is allowed"
        return "\(number.old) became \(number.new); \(allowed)"
    }

    /// Three digits are enough for a tolerance.
    private static func short(_ value: Double) -> String {
        guard value > 0, value.isFinite else { return "0" }
        var scale = 1.0
        var rest = value
        while rest < 100, scale < 1e290 {
            rest *= 10
            scale *= 10
        }
        return String(rest.rounded() / scale)
    }

    /// `2 notebooks: 14 ok, 1 within tolerance, 1 differs (cell 4 "Train" of a.py)`
    public var summary: String {
        var parts: [String] = []
        for outcome in CellReport.Outcome.allCases {
            let cells = reports.flatMap { report in
                report.cells.filter { $0.outcome == outcome }.map { (report.file, $0) }
            }
            guard !cells.isEmpty else { continue }
            var part = "\(cells.count) \(outcome.rawValue)"
            if outcome.isBad {
                let names = cells.prefix(3).map {
                    reports.count > 1 ? "cell \($0.1.label) of \($0.0)" : "cell \($0.1.label)"
                }
                part += " (" + names.joined(separator: ", ") + (cells.count > 3 ? ", …" : "") + ")"
            }
            parts.append(part)
        }
        let failures = reports.count { $0.failure != nil }
        if failures > 0 { parts.append("\(failures) not tested") }
        let name = reports.count == 1 ? reports[0].file : "\(reports.count) notebooks"
        return "\(name): " + (parts.isEmpty ? "no code cells" : parts.joined(separator: ", "))
    }

    // MARK: JSON

    public var json: String {
        var object = JSONObject()
        object.add("notebooks", "[" + reports.map(Self.json).joined(separator: ", ") + "]")
        object.add("status", JSONObject.number(Int(exitStatus)))
        return object.text
    }

    private static func json(_ report: NotebookReport) -> String {
        var object = JSONObject()
        object.add("file", JSONObject.string(report.file))
        object.add("status", JSONObject.number(Int(report.exitStatus)))
        object.add("failure", JSONObject.string(report.failure))
        object.add("cells", "[" + report.cells.map(json).joined(separator: ", ") + "]")
        return object.text
    }

    private static func json(_ cell: CellReport) -> String {
        var object = JSONObject()
        object.add("cell", JSONObject.number(cell.number))
        object.add("title", JSONObject.string(cell.title))
        object.add("line", JSONObject.number(cell.line))
        object.add("outcome", JSONObject.string(cell.outcome.rawValue))
        object.add("why", JSONObject.string(cell.why))
        object.add("differences", "[" + cell.differences.map(json).joined(separator: ", ") + "]")
        object.add("traceback", JSONObject.string(cell.traceback))
        object.add("seconds", JSONObject.number(cell.seconds))
        return object.text
    }

    private static func json(_ difference: OutputComparison.Difference) -> String {
        var object = JSONObject()
        object.add("old", JSONObject.string(difference.old))
        object.add("new", JSONObject.string(difference.new))
        if let number = difference.number {
            var inner = JSONObject()
            inner.add("old", JSONObject.string(number.old))
            inner.add("new", JSONObject.string(number.new))
            inner.add("allowed", JSONObject.string(short(number.allowed)))
            object.add("number", inner.text)
        } else {
            object.add("number", "null")
        }
        return object.text
    }

    // MARK: JUnit

    /// A JUnit XML report: one suite for each notebook, one case for each code cell.
    public var junit: String {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let cells = reports.flatMap(\.cells)
        let broken = reports.count { $0.failure != nil }
        let failures = cells.count { $0.outcome.isBad && $0.outcome != .failed }
        let errors = cells.count { $0.outcome == .failed } + broken
        xml += "<testsuites tests=\"\(cells.count + broken)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
        for report in reports { xml += Self.suite(report) }
        return xml + "</testsuites>\n"
    }

    private static func suite(_ report: NotebookReport) -> String {
        let broken = report.failure == nil ? 0 : 1
        let failures = report.cells.count { $0.outcome.isBad && $0.outcome != .failed }
        let errors = report.cells.count { $0.outcome == .failed } + broken
        let skipped = report.cells.count { $0.outcome == .skipped || $0.outcome == .notRun }
        let time = report.cells.reduce(0) { $0 + $1.seconds }
        var xml = "  <testsuite name=\"\(escaped(report.file))\" tests=\"\(report.cells.count + broken)\""
        xml += " failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(seconds(time))\">\n"
        if let failure = report.failure {
            xml += "    <testcase classname=\"\(escaped(report.file))\" name=\"notebook\">"
            xml += "<error message=\"\(escaped(failure))\"/></testcase>\n"
        }
        for cell in report.cells {
            let name = "cell \(cell.number)" + (cell.title.map { ": \($0)" } ?? "")
            xml +=
                "    <testcase classname=\"\(escaped(report.file))\" name=\"\(escaped(name))\" file=\"\(escaped(report.file))\""
            xml += " line=\"\(cell.line)\" time=\"\(seconds(cell.seconds))\""
            let message = escaped(cell.why ?? cell.outcome.rawValue)
            switch cell.outcome {
            case .failed:
                xml += "><error message=\"\(message)\">\(escaped(cell.traceback ?? ""))</error></testcase>\n"
            case .skipped, .notRun: xml += "><skipped message=\"\(message)\"/></testcase>\n"
            case _ where cell.outcome.isBad:
                var text = ""
                for difference in cell.differences {
                    if let old = difference.old { text += "- \(old)\n" }
                    if let new = difference.new { text += "+ \(new)\n" }
                    if let number = difference.number { text += "  \(sentence(number))\n" }
                }
                xml +=
                    "><failure type=\"\(cell.outcome.rawValue)\" message=\"\(message)\">\(escaped(text))</failure></testcase>\n"
            default: xml += "/>\n"
            }
        }
        return xml + "  </testsuite>\n"
    }

    private static func seconds(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "\n"
            case "\t": result += "\t"
            // XML 1.0 has no other control characters.
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
