/// A module written in Swift, as a table: it is built when it is first imported.
public struct NativeModule: @unchecked Sendable {
    public let name: String
    let build: (VM, ModuleBuilder) throws -> Void

    public init(_ name: String, build: @escaping (_ vm: VM, _ module: ModuleBuilder) throws -> Void) {
        self.name = name
        self.build = build
    }
}

/// Fills the namespace of a native module.
public final class ModuleBuilder {
    public let object: ModuleObject

    init(_ object: ModuleObject) { self.object = object }

    public func function(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) {
        let function = NativeFunctionObject(name, signature, doc: doc, body: body)
        function.moduleName = object.name
        object.namespace.set(Interned.string(name), object: function)
    }

    public func value(_ name: String, _ value: Value) { object.namespace.set(name, value) }
    public func type(_ type: TypeObject) { object.namespace.set(type.name, Value(borrowing: type)) }
}

extension TypeObject {
    /// Adds a method written in Swift; the signature begins with `self`. `arguments[0]` is the receiver, an instance of this type.
    public func method(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) {
        set(Interned.string(name), object: NativeFunctionObject(name, signature, owner: self, doc: doc, body: body))
    }

    /// Adds a special method that the machine calls.
    public func special(_ method: Special, _ signature: String, _ body: @escaping NativeBody) {
        set(method.interned, object: NativeFunctionObject(method.name, signature, owner: self, body: body))
    }

    /// Adds a static method (`str.maketrans`); its signature has no self.
    public func staticMethod(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) {
        let function = NativeFunctionObject(name, signature, doc: doc, body: body)
        set(Interned.string(name), object: WrappedMethodObject(.staticMethod, object: function))
    }

    /// Adds a class method (`dict.fromkeys`); its first parameter is the class.
    public func classMethod(_ name: String, _ signature: String, doc: String = "", _ body: @escaping NativeBody) {
        let function = NativeFunctionObject(name, signature, doc: doc, body: body)
        set(Interned.string(name), object: WrappedMethodObject(.classMethod, object: function))
    }

    /// `__new__`: `arguments[0]` is the class to instantiate, which may be a class of the language derived from this type.
    public func constructor(_ signature: String, _ body: @escaping NativeBody) {
        let function = NativeFunctionObject("__new__", signature, doc: "", body: body)
        set(Special.new.interned, object: WrappedMethodObject(.staticMethod, object: function))
    }

    /// Lets `del object.name` reset an attribute that Swift code computes.
    func deletable(_ name: String, _ body: @escaping (Value) -> Void) {
        (own(Interned.string(name))?.object as? NativeProperty)?.delete = { _, value in body(value) }
    }

    /// Adds an attribute that Swift code computes.
    public func property(
        _ name: String, doc: String = "", get: @escaping (VM, Value) throws -> Value,
        set setter: ((VM, Value, Value) throws -> Void)? = nil
    ) {
        set(Interned.string(name), object: NativeProperty(name, doc: doc, get: get, set: setter))
    }
}
