/// What PyTorch says about a call whose arguments do not fit.
public enum CallExplanation {
    private nonisolated(unsafe) static var lines: [Substring: Substring] = [:]

    private static func line(_ key: String) -> Substring? {
        if lines.isEmpty {
            for line in CandidateTable.text.split(separator: "\n") {
                // `        name = s (…)`
                let trimmed = line.drop { $0 == " " }
                guard let space = trimmed.firstIndex(of: " ") else { continue }
                lines[trimmed[..<space]] = trimmed[space...].dropFirst(3)
            }
        }
        return lines[Substring(key)]
    }

    /// - Parameters:
    ///   - row: the operation.
    ///   - name: what it was called by.
    ///   - place: where that name stands: "" for `torch`, "F.", "linalg.", "special.", "." for methods.
    /// - Returns: nil where PyTorch's own rules do not refuse the call.
    public static func text(
        _ row: OpRow, name: String, place: String, _ arguments: [GivenArgument],
        _ keywords: [(name: String, value: GivenArgument)]
    ) -> String? {
        let line = line(place + name)
        if line == "n" {
            let what = keywords.isEmpty ? "arguments (\(arguments.count) given)" : "keyword arguments"
            return "TensorBase.\(name)() takes no \(what)"
        }
        if let line, line.hasPrefix("p ") { return pythonComplaint(line.dropFirst(2), place, arguments, keywords) }
        let isMethod = place == "."
        let function = place == "linalg." || place == "special." ? place.dropLast() + "_" + name : name
        let own = row.signatures.map { Candidate($0, asMethod: isMethod) }
        // Old orders of arguments count as signatures too; those that begin with a number are ours alone.
        let old = own.suffix(from: min(row.currentCount, own.count)).filter {
            isMethod || $0.parameters.first?.type == "Tensor"
        }
        guard let line else {
            guard own.count == 1 else { return nil }
            return own[0].complaint(function, arguments, keywords)
        }
        let candidates = line.dropFirst(2).split(separator: "|").map { Candidate(String($0)) }
        if candidates.count == 1, old.isEmpty { return candidates[0].complaint(function, arguments, keywords) }
        let number = arguments.count + keywords.count
        let plausible = (candidates + old).filter { number >= $0.requiredCount && number <= $0.parameters.count }
        for candidate in candidates {
            let complaint = candidate.complaint(function, arguments, keywords)
            guard let complaint else { return nil }
            // These are raised while the signatures are tried.
            if complaint.hasPrefix("expected Tensor as") || complaint.contains("failed to unpack") { return complaint }
        }
        if plausible.count == 1, let only = plausible.first {
            return only.complaint(function, arguments, keywords)
        }
        // PyTorch lists keywords from the last to the first.
        var given = arguments.map(\.typeName) + keywords.reversed().map { "\($0.name)=\($0.value.typeName)" }
        if arguments.isEmpty, !given.isEmpty { given[given.count - 1] += ", " }
        let head = "\(function)() received an invalid combination of arguments - "
        if candidates.count == 1, let only = candidates.first {
            let unknown = keywords.filter { k in !only.parameters.contains { $0.name == k.name } }
            if !unknown.isEmpty {
                return head + "got unrecognized keyword arguments: " + unknown.map(\.name).joined(separator: ", ")
            }
            return head + "got (\(given.joined(separator: ", "))), but expected \(only.text)"
        }
        return head + "got (\(given.joined(separator: ", "))), but expected one of:\n"
            + candidates.map { " * \($0.text)\n" }.joined()
    }

    /// What Python says about the call of a function `name: a, b=, *, c=`.
    private static func pythonComplaint(
        _ line: Substring, _ place: String, _ arguments: [GivenArgument],
        _ keywords: [(name: String, value: GivenArgument)]
    ) -> String? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let function = line[..<colon]
        var names: [(name: Substring, isOptional: Bool, isKeywordOnly: Bool)] = []
        var isKeywordOnly = false
        for piece in line[line.index(after: colon)...].split(separator: ",") {
            let word = piece.drop { $0 == " " }
            if word == "*" {
                isKeywordOnly = true
            } else {
                names.append((word.hasSuffix("=") ? word.dropLast() : word, word.hasSuffix("="), isKeywordOnly))
            }
        }
        let receiver = place == "." ? 1 : 0
        let given = arguments.count + receiver
        for keyword in keywords {
            guard let at = names.firstIndex(where: { $0.name == keyword.name }) else {
                return "\(function)() got an unexpected keyword argument '\(keyword.name)'"
            }
            if at < given { return "\(function)() got multiple values for argument '\(keyword.name)'" }
        }
        let positional = names.filter { !$0.isKeywordOnly }
        if given > positional.count {
            let least = positional.filter { !$0.isOptional }.count
            let range = least == positional.count ? "\(least)" : "from \(least) to \(positional.count)"
            let isOne = least == positional.count && least == 1
            return "\(function)() takes \(range) positional argument\(isOne ? "" : "s") but \(given) "
                + (given == 1 ? "was given" : "were given")
        }
        let missing = positional.dropFirst(given).filter { p in
            !p.isOptional && !keywords.contains { $0.name == p.name }
        }.map { "'\($0.name)'" }
        if missing.isEmpty { return nil }
        let list =
            missing.count < 3
            ? missing.joined(separator: " and ")
            : missing.dropLast().joined(separator: ", ") + ", and " + (missing.last ?? "")
        return
            "\(function)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(list)"
    }
}
