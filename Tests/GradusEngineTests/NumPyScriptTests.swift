import Foundation
import GradusEngine
import GradusTestSupport
import Testing

/// Scripts that use numpy print what they print under CPython and NumPy (`NumPy/record.py` records that).
@Suite(.serialized) struct NumPyScriptTests {
    static let folder = Repository.path("Tests/GradusEngineTests/NumPy/Cases")

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    @Test(arguments: cases) @MainActor
    func agreesWithNumPy(_ name: String) throws {
        let path = "\(Self.folder)/\(name)"
        let source = try String(contentsOfFile: path + ".py", encoding: .utf8)
        let expected = try String(contentsOfFile: path + ".out", encoding: .utf8)
        let (output, errors) = MachineLock.withLock { DataScriptTests.run(source, arguments: [path + ".py"]) }
        #expect(errors == "")
        #expect(GoldenFile.difference(output, expected: expected) == nil)
    }

    @Test func thereAreCases() { #expect(Self.cases.count >= 8) }
}
