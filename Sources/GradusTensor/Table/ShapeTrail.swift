/// The last operations of a cell, so that an error can show how its shapes came about.
///
/// Noting one costs a few nanoseconds: the arithmetic is made for the first operations only. Later ones that look the same,
/// as in a training loop, are explained by those.
public enum ShapeTrail {
    private static let capacity = 12
    private static let explainedLimit = 64

    private struct Place {
        var operation = ""
        var output: Dims = []
        var dtype = DType.float32
    }

    private nonisolated(unsafe) static var places = [Place](repeating: Place(), count: capacity)
    private nonisolated(unsafe) static var count = 0
    private nonisolated(unsafe) static var explained: [ShapeEntry] = []

    /// Somebody wants to know.
    public private(set) nonisolated(unsafe) static var isOn = false
    /// Operations should bring their arithmetic.
    static var wantsReasons: Bool { isOn && explained.count < explainedLimit }

    /// Begins with an empty trail.
    public static func start() {
        count = 0
        explained.removeAll(keepingCapacity: true)
        isOn = true
        ShapeLedger.update()
    }

    /// Keeps what there is, and notes nothing more.
    public static func stop() {
        isOn = false
        ShapeLedger.update()
    }

    static func note(_ entry: ShapeEntry) {
        places[count % capacity] = Place(operation: entry.operation, output: entry.output, dtype: entry.dtype)
        count &+= 1
    }

    static func explain(_ entry: ShapeEntry) {
        guard explained.count < explainedLimit else { return }
        explained.append(entry)
        if explained.count == explainedLimit { ShapeLedger.update() }
    }

    /// The last operations, oldest first.
    public static var latest: [ShapeEntry] {
        let first = max(0, count - capacity)
        return (first..<count).map { number in
            let place = places[number % capacity]
            let reasons = Set(
                explained.filter {
                    $0.operation == place.operation && $0.output == place.output && $0.dtype == place.dtype
                }.map(\.why))
            // Two explanations explain nothing.
            let why = reasons.count == 1 ? reasons.first ?? "" : ""
            return ShapeEntry(
                operation: place.operation, inputs: [], output: place.output, dtype: place.dtype, why: why)
        }
    }

    /// There were more before `latest`.
    public static var isCut: Bool { count > capacity }
}
