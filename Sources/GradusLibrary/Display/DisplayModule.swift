import GradusVM

/// `_display`: what `IPython.display` needs of a face.
enum DisplayModule {
    static let module = NativeModule("_display") { _, module in
        module.function(
            "show", "value, forms, identifier, update, /",
            doc: "Shows a value in its own forms and in those that are given, by MIME type."
        ) { vm, arguments in
            var alternatives = try Library.alternatives(vm, arguments[0])
            alternatives.merge(try texts(vm, arguments[1])) { _, new in new }
            let text = try alternatives.removeValue(forKey: "text/plain") ?? vm.repr(arguments[0])
            Library.output(
                .display(
                    text: text, alternatives: alternatives, id: arguments[2].asString?.text,
                    isUpdate: try vm.truth(arguments[3])))
            return .none
        }
        module.function("clear", "wait, /", doc: "Takes away what the cell has shown.") { vm, arguments in
            Library.output(.clear(wait: try vm.truth(arguments[0])))
            return .none
        }
        module.function("secret", "prompt, /", doc: "Reads a line that nobody should see.") { vm, arguments in
            let prompt = try vm.str(arguments[0])
            vm.flushOutput()
            let answer = (Library.readSecret ?? vm.readLine)(prompt)
            try vm.checkInterrupt()
            guard let answer else { throw vm.error(.eofError, "EOF when reading a line") }
            return vm.string(answer)
        }
    }

    /// What an object of a class in the language says about itself (`_repr_html_`).
    static func forms(_ vm: VM, _ value: Value) throws -> [String: String] {
        guard value.isObject, vm.typeOf(value).isScriptClass, value.asModule == nil, value.asType == nil else {
            return [:]
        }
        let display = Value(borrowing: try vm.importModule("IPython.display"))
        return try texts(vm, try vm.callMethod(display, "_forms", [value]))
    }

    private static func texts(_ vm: VM, _ value: Value) throws -> [String: String] {
        guard let dictionary = value.asDictionary else { return [:] }
        var texts: [String: String] = [:]
        for entry in dictionary.entries {
            if let key = entry.key.asString?.text, let text = entry.value.asString?.text { texts[key] = text }
        }
        return texts
    }
}
