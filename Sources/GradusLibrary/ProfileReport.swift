import GradusSyntax
import GradusTensor
import GradusVM

/// Where the time and the memory of a piece of program went: by operation, backward node, layer and line.
package struct ProfileReport {
    let rows: [OpProfile.Row]
    let lines: [LineProfile.Line]
    let seconds: Double
    /// Of it, inside operations, layers and backward passes.
    let measured: Double

    /// Begins to count.
    package static func begin(_ vm: VM) {
        OpProfile.begin()
        vm.beginLineProfile()
        OpProfile.boundary = { [unowned vm] in vm.lookAtLine(bytes: $0) }
    }

    /// Ends the count that `begin` began, `seconds` ago.
    package static func end(_ vm: VM, seconds: Double) -> ProfileReport {
        // What is left since the last look belongs to the last line.
        vm.lookAtLine(bytes: 0)
        return ProfileReport(
            rows: OpProfile.end(), lines: vm.endLineProfile(), seconds: seconds, measured: OpProfile.measuredSeconds)
    }

    /// The tables as text, at most `limit` rows each.
    package func text(limit: Int = 12) -> [String] {
        var text: [String] = ["total: \(Self.duration(seconds))"]
        text += table("operation", rows.filter { $0.kind == .operation }, limit)
        text += table("backward node", rows.filter { $0.kind == .backward }, limit)
        text += table("layer, with all inside", rows.filter { $0.kind == .layer }, limit)
        text += table(lines, limit)
        text += ["", "outside of tensors (the language, data): \(Self.duration(max(0, seconds - measured)))"]
        return text
    }

    private func table(_ title: String, _ rows: [OpProfile.Row], _ limit: Int) -> [String] {
        guard !rows.isEmpty else { return [] }
        let cells = rows.prefix(limit).map { row in
            [
                Self.cut(row.name), "\(row.calls)", Self.duration(row.seconds), share(row.seconds),
                Self.duration(row.seconds / Double(max(row.calls, 1))), Self.size(row.bytes),
            ]
        }
        return Self.columns([title, "calls", "time", "share", "each", "memory"], cells) + Self.rest(rows.count - limit)
    }

    private func table(_ lines: [LineProfile.Line], _ limit: Int) -> [String] {
        let cells = lines.prefix(limit).map { line in
            [
                "\(line.number): " + Self.cut(line.text.trimmed), Self.duration(line.seconds), share(line.seconds),
                Self.size(line.bytes),
            ]
        }
        guard !cells.isEmpty else { return [] }
        return Self.columns(["line", "time", "share", "memory"], cells) + Self.rest(lines.count - limit)
    }

    private func share(_ part: Double) -> String {
        seconds > 0 ? "\(Int((min(part / seconds, 9.99) * 100).rounded())) %" : ""
    }

    private static func rest(_ count: Int) -> [String] { count > 0 ? ["… and \(count) more"] : [] }

    /// The first column to the left, numbers to the right.
    private static func columns(_ titles: [String], _ cells: [[String]]) -> [String] {
        let widths = titles.indices.map { column in
            ([titles] + cells).map { displayWidth(of: $0[column]) }.max() ?? 0
        }
        return [""]
            + ([titles] + cells).map { row in
                row.indices.map { column in
                    let space = String(repeating: " ", count: widths[column] - displayWidth(of: row[column]))
                    return column == 0 ? row[column] + space : space + row[column]
                }.joined(separator: "  ")
            }
    }

    private static func cut(_ text: String) -> String { text.count <= 48 ? text : text.prefix(47) + "…" }

    private static func duration(_ seconds: Double) -> String {
        let (scaled, unit) =
            seconds >= 1
            ? (seconds, "s")
            : seconds >= 1e-3
                ? (seconds * 1e3, "ms")
                : seconds >= 1e-6
                    ? (seconds * 1e6, "µs")
                    : (seconds * 1e9, "ns")
        let tenths = Int((min(scaled, 1e9) * 10).rounded())
        return scaled >= 99.95 || unit == "ns"
            ? "\((tenths + 5) / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    private static func size(_ bytes: Int) -> String {
        if bytes == 0 { return "" }
        let (scaled, unit) =
            bytes >= 1 << 30
            ? (Double(bytes) / 0x1p30, "GiB")
            : bytes >= 1 << 20
                ? (Double(bytes) / 0x1p20, "MiB")
                : (Double(bytes) / 1024, "KiB")
        let tenths = Int((scaled * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
