import Foundation
import GradusTestSupport
import Testing

/// The first notebooks print what they print under PyTorch (recorded by record_tutorial.py).
@Suite struct TutorialTests {
    @Test func fitALine() throws {
        try Self.check("01_fit_a_line", environment: [:])
    }

    @Test(
        .enabled(if: Repository.data != nil, "MNIST is neither in GRADUS_DATA nor beside the repository"),
        arguments: ["02_load_and_look", "03_one_sample"])
    func onRealData(notebook: String) throws {
        try Self.check(notebook, environment: ["GRADUS_DATA": Repository.data ?? ""])
    }

    private static func check(_ notebook: String, environment: [String: String]) throws {
        let run = CommandRun(["run", "notebooks/\(notebook).py", "--json"], environment: environment, timeout: 600)
        let result = try run.run()
        #expect(result.status == 0, "\(result.stderr)")
        var printed = ""
        for line in result.stdout.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            printed += object?["stdout"] as? String ?? ""
        }
        let file = Repository.path("Tests/GradusCommandTests/tutorial/\(notebook).out")
        let expected = try String(contentsOfFile: file, encoding: .utf8)
        let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == expectedLines.count)
        for (line, wanted) in zip(lines, expectedLines) {
            // PyTorch lists its overloads here; that it is a TypeError is what matters.
            if wanted.hasPrefix("TypeError:"), line.hasPrefix("TypeError:") { continue }
            #expect(agrees(line, wanted), "\(notebook): \"\(line)\", expected \"\(wanted)\"")
        }
    }

    /// The same words; numbers with a decimal point within a thousandth.
    private static func agrees(_ line: Substring, _ wanted: Substring) -> Bool {
        let words = line.split(separator: " ")
        let wantedWords = wanted.split(separator: " ")
        guard words.count == wantedWords.count else { return false }
        return zip(words, wantedWords).allSatisfy { word, wanted in
            if word == wanted { return true }
            let trim = { (word: Substring) in Double(word.filter { $0 != "," && $0 != "%" }) }
            guard wanted.contains("."), let number = trim(word), let reference = trim(wanted) else { return false }
            return abs(number - reference) <= 1e-3 * max(1, abs(reference))
        }
    }
}
