import GradusNN
import GradusTensor
import GradusVM

/// A script object of a learning-rate schedule.
final class SchedulerInstance: InstanceObject {
    var scheduler: Scheduler?
    /// The optimiser's script object.
    var optimizer = Strong.none

    init(type: TypeObject) { super.init(type: type) }
}

/// The classes of `torch.optim.lr_scheduler`.
enum SchedulerTypes {
    static let module = NativeModule("torch.optim.lr_scheduler") { vm, module in
        module.type(base)
        module.value("_LRScheduler", Value(borrowing: base))
        module.object.resolve = { _, name in find(name).map { Value(borrowing: $0) } }
        module.object.resolvedNames = { SchedulerTable.rows.map(\.name) }
    }

    nonisolated(unsafe) private static let base = TypeObject(
        name: "LRScheduler", module: "torch.optim.lr_scheduler", bases: [Types.object], layout: .instance,
        hasAttributes: true, populate: populate)

    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    static func find(_ name: String) -> TypeObject? {
        if let known = types[name] { return known }
        guard let row = SchedulerTable.find(name) else { return nil }
        let type = TypeObject(
            name: name, module: "torch.optim.lr_scheduler", bases: [base], layout: .instance, hasAttributes: true
        ) { type in
            let initializer = NativeFunctionObject(
                raw: "__init__", "self, optimizer, *args, **kwargs", owner: type, doc: row.documentation
            ) {
                vm, arguments, count, names in
                guard let instance = arguments[0].object as? SchedulerInstance else { return .none }
                guard count > 1, let target = (arguments[1].object as? OptimizerInstance)?.optimizer else {
                    throw vm.typeError("\(count > 1 ? vm.typeName(arguments[1]) : "nothing") is not an Optimizer")
                }
                instance.optimizer = Strong(arguments[1])
                instance.scheduler = try LayerCalls.withSlots(vm, arguments + 1, count - 1, names) {
                    slots, given, keywords in
                    defer { for index in 0..<OpRow.slotCapacity { slots[index] = .none } }
                    slots[0] = .object(target)
                    var bound = try row.binder.bind(slots, given: given, keywords: keywords)
                    return try row.make(target, &bound)
                }
                return .none
            }
            type.set(Special.initialize.interned, object: initializer)
        }
        type.docstring = row.documentation
        types[name] = type
        return type
    }

    private static func receiver(_ vm: VM, _ value: Value) throws -> Scheduler {
        guard let scheduler = (value.object as? SchedulerInstance)?.scheduler else {
            throw vm.typeError("expected a scheduler whose __init__ has run")
        }
        return scheduler
    }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            guard let cls = arguments[0].asType else { return .none }
            return vm.value(SchedulerInstance(type: cls))
        }
        type.method("step", "self, metrics=None, epoch=None", doc: "Moves to the next learning rate.") {
            vm, arguments in
            let scheduler = try receiver(vm, arguments[0])
            if let plateau = scheduler as? ReduceLROnPlateau, let metric = arguments.orNone(1) {
                plateau.step(metric: try vm.double(metric))
            } else {
                try scheduler.step(epoch: try arguments.orNone(1).map { try vm.double($0) })
            }
            return .none
        }
        type.method("get_last_lr", "self") { vm, arguments in
            vm.list(try receiver(vm, arguments[0]).lastRates.map { vm.settingValue($0) })
        }
        type.method("state_dict", "self") { vm, arguments in
            let dictionary = DictionaryObject()
            for (name, value) in try receiver(vm, arguments[0]).state { dictionary.set(name, vm.settingValue(value)) }
            return vm.value(dictionary)
        }
        type.property("optimizer") { vm, value in (value.object as? SchedulerInstance)?.optimizer.value ?? .none }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            let name = arguments[1].asString?.text ?? ""
            if let value = (arguments[0].object as? SchedulerInstance)?.scheduler?.attribute(name) {
                let made = vm.settingValue(value)
                return name.hasSuffix("lrs") || name == "_last_lr" ? vm.list(made.asTuple?.values ?? []) : made
            }
            throw vm.error(.attributeError, "'\(vm.typeName(arguments[0]))' object has no attribute '\(name)'")
        }
    }
}
