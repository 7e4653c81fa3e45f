import GradusData
import GradusTensor
import GradusVM

/// Arguments of transforms, in the forms torchvision takes them.
struct TransformArguments {
    let vm: VM
    let arguments: Arguments
    let name: String
    /// The parameters after self, with the texts of their defaults.
    let parameters: [TransformParameter]

    func optional(_ index: Int) -> Value? { arguments.optional(index + 1) }

    func orNone(_ index: Int) -> Value? { arguments.orNone(index + 1) }

    func double(_ index: Int, _ fallback: Double) throws -> Double { try vm.number(arguments, index + 1, fallback) }

    func flag(_ index: Int, _ fallback: Bool) throws -> Bool { try vm.flag(arguments, index + 1, fallback) }

    /// One or several whole numbers.
    func integers(_ index: Int) throws -> [Int]? {
        guard let value = orNone(index) else { return nil }
        if value.asList != nil || value.asTuple != nil { return try vm.array(from: value).map { try vm.index($0) } }
        return [try vm.index(value)]
    }

    /// One or several numbers.
    func numbers(_ index: Int, _ fallback: [Double]) throws -> [Double] {
        guard let value = orNone(index) else { return fallback }
        return try vm.numbers(value) ?? [try vm.double(value)]
    }

    func pair(_ index: Int, _ fallback: (Double, Double)) throws -> (Double, Double) { try pair(index) ?? fallback }

    func pair(_ index: Int) throws -> (Double, Double)? {
        guard let value = orNone(index) else { return nil }
        guard let numbers = try vm.numbers(value) else {
            throw vm.typeError("\(parameters[index].name) should be a sequence")
        }
        guard numbers.count == 2 else {
            throw vm.valueError("\(parameters[index].name) should be a sequence of length 2.")
        }
        return (numbers[0], numbers[1])
    }

    /// One edge for both, or (height, width).
    func size(_ index: Int, message: String = "Please provide only two dimensions (h, w) for size.") throws -> PixelSize
    {
        guard let edges = try integers(index), edges.count == 1 || edges.count == 2 else {
            throw vm.valueError(message)
        }
        return PixelSize(height: edges[0], width: edges[edges.count - 1])
    }

    func filter(_ index: Int, _ fallback: Interpolation) throws -> Interpolation {
        try orNone(index).map { try InterpolationType.parse(vm, $0) } ?? fallback
    }

    func padding(_ index: Int) throws -> PaddingMode {
        guard let value = orNone(index) else { return .constant }
        guard let text = value.asString?.text else { throw vm.typeError("Got inappropriate padding_mode arg") }
        guard let mode = PaddingMode(rawValue: text) else {
            throw vm.valueError("Padding mode should be either constant, edge, reflect or symmetric")
        }
        return mode
    }

    /// A range of angles from one number or two.
    func angles(_ index: Int, _ name: String) throws -> (Double, Double) {
        guard let value = orNone(index) else { return (0, 0) }
        if let numbers = try vm.numbers(value) {
            guard numbers.count == 2 else { throw vm.valueError("\(name) should be a sequence of length 2.") }
            return (numbers[0], numbers[1])
        }
        let angle = try vm.double(value)
        guard angle >= 0 else { throw vm.valueError("If \(name) is a single number, it must be positive.") }
        // Minus the whole number 0 is 0, not -0.0.
        return (vm.unboxed(value).tag == .int && angle == 0 ? 0 : -angle, angle)
    }

    /// Arguments as the user wrote them, for the repr.
    var shown: ShownArguments {
        get throws {
            var texts: ShownArguments = [:]
            for (index, parameter) in parameters.enumerated() {
                if let value = optional(index) { texts[parameter.name] = try vm.repr(value) }
            }
            return texts
        }
    }
}

/// One parameter of a transform's constructor: its name and how its default is written.
struct TransformParameter {
    let name: String
    let fallback: String?

    /// The default as a value.
    func value(_ vm: VM) throws -> Value {
        switch fallback {
        case nil, "None": return .none
        case "True": return .true
        case "False": return .false
        case "BILINEAR": return InterpolationType.value(.bilinear)
        case "NEAREST": return InterpolationType.value(.nearest)
        case .some(let text):
            if text.hasPrefix("'") { return vm.string(String(text.dropFirst().dropLast())) }
            if text.hasPrefix("(") {
                let parts = text.dropFirst().dropLast().split(separator: ",")
                return vm.tuple(parts.map { Value(Double($0.drop { $0 == " " }) ?? 0) })
            }
            if let whole = Int(text) { return Value(whole) }
            return Value(Double(text) ?? 0)
        }
    }

    /// The parameters of a signature without self.
    static func list(_ signature: String) -> [TransformParameter] {
        var parts: [String] = []
        var depth = 0
        for character in signature {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if parts.isEmpty || (character == "," && depth == 0) { parts.append("") }
            if character != "," || depth > 0 { parts[parts.count - 1].append(character) }
        }
        return parts.map { part in
            let trimmed = String(part.drop { $0 == " " })
            let pieces = trimmed.split(separator: "=", maxSplits: 1).map(String.init)
            return TransformParameter(name: pieces.first ?? "", fallback: pieces.count > 1 ? pieces[1] : nil)
        }
    }
}
