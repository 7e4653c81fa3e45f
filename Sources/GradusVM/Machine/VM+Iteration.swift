/// `iter`, `next` and loops over any value.
extension VM {
    /// `iter(value)`
    public func iterator(of value: Value) throws -> Value {
        switch value.tag {
        case .list: return self.value(ListIterator(value.cast(ListObject.self)))
        case .range: return self.value(RangeIterator(value.cast(RangeObject.self)))
        case .string: return self.value(StringIterator(value.cast(StringObject.self)))
        case .tuple: return self.value(TupleIterator(value.cast(TupleObject.self)))
        case .iterator, .rangeIterator, .listIterator, .generator: return value
        default: break
        }
        let function = typeOf(value).special(.iterate)
        if !function.isUnbound, !function.isNone {
            let iterator = try callSpecialFunction(function, on: value, [])
            switch iterator.tag {
            case .iterator, .rangeIterator, .listIterator, .generator: return iterator
            default:
                guard !typeOf(iterator).special(.next).isUnbound else {
                    throw typeError("iter() returned non-iterator of type '\(typeName(iterator))'")
                }
                return iterator
            }
        }
        if function.isUnbound, !typeOf(value).special(.getItem).isUnbound, !typeOf(value).isNeverSequence {
            return self.value(SequenceIterator(value))
        }
        throw typeError("'\(typeName(value))' object is not iterable")
    }

    /// The next item of an iterator, or nil at its end. Borrowed.
    public func next(_ iterator: Value) throws -> Value? {
        switch iterator.tag {
        case .iterator:
            // Iterators of iterators of iterators …
            if isStackLow { throw recursionError() }
            try checkInterrupt()
            return try iterator.cast(IteratorObject.self).next(self)
        case .rangeIterator, .listIterator: return try iterator.cast(IteratorObject.self).next(self)
        case .generator: return try resume(iterator.cast(GeneratorObject.self), sending: .none)
        default:
            do {
                guard let value = try callSpecial(.next, on: iterator) else {
                    throw typeError("'\(typeName(iterator))' object is not an iterator")
                }
                return value
            } catch let error where isException(error, .stopIteration) {
                return nil
            }
        }
    }

    /// Calls `body` with each item until it returns false. What `body` makes lives until its return.
    public func iterate(_ value: Value, _ body: (Value) throws -> Bool) throws {
        switch value.tag {
        case .list:
            let list = value.cast(ListObject.self)
            var index = 0
            while index < list.count {
                let mark = pool.count
                let item = pool.keep(list[index])
                if !(try body(item)) { return }
                pool.drain(to: mark)
                index += 1
                if index & 0xFFFF == 0 { try checkStop() }
            }
        case .tuple:
            let tuple = value.cast(TupleObject.self)
            for index in 0..<tuple.count {
                let mark = pool.count
                if !(try body(tuple[index])) { return }
                pool.drain(to: mark)
                if index & 0xFFFF == 0xFFFF { try checkStop() }
            }
        default:
            let iterator = try iterator(of: value)
            while true {
                let mark = pool.count
                let item = pool.adopt(try nextOwned(iterator))
                if item.isUnbound { return }
                if !(try body(item)) { return }
                pool.drain(to: mark)
                try checkInterrupt()
            }
        }
    }

    /// All items, kept by the pool.
    public func array(from value: Value) throws -> [Value] {
        switch value.tag {
        case .list: return value.cast(ListObject.self).values.map { pool.keep($0) }
        case .tuple: return value.cast(TupleObject.self).values
        default:
            if let range = value.asRange { try checkMemory(range.count) }
            var items: [Value] = []
            let iterator = try iterator(of: value)
            while let item = try next(iterator) {
                items.append(pool.keep(item))
                if items.count & 1023 == 0 {
                    try checkInterrupt()
                    // A growing array is twice as large for a moment.
                    try checkMemory(items.count * 3)
                }
            }
            return items
        }
    }
}
