import GradusNumPy
import GradusTensor
import GradusVM

/// `repr` and `str` of arrays.
enum ArrayPrinting {
    /// Words of elements that are not numbers.
    private static func words(_ vm: VM, _ array: NDArray) -> (([Int]) -> [String])? {
        guard let table = array.table else { return nil }
        return { places in
            places.map { place in
                let text = (try? vm.repr(table[place])) ?? "?"
                return table[place].asList != nil ? "list(\(text))" : text
            }
        }
    }

    /// What `set_printoptions(formatter=…)` was given, a dictionary.
    nonisolated(unsafe) static var formatter = Strong.none

    /// The names under which a formatter for an element type may stand, the strongest last.
    private static func formatterNames(_ element: ElementType) -> [String] {
        switch element {
        case .number(.bool): ["all", "bool"]
        case .number(let type): type.isFloat ? ["all", "float_kind", "float"] : ["all", "int_kind", "int"]
        case .string: ["all", "str_kind", "numpystr"]
        case .object: ["all", "object"]
        }
    }

    /// Elements by the user's formatter: the array of their places, and the words of the places.
    private static func formatted(_ vm: VM, _ array: NDArray) throws -> (Tensor, ([Int]) -> [String])? {
        guard let table = formatter.value.asDictionary else { return nil }
        var function: Value?
        for name in formatterNames(array.element) {
            if let found = try table.get(vm, vm.string(name)) { function = found }
        }
        guard let function else { return nil }
        let dense = try array.tensor.contiguousUnrecorded()
        let places = try Layout.reshaped(try Tensor(Array(0..<dense.count)), dense.shape)
        return (
            places,
            { numbers in
                numbers.map { place in
                    let one = dense.alias(shape: [], strides: [], offset: dense.offset + place)
                    return (try? vm.withPool { try vm.str(try vm.call(function, [vm.element(one, of: array)])) }) ?? "?"
                }
            }
        )
    }

    /// `str(array)`
    static func text(_ vm: VM, _ array: NDArray) throws -> String {
        if array.tensor.rank == 0 { return try vm.str(vm.element(array.tensor, of: array)) }
        if let (places, words) = try formatted(vm, array) {
            return try ArrayText.elements(places, separator: " ", words: words)
        }
        return try ArrayText.elements(array.tensor, separator: " ", words: words(vm, array))
    }

    /// `repr(array)`
    static func representation(_ vm: VM, _ array: NDArray) throws -> String {
        let tensor = array.tensor
        let options = ArrayPrintOptions.current
        let elements: String
        if tensor.rank == 0 {
            if array.table == nil {
                elements = ArrayText.single(tensor)
            } else {
                elements = try vm.repr(array.table?[tensor.element(at: 0).int] ?? .none)
            }
        } else if let (places, words) = try formatted(vm, array) {
            elements = try ArrayText.elements(places, separator: ", ", prefixWidth: 6, suffixWidth: 1, words: words)
        } else {
            elements = try ArrayText.elements(
                tensor, separator: ", ", prefixWidth: 6, suffixWidth: 1, words: words(vm, array))
        }
        var extras: [String] = []
        if tensor.count == 0 && tensor.shape != [0] || tensor.count > options.threshold {
            extras.append("shape=" + (try vm.repr(vm.shapeTuple(tensor.shape))))
        }
        let isImplied: Bool
        switch array.element {
        case .number(.float64), .number(.int64), .number(.bool): isImplied = true
        default: isImplied = false
        }
        if !isImplied || tensor.count == 0 {
            switch array.element {
            case .number(let type): extras.append("dtype=" + type.name)
            case .string(let width): extras.append("dtype='<U\(width)'")
            case .object: extras.append("dtype=object")
            }
        }
        if extras.isEmpty { return "array(" + elements + ")" }
        let head = "array(" + elements + ","
        let tail = extras.joined(separator: ", ") + ")"
        let lastLine = head.split(separator: "\n", omittingEmptySubsequences: false).last?.unicodeScalars.count ?? 0
        let spacer = lastLine + tail.count + 1 > options.lineWidth ? "\n      " : " "
        return head + spacer + tail
    }
}
