import GradusData
import GradusTensor
import GradusVM

/// The payload of a transform written in Swift: what it does, and its attributes as the user gave them.
final class NativeTransform {
    let transform: any Transform
    let attributes: [String: Strong]

    init(_ transform: any Transform, attributes: [String: Strong] = [:]) {
        self.transform = transform
        self.attributes = attributes
    }
}

extension NativeTransform {
    /// The `repr`, with whole numbers shown as the user wrote them (`p=1`, `scale=(0.5, 1)`).
    func description(_ vm: VM) throws -> String {
        // Its ranges are floats, whatever was written.
        if transform is ColorJitter { return transform.description }
        var text = transform.description
        for (name, attribute) in attributes {
            let value = attribute.value
            if value.tag == .int {
                Self.replace("\(name)=\(Double(value.intBits))", "\(name)=\(value.intBits)", in: &text)
            } else if let numbers = try vm.numbers(value), numbers.count == 2 {
                let canonical = try vm.repr(vm.tuple(numbers.map { Value($0) }))
                let written = try vm.repr(vm.tuple(try vm.array(from: value)))
                Self.replace("\(name)=\(canonical)", "\(name)=\(written)", in: &text)
            }
        }
        return text
    }

    /// Replaces the first occurrence that ends an argument.
    private static func replace(_ old: String, _ new: String, in text: inout String) {
        let (bytes, pattern) = (Array(text.utf8), Array(old.utf8))
        guard old != new, bytes.count > pattern.count else { return }
        for start in 0..<bytes.count - pattern.count where bytes[start..<start + pattern.count].elementsEqual(pattern) {
            let end = start + pattern.count
            guard bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: ")") else { continue }
            text = String(decoding: bytes[..<start] + Array(new.utf8) + bytes[end...], as: UTF8.self)
            return
        }
    }
}

/// The payload of `Compose`, `RandomApply` …: transforms of any kind, native as a whole where all of them are.
final class TransformGroup {
    enum Kind: String {
        case compose = "Compose", apply = "RandomApply", choice = "RandomChoice", order = "RandomOrder"
    }

    let kind: Kind
    /// A list or tuple of transforms.
    let members: Strong
    let probability: Double
    /// Weights of `RandomChoice`.
    let weights: Strong
    private var cachedFor: [NativeTransform] = []
    private var cached: NativeTransform?

    init(_ kind: Kind, _ members: Value, probability: Double = 0.5, weights: Value = .none) {
        self.kind = kind
        self.members = Strong(members)
        self.probability = probability
        self.weights = Strong(weights)
    }

    private var buffer: UnsafeBufferPointer<Value> {
        members.value.asList?.buffer ?? members.value.asTuple?.buffer ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The group as one native transform; nil where a member is code of the language.
    func native(_ vm: VM) throws -> NativeTransform? {
        guard kind == .compose || kind == .apply, members.value.asList != nil || members.value.asTuple != nil else {
            return nil
        }
        let buffer = buffer
        if let cached, cachedFor.count == buffer.count {
            var same = true
            for (index, member) in buffer.enumerated() {
                guard try TransformTypes.native(vm, member) === cachedFor[index] else {
                    same = false
                    break
                }
            }
            if same { return cached }
        }
        var parts: [NativeTransform] = []
        for member in buffer {
            guard let part = try TransformTypes.native(vm, member) else { return nil }
            parts.append(part)
        }
        let transforms = parts.map(\.transform)
        let made = NativeTransform(
            kind == .compose ? Compose(transforms) : RandomApply(transforms, probability: probability))
        cached = made
        cachedFor = parts
        return made
    }

    func apply(_ vm: VM, _ input: Value) throws -> Value {
        if let native = try native(vm), let sample = vm.sample(input) {
            return vm.value(of: try native.transform.apply(sample, .default))
        }
        var members = try vm.array(from: members.value)
        switch kind {
        case .compose: break
        case .apply:
            if Float(probability) < Generator.default.u24() { return input }
        case .choice:
            let random = Value(borrowing: try vm.importModule("random"))
            let picked = try vm.call(
                try vm.attribute(random, "choices"), [self.members.value],
                keywords: [(name: "weights", value: weights.value)])
            members = [try vm.getItem(picked, Value(0))]
        case .order:
            let random = Value(borrowing: try vm.importModule("random"))
            let order = vm.list((0..<members.count).map { Value($0) })
            _ = try vm.callMethod(random, "shuffle", [order])
            let given = members
            members = try vm.array(from: order).map { given[try vm.index($0)] }
        }
        var result = input
        for member in members { result = try vm.call(member, [result]) }
        return result
    }

    func description(_ vm: VM) throws -> String {
        let lines = try vm.array(from: members.value).map { "\n    " + (try vm.repr($0)) }.joined()
        switch kind {
        case .compose: return "Compose(\(lines)\n)"
        case .apply: return "RandomApply(\n    p=\(try vm.repr(Value(probability)))\(lines)\n)"
        case .order: return "RandomOrder(\(lines)\n)"
        case .choice: return "RandomChoice(\(lines)\n)(p=\(try vm.repr(weights.value)))"
        }
    }
}

extension VM {
    /// A picture or tensor as what goes through native transforms; nil for anything else.
    func sample(_ value: Value) -> Sample? {
        if let tensor = value.asTensor { return .tensor(tensor) }
        guard let object = value.asPicture, object.failure == nil else { return nil }
        return .picture(object.picture)
    }
}
