import GradusTerminal

/// A command of the prompt: `%name arguments`. One table gives behaviour, help and completion.
struct Magic: Sendable {
    let name: String
    let usage: String
    let summary: String
    /// Returns the exit status when it ends the session.
    let run: @Sendable (_ arguments: String, _ prompt: Prompt) -> Int32?

    static let all: [Magic] = [
        Magic(name: "lsmagic", usage: "%lsmagic", summary: "list these commands") { _, prompt in
            let width = all.map(\.usage.count).max() ?? 0
            for magic in all {
                prompt.console.writeLine("\(DisplayWidth.pad(magic.usage, to: width))  \(magic.summary)")
            }
            return nil
        },
        Magic(name: "reset", usage: "%reset", summary: "forget every variable") { _, prompt in
            prompt.session.reset()
            return nil
        },
        Magic(name: "shapes", usage: "%shapes [on|off]", summary: "show the shape of every operation") { word, prompt in
            switch word {
            case "on", "": prompt.session.options.recordsShapes = true
            case "off": prompt.session.options.recordsShapes = false
            default: prompt.console.writeError("%shapes: 'on' or 'off', not '\(word)'\n")
            }
            return nil
        },
        Magic(name: "time", usage: "%time CODE", summary: "run CODE and say how long it took") { code, prompt in
            let start = MonotonicClock.seconds()
            let status = prompt.execute(code)
            prompt.console.writeLine("Wall time: \(duration(MonotonicClock.seconds() - start))")
            return status
        },
    ]

    static func isMagic(_ text: String) -> Bool {
        text.hasPrefix("%") && !text.hasPrefix("%%")
    }

    static func perform(_ text: String, in prompt: Prompt) -> Int32? {
        let body = text.dropFirst()
        let name = body.prefix { $0 != " " && $0 != "\n" }
        let arguments = String(body.dropFirst(name.count).drop { $0 == " " })
        if let magic = all.first(where: { $0.name == name }) { return magic.run(arguments, prompt) }
        let near = Spelling.nearest(to: String(name), in: all.map(\.name))
        let hint = near.map { "; did you mean %\($0)?" } ?? "; %lsmagic lists what there is"
        prompt.console.writeError("there is no command %\(name)\(hint)\n")
        return nil
    }

    /// Three digits and a unit that suits.
    static func duration(_ seconds: Double) -> String {
        let (value, unit) =
            seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
        let hundredths = Int((value * 100).rounded())
        if hundredths >= 10000 { return "\(hundredths / 100) \(unit)" }
        let digits = hundredths % 100
        return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits) \(unit)"
    }
}
