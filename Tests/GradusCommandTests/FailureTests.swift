import Foundation
import GradusTestSupport
import Testing

/// What is said when a tensor operation fails: PyTorch's first line (recorded by record_failures.py), then the operands by
/// name, the layer by its path, and a cure.
@Suite struct FailureTests {
    static let folder = "Tests/GradusCommandTests/failures"

    static let recorded: [String: String] = {
        let bytes = (try? Data(contentsOf: URL(filePath: Repository.path("\(folder)/torch.json")))) ?? Data()
        return (try? JSONDecoder().decode([String: String].self, from: bytes)) ?? [:]
    }()

    @Test(arguments: recorded.keys.sorted())
    func saysMoreThanPyTorch(name: String) throws {
        let result = try CommandRun(["\(name).py"], directory: Self.folder).run()
        let errors = result.stderr.replacingOccurrences(of: Repository.path(Self.folder) + "/", with: "")
        #expect(result.status == 1)
        let first = try #require(Self.recorded[name])
        #expect(errors.split(separator: "\n").contains { $0 == first }, "no line is: \(first)")
        if let mismatch = GoldenFile.mismatch(errors, file: "\(Self.folder)/\(name).txt") {
            Issue.record("\(mismatch)")
        }
    }

    @Test func programsAreThere() {
        #expect(Self.recorded.count >= 15)
    }
}
