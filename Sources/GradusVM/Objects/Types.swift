/// The built-in types. Their methods are added when one is first looked up (`Builtins/…`).
public enum Types {
    nonisolated(unsafe) public static let type = TypeObject(bootstrapping: "type")
    nonisolated(unsafe) public static let object: TypeObject = {
        let object = TypeObject(name: "object", bases: [], layout: .instance, metatype: type)
        type.bases = [object]
        type.mro = [type, object]
        object.addSubclass(type)
        type.changed()
        return object
    }()

    private static func make(
        _ name: String, _ layout: Layout, _ tag: Tag = .object, base: TypeObject = object, attributes: Bool = false,
        final isFinal: Bool = false
    ) -> TypeObject {
        let made = TypeObject(name: name, bases: [base], layout: layout, instanceTag: tag, hasAttributes: attributes)
        made.isFinal = isFinal
        return made
    }

    nonisolated(unsafe) public static let none = make("NoneType", .none, final: true)
    nonisolated(unsafe) public static let ellipsis = make("ellipsis", .none, final: true)
    nonisolated(unsafe) public static let notImplemented = make("NotImplementedType", .none, final: true)
    nonisolated(unsafe) public static let int = make("int", .int)
    nonisolated(unsafe) public static let bool = make("bool", .bool, base: int, final: true)
    nonisolated(unsafe) public static let float = make("float", .float)
    nonisolated(unsafe) public static let string = make("str", .string, .string)
    nonisolated(unsafe) public static let bytes = make("bytes", .bytes, .bytes)
    nonisolated(unsafe) public static let list = make("list", .list, .list)
    nonisolated(unsafe) public static let tuple = make("tuple", .tuple, .tuple)
    nonisolated(unsafe) public static let dictionary = make("dict", .dictionary, .dictionary)
    nonisolated(unsafe) public static let set = make("set", .set, .set)
    nonisolated(unsafe) public static let frozenSet = make("frozenset", .set, .set)
    nonisolated(unsafe) public static let range = make("range", .other, .range, final: true)
    nonisolated(unsafe) public static let slice = make("slice", .other, .slice, final: true)
    nonisolated(unsafe) public static let cell = make("cell", .other, .cell, final: true)
    nonisolated(unsafe) public static let function = make(
        "function", .function, .function, attributes: true, final: true)
    nonisolated(unsafe) public static let nativeFunction = make(
        "builtin_function_or_method", .function, .nativeFunction, final: true)
    nonisolated(unsafe) public static let methodDescriptor = make(
        "method_descriptor", .function, .nativeFunction, final: true)
    nonisolated(unsafe) public static let method = make("method", .other, .boundMethod, final: true)
    /// A native function bound to its receiver: `[].append`. Programs see a `builtin_function_or_method`.
    nonisolated(unsafe) static let nativeMethod: TypeObject = {
        let made = make("builtin_function_or_method", .other, .boundMethod, final: true)
        made.presentedAs = nativeFunction
        return made
    }()
    nonisolated(unsafe) public static let module = make("module", .module, .module)
    nonisolated(unsafe) public static let property = make("property", .other)
    nonisolated(unsafe) public static let classMethod = make("classmethod", .other)
    nonisolated(unsafe) public static let staticMethod = make("staticmethod", .other)
    nonisolated(unsafe) public static let getSetDescriptor = make("getset_descriptor", .other, final: true)
    nonisolated(unsafe) public static let superType = make("super", .other)
    nonisolated(unsafe) public static let generator = make("generator", .other, .generator, final: true)
    nonisolated(unsafe) public static let rangeIterator = make("range_iterator", .other, .rangeIterator, final: true)
    nonisolated(unsafe) public static let listIterator = make("list_iterator", .other, .listIterator, final: true)
    nonisolated(unsafe) public static let baseException = make(
        "BaseException", .exception, .exception, attributes: true)

    /// A type for native iterators: `zip`, `enumerate`, `dict_keyiterator` …
    public static func iterator(_ name: String, populate: ((TypeObject) -> Void)? = nil) -> TypeObject {
        let made = TypeObject(
            name: name, bases: [object], layout: .other, instanceTag: .iterator, populate: populate)
        made.isFinal = true
        return made
    }
}
