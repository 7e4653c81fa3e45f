import BigInt

/// A `range` whose bounds, or whose length, do not fit 64 bits. It has the class `range` but not its tag, so that only
/// the methods of the class ever meet one.
final class BigRangeObject: Object {
    let start: BigInt
    let stop: BigInt
    let step: BigInt
    let count: BigInt

    init(_ start: BigInt, _ stop: BigInt, _ step: BigInt) {
        self.start = start
        self.stop = stop
        self.step = step
        if step > 0, start < stop {
            count = (stop - start - 1) / step + 1
        } else if step < 0, start > stop {
            count = (start - stop - 1) / -step + 1
        } else {
            count = 0
        }
        super.init(type: Types.range, tag: .object)
    }

    convenience init(_ range: RangeObject) {
        self.init(BigInt(range.start), BigInt(range.stop), BigInt(range.step))
    }

    subscript(index: BigInt) -> BigInt { start + index * step }

    var reversed: BigRangeObject {
        count == 0 ? BigRangeObject(0, 0, 1) : BigRangeObject(self[count - 1], start - step, -step)
    }

    func index(of number: BigInt) -> BigInt? {
        let distance = number - start
        guard distance % step == 0 else { return nil }
        let index = distance / step
        return index >= 0 && index < count ? index : nil
    }

    func item(_ vm: VM, _ key: Value) throws -> Value {
        if let slice = key.asSlice { return try part(vm, slice) }
        guard vm.hasIndex(key) else {
            throw vm.typeError("range indices must be integers or slices, not \(vm.typeName(key))")
        }
        var index = try vm.bigInt(key)
        if index < 0 { index += count }
        guard index >= 0, index < count else { throw vm.indexError("range object index out of range") }
        return vm.int(self[index])
    }

    private func part(_ vm: VM, _ slice: SliceObject) throws -> Value {
        func number(_ value: Value) throws -> BigInt? {
            if value.isNone { return nil }
            guard vm.hasIndex(value) else {
                throw vm.typeError("slice indices must be integers or None or have an __index__ method")
            }
            return try vm.bigInt(value)
        }
        let stride = try number(slice.step.value) ?? 1
        if stride == 0 { throw vm.valueError("slice step cannot be zero") }
        let (lowest, highest): (BigInt, BigInt) = stride > 0 ? (0, count) : (-1, count - 1)
        func bound(_ value: Value, _ missing: BigInt) throws -> BigInt {
            guard let given = try number(value) else { return missing }
            return min(max(given < 0 ? given + count : given, lowest), highest)
        }
        let first = try bound(slice.start.value, stride > 0 ? lowest : highest)
        let last = try bound(slice.stop.value, stride > 0 ? highest : lowest)
        return RangeType.value(vm, self[first], self[last], step * stride)
    }
}

/// Over a range beyond 64 bits.
final class BigRangeIterator: IteratorObject {
    private let range: BigRangeObject
    private var position: BigInt = 0
    nonisolated(unsafe) static let kind = IteratorTypes.make("longrange_iterator")

    init(_ range: BigRangeObject) {
        self.range = range
        super.init(type: BigRangeIterator.kind)
    }

    override var lengthHint: Int? { Int(exactly: range.count - position) }

    override func next(_ vm: VM) throws -> Value? {
        guard position < range.count else { return nil }
        defer { position += 1 }
        return vm.int(range[position])
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        .iterating(vm, Value(borrowing: range), state: vm.int(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        position = min(max(try vm.integer(state), 0), range.count)
    }
}
