import GradusJSON

/// A notebook in percent format: a script whose `# %%` lines cut it into cells.
///
/// The original text is kept in pieces, so that `text` gives back exactly what was read.
public struct Notebook: Sendable {
    /// How the file is called in headings and tracebacks.
    public var fileName: String
    /// What stands before the first cell: byte-order mark, shebang, coding line, YAML header, blank lines.
    public var preamble: String
    public var cells: [NotebookCell]
    /// What other editors would read differently.
    public var warnings: [NotebookWarning]
    /// The document of a notebook that was read from an `.ipynb` file.
    var jupyter: JupyterDocument?

    /// What tracebacks call a code cell: the cells of a Jupyter notebook have no lines of the file.
    func codeName(of cell: NotebookCell) -> String {
        guard isJupyter, let number = cell.number else { return fileName }
        return "\(fileName), cell \(number)"
    }

    public init(fileName: String, preamble: String = "", cells: [NotebookCell] = [], warnings: [NotebookWarning] = []) {
        self.fileName = fileName
        self.preamble = preamble
        self.cells = cells
        self.warnings = warnings
    }

    /// The whole file, byte for byte as it was read.
    public var text: String { jupyter?.originalText ?? preamble + cells.map(\.rawText).joined() }

    /// The cells that run, in order. Their `number` counts from 1.
    public var codeCells: [NotebookCell] { cells.filter { $0.kind == .code } }
}

/// One cell of a notebook.
public struct NotebookCell: Sendable {
    public enum Kind: Sendable, Equatable {
        case code, markdown, raw
    }

    /// How the marker line is written.
    public enum MarkerStyle: Sendable, Equatable {
        /// Text before the first marker.
        case none
        case percent
        case codeCell
        /// `# In[3]:`, as written by nbconvert.
        case prompt
    }

    /// How the text of a markdown or raw cell is kept from being code.
    public enum TextStyle: Sendable, Equatable {
        case comments
        /// One triple-quoted string; the opening with its prefix, such as `r"""`.
        case string(opening: String)
    }

    public var kind: Kind
    /// From 1, counting code cells only, as the prompt `In [n]` does; nil for text.
    public var number: Int?
    public var title: String?
    public var metadata: CellMetadata
    public var markerStyle: MarkerStyle
    /// `[md]` instead of `[markdown]`, kept for writing.
    public var regionName: String?
    /// Extra percent signs: `# %%%` is 1.
    public var depth: Int
    /// What runs, or the plain text of a text cell, with `\n` line ends and without blank lines at the end.
    /// Recorded output lines are empty lines here, so that line numbers stay those of the file.
    public var source: String
    /// Line of the file, from 1, where `source` starts.
    public var firstLine: Int
    /// The recorded output.
    public var record: CellRecord
    /// Which lines of `rawText`, from 0, belong to the record.
    var recordLines: [Int] = []
    public var textStyle: TextStyle
    /// Blank lines that Jupytext wants after the cell, where they are not the usual number.
    var linesToNextCell: Int?
    /// The whole source that an `.ipynb` file has for the cell.
    var jupyterSource: String?
    /// The pictures that an `.ipynb` file keeps for a text, by name, as addresses of data.
    var attachments: [String: String] = [:]
    /// The outputs that an `.ipynb` file has for the cell.
    var jupyterOutputs: [JSONValue] = []
    /// Marker line and body, byte for byte.
    public var rawText: String

    /// What runs: in a Jupyter notebook all magics are comments, in a script those that only set up Jupyter.
    public var runnableSource: String {
        markerStyle == .percent && rawText.isEmpty ? LineMagic.runnable(source) : LineMagic.withoutSettings(source)
    }

    /// What a heading says: `3 "Load"`, or `3` without a title.
    public var label: String {
        let number = number.map(String.init) ?? ""
        guard let title else { return number }
        return number.isEmpty ? "\"\(title)\"" : "\(number) \"\(title)\""
    }

    /// Recorded output, one element per `#> ` line, without that prefix.
    public var recorded: [String] { record.lines }

    public var tags: [String] { metadata.tags }

    /// The cell is not to be run.
    public var skipsExecution: Bool { tags.contains("skip-execution") }

    private func isTagged(_ words: String...) -> Bool {
        tags.contains { tag in words.contains(tag.split(separator: "_").joined(separator: "-")) }
    }

    /// What the cell puts out is not shown.
    public var hidesOutput: Bool {
        isTagged("hide-output", "remove-output", "hide-cell", "remove-cell") || capturesOutput
    }
    /// A Jupyter cell that begins with `%%capture`: nobody sees what it puts out.
    var capturesOutput: Bool { jupyterSource.map { LineMagic.cellMagic($0)?.name == "capture" } ?? false }
    /// The source is not shown in pages made from the notebook.
    public var hidesInput: Bool { isTagged("hide-input", "remove-input", "hide-cell", "remove-cell") }
    /// Nothing of it appears in pages made from the notebook.
    public var isRemoved: Bool { isTagged("remove-cell") }

    /// What the cell must raise; nil when it must finish.
    public var expectedFailure: ExpectedFailure? {
        if case .string(let type) = metadata["raises"] { return .type(type) }
        if isTagged("raises-exception", "nbval-raises-exception") || metadata["raises"] == .bool(true) {
            return .anything
        }
        return nil
    }
}

/// What a cell is expected to raise.
public enum ExpectedFailure: Sendable, Equatable {
    case anything
    case type(String)

    public func accepts(_ type: String) -> Bool {
        switch self {
        case .anything: true
        case .type(let name): name == type || name == "Exception" || name == "BaseException"
        }
    }
}

/// Something in a notebook that is understood here, but not by every editor.
public struct NotebookWarning: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case noSpaceBeforeCellType
        case metadataBeforeCellType
    }

    public var kind: Kind
    public var line: Int

    public var message: String {
        switch kind {
        case .noSpaceBeforeCellType:
            "line \(line): editors disagree about '# %%[markdown]'; write '# %% [markdown]'"
        case .metadataBeforeCellType:
            "line \(line): the cell type must stand before the metadata; this is read as a code cell"
        }
    }
}
