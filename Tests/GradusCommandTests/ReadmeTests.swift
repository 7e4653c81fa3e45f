import Foundation
import GradusTestSupport
import Testing

/// What the README shows is what happens. GRADUS_UPDATE_GOLDEN=1 writes it anew.
@Suite(.serialized) struct ReadmeTests {
    /// The block in code quotes after a line of the README, and the text around it.
    private struct Block {
        let before, text, after: String

        init(after heading: String) throws {
            let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
            let start = try #require(readme.range(of: heading + "\n\n```\n"), "\(heading)")
            let end = try #require(readme.range(of: "\n```\n", range: start.upperBound..<readme.endIndex))
            before = String(readme[..<start.upperBound])
            text = String(readme[start.upperBound..<end.lowerBound])
            after = String(readme[end.lowerBound...])
        }

        /// Nil when `actual` is the block, or was written into the README.
        func mismatch(_ actual: String) throws -> String? {
            if GoldenFile.isUpdating {
                try (before + actual + after).write(
                    toFile: Repository.path("README.md"), atomically: true, encoding: .utf8)
                return nil
            }
            return GoldenFile.difference(actual, expected: text)
        }
    }

    @Test func theTranscriptIsASession() throws {
        let block = try Block(after: "At the prompt:")
        let session = try PromptTests.Fixture(columns: 100)
        var number = 1
        for line in block.text.split(separator: "\n") {
            let prompt = "In [\(number)]: "
            guard line.hasPrefix(prompt) else { continue }
            number += 1
            session.enter(String(line.dropFirst(prompt.count)), then: "In [\(number)]:")
        }
        #expect(number > 8)
        let shown = (["$ gradus"] + session.lines.dropLast()).joined(separator: "\n")
        #expect(try block.mismatch(shown) == nil)
    }

    @Test func theCellIsReplayed() throws {
        let notebook = "notebooks/03_one_sample.py"
        let block = try Block(after: "A cell of a notebook, replayed by `gradus run \(notebook) --shapes`:")
        let data = Repository.data.map { ["GRADUS_DATA": $0] } ?? [:]
        let run = try CommandRun(["run", notebook, "--shapes"], environment: data).run()
        let lines = run.stdout.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(block.text.split(separator: "\n").first)
        let start = try #require(lines.firstIndex(of: first), "\(run.stdout)")
        let cell = lines[start...].prefix { !$0.isEmpty }
        // Where real MNIST is not there, the picture is another one and only the shapes are the same.
        if Repository.data != nil {
            #expect(try block.mismatch(cell.joined(separator: "\n")) == nil)
        } else {
            let ledger = { (lines: [Substring]) in lines.filter { $0.hasPrefix("    ") && !$0.hasPrefix("     ") } }
            #expect(ledger(Array(cell)) == ledger(block.text.split(separator: "\n")))
        }
    }
}
