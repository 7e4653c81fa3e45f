/// Sentences of the shape ledger.
package enum Why {
    package static let same = "element by element"

    package static func broadcast(_ a: Dims, _ b: Dims, _ out: Dims) -> String {
        a == b ? same : "\(a) with \(b) broadcast to \(out)"
    }

    package static func arrow(_ a: Dims, _ b: Dims) -> String { "\(a) → \(b)" }
}
