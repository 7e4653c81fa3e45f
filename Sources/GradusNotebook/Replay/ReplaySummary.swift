/// The whole replay in figures.
public struct ReplaySummary: Sendable, Equatable {
    public var passed = 0
    public var skipped = 0
    public var notRun = 0
    /// The cells that failed or ended the replay, with what happened.
    public var failures: [Failure] = []
    /// Nothing runs any more.
    public private(set) var isStopped = false

    public struct Failure: Sendable, Equatable {
        public var number: Int
        public var label: String
        public var verdict: CellEnding.Verdict
    }

    public init() {}

    /// What the first failure was.
    public var verdict: CellEnding.Verdict { failures.first?.verdict ?? .passed }

    mutating func add(_ verdict: CellEnding.Verdict, _ cell: NotebookCell, stops: Bool) {
        if verdict == .passed {
            passed += 1
            return
        }
        failures.append(Failure(number: cell.number ?? 0, label: cell.label, verdict: verdict))
        isStopped = stops
    }

    public var exitStatus: Int32 {
        // An interrupt or exit() ended the replay, whatever failed before.
        switch failures.last?.verdict {
        case .interrupted: return 130
        case .exited(let status): return status
        default: break
        }
        switch verdict {
        case .passed: return 0
        case .timedOut: return 124
        case .raised, .missedFailure, .interrupted, .exited: return 1
        }
    }

    /// `3 ok, 1 failed (cell 4 "train"), 6 not run`
    public var line: String {
        var parts = ["\(passed) ok"]
        let failed = failures.filter { $0.verdict == .raised || $0.verdict.isMissedFailure }
        if !failed.isEmpty { parts.append("\(failed.count) failed (\(Self.names(failed)))") }
        let late = failures.filter { $0.verdict.isFailure && !failed.contains($0) }
        if !late.isEmpty { parts.append("\(late.count) timed out (\(Self.names(late)))") }
        for failure in failures {
            switch failure.verdict {
            case .interrupted: parts.append("1 interrupted (cell \(failure.label))")
            case .exited(let status): parts.append("exit(\(status)) in cell \(failure.label)")
            default: break
            }
        }
        if skipped > 0 { parts.append("\(skipped) skipped") }
        if notRun > 0 { parts.append("\(notRun) not run") }
        return parts.joined(separator: ", ")
    }

    private static func names(_ failures: [Failure]) -> String {
        (failures.count == 1 ? "cell " : "cells ") + failures.map(\.label).joined(separator: ", ")
    }
}

extension CellEnding.Verdict {
    fileprivate var isMissedFailure: Bool {
        if case .missedFailure = self { true } else { false }
    }
}
