import Foundation
import GradusEngine
import GradusTestSupport
import Testing

/// Seeded training runs print what they print under PyTorch, to four digits (recorded by `Training/record.py`).
@MainActor
@Suite(.serialized)
struct TrainingTests {
    nonisolated static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Training")

    nonisolated static let scripts: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") && $0 != "record.py" }.map { String($0.dropLast(3)) }.sorted()
    }()

    @Test(arguments: scripts)
    func printsWhatPyTorchPrints(name: String) throws {
        let source = try String(contentsOf: Self.folder.appendingPathComponent(name + ".py"), encoding: .utf8)
        let expected = try String(contentsOf: Self.folder.appendingPathComponent(name + ".out"), encoding: .utf8)
        let output = MachineLock.withLock {
            var output = ""
            let cell = Cell(source: source, fileName: name + ".py", showsResult: false)
            // How tensors are printed belongs to the process.
            let usual = Cell(
                source: "import torch\ntorch.set_printoptions(profile='default')", fileName: "usual.py",
                showsResult: false)
            _ = Session().execute(usual) { _ in }
            _ = Session().execute(cell) { event in
                switch event {
                case .stdout(let text): output += text
                case .error(let report): output += report.traceback
                default: break
                }
            }
            return output
        }
        #expect(output == expected, "\(name)")
    }

    @Test func scriptsAreThere() { #expect(Self.scripts.count >= 3) }
}
