import GradusNumPy
import GradusTensor
import GradusVM

/// `numpy.dtype` objects, and what may stand for one.
final class ElementTypeObject: Object {
    let element: ElementType
    /// Whether the most significant byte comes first: only data from elsewhere is read in that order.
    private(set) var isSwapped: Bool

    private init(_ element: ElementType, isSwapped: Bool = false) {
        self.element = element
        self.isSwapped = isSwapped && element.unitSize > 1
        super.init(type: NumPyTypes.dtypeClass(element))
    }

    nonisolated(unsafe) private static let numbers: [DType: ElementTypeObject] = Dictionary(
        uniqueKeysWithValues: DType.allCases.map { ($0, ElementTypeObject(.number($0))) })

    static func value(_ vm: VM, _ element: ElementType) -> Value {
        if case .number(let type) = element, let known = numbers[type] { return Value(borrowing: known) }
        return vm.value(ElementTypeObject(element))
    }

    /// Names that `np.dtype('…')` knows.
    private static let names: [String: DType] = {
        var table: [String: DType] = [
            "float": .float64, "int": .int64, "bool": .bool, "double": .float64, "single": .float32, "half": .float16,
            "long": .int64, "longlong": .int64, "intc": .int32, "short": .int16, "byte": .int8, "ubyte": .uint8,
            "int_": .int64, "float_": .float64, "bool_": .bool, "intp": .int64, "d": .float64, "f": .float32,
            "e": .float16,
            "l": .int64, "q": .int64, "i": .int32, "h": .int16, "b": .int8, "B": .uint8, "?": .bool, "p": .int64,
        ]
        for (code, dtype) in [
            ("f8", DType.float64), ("f4", .float32), ("f2", .float16), ("i8", .int64), ("i4", .int32), ("i2", .int16),
            ("i1", .int8), ("u1", .uint8), ("b1", .bool),
        ] {
            for order in ["", "<", "=", "|"] { table[order + code] = dtype }
        }
        for dtype in DType.allCases where dtype != .bfloat16 { table[dtype.name] = dtype }
        return table
    }()

    /// Element types that NumPy has and Gradus has not.
    private static let absent: Set<String> = [
        "uint16", "uint32", "uint64", "u2", "u4", "u8", "<u2", "<u4", "<u8", "H", "I", "L", "Q", "uint", "complex64",
        "complex128", "complex", "c8", "c16", "longdouble", "float128", "g", "datetime64", "timedelta64", "M8", "m8",
    ]

    /// The element type that a value stands for, and whether its bytes come in the other order.
    static func parseOrdered(_ vm: VM, _ value: Value) throws -> (element: ElementType, isSwapped: Bool) {
        if let object = value.object as? ElementTypeObject { return (object.element, object.isSwapped) }
        // As pickles of Python 2 have it.
        if let bytes = value.asBytes?.bytes {
            return try parseOrdered(vm, vm.string(String(decoding: bytes, as: UTF8.self)))
        }
        if let text = value.asString?.text, text.hasPrefix(">") || text.hasPrefix("!"), text.count > 1 {
            let element = try parse(vm, vm.string("<" + text.dropFirst()))
            return (element, element.unitSize > 1)
        }
        return (try parse(vm, value), false)
    }

    /// The element type that a value stands for.
    static func parse(_ vm: VM, _ value: Value) throws -> ElementType {
        if let object = value.object as? ElementTypeObject {
            guard !object.isSwapped else { throw swapped(vm, object.code) }
            return object.element
        }
        if let type = value.asType {
            if let dtype = NumPyTypes.dtype(of: type) { return .number(dtype) }
            if type === Types.float || type === NumPyTypes.floating || type === NumPyTypes.inexact {
                return .number(.float64)
            }
            if type === Types.int || type === NumPyTypes.integer || type === NumPyTypes.signedInteger {
                return .number(.int64)
            }
            if type === Types.bool { return .number(.bool) }
            if type === Types.string || type === NumPyTypes.string { return .string(0) }
            if type === Types.object || type === NumPyTypes.object { return .object }
            throw vm.typeError("Cannot interpret '\(try vm.repr(value))' as a data type")
        }
        if let text = value.asString?.text {
            if let dtype = names[text] { return .number(dtype) }
            if ["O", "|O", "O8", "object"].contains(text) { return .object }
            if text == "U" || text == "str" || text == "<U" { return .string(0) }
            let bare = text.hasPrefix("<") ? text.dropFirst() : text[...]
            if bare.hasPrefix("U"), let width = Int(bare.dropFirst()), width >= 0 { return .string(width) }
            if text.hasPrefix(">"), names["<" + text.dropFirst()] != nil { throw swapped(vm, text) }
            if absent.contains(text) || absent.contains("<" + text.dropFirst()) {
                throw vm.error(.notImplementedError, "Gradus has no arrays of \(text)")
            }
            throw vm.typeError("data type '\(text)' not understood")
        }
        if value.asList != nil || value.asTuple != nil || value.asDictionary != nil {
            throw vm.error(.notImplementedError, "Gradus has no structured arrays")
        }
        if let of = try vm.attributeIfPresent(value, "dtype"), of.object is ElementTypeObject {
            return try parse(vm, of)
        }
        throw vm.typeError("Cannot interpret '\(try vm.repr(value))' as a data type")
    }

    private static func swapped(_ vm: VM, _ code: String) -> Thrown {
        vm.error(
            .notImplementedError, "Gradus has no arrays with the most significant byte first ('\(code)')",
            hint: "numpy.frombuffer and numpy.fromfile read such data into arrays of the machine's order")
    }

    /// `<f8`, `>i4`
    private var code: String {
        let code = Self.properties(element).code
        return isSwapped ? ">" + code.dropFirst() : code
    }

    /// `bool`, `int64`: what `dtype(…)` shows.
    private static func quoted(_ element: ElementType) -> String {
        if case .object = element { return "'O'" }
        return "'\(element.name)'"
    }

    private static func properties(_ element: ElementType) -> (kind: String, char: String, code: String) {
        switch element {
        case .number(let type):
            switch type {
            case .bool: ("b", "?", "|b1")
            case .uint8: ("u", "B", "|u1")
            case .int8: ("i", "b", "|i1")
            case .int16: ("i", "h", "<i2")
            case .int32: ("i", "i", "<i4")
            case .int64: ("i", "l", "<i8")
            case .float16, .bfloat16: ("f", "e", "<f2")
            case .float32: ("f", "f", "<f4")
            case .float64: ("f", "d", "<f8")
            }
        case .string(let width): ("U", "U", "<U\(width)")
        case .object: ("O", "O", "|O")
        }
    }

    static func populate(_ type: TypeObject) {
        func element(_ value: Value) -> ElementType { (value.object as? ElementTypeObject)?.element ?? .object }
        type.constructor("cls, dtype=None, align=False, copy=False") { vm, arguments in
            guard let given = arguments.orNone(1) else { return value(vm, .number(.float64)) }
            let (element, isSwapped) = try parseOrdered(vm, given)
            // A pickle copies first and then sets the order of the bytes.
            let copies = try arguments.optional(3).map { try vm.truth($0) } ?? false
            return copies || isSwapped
                ? vm.value(ElementTypeObject(element, isSwapped: isSwapped)) : value(vm, element)
        }
        type.special(.representation, "self, /") { vm, arguments in
            guard let object = arguments[0].object as? ElementTypeObject else { return vm.string("dtype") }
            return vm.string("dtype(\(object.isSwapped ? "'\(object.code)'" : quoted(object.element)))")
        }
        type.special(.string, "self, /") { vm, arguments in
            guard let object = arguments[0].object as? ElementTypeObject else { return vm.string("dtype") }
            return vm.string(object.isSwapped ? object.code : object.element.name)
        }
        func isSame(_ vm: VM, _ arguments: Arguments) -> Bool {
            guard !arguments[1].isNone, let object = arguments[0].object as? ElementTypeObject,
                let other = try? parseOrdered(vm, arguments[1])
            else { return false }
            return other.element == object.element && other.isSwapped == object.isSwapped
        }
        type.special(.equal, "self, other, /") { vm, arguments in Value(isSame(vm, arguments)) }
        type.special(.notEqual, "self, other, /") { vm, arguments in Value(!isSame(vm, arguments)) }
        type.special(.hash, "self, /") { vm, arguments in
            Value(try vm.hash(vm.string(element(arguments[0]).name)))
        }
        func property(_ name: String, _ get: @escaping (VM, ElementType) -> Value) {
            type.property(name) { vm, value in get(vm, element(value)) }
        }
        property("name") { vm, element in
            if case .string(let width) = element { return vm.string("str\(width * 32)") }
            return vm.string(element.name)
        }
        property("kind") { vm, element in vm.string(properties(element).kind) }
        property("char") { vm, element in vm.string(properties(element).char) }
        type.property("str") { vm, value in
            vm.string((value.object as? ElementTypeObject)?.code ?? "")
        }
        property("itemsize") { _, element in Value(element.itemSize) }
        property("alignment") { _, element in Value(element.itemSize) }
        property("names") { _, _ in .none }
        property("fields") { _, _ in .none }
        property("shape") { vm, _ in vm.tuple([]) }
        property("ndim") { _, _ in Value(0) }
        type.property("isnative") { _, value in Value(!((value.object as? ElementTypeObject)?.isSwapped ?? false)) }
        type.property("byteorder") { vm, value in
            guard let object = value.object as? ElementTypeObject else { return .none }
            return vm.string(object.isSwapped ? ">" : object.element.unitSize == 1 ? "|" : "=")
        }
        property("hasobject") { _, element in Value(element == .object) }
        property("type") { _, element in
            switch element {
            case .number(let type): Value(borrowing: NumPyTypes.type(type))
            case .string: Value(borrowing: NumPyTypes.string)
            case .object: Value(borrowing: NumPyTypes.object)
            }
        }
        type.method("newbyteorder", "self, new_order='S', /") { vm, arguments in
            guard let object = arguments[0].object as? ElementTypeObject else { return .none }
            let isSwapped: Bool
            switch (arguments.optional(1)?.asString?.text ?? "S").uppercased() {
            case "S", "SWAP": isSwapped = !object.isSwapped
            case ">", "B", "BIG": isSwapped = true
            case "<", "L", "LITTLE", "=", "N", "NATIVE": isSwapped = false
            case "|", "I", "IGNORE": return arguments[0]
            case let order:
                throw vm.valueError("byteorder not understood (got '\(order)')")
            }
            return isSwapped
                ? vm.value(ElementTypeObject(object.element, isSwapped: true)) : value(vm, object.element)
        }
        // (version, order, …), as NumPy pickles it.
        type.method("__setstate__", "self, state, /") { _, arguments in
            guard let object = arguments[0].object as? ElementTypeObject, let state = arguments[1].asTuple?.values,
                state.count > 1
            else { return .none }
            object.isSwapped = state[1].asString?.text == ">" && object.element.unitSize > 1
            return .none
        }
        for name in ["__reduce__", "__reduce_ex__"] {
            type.method(name, "self, protocol=None, /") { vm, arguments in
                try vm.callMethod(
                    Value(borrowing: try vm.importModule("numpy._core.multiarray")), "_reduce_dtype", [arguments[0]])
            }
        }
    }
}
