import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What to do about an error, for somebody who sees it the first time. Where the error itself says it (a `hint:` line), nothing
/// is added.
struct Cure {
    /// What a cure may look at.
    struct Case {
        let report: ErrorReport
        let source: String
        let session: Session

        var message: String { report.message }

        /// The message's part between two others.
        func part(after start: String, before end: String) -> String? {
            guard let from = message.firstRange(of: start)?.upperBound else { return nil }
            let rest = message[from...]
            if end.isEmpty { return String(rest) }
            return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
        }
    }

    /// The error's type; nil for any.
    let type: String?
    /// What its message contains.
    let text: String
    /// nil: nothing to say in this case.
    let advice: (Case) -> String?

    init(_ type: String?, _ text: String, _ advice: String) {
        self.init(type, text) { _ in advice }
    }

    init(_ type: String?, _ text: String, _ advice: @escaping (Case) -> String?) {
        (self.type, self.text, self.advice) = (type, text, advice)
    }

    nonisolated(unsafe) private static let all = language + syntax + commands + tensors

    static func advice(for source: String, after report: ErrorReport, in session: Session) -> String? {
        if report.traceback.hasPrefix("hint: ") || report.traceback.contains("\nhint: ") { return nil }
        let own = Case(report: report, source: source, session: session)
        for cure in all where (cure.type ?? report.type) == report.type {
            guard cure.text.isEmpty || report.message.contains(cure.text) else { continue }
            if let advice = cure.advice(own) { return advice }
        }
        return nil
    }
}
