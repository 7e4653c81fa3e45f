import Testing

@testable import GradusSyntax

/// Trees and spans against CPython's, recorded by `record_trees.py`.
@Test(arguments: Golden.names(in: "trees", ending: "py"))
func treeEqualsCPythons(_ name: String) throws {
    let source = SourceText(name: name, text: try Golden.text("trees/\(name).py"))
    let wanted = try Golden.text("trees/\(name).tree").split(separator: "\n")
    let found = TreeDumper.dump(try parseModule(source), source).split(separator: "\n")
    #expect(found.count == wanted.count)
    for (line, expected) in zip(found, wanted) { #expect(line == expected) }
}

@Test func everyTreeGoldenIsFound() {
    #expect(Golden.names(in: "trees", ending: "py").count >= 14)
}

@Test func oneExpressionParsesAlone() throws {
    let source = SourceText(name: "<string>", text: "a + 1\n")
    guard case .binary(.add, _, _) = try parseExpression(source).kind else {
        Issue.record("not a sum")
        return
    }
    #expect(throws: Diagnostic.self) { try parseExpression(SourceText(name: "<string>", text: "a = 1")) }
}
