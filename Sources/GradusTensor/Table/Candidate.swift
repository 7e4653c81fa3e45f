/// One signature as PyTorch's messages show it, `(Tensor input, int dim, *, Tensor out = None)`, and whether arguments
/// fit it. The rules are those of PyTorch's argument parser, observed from its messages.
struct Candidate {
    struct Parameter {
        let type: String
        let name: String
        let isOptional: Bool
        let takesNone: Bool
        let isKeywordOnly: Bool
    }

    let text: String
    let parameters: [Parameter]
    var positionalCount: Int { parameters.filter { !$0.isKeywordOnly }.count }
    var requiredCount: Int { parameters.filter { !$0.isOptional }.count }

    init(_ text: String) {
        self.text = text
        var list: [Parameter] = []
        var isKeywordOnly = false
        for piece in text.dropFirst().dropLast().split(separator: ",") {
            let words = piece.split(separator: " ").map(String.init)
            if words == ["*"] {
                isKeywordOnly = true
                continue
            }
            let equals = words.firstIndex(of: "=")
            let declared = words.prefix(equals ?? words.count)
            guard let name = declared.last else { continue }
            list.append(
                Parameter(
                    type: declared.dropLast().joined(separator: " "), name: name, isOptional: equals != nil,
                    takesNone: equals.map { words.suffix(from: $0).contains("None") } ?? false,
                    isKeywordOnly: isKeywordOnly))
        }
        parameters = list
    }

    /// A signature of ours, where PyTorch has one of the same form.
    init(_ signature: Signature, asMethod: Bool) {
        text = signature.candidateText(asMethod: asMethod)
        parameters = signature.parameters.enumerated().dropFirst(asMethod ? 1 : 0).map { place, p in
            Parameter(
                type: p.typeText, name: place == 0 && p.name == "self" ? "input" : p.name,
                isOptional: p.defaultText != nil, takesNone: p.isOptional || p.defaultText == "None",
                isKeywordOnly: p.isKeywordOnly)
        }
    }

    /// Lists that a single int does not stand for.
    private static let wholeLists: Set<String> = ["size", "shape", "repeats", "dims", "sizes", "split_sizes"]
    /// Functions that take numbers in the place of tensors.
    private static let numbersAsTensors: Set<String> = [
        "add", "add_", "div", "div_", "divide", "divide_", "mul", "mul_", "multiply", "multiply_", "sub", "sub_",
        "subtract", "subtract_", "true_divide", "true_divide_", "floor_divide", "floor_divide_", "copy_",
    ]

    static func accepts(_ p: Parameter, _ a: GivenArgument, _ function: String) -> Bool {
        switch p.type {
        case "Tensor": return a.isTensor || numbersAsTensors.contains(function) && a.isNumber
        case "Number": return a.isNumber
        case "int": return a.isInt
        case "float": return a.isNumber
        case "bool": if case .bool = a.kind { return true }
        case "str", "name": if case .string = a.kind { return true }
        case "torch.dtype": if case .dtype = a.kind { return true }
        case "torch.device":
            switch a.kind {
            case .device, .string, .int: return true
            default: return false
            }
        case "tuple of ints":
            if case .list(let items) = a.kind { return items.first?.isInt ?? true }
            return a.isInt && !wholeLists.contains(p.name)
        case "tuple of floats", "tuple of Scalars":
            if case .list(let items) = a.kind { return items.first?.isNumber ?? true }
        case "tuple of Tensors":
            if case .list = a.kind { return true }
        case "tuple of names":
            if case .list(let items) = a.kind, case .string? = items.first?.kind { return true }
        case "torch.layout", "torch.memory_format": if case .layout = a.kind { return true }
        default: return true
        }
        return false
    }

    /// What keeps the arguments from fitting; nil where they fit.
    func complaint(
        _ function: String, _ arguments: [GivenArgument], _ keywords: [(name: String, value: GivenArgument)]
    ) -> String? {
        let most = positionalCount
        // Ints by position stand for one list where nothing else can follow.
        let gathers =
            most == 1 && parameters.first?.type == "tuple of ints" && arguments.first?.isInt == true
        if arguments.count > most, !gathers { return tooMany(function, arguments.count) }
        var place = 0
        var left = keywords.count
        for (number, p) in parameters.enumerated() {
            var value: GivenArgument?
            var byName = false
            if place < arguments.count {
                if p.isKeywordOnly { return tooMany(function, arguments.count) }
                value = arguments[place]
            } else if !keywords.isEmpty {
                byName = true
                value = keywords.first { Candidate.means($0.name, p.name) }?.value
            }
            guard let value else {
                if p.isOptional { continue }
                return missing(function, number)
            }
            let isAbsent = value.isNone && p.takesNone
            if !isAbsent, number == 0, gathers, !byName {
                if let wrong = unpacking(function, p, arguments) { return wrong }
                place = arguments.count
                continue
            }
            if !isAbsent, p.type == "tuple of Tensors", case .list(let items) = value.kind,
                let bad = items.firstIndex(where: { !$0.isTensor })
            {
                return "expected Tensor as element \(bad) in argument \(number), but got \(items[bad].typeName)"
            }
            if !isAbsent, !Candidate.accepts(p, value, function) {
                let head = "\(function)(): argument '\(p.name)'" + (byName ? "" : " (position \(place + 1))")
                if !byName, p.type == "tuple of ints", case .list(let items) = value.kind, let first = items.first {
                    return "\(head) must be \(p.type), but found element of type \(first.typeName) at pos 0"
                }
                return "\(head) must be \(p.type), not \(value.typeName)"
            }
            if !isAbsent, p.type == "tuple of ints", case .list(let items) = value.kind,
                let wrong = unpacking(function, p, items)
            {
                return wrong
            }
            if byName { left -= 1 } else { place += 1 }
        }
        guard left > 0 else { return nil }
        for keyword in keywords {
            guard let at = parameters.firstIndex(where: { Candidate.means(keyword.name, $0.name) }) else {
                return "\(function)() got an unexpected keyword argument '\(keyword.name)'"
            }
            if at < arguments.count { return "\(function)() got multiple values for argument '\(keyword.name)'" }
        }
        return nil
    }

    /// NumPy's names, which PyTorch takes as well.
    private static func means(_ keyword: String, _ name: String) -> Bool {
        if keyword == name { return true }
        switch (keyword, name) {
        case ("axis", "dim"), ("keepdims", "keepdim"), ("x", "input"), ("a", "input"), ("x1", "input"), ("x2", "other"):
            return true
        default: return false
        }
    }

    private func unpacking(_ function: String, _ p: Parameter, _ items: [GivenArgument]) -> String? {
        guard let bad = items.firstIndex(where: { !$0.isInt }) else { return nil }
        return "\(function)(): argument '\(p.name)' failed to unpack the object at pos \(bad + 1) with error "
            + "\"type must be tuple of ints,but got \(items[bad].typeName)\""
    }

    private func missing(_ function: String, _ from: Int) -> String {
        let names = parameters.suffix(from: from).filter { !$0.isOptional }.map { "\"\($0.name)\"" }
        // PyTorch's plural is the wrong way round.
        return "\(function)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): "
            + names.joined(separator: ", ")
    }

    private func tooMany(_ function: String, _ given: Int) -> String {
        let (least, most) = (requiredCount, positionalCount)
        if least != most {
            return "\(function)() takes from \(least) to \(most) positional arguments but \(given) were given"
        }
        return "\(function)() takes \(most) positional argument\(most == 1 ? "" : "s") but \(given) "
            + (given == 1 ? "was given" : "were given")
    }
}
