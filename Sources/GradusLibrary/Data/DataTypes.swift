import GradusData
import GradusTensor
import GradusVM

/// `Dataset` and the sets made of other sets: `TensorDataset`, `Subset`, `ConcatDataset`.
enum DataTypes {
    static let moduleName = "torch.utils.data.dataset"

    private static func make(_ name: String, base: TypeObject? = nil, _ populate: @escaping (TypeObject) -> Void)
        -> TypeObject
    {
        TypeObject(
            name: name, module: moduleName, bases: [base ?? dataSet], layout: .instance, hasAttributes: true,
            populate: populate)
    }

    nonisolated(unsafe) static let dataSet: TypeObject = make("Dataset", base: Types.object) { type in
        type.special(.getItem, "self, index, /") { vm, arguments in
            throw vm.error(.notImplementedError, "Subclasses of Dataset should implement __getitem__.")
        }
        type.special(.add, "self, other, /") { vm, arguments in
            try vm.call(Value(borrowing: concat), [vm.list([arguments[0], arguments[1]])])
        }
        type.classMethod("__class_getitem__", "cls, item, /") { _, arguments in arguments[0] }
    }

    nonisolated(unsafe) static let iterable: TypeObject = make("IterableDataset") { type in
        type.special(.getItem, "self, index, /") { vm, arguments in
            throw vm.error(.notImplementedError, "Subclasses of Dataset should implement __getitem__.")
        }
        type.special(.add, "self, other, /") { vm, arguments in
            try vm.call(Value(borrowing: chain), [vm.list([arguments[0], arguments[1]])])
        }
    }

    /// Several iterable sets one after another.
    nonisolated(unsafe) static let chain: TypeObject = make("ChainDataset", base: iterable) { type in
        type.special(.initialize, "self, datasets") { vm, arguments in
            try vm.setAttribute(arguments[0], "datasets", arguments[1])
            return .none
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let sets = try vm.array(from: try vm.attribute(arguments[0], "datasets"))
            let itertools = Value(borrowing: try vm.importModule("itertools"))
            return try vm.call(try vm.attribute(itertools, "chain"), sets)
        }
        type.special(.length, "self, /") { vm, arguments in
            let sets = try vm.array(from: try vm.attribute(arguments[0], "datasets"))
            return Value(try sets.reduce(0) { $0 + (try vm.length($1)) })
        }
    }

    // MARK: Tensors

    /// The payload of `TensorDataset`.
    final class Rows {
        let rows: TensorRows
        /// Rows of tensors in a graph stay in it.
        var needsGraph: Bool { rows.tensors.contains { $0.requiresGrad } }

        init(_ rows: TensorRows) { self.rows = rows }
    }

    nonisolated(unsafe) static let tensors: TypeObject = make("TensorDataset") { type in
        type.special(.initialize, "self, *tensors") { vm, arguments in
            let given = arguments[1].asTuple?.values ?? []
            let tensors = try given.map { value -> Tensor in
                guard let tensor = value.asTensor else {
                    throw vm.error(
                        .attributeError, "'\(vm.typeName(value))' object has no attribute 'size'",
                        hint: "TensorDataset takes tensors: torch.tensor(...) makes one of a list")
                }
                return tensor
            }
            guard let first = tensors.first else { throw vm.indexError("tuple index out of range") }
            for tensor in tensors {
                if tensor.rank == 0 {
                    throw vm.indexError("Dimension specified as 0 but tensor has no dimensions")
                }
                guard tensor.shape[0] == first.shape[0] else {
                    throw vm.error(.assertionError, "Size mismatch between tensors")
                }
            }
            arguments[0].asInstance?.payload = Rows(try TensorRows(tensors))
            try vm.setAttribute(arguments[0], "tensors", arguments[1])
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in
            Value(try vm.payload(arguments[0], Rows.self).rows.count)
        }
        type.special(.getItem, "self, index, /") { vm, arguments in
            let rows = try vm.payload(arguments[0], Rows.self).rows
            if arguments[1].tag == .int {
                let index = Int(arguments[1].intBits)
                return vm.tuple(try rows.tensors.map { vm.wrap(try $0.index(index)) })
            }
            let items = try TensorIndexing.items(vm, arguments[1])
            return vm.tuple(try rows.tensors.map { vm.wrap(try $0.index(items)) })
        }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(ItemIterator(arguments[0])) }
    }

    // MARK: Parts and unions

    nonisolated(unsafe) static let subset: TypeObject = make("Subset") { type in
        type.special(.initialize, "self, dataset, indices") { vm, arguments in
            try vm.setAttribute(arguments[0], "dataset", arguments[1])
            try vm.setAttribute(arguments[0], "indices", arguments[2])
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in
            Value(try vm.length(try vm.attribute(arguments[0], "indices")))
        }
        type.special(.getItem, "self, idx, /") { vm, arguments in
            let base = try vm.attribute(arguments[0], "dataset")
            let indices = try vm.attribute(arguments[0], "indices")
            if arguments[1].asList != nil {
                let picked = try vm.array(from: arguments[1]).map { try vm.getItem(indices, $0) }
                return try vm.getItem(base, vm.list(picked))
            }
            return try vm.getItem(base, try vm.getItem(indices, arguments[1]))
        }
        type.method("__getitems__", "self, indices") { vm, arguments in
            let base = try vm.attribute(arguments[0], "dataset")
            let indices = try vm.attribute(arguments[0], "indices")
            let picked = try vm.array(from: arguments[1]).map { try vm.getItem(indices, $0) }
            if let fetch = try vm.attributeIfPresent(base, "__getitems__") {
                return try vm.call(fetch, [vm.list(picked)])
            }
            return vm.list(try picked.map { try vm.getItem(base, $0) })
        }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(ItemIterator(arguments[0])) }
    }

    nonisolated(unsafe) static let concat: TypeObject = make("ConcatDataset") { type in
        type.special(.initialize, "self, datasets") { vm, arguments in
            let sets = try vm.array(from: arguments[1])
            if sets.isEmpty { throw vm.error(.assertionError, "datasets should not be an empty iterable") }
            if sets.contains(where: { vm.isInstance($0, iterable) }) {
                throw vm.error(.assertionError, "ConcatDataset does not support IterableDataset")
            }
            let index = try ConcatIndex(counts: try sets.map { try vm.length($0) })
            try vm.setAttribute(arguments[0], "datasets", vm.list(sets))
            try vm.setAttribute(
                arguments[0], "cumulative_sizes", vm.list(index.cumulativeSizes.map { Value($0) }))
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in
            try vm.getItem(try vm.attribute(arguments[0], "cumulative_sizes"), Value(-1))
        }
        type.special(.getItem, "self, idx, /") { vm, arguments in
            let ends = try vm.array(from: try vm.attribute(arguments[0], "cumulative_sizes")).map { try vm.index($0) }
            let total = ends.last ?? 0
            var index = try vm.index(arguments[1])
            if index < 0 {
                if -index > total {
                    throw vm.valueError("absolute value of index should not exceed dataset length")
                }
                index += total
            }
            guard let place = ends.firstIndex(where: { $0 > index }) else {
                throw vm.indexError("list index out of range")
            }
            let set = try vm.getItem(try vm.attribute(arguments[0], "datasets"), Value(place))
            return try vm.getItem(set, Value(place == 0 ? index : index - ends[place - 1]))
        }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(ItemIterator(arguments[0])) }
    }
}
