import GradusTensor
import GradusVM

/// `_contracts`: the common case of a shape contract, without code of the language (see `stdlib/jaxtyping.py`).
enum ContractModule {
    static let module = NativeModule("_contracts") { _, module in
        // The element types with these names, as bits.
        module.function("types", "names, /") { vm, arguments in
            var bits = 0
            for name in try vm.array(from: arguments[0]).compactMap({ $0.asString?.text }) {
                for dtype in DType.allCases where dtype.name == name { bits |= 1 << Int(dtype.rawValue) }
            }
            return Value(bits)
        }
        // Whether a value is a tensor of these types (0: of any) whose axes are as wanted: each a size, a name, or None for
        // any size. Names that are new are bound to (size, where). False says only that somebody should look closer.
        module.function("fits", "types, axes, value, bound, where, /") { vm, arguments in
            guard let tensor = arguments[2].asTensor, let axes = arguments[1].asTuple,
                let bound = arguments[3].asDictionary, arguments[0].tag == .int
            else { return Value(false) }
            let types = arguments[0].intBits
            if types != 0, types & (1 << Int(tensor.dtype.rawValue)) == 0 { return Value(false) }
            let shape = tensor.shape
            guard shape.count == axes.count else { return Value(false) }
            for place in 0..<shape.count {
                let axis = axes[place]
                let size = shape[place]
                switch axis.tag {
                case .int: if axis.intBits != size { return Value(false) }
                case .none: break
                default:
                    guard let name = axis.asString else { return Value(false) }
                    if let known = bound.get(name) {
                        let first: Value? = known.asList.map { $0[0] } ?? known.asTuple.map { $0[0] }
                        guard let first, first.tag == .int, first.intBits == size else { return Value(false) }
                    } else {
                        let pair = ListObject()
                        pair.append(Value(size))
                        pair.append(arguments[4])
                        bound.set(name, vm.value(pair))
                    }
                }
            }
            return Value(true)
        }
    }
}
