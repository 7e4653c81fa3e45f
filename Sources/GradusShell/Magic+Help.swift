import GradusEngine
import GradusTerminal

extension Magic {
    static let helpMagics: [Magic] = [
        Magic("quickref", "%quickref", "what the prompt can do, on one screen") { (_, prompt) throws(MagicFailure) in
            return prompt.page {
                HelpPages.quickReference(in: prompt)
                return .finished
            }
        },
        Magic("lsmagic", "%lsmagic [--json]", "list these commands") { (arguments, prompt) throws(MagicFailure) in
            if arguments == "--json" {
                prompt.console.writeLine(HelpPages.json)
            } else {
                HelpPages.list(in: prompt)
            }
            return .finished
        },
        Magic("pdoc", "%pdoc NAME", "the documentation of a value", completes: .names) {
            (name, prompt) throws(MagicFailure) in
            guard !name.isEmpty else { throw MagicFailure("needs a name: %pdoc torch.relu") }
            return prompt.page {
                HelpPages.show(
                    name, withSource: false, in: prompt, only: ["Documentation", "Documentation of the class"])
            }
        },
        Magic("pdef", "%pdef NAME", "how a function is called", completes: .names) {
            (name, prompt) throws(MagicFailure) in
            guard !name.isEmpty else { throw MagicFailure("needs a name: %pdef torch.relu") }
            return prompt.page { HelpPages.show(name, withSource: false, in: prompt, only: ["Signature"]) }
        },
        Magic("pinfo", "%pinfo NAME", "what is known of a value; the same as NAME?", completes: .names) {
            (name, prompt) throws(MagicFailure) in
            guard !name.isEmpty else { throw MagicFailure("needs a name: %pinfo torch.relu") }
            return prompt.page { HelpPages.show(name, withSource: false, in: prompt) }
        },
        Magic("psource", "%psource NAME", "the source text of a function or class", completes: .names) {
            (name, prompt) throws(MagicFailure) in
            guard !name.isEmpty else { throw MagicFailure("needs a name: %psource my_function") }
            guard let source = prompt.session.source(of: name) else {
                guard prompt.session.knows(name) else { throw MagicFailure("there is no \(name)") }
                throw MagicFailure("\(name) has no source text in the language")
            }
            prompt.console.write(SourcePainter.painted(source.text, isOn: prompt.console.features.outHasColour))
            return .finished
        },
    ]
}
