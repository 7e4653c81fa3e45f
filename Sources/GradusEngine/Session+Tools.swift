import GradusLibrary
import GradusSyntax
import GradusVM

/// What commands of a prompt do with a session.
extension Session {
    /// `13.5 KiB`
    public static func memoryText(_ bytes: Int) -> String { TensorNote.memory(bytes) }

    /// Names that "did you mean" may offer.
    public func completableNames() -> [String] {
        variableNames() + vm.builtins.entries.compactMap { $0.key.asString?.text }
    }

    /// Sets a variable of `os.environ`, where the program has that already.
    public func setEnvironment(_ name: String, _ value: String) {
        vm.withPool {
            guard let os = vm.loadedModule("os"), let variables = os.namespace.get("environ") else { return }
            try? vm.setItem(variables, vm.string(name), vm.string(value))
        }
    }

    /// Sets a variable to an object with `stdout`, `stderr` and `show()`.
    public func setCaptured(_ name: String, out: String, error: String) {
        vm.withPool {
            guard let module = try? vm.importModule("_prompt"),
                let value = try? vm.callMethod(
                    Value(borrowing: module), "CapturedIO", [vm.string(out), vm.string(error)])
            else { return }
            vm.mainModule.namespace.set(name, value)
        }
    }

    /// Sets a variable to a text.
    public func setVariable(_ name: String, text: String) {
        vm.withPool { vm.mainModule.namespace.set(name, vm.string(text)) }
    }

    /// Sets a variable to a list of lines.
    public func setVariable(_ name: String, lines: [String]) {
        vm.withPool { vm.mainModule.namespace.set(name, vm.list(lines.map { vm.string($0) })) }
    }

    // MARK: Timing

    private static let loopName = "__gradus_loop"

    /// Makes a function of code that is going to be timed; names that the code sets are its own.
    public func prepareLoop(_ code: String, setup: String, emit: @escaping (Event) -> Void) -> Outcome {
        // A mistake in the code itself is reported as it stands there.
        do {
            _ = try vm.withPool {
                try vm.compileSource(SourceText(name: "<stdin>", text: code), returnsLastExpression: false)
            }
        } catch {
            return execute(Cell(source: code, fileName: "<stdin>"), emit: emit)
        }
        func indented(_ text: String, _ spaces: Int) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { String(repeating: " ", count: spaces) + $0 }.joined(separator: "\n")
        }
        let source = """
            def \(Self.loopName)(count, clock):
            \(setup.isEmpty ? "    pass" : indented(setup, 4))
                times = iter(range(count))
                start = clock()
                for _loop in times:
            \(indented(code, 8))
                return clock() - start
            """
        return execute(Cell(source: source, fileName: "<timeit>", showsResult: false), emit: emit)
    }

    /// Runs the prepared code so many times; the seconds it took.
    public func timeLoop(_ count: Int, emit: @escaping (Event) -> Void) -> (Outcome, Double?) {
        var seconds: Double?
        let source = "\(Self.loopName)(\(count), __import__('time').perf_counter)"
        let outcome = execute(Cell(source: source, fileName: "<timeit>")) { event in
            if case .result(let bundle) = event { seconds = Double(bundle.text) } else { emit(event) }
        }
        return (outcome, seconds)
    }

    public func forgetLoop() { _ = removeVariables([Self.loopName]) }

    // MARK: NaN

    /// A name that is not there.
    public struct UnknownName: Error { public let name: String }

    /// Lines about tensors, parameters and gradients with NaN or Inf, in all variables or some.
    public func strangeNumbers(in names: [String]) -> Result<[String], UnknownName> {
        vm.withPool {
            var lines: [String] = []
            for name in names.isEmpty ? variableNames() : names {
                guard let value = lookUp(name) else { return .failure(UnknownName(name: name)) }
                for (place, facts) in Library.tensors(in: value, name) where facts.nanCount + facts.infinityCount > 0 {
                    var parts: [String] = []
                    if facts.nanCount > 0 { parts.append("\(facts.nanCount) NaN") }
                    if facts.infinityCount > 0 { parts.append("\(facts.infinityCount) Inf") }
                    lines.append("\(place): \(parts.joined(separator: ", ")) of \(facts.count)")
                }
            }
            return .success(lines)
        }
    }

    /// The elements of a tensor in ten parts of their range, as lines with bars; nil where the name is no tensor.
    public func histogram(of name: String) -> [String]? {
        vm.withPool {
            guard let value = lookUp(name), let facts = Library.facts(value, scans: true) else { return nil }
            guard let (low, high) = facts.range, let counts = Library.histogram(of: value, low, high, bins: 10) else {
                return ["\(name): no numbers to count"]
            }
            let most = max(1, counts.max() ?? 1)
            let step = (high - low) / Double(counts.count)
            let edges = (0...counts.count).map { TensorNote.number(low + step * Double($0)) }
            let width = edges.map(\.count).max() ?? 0
            func padded(_ text: String) -> String { String(repeating: " ", count: width - text.count) + text }
            return counts.indices.map { place in
                let bar = String(repeating: "#", count: (counts[place] * 30 + most - 1) / most)
                let range = "\(padded(edges[place])) … \(padded(edges[place + 1]))"
                return "\(range)  \(bar.isEmpty ? "" : bar + " ")\(counts[place])"
            }
        }
    }

    // MARK: Interrupts

    /// Where code was when it was interrupted: `line 9, epoch 1, batch 412/1200`. The line is that of the entry, the
    /// counts are the variables of the loops around it.
    public func interruptPlace(traceback: String, file: String, source: String) -> String? {
        let start = "File \"\(file)\", line "
        let lines = traceback.split(separator: "\n").compactMap { text -> Int? in
            guard let range = text.firstRange(of: start) else { return nil }
            return Int(text[range.upperBound...].prefix { $0.isNumber })
        }
        guard let outer = lines.first, let inner = lines.last else { return nil }
        var parts = ["line \(inner)"]
        let text = SourceText(name: file, text: source)
        guard let body = (try? parseModule(text))?.body else { return parts[0] }
        vm.withPool { parts += loopCounts(body, line: outer, text) }
        return parts.joined(separator: ", ")
    }

    private func loopCounts(_ body: [Statement], line: Int, _ source: SourceText) -> [String] {
        for statement in body {
            let first = source.line(at: Int(statement.span.start))
            let last = source.line(at: max(Int(statement.span.start), Int(statement.span.end) - 1))
            guard (first...max(first, last)).contains(line) else { continue }
            switch statement.kind {
            case .for(let target, let iterable, let inner, let otherwise):
                let total = total(of: iterable).map { "/\($0)" } ?? ""
                var own: [String] = []
                let name: String? =
                    switch target.kind {
                    case .name(let name): name
                    case .tuple(let items): if case .name(let name)? = items.first?.kind { name } else { nil }
                    default: nil
                    }
                if let name, let value = vm.mainModule.namespace.get(name), value.tag == .int {
                    own = ["\(name) \(value.intBits)\(total)"]
                }
                return own + loopCounts(inner, line: line, source) + loopCounts(otherwise, line: line, source)
            case .while(_, let inner, let otherwise), .if(_, let inner, let otherwise):
                return loopCounts(inner, line: line, source) + loopCounts(otherwise, line: line, source)
            case .with(_, let inner): return loopCounts(inner, line: line, source)
            case .try(let inner, _, let otherwise, _):
                return loopCounts(inner, line: line, source) + loopCounts(otherwise, line: line, source)
            default: return []
            }
        }
        return []
    }

    /// How many rounds a loop has, where that is known without running code of the user.
    private func total(of iterable: Expression) -> Int? {
        if case .call(let callee, let arguments) = iterable.kind, case .name(let name) = callee.kind,
            case .positional(let first)? = arguments.first
        {
            if name == "enumerate" || name == "tqdm" || name == "trange" { return total(of: first) }
            if name == "range" {
                guard arguments.count == 1 else { return nil }
                if case .integer(let count) = first.kind { return Int(clamping: count) }
                return Completer(vm: vm).value(of: first).flatMap { $0.tag == .int ? Int(clamping: $0.intBits) : nil }
            }
        }
        guard let value = Completer(vm: vm).value(of: iterable), !vm.typeOf(value).isScriptClass else { return nil }
        return try? vm.length(value)
    }
}
