import GradusKernels
import GradusTensor

/// The embedded data set: 60,000 + 10,000 handwritten-like digits of 28 × 28 pixels that the program draws itself.
///
/// A seed gives the same pictures on every machine. Pictures are drawn when they are first looked at.
public enum Digits {
    public static let trainCount = 60_000
    public static let testCount = 10_000

    /// Draws nothing yet; labels are known at once.
    public static func open(train: Bool = true, seed: UInt64 = 0) throws -> ImageSet {
        let count = train ? trainCount : testCount
        if Preview.isOn {
            return try ImageSet.preview(
                name: "Digits", root: nil, extraLines: ["Split: \(train ? "Train" : "Test")", "Seed: \(seed)"],
                classes: IDXSetSource.digitClasses, mode: .gray, height: DigitPainter.side, width: DigitPainter.side,
                count: count)
        }
        let painter = DigitPainter(seed: seed, split: train ? 0 : 1)
        let store = try PixelStore(count: count, itemBytes: DigitPainter.pixels) { items, base in
            let target = PaintTarget(base: base)
            Threads.parallelFor(items.count, grain: 100) { part in
                for index in part {
                    let item = items.lowerBound + index
                    painter.paint(item, into: target.base + item * DigitPainter.pixels)
                }
            }
        }
        return try ImageSet(
            name: "Digits", root: nil, extraLines: ["Split: \(train ? "Train" : "Test")", "Seed: \(seed)"],
            classes: IDXSetSource.digitClasses, mode: .gray, height: DigitPainter.side, width: DigitPainter.side,
            pixels: store, labels: (0..<count).map { Int64(painter.label($0)) })
    }

    /// Lets workers write to disjoint parts of one memory.
    private struct PaintTarget: @unchecked Sendable {
        let base: UnsafeMutablePointer<UInt8>
    }
}
