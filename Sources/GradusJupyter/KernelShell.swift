import GradusEngine
import GradusJSON
import GradusShell
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The session of a kernel: its events become messages.
final class KernelShell: InteractiveShell {
    let publisher: Publisher
    let questions: Questions
    private let out: ClientSink
    private let errors: ClientSink
    /// What goes into the reply: pages, a text for the next cell.
    private(set) var payload: [JSONValue] = []
    /// The error that ended the cell.
    private(set) var failure: JSONValue?

    init(publisher: Publisher, questions: Questions) {
        self.publisher = publisher
        self.questions = questions
        out = ClientSink(publisher, .output)
        errors = ClientSink(publisher, .error)
        var features = TerminalFeatures()
        features.showsProgress = true
        let console = Console(out: out, err: errors, features: features)
        nonisolated(unsafe) let asked = questions
        var options = SessionOptions()
        options.showsRichForms = true
        options.showsOpenFigures = true
        options.isJupyter = true
        options.readLine = { asked.ask($0) }
        options.readSecret = { asked.ask($0, isSecret: true) }
        super.init(console: console, session: Session(options: options))
        showsNotes = false
        session.keepEntries()
    }

    /// Before a cell runs.
    func begin(asker: Message?, isSilent: Bool) {
        payload = []
        failure = nil
        errors.lastText = ""
        questions.asker = asker
        publisher.isSilent = isSilent
    }

    /// The error of a cell that failed, also of a command that only said why.
    var failureContent: JSONValue {
        if let failure { return failure }
        let reason = errors.lastText.trimmingBlankEnds()
        return Self.error("UsageError", reason, [])
    }

    static func error(_ name: String, _ value: String, _ traceback: [String]) -> JSONValue {
        .record([
            "ename": .string(name), "evalue": .string(value), "traceback": .array(traceback.map { .string($0) }),
        ])
    }

    // MARK: What a shell asks of its face

    override var entryFile: String { "Cell In[\(number)]" }

    override func show(_ event: Event) {
        switch event {
        case .result(let bundle):
            publisher.publish(
                "execute_result",
                .record([
                    "execution_count": .int(number), "data": MimeBundle.data(bundle), "metadata": .emptyObject,
                ]))
            if showsNotes, let note = bundle.note { console.writeLine(note) }
        case .display(let bundle):
            let transient: JSONValue = bundle.displayID.map { .record(["display_id": .string($0)]) } ?? .emptyObject
            publisher.publish(
                bundle.isUpdate ? "update_display_data" : "display_data",
                .record(["data": MimeBundle.data(bundle), "metadata": .emptyObject, "transient": transient]))
        case .clear(let wait): publisher.publish("clear_output", .record(["wait": .bool(wait)]))
        case .stdout, .stderr, .progress: super.show(event)
        case .error, .shape: break
        }
    }

    override func showError(_ report: ErrorReport, source: String, file: String) {
        var text = report.shapes.map { ShapeLedger.lines(for: $0).map { $0 + "\n" }.joined() } ?? ""
        text += errorText(report)
        if report.type == "KeyboardInterrupt",
            let place = session.interruptPlace(traceback: report.traceback, file: file, source: source)
        {
            text += "interrupted at \(place)\n"
        }
        if let hint = hint(for: source, after: report) { text += "hint: \(hint)\n" }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        let content = Self.error(report.type, report.message, lines)
        failure = content
        publisher.publish("error", content)
    }

    override func ask(_ question: String, atEnd: String) -> String { questions.ask(question) ?? atEnd }

    /// What is written becomes a page in the reply.
    override func page(_ body: () -> Outcome) -> Outcome {
        console.flush()
        out.page = ""
        let outcome = body()
        console.flush()
        let text = out.page ?? ""
        out.page = nil
        if outcome == .finished, !text.isEmpty {
            payload.append(
                .record([
                    "source": .string("page"), "data": .record(["text/plain": .string(text)]), "start": .int(0),
                ]))
        }
        return outcome
    }

    /// What a page would say about a name; nil where nothing is known.
    func help(on name: String, withSource: Bool) -> String? {
        guard session.describe(name) != nil else { return nil }
        out.page = ""
        defer { out.page = nil }
        HelpPages.show(name, withSource: withSource, in: self)
        console.flush()
        return out.page
    }

    override func offer(_ text: String) {
        payload.append(
            .record(["source": .string("set_next_input"), "text": .string(text), "replace": .bool(false)]))
    }

    func offerExit() {
        payload.append(.record(["source": .string("ask_exit"), "keepkernel": .bool(false)]))
    }

    override func runCommand(_ command: String) -> Int32 {
        PipedCommand.run(
            command, out: { [console] in console.write($0) }, error: { [console] in console.writeError($0) })
    }
}

/// Text for the clients.
final class ClientSink: TextSink {
    private let publisher: Publisher
    private let kind: Relay.Kind
    /// Where text goes instead, while a page is written.
    var page: String?
    /// It may be the reason of a failure.
    var lastText = ""

    init(_ publisher: Publisher, _ kind: Relay.Kind) {
        self.publisher = publisher
        self.kind = kind
    }

    func write(_ text: String) {
        guard page == nil else {
            page?.append(text)
            return
        }
        lastText = text
        publisher.stream(kind, text)
    }

    func flush() {}
}

/// The forms of a value, as messages have them.
enum MimeBundle {
    static func data(_ bundle: DisplayBundle) -> JSONValue {
        let hasPicture = bundle.alternatives["image/png"] != nil
        let text = bundle.text.isEmpty && hasPicture ? "<Figure>" : bundle.text
        var members: [JSONValue.Member] = [.init("text/plain", .string(text))]
        for (type, value) in bundle.alternatives.sorted(by: { $0.key < $1.key }) where !type.hasPrefix("text/x-gradus-")
        {
            let isJSON = type == "application/json" || type.hasSuffix("+json")
            let parsed = isJSON ? try? JSONParser.parse(value) : nil
            members.append(.init(type, parsed ?? .string(value)))
        }
        return .object(members)
    }
}
