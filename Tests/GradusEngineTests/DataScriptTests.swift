import Foundation
import GradusEngine
import GradusTestSupport
import Testing

/// Scripts about data sets, transforms and loaders print what they print under CPython, PyTorch and torchvision
/// (`Data/record.py` records that).
@Suite(.serialized) struct DataScriptTests {
    static let folder = Repository.path("Tests/GradusEngineTests/Data")

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/Cases")) ?? []
        return names.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    @Test(arguments: cases) @MainActor
    func agreesWithTorchvision(_ name: String) throws {
        let path = "\(Self.folder)/Cases/\(name)"
        let source = try String(contentsOfFile: path + ".py", encoding: .utf8)
        let expected = try String(contentsOfFile: path + ".out", encoding: .utf8)
        // What is looked for in the scripts' folder must not be found elsewhere.
        let dataFolder = ProcessInfo.processInfo.environment["GRADUS_DATA"]
        unsetenv("GRADUS_DATA")
        defer { if let dataFolder { setenv("GRADUS_DATA", dataFolder, 1) } }
        let (output, errors) = MachineLock.withLock { Self.run(source, arguments: [path + ".py", Self.folder]) }
        #expect(errors == "")
        #expect(
            GoldenFile.difference(output.replacingOccurrences(of: Self.folder, with: "ROOT"), expected: expected) == nil
        )
    }

    @Test func thereAreCases() { #expect(Self.cases.count >= 5) }

    /// Everything a script wrote, and its error if it ended by one.
    static func run(_ source: String, arguments: [String]) -> (output: String, errors: String) {
        withLargeStack {
            var options = SessionOptions()
            options.arguments = arguments
            var output = ""
            var errors = ""
            let cell = Cell(source: source, fileName: "<test>", showsResult: false)
            _ = Session(options: options).execute(cell) { event in
                switch event {
                case .stdout(let text): output += text
                case .error(let report): errors += report.traceback
                default: break
                }
            }
            return (output, errors)
        }
    }
}
