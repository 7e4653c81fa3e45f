import Foundation
import GradusTestSupport
import Testing

/// `gradus run` on small notebooks.
@Suite struct RunTests {
    static func run(_ notebook: String, _ options: String..., environment: [String: String] = [:]) throws
        -> CommandResult
    {
        let path = "Tests/GradusCommandTests/notebooks/\(notebook).py"
        return try CommandRun(["run", path] + options, environment: environment).run()
    }

    @Test func headingsOutputsAndResults() throws {
        let result = try Self.run("good")
        #expect(
            result.stdout == """
                # A small notebook

                [1] Numbers
                x is 20
                21

                [2] Nothing to see

                [3] A list
                [20, 40]

                """)
        #expect(result.stderr == "" && result.status == 0)
    }

    @Test func headingsAreDimInColour() throws {
        let result = try Self.run("good", environment: ["NO_COLOR": "", "FORCE_COLOR": "1"])
        #expect(result.stdout.contains("\u{1B}[2m[1] Numbers\u{1B}[0m\n"))
        #expect(try !Self.run("good").stdout.contains("\u{1B}"))
    }

    @Test func someCells() throws {
        let result = try Self.run("good", "--cells", "1-2")
        #expect(result.stdout.contains("[2]") && !result.stdout.contains("[3]") && result.status == 0)
        let missing = try Self.run("good", "--cells", "2-9")
        #expect(missing.status == 2 && missing.stdout.isEmpty)
        #expect(missing.stderr.contains("there is no cell 9"))
    }

    @Test func failureStopsTheReplay() throws {
        let result = try Self.run("failing")
        #expect(result.status == 1)
        #expect(result.stdout.hasSuffix("[3] train\nstarting\n"))
        #expect(result.stderr.contains("ZeroDivisionError: division by zero\n"))
        // The line of the file, not of the cell.
        #expect(result.stderr.contains("line 9"))
        #expect(result.stderr.hasSuffix("2 ok, 1 failed (cell 3 \"train\"), 1 not run\n"))
    }

    @Test func expectedFailuresAreGood() throws {
        let result = try Self.run("expected")
        #expect(result.status == 0)
        #expect(result.stdout.contains("TypeError: can only concatenate str (not \"int\") to str\n"))
        #expect(result.stdout.contains("IndexError: list index out of range\n"))
        #expect(!result.stdout.contains("ZeroDivisionError"))
        #expect(result.stdout.hasSuffix("end\n"))
        #expect(result.stderr == "")
    }

    @Test func otherEndings() throws {
        #expect(try Self.run("exits").status == 5)
        let broken = try Self.run("broken_marker")
        #expect(broken.status == 4 && broken.stdout.isEmpty)
        #expect(broken.stderr.contains("broken_marker.py, line 4: a cell marker inside an indented block"))
    }

    @Test func jsonHasOneObjectPerCell() throws {
        let result = try Self.run("failing", "--json")
        #expect(result.status == 1)
        let objects = try result.stdout.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let keys: Set = ["cell", "title", "source", "stdout", "result", "error", "shapes", "seconds"]
        #expect(objects.allSatisfy { Set($0.keys) == keys })
        #expect(objects.compactMap { $0["cell"] as? Int } == [1, 2, 3])
        #expect(objects.map { $0["stdout"] as? String } == ["", "1\n", "starting\n"])
        try #require(objects.count == 3)
        let error = try #require(objects[2]["error"] as? [String: String])
        #expect(error["type"] == "ZeroDivisionError" && error["message"] == "division by zero")
        #expect(error["traceback"]?.hasPrefix("Traceback (most recent call last):\n") ?? false)
        let good = try Self.run("good", "--json").stdout.split(separator: "\n")
        try #require(good.count == 3)
        #expect(good[0].contains("\"result\": \"21\"") && good[1].contains("\"result\": null"))
    }
}
