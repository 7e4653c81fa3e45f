import GradusNumPy
import GradusTensor
import GradusVM

/// `repr` and `str` of arrays.
enum ArrayPrinting {
    /// Words of elements that are not numbers.
    private static func words(_ vm: VM, _ array: NDArray) -> (([Int]) -> [String])? {
        guard let table = array.table else { return nil }
        return { places in places.map { (try? vm.repr(table[$0])) ?? "?" } }
    }

    /// `str(array)`
    static func text(_ vm: VM, _ array: NDArray) throws -> String {
        if array.tensor.rank == 0 { return try vm.str(vm.element(array.tensor, of: array)) }
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
