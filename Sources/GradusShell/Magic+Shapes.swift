import GradusEngine
import GradusTerminal

extension Magic {
    static let shapeMagics: [Magic] = [
        Magic(
            "shapes", "%shapes [on|off]",
            "the shapes of the last entry's operations; on: of every entry; off: no lines about tensors, until %shapes",
            completes: .words(["on", "off"])
        ) { (word, prompt) throws(MagicFailure) in
            switch word {
            case "on":
                prompt.session.options.recordsShapes = true
                prompt.showsNotes = true
            case "off":
                prompt.session.options.recordsShapes = false
                prompt.showsNotes = false
            case "":
                var ledger = ShapeLedger(limit: 256)
                for row in prompt.session.lastShapes { ledger.add(row) }
                let lines = ledger.lines(indent: "")
                guard !lines.isEmpty else {
                    prompt.console.writeLine("no operation on tensors was recorded yet")
                    return .finished
                }
                for line in lines { prompt.console.writeLine(line) }
                if prompt.session.lastShapesAreCut {
                    prompt.console.writeLine("… only the first operations of the entry are kept")
                }
                if prompt.hasTerminal, !prompt.showsNotes, !prompt.session.options.recordsShapes {
                    prompt.showsNotes = true
                }
            default: throw MagicFailure("'on', 'off' or nothing, not '\(TerminalText.visible(word))'")
            }
            return .finished
        },
        Magic(
            "nan", "%nan [name …]", "which variables, parameters and gradients hold NaN or Inf", completes: .variables
        ) {
            (names, prompt) throws(MagicFailure) in
            let found = prompt.session.strangeNumbers(in: Words.split(names))
            switch found {
            case .success(let lines):
                for line in lines { prompt.console.writeLine(line) }
                if lines.isEmpty { prompt.console.writeLine("no NaN and no Inf in any tensor") }
            case .failure(let failure):
                throw MagicFailure("name '\(TerminalText.visible(failure.name))' is not defined")
            }
            return .finished
        },
    ]
}
