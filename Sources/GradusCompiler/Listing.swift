import GradusSyntax

/// A readable listing of a code object and of the code objects among its constants.
package func listing(of code: CodeObject) -> String {
    var lines: [String] = []
    list(code, into: &lines)
    return lines.joined(separator: "\n") + "\n"
}

private func list(_ code: CodeObject, into lines: inout [String]) {
    lines.append("\(code.kind) \(code.qualifiedName): \(code.registerCount) registers")
    if !code.localNames.isEmpty {
        let names = code.localNames.enumerated().map { "R\($0.offset)=\($0.element)" }
        lines.append("  locals: " + names.joined(separator: " "))
    }
    if !code.freeNames.isEmpty {
        let names = code.freeNames.enumerated().map { "R\(code.freeBase + $0.offset)=\($0.element)" }
        lines.append("  free: " + names.joined(separator: " "))
    }
    var lastLine = -1
    for (place, instruction) in code.instructions.enumerated() {
        let line = code.source.line(at: Int(code.spans[place].start))
        let shownLine = line == lastLine ? "" : "\(line)"
        lastLine = line
        let text = instruction.text(at: place, in: code)
        lines.append("  \(padLeft(shownLine, 4)) \(padLeft("\(place)", 5))  \(text)")
    }
    for entry in code.handlers {
        lines.append(
            "  handler \(entry.start)..<\(entry.end) -> \(entry.target) R\(entry.register)"
                + " clear R\(entry.clearFrom)... depth \(entry.handlerDepth)")
    }
    for range in code.inlined { lines.append("  inlined \(range.start)..<\(range.end) \(range.name)") }
    for constant in code.constants {
        guard case .code(let inner) = constant else { continue }
        lines.append("")
        list(inner, into: &lines)
    }
}

private func padLeft(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

extension Instruction {
    /// The instruction's name, operands and bits, and what constants and names it speaks of.
    fileprivate func text(at place: Int, in code: CodeObject) -> String {
        let information = op.information
        var operands: [String] = []
        var notes: [String] = []
        for operand in information.operands {
            switch operand {
            case .a: operands.append(register(a, Bit.consumesA))
            case .b: operands.append(register(b, Bit.consumesB))
            case .c: operands.append(register(c, Bit.consumesC))
            case .run(let from, let count):
                let start = Int(from == .b ? b : a) + (from == .a ? 1 : 0)
                operands.append("R\(start)...+\(count == .b ? b : c)")
            case .integerB: operands.append("\(Int16(bitPattern: b))")
            case .integerC: operands.append("\(Int16(bitPattern: c))")
            case .countB: operands.append("\(b)")
            case .countC: operands.append("\(c)")
            case .wideInteger: operands.append("\(wide)")
            case .wideConstant: notes.append(code.constant(wide))
            case .constantB: notes.append(code.constant(Int(b)))
            case .constantC: notes.append(code.constant(Int(c)))
            case .wideName: notes.append(code.name(wide))
            case .nameB: notes.append(code.name(Int(b)))
            case .nameC: notes.append(code.name(Int(c)))
            case .jumpWide: operands.append("-> \(place + 1 + wide)")
            case .jumpC: operands.append("-> \(place + 1 + Int(Int16(bitPattern: c)))")
            case .optionalC: operands.append(c == 0xFFFF ? "-" : "R\(c)")
            case .bits: operands.append("x\(x)")
            }
        }
        let isComparison = information.bits.contains(.sense)
        if isComparison { operands.insert(x & Bit.sense != 0 ? "if" : "unless", at: 0) }
        if information.bits.contains(.inPlace), x & Bit.inPlace != 0 { operands.append("in-place") }
        let head = "\(op)"
        let padded = head + String(repeating: " ", count: max(1, 18 - head.count))
        return padded + (operands + notes.map { "(\($0))" }).joined(separator: " ")
    }

    private typealias Bit = InstructionBit

    /// `R5`, or `R5!` if it is consumed by its reader.
    private func register(_ number: UInt16, _ bit: UInt8) -> String {
        op.information.consumed(bit) && x & bit != 0 ? "R\(number)!" : "R\(number)"
    }
}

extension CodeObject {
    fileprivate func constant(_ index: Int) -> String {
        index < constants.count ? constants[index].shown : "?\(index)"
    }

    fileprivate func name(_ index: Int) -> String { index < names.count ? names[index] : "?\(index)" }
}

extension Constant {
    /// Roughly what `repr` would show.
    var shown: String {
        switch self {
        case .none: "None"
        case .ellipsis: "Ellipsis"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "\(value)"
        case .bigInteger(let text): text
        case .float(let value): "\(value)"
        case .imaginary(let value): "\(value)j"
        case .string(let bytes): quoted(bytes)
        case .bytes(let bytes): "b" + quoted(bytes)
        case .tuple(let items):
            "(" + items.map(\.shown).joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
        case .frozenSet(let items): "frozenset({" + items.map(\.shown).joined(separator: ", ") + "})"
        case .code(let code): "<code \(code.qualifiedName)>"
        }
    }
}

private func quoted(_ bytes: [UInt8]) -> String {
    var text = "'"
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch scalar {
        case "\n": text += "\\n"
        case "\t": text += "\\t"
        case "\r": text += "\\r"
        case "\\": text += "\\\\"
        case "'": text += "\\'"
        default:
            if scalar.value < 0x20 || scalar.value == 0x7F {
                let digits = String(scalar.value, radix: 16)
                text += "\\x" + (digits.count < 2 ? "0" : "") + digits
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
    return text + "'"
}
