/// `_weakref`: references that do not keep their object.
enum WeakReferences {
    static let module = NativeModule("_weakref") { vm, module in
        module.type(WeakReferenceObject.type)
        module.value("ref", Value(borrowing: WeakReferenceObject.type))
        module.function("getweakrefcount", "object, /") { _, arguments in
            Value(
                arguments[0].object.map { references[ObjectIdentifier($0)]?.filter { $0.object != nil }.count ?? 0 }
                    ?? 0)
        }
        module.function("getweakrefs", "object, /") { vm, arguments in
            let entries = arguments[0].object.flatMap { references[ObjectIdentifier($0)] } ?? []
            return vm.list(entries.compactMap(\.object).map { Value(borrowing: $0) })
        }
    }

    /// The `__weakref__` of the classes of the language: the first of the references to an object.
    nonisolated(unsafe) static let attribute = NativeProperty(
        "__weakref__",
        get: { _, value in
            value.object.flatMap { known($0) }.map { Value(borrowing: $0) } ?? .none
        })

    struct Entry { weak var object: WeakReferenceObject? }

    /// The references to each object, while it lives.
    nonisolated(unsafe) private static var references: [ObjectIdentifier: [Entry]] = [:]
    /// Whether dying containers have to look here.
    nonisolated(unsafe) static var isWatching = false
    /// References with callbacks whose objects died.
    nonisolated(unsafe) private static var pending: [WeakReferenceObject] = []

    static func add(_ reference: WeakReferenceObject, to object: Object) {
        isWatching = true
        references[ObjectIdentifier(object), default: []].append(Entry(object: reference))
    }

    /// The reference without a callback that an object already has.
    static func known(_ object: Object) -> WeakReferenceObject? {
        references[ObjectIdentifier(object)]?.lazy.compactMap(\.object).first {
            $0.callback.value.isNone && $0.type === WeakReferenceObject.type
        }
    }

    /// The containers that are referred to and stand at such places of the collector.
    static func containers(where isWanted: (Int) -> Bool) -> [ObjectIdentifier] {
        references.keys.filter { key in
            guard let address = UnsafeRawPointer(bitPattern: UInt(bitPattern: key)) else { return false }
            return Unmanaged<Object>.fromOpaque(address)._withUnsafeGuaranteedRef { object in
                object.isContainer && isWanted(unsafeDowncast(object, to: ContainerObject.self).collectorIndex)
            }
        }
    }

    /// Called when a container dies. The callbacks run when the machine next looks up.
    static func died(_ object: ObjectIdentifier) {
        guard let entries = references.removeValue(forKey: object) else { return }
        if references.isEmpty { isWatching = false }
        for entry in entries.reversed() {
            guard let reference = entry.object else { continue }
            reference.clear()
            if !reference.callback.value.isNone {
                pending.append(reference)
                Attention.flag.pointee |= Attention.callbacks
            }
        }
    }

    /// Calls the callbacks of references whose objects died.
    static func runCallbacks(_ vm: VM) {
        while !pending.isEmpty {
            let due = pending
            pending.removeAll()
            for reference in due {
                do {
                    try vm.withPool { _ = try vm.call(reference.callback.value, [Value(borrowing: reference)]) }
                } catch {
                    vm.writeError(
                        "Exception ignored in: \((try? vm.repr(reference.callback.value)) ?? "")\n"
                            + vm.renderTraceback(vm.thrown(error).exception))
                }
            }
        }
    }
}

/// `weakref.ref`
final class WeakReferenceObject: ContainerObject {
    private(set) weak var target: Object?
    let callback: Strong
    var cachedHash: Int?

    init(_ target: Object, callback: Value, type: TypeObject) {
        self.target = target
        self.callback = Strong(callback)
        super.init(type: type)
        WeakReferences.add(self, to: target)
    }

    func clear() { target = nil }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(callback.value)
    }

    /// The object, kept by the pool for the running native function.
    func value(_ vm: VM) -> Value {
        guard let target else { return .none }
        return vm.pool.keep(Value(borrowing: target))
    }

    nonisolated(unsafe) static let type: TypeObject = TypeObject(
        name: "ReferenceType", module: "weakref", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        func reference(_ arguments: Arguments) -> WeakReferenceObject { arguments[0].cast(WeakReferenceObject.self) }
        type.special(.initialize, "self, object=None, callback=None, /, *args, **kwargs") { _, _ in .none }
        type.constructor("cls, object, callback=None, /, *args, **kwargs") { vm, arguments in
            let made = arguments.constructedType(WeakReferenceObject.type)
            let callback = arguments.optional(2) ?? .none
            guard let object = arguments[1].object, object.allowsWeakReferences, canRefer(arguments[1]) else {
                throw vm.typeError("cannot create weak reference to '\(vm.typeName(arguments[1]))' object")
            }
            if callback.isNone, made === WeakReferenceObject.type, let known = WeakReferences.known(object) {
                return Value(borrowing: known)
            }
            return vm.value(WeakReferenceObject(object, callback: callback, type: made))
        }
        type.special(.call, "self, /") { vm, arguments in reference(arguments).value(vm) }
        type.property("__callback__") { _, value in
            let reference = value.cast(WeakReferenceObject.self)
            return reference.target == nil ? .none : reference.callback.value
        }
        type.special(.hash, "self, /") { vm, arguments in
            let reference = reference(arguments)
            if let known = reference.cachedHash { return Value(known) }
            let target = reference.value(vm)
            if target.isNone { throw vm.typeError("weak object has gone away") }
            let hash = try vm.hash(target)
            reference.cachedHash = hash
            return Value(hash)
        }
        for method in [Special.equal, .notEqual] {
            type.special(method, "self, other, /") { vm, arguments in
                guard let other = arguments[1].object as? WeakReferenceObject else { return .notImplemented }
                let (a, b) = (reference(arguments).value(vm), other.value(vm))
                let same = a.isNone || b.isNone ? reference(arguments) === other : try vm.isEqual(a, b)
                return Value(same == (method == .equal))
            }
        }
        type.special(.representation, "self, /") { vm, arguments in
            let reference = reference(arguments)
            func address(_ object: Object) -> String {
                "0x" + String(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()), radix: 16)
            }
            guard let target = reference.target else {
                return vm.string("<weakref at \(address(reference)); dead>")
            }
            return vm.string(
                "<weakref at \(address(reference)); to '\(target.type.displayName)' at \(address(target))>")
        }
    }

    /// As in CPython, the plain containers and numbers have no weak references.
    private static func canRefer(_ value: Value) -> Bool {
        switch value.tag {
        case .function, .type, .module, .set, .boundMethod, .generator, .exception, .external: return true
        case .object:
            let type = value.objectUnchecked.type
            if type.layout == .tuple || type.layout == .int { return false }
            return type.allowedSlots.map { $0.contains("__weakref__") } ?? true
        default: return false
        }
    }
}
