/// Keeps the values that native code works with alive until the native function returns to the machine, so that native
/// code may treat every `Value` as borrowed and has nothing to release.
public final class ValuePool {
    /// What a strand has in the pool while another one runs.
    struct Content {
        fileprivate var values: UnsafeMutablePointer<Value>
        fileprivate var count = 0
        fileprivate var capacity = 256

        init() { values = UnsafeMutablePointer<Value>.allocate(capacity: capacity) }

        fileprivate init(values: UnsafeMutablePointer<Value>, count: Int, capacity: Int) {
            (self.values, self.count, self.capacity) = (values, count, capacity)
        }
    }

    private var values: UnsafeMutablePointer<Value>
    private(set) var count = 0
    private var capacity = 256

    init() { values = UnsafeMutablePointer<Value>.allocate(capacity: capacity) }

    deinit { discard() }

    var content: Content {
        get { Content(values: values, count: count, capacity: capacity) }
        set { (values, count, capacity) = (newValue.values, newValue.count, newValue.capacity) }
    }

    /// Gives up everything; the pool cannot be used until it gets another content.
    func discard() {
        drain(to: 0)
        values.deallocate()
    }

    /// Takes over one reference of a value and returns it borrowed.
    @inline(__always)
    public func adopt(_ value: Value) -> Value {
        if value.isObject { push(value) }
        return value
    }

    /// Keeps one more reference of a borrowed value, whose owner may drop it.
    @inline(__always)
    public func keep(_ value: Value) -> Value {
        if value.isObject {
            value.retain()
            push(value)
        }
        return value
    }

    @inline(__always)
    private func push(_ value: Value) {
        if count == capacity { grow() }
        values[count] = value
        count += 1
    }

    @inline(never)
    private func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.update(from: values, count: count)
        values.deallocate()
        values = larger
        capacity *= 2
    }

    /// Releases what came after `mark`.
    @inline(__always)
    func drain(to mark: Int) {
        while count > mark {
            count -= 1
            values[count].release()
        }
    }

    /// The result of a native function as an owned value, everything else after `mark` released.
    @inline(__always)
    func take(_ result: Value, above mark: Int) -> Value {
        if count > mark {
            if values[count - 1].isIdentical(to: result) {
                count -= 1
            } else {
                result.retain()
            }
            drain(to: mark)
        } else {
            result.retain()
        }
        return result
    }
}
