/// Draws handwritten-like digits of 28 × 28 pixels: a skeleton, bent and jittered, laid out by a random affine map, and
/// stroked with a round pen whose edge is antialiased by distance.
struct DigitPainter {
    static let side = 28
    static let pixels = side * side

    let seed: UInt64
    /// 0 for the training part, 1 for the test part.
    let split: UInt64

    /// The digit that item `index` shows.
    func label(_ index: Int) -> Int {
        var random = DigitRandom(seed: seed, split: split, index: index)
        return random.below(10)
    }

    /// Draws item `index` into `out`, which has 784 bytes.
    func paint(_ index: Int, into out: UnsafeMutablePointer<UInt8>) {
        var random = DigitRandom(seed: seed, split: split, index: index)
        let label = random.below(10)
        var canvas = DigitCanvas()
        canvas.draw(choose(label, &random), &random)
        canvas.finish(into: out)
    }

    private func choose(_ label: Int, _ random: inout DigitRandom) -> DigitSkeleton {
        let variants = DigitSkeleton.variants[label]
        var ticket = random.below(variants.reduce(0) { $0 + $1.weight })
        for variant in variants {
            ticket -= variant.weight
            if ticket < 0 { return variant }
        }
        return variants[0]
    }
}
