import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Cure {
    /// Entries that are no program.
    nonisolated(unsafe) static let syntax = [
        Cure("SyntaxError", "invalid character '") { given in
            guard let found = given.part(after: "character '", before: "'")?.unicodeScalars.first else { return nil }
            switch found.value {
            case 0xFF01...0xFF5E:
                return Unicode.Scalar(found.value - 0xFEE0).map { "the sign of programs is \($0), of half the width" }
            case 0x2018...0x201F, 0x00AB, 0x00BB, 0x300C...0x300F: return "quotes are ' or \", straight ones"
            case 0x2010...0x2015, 0x2212: return "minus is the hyphen of the keyboard: -"
            case 0x00D7: return "times is *"
            case 0x00F7: return "division is /"
            case 0x2264: return "it is written <="
            case 0x2265: return "it is written >="
            case 0x2260: return "it is written !="
            default: return nil
            }
        },
        Cure("SyntaxError", "'await' is not supported", "call the function itself; there is nothing to wait for"),
        Cure("SyntaxError", "invalid syntax") { given in
            let text = given.source.drop { $0 == " " || $0 == "\n" }
            let lines = text.split(separator: "\n").map(String.init)
            let first = lines.first ?? ""
            if lines.contains(where: { $0.hasSuffix("++") || $0.contains("++;") }) { return "x += 1 counts up" }
            if lines.contains(where: { $0.hasSuffix("--") }) { return "x -= 1 counts down" }
            for word in ["else", "elif", "except", "finally"]
            where first.hasPrefix(word + ":") || first.hasPrefix(word + " ") {
                return "\(word) belongs to one entry with what stands before it; Alt-Enter adds a line to an entry"
            }
            if first.contains("lambda"), first.contains("return") {
                return "a lambda is one expression, without return"
            }
            if let semicolon = first.firstIndex(of: ";") {
                let rest = first[first.index(after: semicolon)...].drop { $0 == " " }
                for word in ["for ", "while ", "if ", "def ", "class ", "with ", "try:"] where rest.hasPrefix(word) {
                    return "\(word.prefix { $0 != " " && $0 != ":" }) starts a line of its own"
                }
            }
            return nil
        },
    ]

    /// Commands of the system's shell.
    nonisolated(unsafe) static let commands = [
        Cure("SyntaxError", "", systemCommand),
        Cure("NameError", "is not defined") { given in
            let word = given.source.trimmingBlankEnds()
            if word == "clear" || word == "cls" { return "Ctrl-L clears the screen" }
            return systemCommand(given)
        },
    ]

    /// `git status`, `python train.py`: one line that starts with a program's name.
    private static func systemCommand(_ given: Case) -> String? {
        let line = given.source.trimmingBlankEnds()
        guard !line.contains("\n"), !line.isEmpty else { return nil }
        let words = line.split(separator: " ").map(String.init)
        guard let name = words.first, name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) }) else {
            return nil
        }
        if given.report.type == "NameError", !given.message.contains("name '\(name)' is not defined") { return nil }
        if words.count > 1, let sign = words[1].first, "=+*/%<>([{.,:".contains(sign) { return nil }
        if ["python", "python3", "gradus"].contains(name), let file = words.dropFirst().last, file.hasSuffix(".py") {
            return "%run \(file) runs it in this session"
        }
        guard isProgram(name) else { return nil }
        return "!\(line) runs it in the shell"
    }

    private static func isProgram(_ name: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.split(separator: ":").contains { folder in
            var information = stat()
            let place = "\(folder)/\(name)"
            return stat(place, &information) == 0 && information.st_mode & S_IFMT == S_IFREG && access(place, X_OK) == 0
        }
    }
}
