import Foundation
import GradusEngine
import GradusTestSupport
import Testing

/// Plots: what scripts print is compared with matplotlib (`Plots/record.py`), what they draw with pictures that were looked
/// at when they were made (`GRADUS_UPDATE_GOLDEN=1` writes them).
@Suite(.serialized) struct PlotTests {
    static let folder = Repository.path("Tests/GradusEngineTests/Plots")

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/Cases")) ?? []
        return names.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()
    static let pictures = [
        "lines", "bars", "pictures", "markers", "logs", "fields", "areas", "space", "styled",
    ]

    @Test(arguments: cases) @MainActor
    func agreesWithMatplotlib(_ name: String) throws {
        let path = "\(Self.folder)/Cases/\(name)"
        let source = try String(contentsOfFile: path + ".py", encoding: .utf8)
        let expected = try String(contentsOfFile: path + ".out", encoding: .utf8)
        let (output, errors) = MachineLock.withLock { DataScriptTests.run(source, arguments: [path + ".py"]) }
        #expect(errors == "")
        #expect(GoldenFile.difference(output, expected: expected) == nil)
    }

    @Test func thereAreCases() { #expect(Self.cases.count >= 4) }

    @Test(arguments: pictures) @MainActor
    func looksAsBefore(_ name: String) throws {
        let source = try String(contentsOfFile: Self.folder + "/golden.py", encoding: .utf8)
        var arguments = ["golden.py", name, Self.folder + "/Golden"]
        if ProcessInfo.processInfo.environment["GRADUS_UPDATE_GOLDEN"] != nil { arguments.append("update") }
        let (output, errors) = MachineLock.withLock { DataScriptTests.run(source, arguments: arguments) }
        #expect(errors == "")
        #expect(output == "same\n")
    }
}
