/// Sentences of the shape ledger.
package enum Why {
    package static let same = "element by element"

    package static func broadcast(_ a: Dims, _ b: Dims, _ out: Dims) -> String {
        a == b ? same : "\(a) with \(b) broadcast to \(out)"
    }

    /// Where nothing is known but what went in and what came out.
    package static func of(_ inputs: [Dims], _ out: Dims) -> String {
        guard let first = inputs.first else { return "" }
        if inputs.allSatisfy({ $0 == out }) { return same }
        if inputs.count == 2, (try? Elementwise.broadcast(first, inputs[1], "")) == out {
            return broadcast(first, inputs[1], out)
        }
        return arrow(first, out)
    }

    package static func arrow(_ a: Dims, _ b: Dims) -> String { "\(a) → \(b)" }
}
