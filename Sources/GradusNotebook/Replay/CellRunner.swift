import GradusEngine

/// What a replay needs of an engine.
public protocol CellRunner: AnyObject {
    /// Runs one cell to its end, handing each event to `emit` as it happens.
    func execute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome
}

extension Session: CellRunner {}
