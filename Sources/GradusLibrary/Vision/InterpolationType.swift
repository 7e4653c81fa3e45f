import GradusData
import GradusVM

/// `torchvision.transforms.InterpolationMode`: an enumeration.
enum InterpolationType {
    final class Member: Object {
        let filter: Interpolation

        init(_ filter: Interpolation) {
            self.filter = filter
            super.init(type: InterpolationType.type)
        }
    }

    private static let names: [(name: String, filter: Interpolation)] = [
        ("NEAREST", .nearest), ("NEAREST_EXACT", .nearestExact), ("BILINEAR", .bilinear), ("BICUBIC", .bicubic),
        ("BOX", .box), ("HAMMING", .hamming), ("LANCZOS", .lanczos),
    ]

    nonisolated(unsafe) static let type = TypeObject(
        name: "InterpolationMode", module: "torchvision.transforms.functional", bases: [Types.object], layout: .other
    ) { type in
        for (name, filter) in names { type.set(Interned.string(name), object: Member(filter)) }
        type.property("value") { vm, value in vm.string((value.object as? Member)?.filter.rawValue ?? "") }
        type.property("name") { vm, value in vm.string(name(of: value)) }
        type.special(.string, "self, /") { vm, arguments in
            vm.string("InterpolationMode.\(name(of: arguments[0]))")
        }
        type.special(.representation, "self, /") { vm, arguments in
            let value = (arguments[0].object as? Member)?.filter.rawValue ?? ""
            return vm.string("<InterpolationMode.\(name(of: arguments[0])): '\(value)'>")
        }
        type.constructor("cls, value, /") { vm, arguments in
            guard let text = arguments[1].asString?.text, let filter = Interpolation(rawValue: text) else {
                throw vm.valueError("\(try vm.repr(arguments[1])) is not a valid InterpolationMode")
            }
            return value(filter)
        }
    }

    private static func name(of value: Value) -> String {
        let filter = (value.object as? Member)?.filter
        return names.first { $0.filter == filter }?.name ?? ""
    }

    /// The member of a filter; members live for ever.
    static func value(_ filter: Interpolation) -> Value {
        names.first { $0.filter == filter }.flatMap { type.own(Interned.string($0.name)) } ?? .none
    }

    /// A member, PIL's number, or the name of a filter.
    static func parse(_ vm: VM, _ value: Value) throws -> Interpolation {
        if let member = value.object as? Member { return member.filter }
        let number = vm.unboxed(value)
        if number.tag == .int, let filter = Interpolation(pilConstant: Int(number.intBits)) { return filter }
        if let text = value.asString?.text, let filter = Interpolation(rawValue: text) { return filter }
        throw vm.typeError(
            "Argument interpolation should be a InterpolationMode or a corresponding Pillow integer constant")
    }
}
