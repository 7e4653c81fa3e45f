import GradusCompiler
import GradusSyntax

/// What a failing instruction was about, in the words of the program: the operands of its expression with their values as
/// far as they are simply stored. Nothing of the program runs to find them.
public struct FailureSite {
    public struct Operand {
        /// As written.
        public let text: String
        /// nil where it would have to be computed.
        public let value: Value?
    }

    /// The called function or method.
    public let callee: Operand?
    /// Of a method, what it was called on; nil of plain functions and operators.
    public let receiver: Operand?
    /// Both sides of an operator, or the arguments of a call.
    public let operands: [Operand]
}

extension VM {
    /// Describes the expression that the innermost frame of the program is at; nil where it is no call and no operator.
    /// Meant for the moment when an error of native code becomes an exception.
    public func failureSite() -> FailureSite? {
        guard let frame = innermostFrame else { return nil }
        let code = frame.pointee.code
        let index = frame.pointee.pc - frame.pointee.header.pointee.instructions - 1
        guard index >= 0, index < code.spans.count else { return nil }
        let span = code.spans[index]
        guard span.start >= 0, span.end > span.start, Int(span.end) <= code.source.bytes.count,
            span.end - span.start < 2000
        else { return nil }
        let bytes = code.source.bytes[Int(span.start)..<Int(span.end)]
        // In brackets an expression may go over several lines.
        let text = SourceText(name: "", text: "(" + String(decoding: bytes, as: UTF8.self) + ")")
        if let expression = try? parseExpression(text) { return site(of: expression, in: text, frame) }
        let statement = SourceText(name: "", text: String(decoding: bytes, as: UTF8.self))
        guard case .augmentedAssign(let target, _, let value)? = (try? parseModule(statement))?.body.first?.kind else {
            return nil
        }
        let operands = [target, value].map { operand($0, in: statement, frame) }
        return FailureSite(callee: nil, receiver: nil, operands: operands)
    }

    /// Values of the names that the running functions of the program see, innermost first.
    public var visibleVariables: [(name: String, value: Value)] {
        var result: [(name: String, value: Value)] = []
        var namespaces: Set<ObjectIdentifier> = []
        for place in (0..<frameCount).reversed() {
            let frame = frames + place
            let code = frame.pointee.code
            guard !isEmbedded(code) else { continue }
            if code.kind != .module {
                for (index, name) in code.localNames.enumerated() {
                    let value = content(frame.pointee.base[index])
                    if !value.isUnbound { result.append((name, value)) }
                }
            }
            let globals = frame.pointee.globals.takeUnretainedValue()
            if namespaces.insert(ObjectIdentifier(globals)).inserted {
                for entry in globals.entries {
                    if let name = entry.key.asString { result.append((name.text, entry.value)) }
                }
            }
        }
        return result
    }

    /// The innermost frame that runs code of the program, not of an embedded module.
    private var innermostFrame: UnsafeMutablePointer<Frame>? {
        for place in (0..<frameCount).reversed() where !isEmbedded(frames[place].code) { return frames + place }
        return nil
    }

    /// The code and the instruction that the program is at, embedded modules left aside.
    var innermostPlace: (code: CodeObject, instruction: Int)? {
        guard let frame = innermostFrame else { return nil }
        let index = frame.pointee.pc - frame.pointee.header.pointee.instructions - 1
        return (frame.pointee.code, max(index, 0))
    }

    private func isEmbedded(_ code: CodeObject) -> Bool { code.source.name.hasPrefix("<gradus:") }

    private func content(_ value: Value) -> Value { value.tag == .cell ? value.cast(CellObject.self).content : value }

    private func site(of expression: Expression, in source: SourceText, _ frame: UnsafeMutablePointer<Frame>)
        -> FailureSite?
    {
        switch expression.kind {
        case .binary(_, let left, let right):
            return FailureSite(
                callee: nil, receiver: nil, operands: [left, right].map { operand($0, in: source, frame) })
        case .comparison(let left, let rest):
            return FailureSite(
                callee: nil, receiver: nil,
                operands: ([left] + rest.map { $0.1 }).map { operand($0, in: source, frame) })
        case .subscript(let base, _):
            return FailureSite(callee: nil, receiver: operand(base, in: source, frame), operands: [])
        case .call(let callee, let arguments):
            var receiver: FailureSite.Operand?
            if case .attribute(let base, _) = callee.kind { receiver = operand(base, in: source, frame) }
            let given = arguments.compactMap { argument -> Expression? in
                switch argument {
                case .positional(let value), .keyword(_, let value): value
                default: nil
                }
            }
            // Of `cat([a, b])` the operands are in the list.
            let operands = given.flatMap { value -> [Expression] in
                switch value.kind {
                case .list(let items), .tuple(let items): items
                default: [value]
                }
            }
            return FailureSite(
                callee: operand(callee, in: source, frame), receiver: receiver,
                operands: operands.map { operand($0, in: source, frame) })
        default: return nil
        }
    }

    private func operand(_ expression: Expression, in source: SourceText, _ frame: UnsafeMutablePointer<Frame>)
        -> FailureSite.Operand
    {
        let bytes = source.bytes[Int(expression.span.start)..<Int(expression.span.end)]
        return FailureSite.Operand(
            text: String(decoding: bytes, as: UTF8.self), value: stored(expression, frame))
    }

    /// The value of a name, of an attribute of one, or of an item with a plain index.
    private func stored(_ expression: Expression, _ frame: UnsafeMutablePointer<Frame>) -> Value? {
        switch expression.kind {
        case .name(let name): return variable(name, frame)
        case .attribute(let base, let name):
            guard let owner = stored(base, frame) else { return nil }
            return storedAttribute(owner, name.name)
        case .subscript(let base, let index):
            guard let owner = stored(base, frame), case .integer(let number) = index.kind, number >= 0 else {
                return nil
            }
            if let list = owner.asList { return number < list.count ? list[Int(number)] : nil }
            if let tuple = owner.asTuple { return number < tuple.count ? tuple[Int(number)] : nil }
            return nil
        default: return nil
        }
    }

    /// What a name means in a frame.
    func variable(_ name: String, _ frame: UnsafeMutablePointer<Frame>) -> Value? {
        let code = frame.pointee.code
        if code.kind != .module {
            if let place = code.localNames.firstIndex(of: name) {
                let value = content(frame.pointee.base[place])
                return value.isUnbound ? nil : value
            }
            if let place = code.freeNames.firstIndex(of: name) {
                let value = content(frame.pointee.base[code.freeBase + place])
                return value.isUnbound ? nil : value
            }
        }
        if let namespace = frame.pointee.namespace?.takeUnretainedValue(), let value = namespace.get(name) {
            return value
        }
        return frame.pointee.globals.takeUnretainedValue().get(name)
    }
}
