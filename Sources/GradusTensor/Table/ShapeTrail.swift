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
    /// At how many operations no more are noted, while a step runs: it is one, whatever it is made of.
    private nonisolated(unsafe) static var limit = Int.max
    /// The step had more of them.
    private nonisolated(unsafe) static var isOver = false
    private nonisolated(unsafe) static var explained: [ShapeEntry] = []

    /// Somebody wants to know.
    public private(set) nonisolated(unsafe) static var isOn = false
    /// Operations should bring their arithmetic.
    static var wantsReasons: Bool { isOn && explained.count < explainedLimit }

    /// Begins with an empty trail.
    public static func start() {
        (count, limit, isOver) = (0, .max, false)
        explained.removeAll(keepingCapacity: true)
        isOn = true
        ShapeLedger.update()
    }

    /// Keeps what there is, and notes nothing more.
    public static func stop() {
        isOn = false
        ShapeLedger.update()
    }

    @inline(never)
    static func note(_ operation: String, _ output: Dims, _ dtype: DType) {
        guard count < limit else {
            isOver = true
            return
        }
        places[count % capacity] = Place(operation: operation, output: output, dtype: dtype)
        count &+= 1
    }

    /// A step that is running, and what was so before it.
    struct Step {
        fileprivate let start: Int
        fileprivate let limit: Int
        fileprivate let isOver: Bool
    }

    static func begin() -> Step {
        let step = Step(start: count, limit: limit, isOver: isOver)
        limit = min(limit, count &+ 1)
        isOver = false
        return step
    }

    /// - Returns: how many operations the step has noted: none, 1, or 2 for more.
    @discardableResult
    static func end(_ step: Step) -> Int {
        let noted = count > step.start ? isOver ? 2 : 1 : isOver ? 1 : 0
        // Those for which the step around has no room are that one's, too.
        isOver = step.isOver || isOver && count == step.start
        limit = step.limit
        return noted
    }

    /// Notes a step itself, in the place of the first of several operations.
    static func note(_ operation: String, _ output: Dims, _ dtype: DType, over step: Step, _ noted: Int) {
        if noted == 0 { return note(operation, output, dtype) }
        places[step.start % capacity] = Place(operation: operation, output: output, dtype: dtype)
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
