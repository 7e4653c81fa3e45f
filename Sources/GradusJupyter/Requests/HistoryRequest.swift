import GradusJSON
import GradusShell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Kernel {
    /// `history_request`: entries of this session, which is session 1; clients keep those of others.
    func recall(_ content: JSONValue) {
        var entries = shell.log
        switch content["hist_access_type"]?.string {
        case "range":
            // 0 is this session, too; negative numbers are sessions before it.
            let session = content["session"]?.int ?? 0
            let start = content["start"]?.int ?? 1
            let stop = content["stop"]?.int ?? Int.max
            entries = (0...1).contains(session) ? entries.filter { $0.number >= start && $0.number < stop } : []
        case "search":
            let pattern = content["pattern"]?.string ?? "*"
            entries = entries.filter { fnmatch(pattern, $0.source, 0) == 0 }
            if content["unique"]?.bool ?? false {
                var seen: Set<String> = []
                entries = entries.reversed().filter { seen.insert($0.source).inserted }.reversed()
            }
            if let count = content["n"]?.int { entries = entries.suffix(max(0, count)) }
        default: entries = entries.suffix(max(0, content["n"]?.int ?? entries.count))
        }
        let hasOutputs = content["output"]?.bool ?? false
        let rows = entries.map { entry -> JSONValue in
            let output: JSONValue = entry.output.isEmpty ? .null : .string(entry.output)
            let source: JSONValue = .string(entry.source)
            return .array([.int(1), .int(entry.number), hasOutputs ? .array([source, output]) : source])
        }
        reply("history_reply", .record(["status": .string("ok"), "history": .array(rows)]))
    }
}
