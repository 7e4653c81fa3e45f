/// Built-in functions on iterables.
nonisolated(unsafe) let iterationFunctions: [BuiltinFunction] = [
    BuiltinFunction("len", "obj, /", "Return the number of items in a container.") { vm, arguments in
        Value(try vm.length(arguments[0]))
    },
    BuiltinFunction(
        "sorted", "iterable, /, *, key=None, reverse=False",
        "Return a new list containing all items from the iterable in ascending order."
    ) { vm, arguments in
        let source = arguments[0]
        let list: Value
        if source.tag == .list || source.tag == .tuple {
            list = vm.pool.adopt(SequenceBuilding.list(source.layout(TupleLayout.self).buffer))
        } else {
            list = vm.pool.adopt(Recycler.list(capacity: 0))
            try ListType.extend(vm, list.cast(ListObject.self), source)
        }
        let reverse = try arguments.optional(2).map { try vm.index($0) != 0 } ?? false
        try vm.sort(list.cast(ListObject.self), key: arguments.orNone(1), reverse: reverse)
        return list
    },
    BuiltinFunction("any", "iterable, /", "Return True if bool(x) is True for any x in the iterable.") {
        vm, arguments in
        var found = false
        try vm.iterate(arguments[0]) {
            found = try vm.truth($0)
            return !found
        }
        return Value(found)
    },
    BuiltinFunction("all", "iterable, /", "Return True if bool(x) is True for all values x in the iterable.") {
        vm, arguments in
        var holds = true
        try vm.iterate(arguments[0]) {
            holds = try vm.truth($0)
            return holds
        }
        return Value(holds)
    },
    BuiltinFunction("iter", "object, sentinel=None, /", "Get an iterator from an object.") { vm, arguments in
        guard let sentinel = arguments.optional(1) else { return try vm.iterator(of: arguments[0]) }
        guard vm.isCallable(arguments[0]) else { throw vm.typeError("iter(v, w): v must be callable") }
        return vm.value(CallableIterator(arguments[0], sentinel: sentinel))
    },
    BuiltinFunction("next", "iterator, default=None, /", "Return the next item from the iterator.") { vm, arguments in
        switch arguments[0].tag {
        case .iterator, .rangeIterator, .listIterator, .generator:
            if let item = try vm.next(arguments[0]) { return item }
            if let missing = arguments.optional(1) { return missing }
        default:
            // What the `__next__` of a class raises keeps its value.
            do {
                if let item = try vm.callSpecial(.next, on: arguments[0]) { return item }
                throw vm.typeError("'\(vm.typeName(arguments[0]))' object is not an iterator")
            } catch let error where vm.isException(error, .stopIteration) {
                guard let missing = arguments.optional(1) else { throw error }
                return missing
            }
        }
        guard let generator = arguments[0].object as? GeneratorObject else { throw vm.stopIteration() }
        let result = generator.returnValue.value
        _ = vm.pool.keep(result)
        generator.returnValue = .none
        throw vm.stopIteration(result)
    },
]

extension IteratorTypes {
    /// The constructors of the iterators that are built-in types.
    static func addConstructors() {
        zip.setPopulate { type in
            populateIterator(type)
            type.docstring = "Iterate over several iterables in parallel, producing tuples."
            type.constructor("cls, /, *iterables, strict=False") { vm, arguments in
                let isStrict = try arguments.optional(1).map { try vm.truth($0) } ?? false
                let sources = try arguments.star(2).enumerated().map { index, source in
                    do {
                        return try vm.iterator(of: source)
                    } catch let error as Thrown
                        where vm.isException(error, .typeError) && vm.typeOf(source).special(.iterate).isUnbound
                    {
                        throw vm.typeError("'\(vm.typeName(source))' object is not iterable")
                    }
                }
                return vm.value(ZipIterator(sources, isStrict: isStrict))
            }
        }
        map.setPopulate { type in
            populateIterator(type)
            type.docstring = "Apply a function to every item of the iterables."
            type.constructor("cls, /, *args") { vm, arguments in
                let given = arguments.star(1)
                if given.count < 2 { throw vm.typeError("map() must have at least two arguments.") }
                return vm.value(MapIterator(given[0], try given[1...].map { try vm.iterator(of: $0) }))
            }
        }
        filter.setPopulate { type in
            populateIterator(type)
            type.docstring = "The items of an iterable for which a function is true."
            type.constructor("cls, function, iterable, /") { vm, arguments in
                vm.value(FilterIterator(arguments[1], try vm.iterator(of: arguments[2])))
            }
        }
        enumerate.setPopulate { type in
            populateIterator(type)
            type.docstring = "Pairs of a count and an item of the iterable."
            type.constructor("cls, iterable, start=0") { vm, arguments in
                let start = arguments.optional(2) ?? Value(0)
                let number = start.tag == .int ? start : vm.int(try vm.integer(start))
                return vm.value(EnumerateIterator(try vm.iterator(of: arguments[1]), start: number))
            }
        }
        reversed.setPopulate { type in
            populateIterator(type)
            type.docstring = "Return a reverse iterator over the values of the given sequence."
            type.constructor("cls, sequence, /") { vm, arguments in try vm.reversed(arguments[1]) }
        }
    }
}

extension VM {
    /// `reversed(value)`
    func reversed(_ value: Value) throws -> Value {
        let type = typeOf(value)
        let method = type.special(.reversed)
        if method.isNone { throw typeError("'\(typeName(value))' object is not reversible") }
        if !method.isUnbound, let result = try callSpecial(.reversed, on: value, []) { return result }
        guard !type.special(.getItem).isUnbound, !type.special(.length).isUnbound else {
            throw typeError("'\(typeName(value))' object is not reversible")
        }
        return self.value(ReversedIterator(value, count: try length(value)))
    }

    /// Functions, methods and the like, but no objects and no classes that can be called.
    public func isFunction(_ value: Value) -> Bool {
        switch value.tag {
        case .function, .nativeFunction, .boundMethod: true
        default: false
        }
    }

    public func isCallable(_ value: Value) -> Bool {
        switch value.tag {
        case .function, .nativeFunction, .boundMethod, .type: return true
        default: return value.isObject && !typeOf(value).special(.call).isUnbound
        }
    }
}
