import GradusEngine
import Testing

@testable import GradusNotebook

/// `clear_output()` in a cell that is recorded.
@Suite struct ClearedOutputTests {
    private func lines(_ events: [Event]) -> [String] {
        var output = CellOutput()
        for event in events { output.add(event) }
        return output.lines
    }

    @Test func whatWasShownIsNotRecorded() {
        #expect(lines([.stdout("a\n"), .clear(wait: false), .stdout("b\n")]) == ["b"])
        #expect(lines([.stdout("a\n"), .clear(wait: false)]) == [])
    }

    @Test func waitingKeepsItUntilSomethingNewComes() {
        #expect(lines([.stdout("a\n"), .clear(wait: true)]) == ["a"])
        #expect(lines([.stdout("a\n"), .clear(wait: true), .display(DisplayBundle(text: "b"))]) == ["b"])
    }

    @Test func documentsOfJupyterForgetItToo() {
        let outputs = JupyterOutputs.of([.stdout("a\n"), .clear(wait: false), .stdout("b\n")], executionCount: 1)
        #expect(outputs.count == 1)
        #expect(outputs.first?["text"]?.joinedText == "b\n")
    }
}
