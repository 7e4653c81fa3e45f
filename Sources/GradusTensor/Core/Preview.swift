/// Looking at a program for its shapes only: data sets are read no further than their headers, and a pass over data ends
/// after one item.
public enum Preview {
    public nonisolated(unsafe) static var isOn = false
    /// Batches taken and gradients computed: a loop in which this grows trains, and one turn of it shows all its shapes.
    public nonisolated(unsafe) static var steps = 0
    /// The batch size of the last loader that was asked, where it is more than one.
    public nonisolated(unsafe) static var batchSize: Int?
}
