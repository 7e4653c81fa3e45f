import GradusVM

/// One annotation such as `Float[Tensor, "batch n-4"]`, prepared for comparing.
final class ContractSpec {
    /// The kinds of axes, with the numbers that `jaxtyping.py` gives them.
    enum Kind: Int {
        case any, fixed, named, computed, many, namedMany
    }

    struct Axis {
        let kind: Kind
        let broadcasts: Bool
        /// The size, the address of the interned name, or a place in `expressions`.
        let value: Int
    }

    enum Term {
        case number(Int)
        /// The address of an interned name.
        case name(Int)
        case sign(String)
    }

    /// Bits of the element types; 0: any.
    let types: Int
    private(set) var axes: [Axis] = []
    private(set) var expressions: [[Term]] = []
    /// The place of the axis that stands for any number of them; -1: none.
    private(set) var many = -1
    private var names: [StringObject] = []

    /// nil where an axis is none of these.
    init?(_ vm: VM, _ types: Value, _ axes: Value) throws {
        guard types.tag == .int else { return nil }
        self.types = Int(types.intBits)
        for axis in try vm.array(from: axes) {
            guard let parts = axis.asTuple, parts.count == 3, parts[0].tag == .int,
                let kind = Kind(rawValue: Int(parts[0].intBits))
            else { return nil }
            var value = 0
            switch kind {
            case .any: break
            case .many: many = self.axes.count
            case .fixed:
                guard parts[1].tag == .int else { return nil }
                value = Int(parts[1].intBits)
            case .named, .namedMany:
                guard let name = parts[1].asString else { return nil }
                value = address(name)
                if kind == .namedMany { many = self.axes.count }
            case .computed:
                value = expressions.count
                let terms = try vm.array(from: parts[1])
                // Nobody writes more, and brackets are followed by recursion.
                guard terms.count <= 64 else { return nil }
                expressions.append(
                    terms.map { term in
                        guard let text = term.asString?.text else { return .sign("?") }
                        if let number = Int(text) { return .number(number) }
                        let isName = text.unicodeScalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
                        return isName ? .name(address(Interned.string(text))) : .sign(text)
                    })
            }
            self.axes.append(Axis(kind: kind, broadcasts: try vm.truth(parts[2]), value: value))
        }
    }

    private func address(_ name: StringObject) -> Int {
        let name = Interned.string(name)
        names.append(name)
        return Int(bitPattern: Unmanaged.passUnretained(name).toOpaque())
    }
}

/// The value of an axis such as `2*n-4`: the grammar is that of `_compute` in `jaxtyping.py`.
struct ContractArithmetic {
    let terms: [ContractSpec.Term]
    let size: (Int) -> Int?
    private var position = 0

    init(_ terms: [ContractSpec.Term], size: @escaping (Int) -> Int?) {
        self.terms = terms
        self.size = size
    }

    /// nil where a name has no size yet, and for numbers without end.
    mutating func value() -> Int? {
        let value = total()
        return position == terms.count ? value : nil
    }

    private mutating func take() -> ContractSpec.Term? {
        guard position < terms.count else { return nil }
        position += 1
        return terms[position - 1]
    }

    private mutating func takeSign(_ signs: [String]) -> String? {
        guard position < terms.count, case .sign(let sign) = terms[position], signs.contains(sign) else { return nil }
        position += 1
        return sign
    }

    private mutating func atom() -> Int? {
        switch take() {
        case .number(let number): return number
        case .name(let name): return size(name)
        case .sign("-"): return atom().map { 0 &- $0 }
        case .sign("("), .sign("{"):
            let value = total()
            return takeSign([")", "}"]) == nil ? nil : value
        default: return nil
        }
    }

    private mutating func product() -> Int? {
        guard var value = atom() else { return nil }
        while let sign = takeSign(["*", "//", "%"]) {
            guard let other = atom() else { return nil }
            if sign == "*" {
                let (result, isOver) = value.multipliedReportingOverflow(by: other)
                if isOver { return nil }
                value = result
            } else {
                // Towards minus infinity, as in the language.
                guard other > 0 else { return nil }
                let rest = ((value % other) + other) % other
                value = sign == "%" ? rest : (value &- rest) / other
            }
        }
        return value
    }

    private mutating func total() -> Int? {
        guard var value = product() else { return nil }
        while let sign = takeSign(["+", "-"]) {
            guard let other = product() else { return nil }
            value = sign == "+" ? value &+ other : value &- other
        }
        return value
    }
}
