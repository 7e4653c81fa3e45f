/// Iteration by `__getitem__` with 0, 1, 2 … until IndexError.
final class SequenceIterator: IteratorObject {
    private var sequence: Strong
    private var position = 0
    private var isFinished = false
    nonisolated(unsafe) private static let iteratorType = IteratorTypes.make("iterator")

    init(_ sequence: Value) {
        self.sequence = Strong(sequence)
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        if isFinished { return nil }
        do {
            let value = try vm.getItem(sequence.value, Value(position))
            position += 1
            return value
        } catch let error where vm.isException(error, .indexError) || vm.isException(error, .stopIteration) {
            isFinished = true
            sequence = .none
            return nil
        }
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        isFinished ? .exhausted(vm) : .iterating(vm, sequence.value, state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        if !isFinished { position = try IteratorTypes.place(vm, state, in: 0...Int.max) }
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(sequence.value) }
}
