import GradusJSON
import GradusTerminal

/// `-p name=value`: assignments that run after the cell tagged `parameters`.
public struct ParameterInjection: Sendable, Equatable {
    /// The cell whose values are replaced.
    public var cellNumber: Int
    public var source: String
}

/// Why a parameter cannot be set.
public struct ParameterError: Error, Sendable, Equatable {
    public var message: String
}

extension Notebook {
    /// Checks `name=value` texts against the cell tagged `parameters`, whose literals give names and types.
    public func parameters(_ assignments: [String]) throws(ParameterError) -> ParameterInjection? {
        guard !assignments.isEmpty else { return nil }
        guard let cell = codeCells.first(where: { $0.tags.contains("parameters") }), let number = cell.number else {
            throw ParameterError(
                message:
                    "'\(fileName)' has no cell with the tag 'parameters'; write '# %% tags=[\"parameters\"]' above its defaults"
            )
        }
        let defaults = ParameterDefaults.read(cell.source)
        var lines: [String] = []
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "="), equals > assignment.startIndex else {
                throw ParameterError(message: "'\(assignment)' is no parameter; write -p name=value")
            }
            let name = String(assignment[..<equals])
            let text = String(assignment[assignment.index(after: equals)...])
            guard let known = defaults.last(where: { $0.name == name }) else {
                let names = defaults.map(\.name)
                let hint = Spelling.nearest(to: name, in: names).map { "; did you mean '\($0)'?" }
                let list = names.isEmpty ? "; the cell sets none" : "; there are " + names.joined(separator: ", ")
                throw ParameterError(message: "'\(fileName)' has no parameter '\(name)'\(hint ?? list)")
            }
            guard let value = known.accepts(text) else {
                throw ParameterError(
                    message:
                        "parameter '\(name)' is \(known.typeName), as its default \(known.defaultText) is; '\(text)' is not"
                )
            }
            lines.append("\(name) = \(value)")
        }
        return ParameterInjection(cellNumber: number, source: lines.joined(separator: "\n"))
    }
}

/// One `name = literal` line of the parameters cell.
struct ParameterDefaults {
    var name: String
    var defaultText: String
    /// Nil when the default is no literal: any literal is accepted then.
    var value: MetadataValue?

    static func read(_ source: String) -> [ParameterDefaults] {
        source.split(separator: "\n").compactMap { line in
            guard let first = line.first, first.isLetter || first == "_" else { return nil }
            guard let equals = line.firstIndex(of: "="), line[line.index(after: equals)...].first != "=" else {
                return nil
            }
            var target = line[..<equals]
            if let colon = target.firstIndex(of: ":") { target = target[..<colon] }
            while target.last == " " { target.removeLast() }
            guard target.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
            let text = withoutComment(line[line.index(after: equals)...])
            return ParameterDefaults(name: String(target), defaultText: text, value: MetadataParser.value(text))
        }
    }

    private static func withoutComment(_ text: Substring) -> String {
        var quote: Character?
        var result = ""
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                break
            }
            result.append(character)
        }
        return result.trimmedSpaces
    }

    var typeName: String {
        switch value {
        case .int: "an int"
        case .double: "a float"
        case .bool: "a bool"
        case .string: "a str"
        case .array: "a list"
        case .object: "a dict"
        case .null, nil: "a literal"
        }
    }

    /// The value as source text; nil when it has another type than the default.
    func accepts(_ text: String) -> String? {
        let literal = MetadataParser.value(text)
        switch (value, literal) {
        case (.string, .string(let string)?) where text.hasPrefix("\"") || text.hasPrefix("'"):
            return PythonLiteral.string(string)
        case (.string, _): return PythonLiteral.string(text)
        case (.int, .int(let number)?): return String(number)
        case (.double, .int(let number)?): return "\(number).0"
        case (.double, .double(let number)?): return PythonLiteral.number(number)
        case (.bool, .bool(let flag)?): return flag ? "True" : "False"
        case (.array, .array?), (.object, .object?), (.null, _?): return literal.map(PythonLiteral.text)
        case (.null, nil): return PythonLiteral.string(text)
        case (nil, _?): return literal.map(PythonLiteral.text)
        default: return nil
        }
    }
}

/// Values as Python writes them.
enum PythonLiteral {
    static func string(_ text: String) -> String { JSONObject.string(text) }

    static func number(_ value: Double) -> String {
        value.isFinite ? String(value) : "float('\(value)')"
    }

    static func text(_ value: MetadataValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .int(let number): String(number)
        case .double(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let values): "[" + values.map(text).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(string($0.key)): \(text($0.value))" }.joined(separator: ", ") + "}"
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmedSpaces: String {
        var text = self[...].drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
