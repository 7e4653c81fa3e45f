import Foundation
import GradusTestSupport
import Testing

/// `-m`: modules of one's own, and those of the library that run as programs. What they print is what CPython prints.
@Suite struct ModuleRunTests {
    static let files = [
        "sums/__init__.py": "value = 7\n",
        "sums/__main__.py":
            "import sys\nfrom . import value\nprint(value, sys.argv[1:], repr(__package__), __name__)\n",
        "sums/tool.py": "from sums import value\nfrom . import value as again\nprint(value + again, __name__)\n",
        "test_sums.py": """
        import unittest
        import sums
        class Sums(unittest.TestCase):
            def test_value(self):
                self.assertEqual(sums.value, 7)
            def test_wrong(self):
                self.assertEqual(sums.value, 8)

        """,
        "broken/__init__.py": "",
        "broken/test_it.py": "import nowhere\n",
        "documented.py": """
        def double(x):
            \"\"\"
            >>> double(2)
            4
            >>> double('a')
            'ab'
            \"\"\"
            return 2 * x
        if __name__ == '__main__':
            print('not as a program')

        """,
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var input = ""
        var status: Int32 = 0
        var stdout: [String] = []
        var stderr: [String] = []
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let table = [
        Row(arguments: ["sums", "a", "-b"], stdout: ["7 ['a', '-b'] 'sums' __main__\n"]),
        Row(arguments: ["sums.tool"], stdout: ["14 __main__\n"]),
        Row(
            arguments: ["unittest"], status: 1,
            stderr: [
                "E.F\n", "FAIL: test_wrong (test_sums.Sums.test_wrong)\n", "7 != 8", "Ran 3 tests in",
                "(failures=1, errors=1)",
            ]),
        Row(arguments: ["unittest", "test_sums.Sums.test_value"], stderr: [".\n---", "Ran 1 test in", "\nOK\n"]),
        Row(arguments: ["unittest", "test_sums.py", "-k", "value"], stderr: ["Ran 1 test in", "\nOK\n"]),
        Row(
            arguments: ["unittest", "discover", "-v", "-s", ".", "-p", "test_s*.py"], status: 1,
            stderr: [
                "test_value (test_sums.Sums.test_value) ... ok\n", "test_wrong (test_sums.Sums.test_wrong) ... FAIL\n",
            ]),
        Row(
            arguments: ["unittest", "discover", "broken", "-t", "."], status: 1,
            stderr: [
                "ERROR: broken.test_it (unittest.loader._FailedTest.broken.test_it)\n",
                "ImportError: Failed to import test module: broken.test_it\n", "No module named 'nowhere'",
            ]),
        Row(
            arguments: ["doctest", "documented.py"], status: 1,
            stdout: ["line 5, in documented.double\n", "Got:\n    'aa'\n", "***Test Failed*** 1 failures.\n"]),
        Row(
            arguments: ["json.tool"], input: "{\"b\": [1, 2.50], \"a\": \"ü\"}",
            stdout: ["{\n    \"b\": [\n        1,\n        2.5\n    ],\n    \"a\": \"\\u00fc\"\n}\n"]),
        Row(
            arguments: ["json.tool"], input: "{", status: 1,
            stderr: ["Expecting property name enclosed in double quotes"]),
        Row(
            arguments: ["timeit", "-n", "10", "-r", "1", "pass"], stdout: ["10 loops, best of 1: ", "sec per loop\n"]),
        Row(arguments: ["pip", "install", "numpy"], status: 1, stderr: ["No module named pip", "brings its library"]),
        Row(arguments: ["it's", "a"], status: 1, stderr: ["No module named it?s"]),
        Row(arguments: [], status: 2, stderr: ["-m needs the module to run"]),
    ]

    @Test(arguments: table)
    func runs(row: Row) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-modules-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in Self.files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var command = CommandRun(["-m"] + row.arguments, input: row.input)
        command.directory = folder.path
        let result = try command.run()
        #expect(!result.timedOut)
        #expect(result.status == row.status)
        for text in row.stdout { #expect(result.stdout.contains(text), "\(result.stdout)") }
        for text in row.stderr { #expect(result.stderr.contains(text), "\(result.stderr)") }
        if row.stdout.isEmpty { #expect(result.stdout.isEmpty) }
        if row.stderr.isEmpty { #expect(result.stderr.isEmpty, "\(result.stderr)") }
    }
}
