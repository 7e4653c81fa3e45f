import Foundation
import GradusTestSupport
import Testing

@testable import GradusNotebook

/// Every file of the corpus is read as Jupytext 1.19.6 reads it (corpus.json, written by record_corpus.py).
@Suite struct PercentReaderTests {
    static let folder = "Tests/GradusNotebookTests"

    static func corpus() -> [String: [[String: Any]]] {
        let data = FileManager.default.contents(atPath: Repository.path("\(folder)/corpus.json")) ?? Data()
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: [[String: Any]]] ?? [:]
    }

    static let files = corpus().keys.sorted()

    @Test(arguments: files)
    func readsAsJupytextDoes(file: String) throws {
        let notebook = try Notebook(path: Repository.path("\(Self.folder)/Corpus/\(file)"))
        let expected = try #require(Self.corpus()[file])
        try #require(notebook.cells.count == expected.count)
        for (cell, record) in zip(notebook.cells, expected) {
            let kinds: [NotebookCell.Kind: String] = [.code: "code", .markdown: "markdown", .raw: "raw"]
            #expect(kinds[cell.kind] == record["type"] as? String)
            #expect(Self.withoutBlankEnds(cell.source) == record["source"] as? String)
            let metadata = record["metadata"] as? [String: Any] ?? [:]
            #expect(cell.title == (record["title"] ?? metadata["name"]) as? String ?? metadata["name"] as? String)
            #expect(cell.depth == record["depth"] as? Int)
            let region = record["region"] as? String
            #expect((cell.regionName == "md" ? "md" : nil) == region)
            #expect(Self.object(cell.metadata) == metadata as NSDictionary, "\(file): \(cell.metadata)")
        }
    }

    @Test(arguments: files)
    func givesBackEveryByte(file: String) throws {
        let path = Repository.path("\(Self.folder)/Corpus/\(file)")
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(Data(try Notebook(path: path).text.utf8) == bytes)
    }

    @Test func corpusIsThere() {
        #expect(Self.files.count >= 15)
    }

    private static func withoutBlankEnds(_ text: String) -> String {
        text.trimmingCharacters(in: CharacterSet(charactersIn: "\n"))
    }

    private static func object(_ metadata: CellMetadata) -> NSDictionary {
        Dictionary(metadata.entries.map { ($0.key, any($0.value)) }) { $1 } as NSDictionary
    }

    private static func any(_ value: MetadataValue) -> Any {
        switch value {
        case .null: NSNull()
        case .bool(let value): value
        case .int(let value): value
        case .double(let value): value
        case .string(let value): value
        case .array(let values): values.map(any)
        case .object(let members): Dictionary(members.map { ($0.key, any($0.value)) }) { $1 }
        }
    }
}
