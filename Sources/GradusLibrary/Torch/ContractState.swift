import GradusTensor
import GradusVM

/// What the names of axes are bound to, call by call.
final class ContractState {
    struct Binding {
        /// The address of the interned name.
        var name: Int
        /// The name stands for any number of axes: `sizes`.
        var isMany: Bool
        var size: Int
        var sizes: Dims
        /// Where it was bound: words, or the name of a variable. It belongs to a prepared contract, or is interned.
        var origin: Value
        var isVariable: Bool
    }

    private struct Call {
        /// Its first binding.
        var start: Int
        /// All of them, once code of the language has asked; `bindings` says nothing more about this call then.
        var dictionary: Strong?
    }

    private var bindings: [Binding] = []
    private var calls: [Call] = []
    nonisolated(unsafe) static let earlierCheck = Interned.string("an earlier check")

    // MARK: Calls

    /// Begins a call where all arguments fit; otherwise nothing has happened.
    func enter(_ parameters: [ContractParameter], _ positional: Value, _ keywords: Value) -> Bool {
        guard let positional = positional.asTuple, let keywords = keywords.asDictionary else { return false }
        let start = bindings.count
        let given = positional.count
        let hasKeywords = keywords.count > 0
        calls.append(Call(start: start))
        for parameter in parameters {
            var value = Value.unbound
            if parameter.place >= 0, parameter.place < given {
                value = positional[parameter.place]
            } else if hasKeywords, let named = keywords.get(parameter.name) {
                value = named
            } else {
                continue
            }
            if parameter.allowsNone, value.isNone { continue }
            guard let spec = parameter.spec, fits(spec, value, parameter.origin.value, isVariable: false) else {
                pop()
                return false
            }
        }
        return true
    }

    func push(_ bound: DictionaryObject) {
        calls.append(Call(start: bindings.count, dictionary: Strong(Value(borrowing: bound))))
    }

    func pop() {
        guard let call = calls.popLast() else { return }
        if bindings.count > call.start { bindings.removeLast(bindings.count - call.start) }
    }

    /// The names of the call that is going on, as `name: (size, where)`; nil outside of one.
    func dictionary(_ vm: VM) -> DictionaryObject? {
        guard let call = calls.last else { return nil }
        if let known = call.dictionary { return known.value.asDictionary }
        let made = DictionaryObject()
        for binding in bindings[call.start...] {
            guard let address = UnsafeRawPointer(bitPattern: binding.name) else { continue }
            let name = Unmanaged<StringObject>.fromOpaque(address).takeUnretainedValue()
            let origin = binding.isVariable ? vm.string("'\(binding.origin.asString?.text ?? "")'") : binding.origin
            let value = binding.isMany ? vm.size(binding.sizes) : Value(binding.size)
            made.set((binding.isMany ? "*" : "") + name.text, vm.tuple([value, origin]))
        }
        calls[calls.count - 1].dictionary = Strong(vm.value(made))
        return made
    }

    // MARK: Checks

    /// Whether a value is as an annotation says; names that are new are bound. False says only that somebody should look
    /// closer, and then nothing is bound.
    func fits(_ spec: ContractSpec, _ value: Value, _ origin: Value, isVariable: Bool) -> Bool {
        guard let tensor = value.asTensor else { return false }
        if spec.types != 0, spec.types & (1 << Int(tensor.dtype.rawValue)) == 0 { return false }
        let start = calls.last?.start ?? bindings.count
        if calls.last?.dictionary != nil { return false }
        let before = bindings.count
        let fits = compare(spec, tensor.shape, start, origin, isVariable)
        if !fits || calls.isEmpty, bindings.count > before { bindings.removeLast(bindings.count - before) }
        return fits
    }

    private func compare(
        _ spec: ContractSpec, _ shape: Dims, _ start: Int, _ origin: Value, _ isVariable: Bool
    ) -> Bool {
        let count = spec.axes.count
        if spec.many < 0 {
            guard shape.count == count else { return false }
            for place in 0..<count {
                if !fits(spec, spec.axes[place], shape[place], start, origin, isVariable) { return false }
            }
            return true
        }
        let after = count - spec.many - 1
        guard shape.count >= spec.many + after else { return false }
        for place in 0..<spec.many {
            if !fits(spec, spec.axes[place], shape[place], start, origin, isVariable) { return false }
        }
        let axis = spec.axes[spec.many]
        if axis.kind == .namedMany {
            var middle = Dims()
            for place in spec.many..<(shape.count - after) { middle.append(shape[place]) }
            if let known = find(axis.value, isMany: true, start) {
                if bindings[known].sizes != middle { return false }
            } else {
                bindings.append(
                    Binding(
                        name: axis.value, isMany: true, size: 0, sizes: middle, origin: origin, isVariable: isVariable))
            }
        }
        for place in 0..<after {
            let size = shape[shape.count - after + place]
            if !fits(spec, spec.axes[spec.many + 1 + place], size, start, origin, isVariable) { return false }
        }
        return true
    }

    @inline(__always)
    private func find(_ name: Int, isMany: Bool, _ start: Int) -> Int? {
        var place = start
        while place < bindings.count {
            if bindings[place].name == name, bindings[place].isMany == isMany { return place }
            place &+= 1
        }
        return nil
    }

    @inline(__always)
    private func fits(
        _ spec: ContractSpec, _ axis: ContractSpec.Axis, _ size: Int, _ start: Int, _ origin: Value, _ isVariable: Bool
    ) -> Bool {
        if axis.broadcasts, size == 1 { return true }
        switch axis.kind {
        case .any: return true
        case .fixed: return axis.value == size
        case .named:
            if let known = find(axis.value, isMany: false, start) {
                if bindings[known].size == size { return true }
                // What was 1 till now takes the size of another one.
                guard axis.broadcasts, bindings[known].size == 1 else { return false }
                bindings[known].size = size
                bindings[known].origin = origin
                bindings[known].isVariable = isVariable
                return true
            }
            bindings.append(
                Binding(
                    name: axis.value, isMany: false, size: size, sizes: [], origin: origin, isVariable: isVariable))
            return true
        case .computed:
            guard axis.value < spec.expressions.count else { return false }
            var arithmetic = ContractArithmetic(spec.expressions[axis.value]) { [self] name in
                find(name, isMany: false, start).map { bindings[$0].size }
            }
            return arithmetic.value() == size
        case .many, .namedMany: return false
        }
    }
}
