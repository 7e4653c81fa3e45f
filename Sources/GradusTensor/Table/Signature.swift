/// A signature in PyTorch's schema notation, parsed:
/// `add(Tensor self, Tensor other, *, Scalar alpha=1)`.
public final class Signature: @unchecked Sendable {
    /// The type of a parameter.
    public enum Kind: Sendable, Equatable {
        case tensor, tensors, scalar, scalars, int, ints(size: Int?), float, floats, bool, string, dtype, device
        case generator, layout, any
    }

    public final class Parameter: @unchecked Sendable {
        public let name: String
        public let kind: Kind
        public let isOptional: Bool
        public let isKeywordOnly: Bool
        /// nil where the argument must be given.
        public let defaultValue: OpValue?
        /// The default as written.
        public let defaultText: String?

        init(
            name: String, kind: Kind, isOptional: Bool, isKeywordOnly: Bool, defaultValue: OpValue?,
            defaultText: String?
        ) {
            self.name = name
            self.kind = kind
            self.isOptional = isOptional
            self.isKeywordOnly = isKeywordOnly
            self.defaultValue = defaultValue
            self.defaultText = defaultText
        }

        /// The type as PyTorch's messages name it.
        public var typeText: String {
            switch kind {
            case .tensor: "Tensor"
            case .tensors: "tuple of Tensors"
            case .scalar: "Number"
            case .scalars: "tuple of Scalars"
            case .int: "int"
            case .ints: "tuple of ints"
            case .float: "float"
            case .floats: "tuple of floats"
            case .bool: "bool"
            case .string: "str"
            case .dtype: "torch.dtype"
            case .device: "torch.device"
            case .generator: "torch._C.Generator"
            case .layout: "torch.layout"
            case .any: "object"
            }
        }
    }

    public let text: String
    public let name: String
    public let parameters: [Parameter]
    /// How many parameters may be given by position.
    public let positionalCount: Int

    /// Parses the notation; what it cannot read it takes as a parameter of any type.
    public init(_ text: String) {
        self.text = text
        let open = text.firstIndex(of: "(") ?? text.endIndex
        name = String(text[..<open])
        var list: [Parameter] = []
        var keywordOnly = false
        let close = text.lastIndex(of: ")") ?? text.endIndex
        let inner = open < close ? text[text.index(after: open)..<close] : ""
        for piece in Signature.split(inner) {
            if piece == "*" {
                keywordOnly = true
                continue
            }
            list.append(Signature.parameter(piece, keywordOnly: keywordOnly))
        }
        parameters = list
        positionalCount = list.filter { !$0.isKeywordOnly }.count
    }

    private static func split(_ text: Substring) -> [String] {
        var pieces: [String] = []
        var depth = 0
        var current = ""
        for c in text {
            if c == "[" || c == "(" { depth += 1 }
            if c == "]" || c == ")" { depth -= 1 }
            if c == "," && depth == 0 {
                pieces.append(trim(current))
                current = ""
            } else {
                current.append(c)
            }
        }
        if !trim(current).isEmpty { pieces.append(trim(current)) }
        return pieces
    }

    private static func trim(_ s: String) -> String {
        var t = Substring(s)
        while t.first == " " { t.removeFirst() }
        while t.last == " " { t.removeLast() }
        return String(t)
    }

    private static func parameter(_ piece: String, keywordOnly: Bool) -> Parameter {
        var declaration = piece
        var defaultText: String?
        if let equals = piece.firstIndex(of: "=") {
            declaration = String(piece[..<equals])
            defaultText = String(piece[piece.index(after: equals)...])
        }
        let parts = declaration.split(separator: " ")
        var type = parts.first.map(String.init) ?? "Any"
        let name = parts.count > 1 ? String(parts[1]) : type
        let isOptional = type.hasSuffix("?")
        if isOptional { type.removeLast() }
        let kind = Signature.kind(type)
        return Parameter(
            name: name, kind: kind, isOptional: isOptional, isKeywordOnly: keywordOnly,
            defaultValue: defaultText.map { value($0, kind) }, defaultText: defaultText)
    }

    private static func kind(_ type: String) -> Kind {
        switch type {
        case "Tensor": .tensor
        case "Tensor[]": .tensors
        case "Scalar": .scalar
        case "Scalar[]": .scalars
        case "int", "SymInt": .int
        case "int[]": .ints(size: nil)
        case "int[1]": .ints(size: 1)
        case "int[2]": .ints(size: 2)
        case "int[3]": .ints(size: 3)
        case "float": .float
        case "float[]": .floats
        case "bool": .bool
        case "str": .string
        case "ScalarType": .dtype
        case "Device": .device
        case "Generator": .generator
        case "Layout", "MemoryFormat": .layout
        default: .any
        }
    }

    private static func value(_ text: String, _ kind: Kind) -> OpValue {
        if text == "None" { return .none }
        if text == "True" { return .scalar(.bool(true)) }
        if text == "False" { return .scalar(.bool(false)) }
        if text.hasPrefix("[") {
            let items = text.dropFirst().dropLast().split(separator: ",").map { trim(String($0)) }
            return .ints(Dims(items.compactMap { Int($0) }))
        }
        if text.hasPrefix("(") {
            let items = text.dropFirst().dropLast().split(separator: ",").map { trim(String($0)) }
            let ints = items.compactMap { Int($0) }
            if ints.count == items.count { return .ints(Dims(ints)) }
            return .scalars(items.compactMap { Double($0) }.map { .double($0) })
        }
        if text.hasPrefix("'") { return .string(String(text.dropFirst().dropLast())) }
        if let i = Int(text) {
            // One int stands for a list, as where a caller writes it: layers show it so.
            if case .ints = kind { return .scalar(.int(i)) }
            return kind == .float ? .scalar(.double(Double(i))) : .scalar(.int(i))
        }
        if let d = Double(text) { return .scalar(.double(d)) }
        return .string(text)
    }

    /// `(Tensor input, Number other, *, Number alpha = 1)` as PyTorch lists its candidates.
    public func candidateText(asMethod: Bool) -> String {
        var pieces: [String] = []
        var starred = false
        for (i, p) in parameters.enumerated() {
            if asMethod && i == 0 { continue }
            if p.isKeywordOnly && !starred {
                pieces.append("*")
                starred = true
            }
            let name = i == 0 && p.name == "self" ? "input" : p.name
            let type = p.typeText
            pieces.append(p.defaultText.map { "\(type) \(name) = \($0)" } ?? "\(type) \(name)")
        }
        return "(" + pieces.joined(separator: ", ") + ")"
    }
}
