import Foundation

/// Text compared with a file; `GRADUS_UPDATE_GOLDEN=1` rewrites the file instead.
public enum GoldenFile {
    public static var isUpdating: Bool { ProcessInfo.processInfo.environment["GRADUS_UPDATE_GOLDEN"] == "1" }

    /// Nil when `actual` is what the file says, otherwise a text that shows the first difference.
    public static func mismatch(_ actual: String, file relative: String) -> String? {
        let path = Repository.path(relative)
        if isUpdating {
            do {
                try actual.write(toFile: path, atomically: true, encoding: .utf8)
                return nil
            } catch {
                return "\(relative) cannot be written: \(error)"
            }
        }
        guard let expected = try? String(contentsOfFile: path, encoding: .utf8) else {
            return "\(relative) is not there; GRADUS_UPDATE_GOLDEN=1 writes it"
        }
        return difference(actual, expected: expected).map { "\(relative): \($0)" }
    }

    /// Nil when equal, otherwise the first line that differs, with what was expected.
    public static func difference(_ actual: String, expected: String) -> String? {
        guard actual != expected else { return nil }
        let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(actualLines, expectedLines).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let index = line ?? min(actualLines.count, expectedLines.count)
        let show = { (lines: [Substring]) in index < lines.count ? "\"\(lines[index])\"" : "the end" }
        return "line \(index + 1) is \(show(actualLines)), expected \(show(expectedLines))\n---- all of it:\n\(actual)"
    }
}
