import GradusEngine
import GradusSyntax
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Cure {
    /// Mistakes with values of the language.
    nonisolated(unsafe) static let language = [
        Cure("TypeError", "can only concatenate str (not ", "str(x) makes text of a value, and so does f'{x}'"),
        Cure("TypeError", "unsupported operand type(s) for") { given in
            if given.message.contains("'NoneType'") { return nothing }
            return given.message.contains("'str'")
                ? "int(text) and float(text) make numbers of text, str(number) makes text" : nil
        },
        Cure("TypeError", "can't multiply sequence by non-int of type 'str'", "int(text) makes a number of text"),
        Cure("TypeError", "can't multiply sequence by non-int of type 'float'") { _ in
            "a list is repeated by a whole number; numpy.array(x) and torch.tensor(x) calculate with every element"
        },
        Cure("ValueError", "invalid literal for int() with base 10: ") { given in
            let text = given.part(after: "base 10: ", before: "")?.trimming("'\"") ?? ""
            return Double(text) == nil
                ? nil : "the text has a decimal point: int(float('\(text)')), or float('\(text)')"
        },
        Cure("ValueError", "could not convert string to float: ") { given in
            let text = given.part(after: "float: ", before: "")?.trimming("'\"") ?? ""
            let changed = text.replacing(",", with: ".")
            return changed != text && Double(changed) != nil ? "the decimal sign is a point: '\(changed)'" : nil
        },
        Cure(
            "IndexError", "list index out of range", "the last element is x[-1], or x[len(x) - 1]: counting starts at 0"
        ),
        Cure(
            "TypeError", "'tuple' object does not support item assignment",
            "list(x) makes a list of it, which can change"),
        Cure(
            "TypeError", "'str' object does not support item assignment",
            "a text never changes: make a new one, such as s[:i] + 'x' + s[i + 1:] or s.replace(...)"),
        Cure("TypeError", "'int' object is not iterable", "range(n) counts from 0 to n - 1"),
        Cure("TypeError", "object of type 'int' has no len()", "a number has no length; len(str(n)) counts its digits"),
        Cure("AttributeError", "object has no attribute '") { given in
            guard let type = given.part(after: "'", before: "'"),
                let name = given.part(after: "attribute '", before: "'")
            else { return nil }
            if type == "NoneType" { return nothing }
            return otherNames[name].flatMap { $0.types.contains(type) ? $0.cure : nil }
        },
        Cure("TypeError", "takes 0 positional arguments but 1 was given") { given in
            given.message.contains(".") ? "a method has the object as its first parameter: def name(self)" : nil
        },
        Cure("TypeError", "() takes no arguments", "a class takes arguments by def __init__(self, ...)"),
        Cure(
            "NameError", "name 'self' is not defined",
            "self is a parameter of methods: it exists inside of def name(self)"),
        Cure("NameError", "name 'null' is not defined", "it is called None"),
        Cure("NameError", "name 'nil' is not defined", "it is called None"),
        Cure("NameError", "name 'undefined' is not defined", "it is called None"),
        Cure("ValueError", "too many values to unpack (expected ", "a, *rest = ... takes what is over"),
        Cure("TypeError", "exceptions must derive from BaseException", "raise ValueError('what is wrong')"),
        Cure("ValueError", "arg is an empty sequence", "default=... says what the result is where there is nothing"),
        Cure("TypeError", "sequence item ") { given in
            given.message.contains("expected str instance") ? "join takes texts: ', '.join(map(str, x))" : nil
        },
        Cure(
            "TypeError", "'float' object cannot be interpreted as an integer",
            "int(x) cuts the fraction off; a // b divides to a whole number, a / b never does"),
        Cure("TypeError", "' not supported between instances of '") { given in
            if given.message.contains("'NoneType'") { return nothing }
            return given.message.contains("'str'") ? "make both numbers, float(text), or both text, str(number)" : nil
        },
        Cure(
            "RecursionError", "", "the function calls itself without end: a case that returns without a call is missing"
        ),
        Cure(
            "UnboundLocalError", "",
            "a name that a function assigns to is its own; global NAME above says that the outer one is meant"),
        Cure("TypeError", "' object is not callable") { given in
            let builtins = [
                "list", "str", "dict", "sum", "max", "min", "len", "print", "int", "float", "set", "type",
                "input", "range", "tuple", "sorted", "abs", "round", "id", "all", "any", "zip", "map", "filter",
            ]
            let own = Set(given.session.variableNames())
            if let name = builtins.first(where: { own.contains($0) && given.source.contains($0 + "(") }) {
                return "\(name) is a variable of this session; del \(name) brings the function back"
            }
            if given.message.contains("'torch.Size'") { return "without parentheses: x.shape; x.size() is the same" }
            if given.message.contains("'module'") { return "the module has the function: module.name(...)" }
            return "an element is x[...]; for a product write x * (...)"
        },
        Cure("FileNotFoundError", "No such file or directory: '", missingFile),
        Cure("IsADirectoryError", "", "this is a folder: os.listdir(path) names what is in it"),
        Cure(
            "NotImplementedError", "does not start", "the prompt does: !ls runs a command, files = !ls keeps its lines"),
        Cure("EOFError", "EOF when reading a line", "input() waits for a line, and there was none"),
    ]

    private static let nothing =
        "the value is None: a function without return gives None, and so do methods that change in place (append, sort)"

    /// What other languages call it.
    private static let otherNames: [String: (types: [String], cure: String)] = [
        "push": (["list"], "it is called append"),
        "add": (["list"], "it is called append; + joins two lists"),
        "length": (["list", "str", "dict", "tuple", "set", "Tensor"], "the length is len(x)"),
        "lenght": (["list", "str", "dict", "tuple", "set"], "the length is len(x)"),
        "size": (["list", "str", "dict", "tuple", "set"], "the length is len(x)"),
        "shape": (["list", "tuple"], "torch.tensor(x) and numpy.array(x) have a shape, a list has len(x)"),
        "contains": (["list", "str", "dict", "set"], "value in x asks for that"),
        "has_key": (["dict"], "key in x asks for that"),
        "iteritems": (["dict"], "it is called items"),
        "toUpperCase": (["str"], "it is called upper"),
        "toLowerCase": (["str"], "it is called lower"),
        "trim": (["str"], "it is called strip"),
        "foreach": (["list"], "for value in x: ..."),
        "map": (["list"], "[f(value) for value in x]"),
        "mean": (["list", "tuple"], "torch.tensor(x).mean(), numpy.mean(x) or statistics.mean(x)"),
        "sum": (["list", "tuple"], "sum(x)"),
        "max": (["list", "tuple"], "max(x)"),
        "min": (["list", "tuple"], "min(x)"),
        "to": (["list", "ndarray"], "torch.tensor(x) makes a tensor, which has it"),
        "unsqueeze": (["ndarray"], "torch.from_numpy(x) makes a tensor; NumPy writes x[None]"),
        "view": (["list"], "torch.tensor(x) makes a tensor, which has it"),
        "item": (["int", "float"], "it is a number already"),
    ]

    /// The nearest name in the folder, or where the search was.
    private static func missingFile(_ given: Case) -> String? {
        guard let path = given.part(after: "directory: '", before: "'"), !path.isEmpty else { return nil }
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if let near = Spelling.nearest(to: name, in: files(in: folder.isEmpty ? "/" : folder)) {
            return "did you mean '\(TerminalText.visible(folder == "." ? near : folder + "/" + near))'?"
        }
        if path.hasPrefix("/") { return nil }
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getcwd(&buffer, buffer.count) != nil else { return nil }
        let place = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "looked for it in \(TerminalText.visible(place)); %ls lists that folder, %cd goes to another"
    }

    private static func files(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < 500, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}

extension String {
    /// Without such characters at both ends.
    fileprivate func trimming(_ characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text.removeLast() }
        while let first = text.first, characters.contains(first) { text.removeFirst() }
        return String(text)
    }
}
