import GradusEngine
import GradusJSON
import GradusShell

extension Kernel {
    /// `execute_request`: runs a cell.
    func execute(_ content: JSONValue) {
        let code = content["code"]?.string ?? ""
        let isSilent = content["silent"]?.bool ?? false
        let isStored = !isSilent && content["store_history"]?.bool ?? true
        let takesQuestions = content["allow_stdin"]?.bool ?? true
        shell.begin(asker: takesQuestions ? currentRequest : nil, isSilent: isSilent)
        let number = shell.number
        publisher.publish("execute_input", .record(["code": .string(code), "execution_count": .int(number)]))
        let source = code.trimmingBlankEnds()
        var outcome = Outcome.finished
        if !source.isEmpty {
            outcome = isStored ? shell.perform(source) : shell.performAside(source)
        }
        // A program that ends itself does not end the session; who writes `exit` wants that.
        if case .exited(let status) = outcome {
            if Self.isExit(source) {
                shell.exitStatus = status
                shell.offerExit()
                outcome = .finished
            } else {
                shell.exitStatus = nil
                shell.showExit(status)
            }
        }
        let expressions = outcome == .finished ? values(of: content["user_expressions"]) : .emptyObject
        publisher.isSilent = false
        var answer: JSONValue = .record([
            "status": .string("ok"), "execution_count": .int(number), "user_expressions": expressions,
            "payload": .array(shell.payload),
        ])
        guard outcome != .finished else { return reply("execute_reply", answer) }
        answer["status"] = .string("error")
        for member in shell.failureContent.members ?? [] { answer[member.key] = member.value }
        // Only what was sent before the answer is there: who reads the answer may go on.
        let stops = content["stop_on_error"]?.bool ?? true
        if stops { collectQueue() }
        reply("execute_reply", answer)
        if stops {
            abortQueue(
                .record([
                    "status": .string("error"), "execution_count": .int(shell.number),
                    "ename": .string("Aborted"), "evalue": .string("a cell before this one failed"),
                    "traceback": .array([]), "user_expressions": .emptyObject, "payload": .array([]),
                ]))
        }
    }

    private static func isExit(_ source: String) -> Bool {
        ["exit", "quit", "exit()", "quit()"].contains(source)
    }

    /// What some expressions are, by the client's names for them.
    private func values(of expressions: JSONValue?) -> JSONValue {
        let members = expressions?.members ?? []
        guard !members.isEmpty else { return .emptyObject }
        return .object(
            members.map { member in .init(member.key, value(of: member.value.string ?? "")) })
    }

    private func value(of expression: String) -> JSONValue {
        var answer: JSONValue = .record([
            "status": .string("ok"), "data": .record(["text/plain": .string("None")]), "metadata": .emptyObject,
        ])
        _ = shell.session.execute(Cell(source: expression, fileName: "<expression>")) { event in
            switch event {
            case .result(let bundle): answer["data"] = MimeBundle.data(bundle)
            case .error(let report):
                let lines = report.traceback.split(separator: "\n").map(String.init)
                answer = KernelShell.error(report.type, report.message, lines)
                answer["status"] = .string("error")
            default: break
            }
        }
        return answer
    }
}

extension KernelShell {
    /// `sys.exit(3)` inside a cell.
    func showExit(_ status: Int32) {
        let report = ErrorReport(
            type: "SystemExit", message: String(status), traceback: "SystemExit: \(status)\n")
        showError(report, source: "", file: entryFile)
    }
}
