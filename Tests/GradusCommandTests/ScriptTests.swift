import Foundation
import GradusTestSupport
import Testing

/// Scripts do what CPython 3.11 does with them: output, errors, exit status (recorded by record.py).
@Suite struct ScriptTests {
    static let folder = "Tests/GradusCommandTests/scripts"

    static let scripts: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: Repository.path(folder))) ?? []
        return files.filter { $0.hasSuffix(".py") }.sorted()
    }()

    @Test(arguments: scripts)
    func behavesAsInCPython(script: String) throws {
        let path = Repository.path(Self.folder)
        let source = try String(contentsOfFile: "\(path)/\(script)", encoding: .utf8)
        let expected = try String(contentsOfFile: "\(path)/\(script.dropLast(3)).out", encoding: .utf8)
        let arguments = Self.directive("args", in: source).split(separator: " ").map(String.init)
        let input = Self.directive("input", in: source).replacingOccurrences(of: "\\n", with: "\n")
        let result = try CommandRun([script] + arguments, input: input, directory: Self.folder).run()
        let errors = result.stderr.replacingOccurrences(of: path + "/", with: "")
        let actual = "\(result.stdout)---- stderr\n\(errors)---- exit \(result.status)\n"
        #expect(!result.timedOut)
        if let difference = GoldenFile.difference(actual, expected: expected) {
            Issue.record("\(script): \(difference)")
        }
    }

    @Test func scriptsAreThere() {
        #expect(Self.scripts.count >= 15)
    }

    private static func directive(_ name: String, in source: String) -> String {
        let lines = source.split(separator: "\n").prefix(3)
        let line = lines.first { $0.hasPrefix("# \(name): ") }
        return line.map { String($0.dropFirst(name.count + 4)) } ?? ""
    }
}
