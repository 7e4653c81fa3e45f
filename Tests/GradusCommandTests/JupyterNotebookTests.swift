import Foundation
import GradusTestSupport
import Testing

/// Notebooks whose outputs IPython made (recorded by jupyter/record.py): here they must come out the same.
@Suite struct JupyterNotebookTests {
    static let folder = "Tests/GradusCommandTests/jupyter"

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: Repository.path(folder))) ?? []
        return files.filter { $0.hasSuffix(".ipynb") }.sorted()
    }()

    /// The notebooks write files, so each runs in a folder of its own.
    private func run(_ arguments: [String], on name: String) throws -> CommandResult {
        let place = FileManager.default.temporaryDirectory.appending(path: "gradus-jupyter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let path = place.appending(path: name)
        try FileManager.default.copyItem(atPath: Repository.path("\(Self.folder)/\(name)"), toPath: path.path)
        var command = CommandRun(arguments + [name])
        command.directory = place.path
        return try command.run()
    }

    @Test(arguments: names)
    func outputsAreThoseOfIPython(name: String) throws {
        let result = try run(["test"], on: name)
        #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    }

    @Test(arguments: names)
    func cellsHaveTheirOwnNames(name: String) throws {
        let result = try run(["run", "--keep-going"], on: name)
        for line in result.stderr.split(separator: "\n") where line.hasPrefix("  File \"\(name)") {
            #expect(line.hasPrefix("  File \"\(name), cell "), "\(line)")
        }
    }

    @Test func notebooksAreThere() {
        #expect(Self.names.count >= 2)
    }
}
