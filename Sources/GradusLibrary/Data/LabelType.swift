import GradusTensor
import GradusVM

/// Labels of data sets: ints that also answer `label[None]` with a tensor of one element, as a label that had been a
/// tensor would. For everything else, `type()` included, they are ints.
enum LabelType {
    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "int", bases: [Types.int], layout: .int) { type in
            type.special(.getItem, "self, key, /") { vm, arguments in
                guard arguments[1].isNone, case .scalar(.int(let label)) = try vm.opValue(arguments[0]) else {
                    throw vm.typeError("'int' object is not subscriptable")
                }
                return vm.wrap(try Tensor([label]))
            }
        }
        type.presentedAs = Types.int
        return type
    }()

    /// Objects for small labels, each made once.
    nonisolated(unsafe) private static let small: [BoxedObject] = (0..<1024).map {
        BoxedObject(Value($0), type: type)
    }

    static func value(_ vm: VM, _ label: Int) -> Value {
        if label >= 0, label < small.count { return Value(borrowing: small[label]) }
        return vm.value(BoxedObject(Value(label), type: type))
    }
}
