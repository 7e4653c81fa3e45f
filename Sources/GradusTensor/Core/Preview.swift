/// Looking at a program for its shapes only: data sets are read no further than their headers, and a pass over data ends
/// after one item.
public enum Preview {
    public nonisolated(unsafe) static var isOn = false
    /// Batches taken and gradients computed: a loop in which this grows trains, and one turn of it shows all its shapes.
    public nonisolated(unsafe) static var steps = 0
    /// The batch size of the last loader that was asked, where it is more than one.
    public nonisolated(unsafe) static var batchSize: Int?
    /// The sizes of the batches that were asked for, each with another one: that of the loader's last batch where it is
    /// smaller (`isLast`), else one more.
    public struct Batch: Sendable, Equatable {
        public var size: Int
        public var other: Int
        public var isLast: Bool

        public init(size: Int, other: Int, isLast: Bool) {
            self.size = size
            self.other = other
            self.isLast = isLast
        }
    }
    public nonisolated(unsafe) static var batches: [Batch] = []
    /// Loaders give batches of the other size: what differs from a first run depends on the size of the batch.
    public nonisolated(unsafe) static var usesOtherSizes = false
}
