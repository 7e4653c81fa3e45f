import GradusData
import GradusTensor
import GradusVM

/// Where a loader's items come from, seen through `Subset`s: sets in Swift give whole batches at once.
struct ItemSource {
    private enum Base {
        case images(ImageDataSet)
        case rows(DataTypes.Rows)
        case any
    }

    let dataSet: Strong
    private let base: Base
    /// Index lists of the subsets on the way, outermost first.
    private let subsets: [Strong]

    init(_ vm: VM, _ dataSet: Value) throws {
        self.dataSet = Strong(dataSet)
        var current = dataSet
        var subsets: [Strong] = []
        while vm.typeOf(current) === DataTypes.subset {
            subsets.append(Strong(try vm.attribute(current, "indices")))
            current = try vm.attribute(current, "dataset")
        }
        if vm.isNative(current, DataSetTypes.images, keeping: .getItem),
            let images = current.asInstance?.payload as? ImageDataSet
        {
            base = .images(images)
        } else if vm.isNative(current, DataTypes.tensors, keeping: .getItem),
            let rows = current.asInstance?.payload as? DataTypes.Rows, !rows.needsGraph
        {
            base = .rows(rows)
        } else {
            base = .any
        }
        self.subsets = subsets
    }

    /// A collated batch made without single items; nil where items have to be asked for one by one.
    func batch(_ vm: VM, _ indices: [Value]) throws -> Value? {
        switch base {
        case .any: return nil
        case .images(let set):
            guard let builder = try set.batchBuilder(vm), let places = try places(vm, indices) else { return nil }
            let (images, targets) = try builder.batch(places)
            return vm.list([vm.wrap(images), vm.wrap(targets)])
        case .rows(let rows):
            guard let places = try places(vm, indices) else { return nil }
            return vm.list(try rows.rows.batch(places).map { vm.wrap($0) })
        }
    }

    /// Indices of the base set; nil where one is not a plain number.
    private func places(_ vm: VM, _ indices: [Value]) throws -> [Int]? {
        var places: [Int] = []
        places.reserveCapacity(indices.count)
        for index in indices {
            guard index.tag == .int else { return nil }
            places.append(Int(index.intBits))
        }
        for subset in subsets {
            let value = subset.value
            if let list = value.asList {
                for (position, place) in places.enumerated() {
                    guard place >= 0, place < list.count, list[place].tag == .int else { return nil }
                    places[position] = Int(list[place].intBits)
                }
            } else {
                places = try places.map { try vm.index(try vm.getItem(value, Value($0))) }
            }
        }
        return places
    }

    /// The items of a batch one by one.
    func items(_ vm: VM, _ indices: [Value]) throws -> [Value] {
        let value = dataSet.value
        if vm.typeOf(value).isScriptClass, let fetch = try vm.attributeIfPresent(value, "__getitems__") {
            return try vm.array(from: try vm.call(fetch, [vm.list(indices)]))
        }
        return try indices.map { index in
            try vm.checkInterrupt()
            return try vm.getItem(value, index)
        }
    }
}
