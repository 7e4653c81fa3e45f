import Testing

@testable import GradusNotebook

/// `-p name=value` and the choice of cells.
@Suite struct ParameterTests {
    static let text = """
        # %% tags=["parameters"]
        epochs = 3  # how often
        rate: float = 0.5
        name = "plain"
        verbose = False
        sizes = [1, 2]
        seed = None
        other = epochs * 2
        # %% use
        print(epochs)

        """

    @Test(arguments: [
        ("epochs=5", "epochs = 5"), ("rate=2", "rate = 2.0"), ("rate=1e-3", "rate = 0.001"),
        ("name=a b", "name = \"a b\""),
        ("name=\"a\"", "name = \"a\""), ("name=5", "name = \"5\""), ("verbose=True", "verbose = True"),
        ("verbose=true", "verbose = True"), ("sizes=[3]", "sizes = [3]"), ("seed=4", "seed = 4"),
        ("seed=x", "seed = \"x\""),
        ("other=7", "other = 7"), ("name=한글", "name = \"한글\""),
    ])
    func valuesAreTyped(assignment: String, source: String) throws {
        let notebook = try Notebook(text: Self.text, fileName: "a.py")
        #expect(try notebook.parameters([assignment]) == ParameterInjection(cellNumber: 1, source: source))
    }

    @Test(arguments: [
        ("epochs=2.5", "parameter 'epochs' is an int"), ("epochs=x", "is an int"), ("verbose=1", "is a bool"),
        ("rate=fast", "is a float"), ("epohcs=2", "did you mean 'epochs'?"), ("epochs", "write -p name=value"),
        ("sizes=3", "is a list"),
    ])
    func wrongValuesAreRefused(assignment: String, message: String) throws {
        let notebook = try Notebook(text: Self.text, fileName: "a.py")
        let error = #expect(throws: ParameterError.self) { try notebook.parameters([assignment]) }
        #expect(error?.message.contains(message) ?? false, "\(error?.message ?? "")")
    }

    @Test func cellsAreFoundByTitle() throws {
        let notebook = try Notebook(text: "# %% a\n1\n# %% b\n2\n# %% b\n3\n", fileName: "a.py")
        #expect(try notebook.cellNumber(named: "a") == 1)
        #expect(try notebook.cellNumber(named: "3") == 3)
        let error = #expect(throws: CellNameError.self) { try notebook.cellNumber(named: "b") }
        #expect(error?.message.contains("cells 2 and 3") ?? false)
    }
}
