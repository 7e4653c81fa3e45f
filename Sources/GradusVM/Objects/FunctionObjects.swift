import GradusCompiler

/// A function of the language.
public final class FunctionObject: ContainerObject {
    // The first two fields: `FunctionLayout` knows their places.
    private(set) var header: UnsafeMutablePointer<CodeHeader>
    /// The namespace of its module.
    public let globals: DictionaryObject
    public private(set) var code: Code
    public var name: String
    public var qualifiedName: String
    /// Defaults of the last positional parameters; owned.
    var defaults: TupleObject?
    var keywordDefaults: DictionaryObject?
    var annotations: DictionaryObject?
    /// Cells for `code.object.freeNames`; owned.
    let closure: TupleObject?
    public var docstring: Strong
    public var moduleName: String

    init(code: Code, globals: DictionaryObject, closure: TupleObject?, moduleName: String) {
        self.code = code
        self.header = code.header
        self.name = code.object.name
        self.qualifiedName = code.object.qualifiedName
        self.globals = globals
        self.closure = closure
        self.moduleName = moduleName
        self.docstring = code.object.docstring.map { Strong(object: StringObject($0)) } ?? .none
        super.init(type: Types.function)
    }

    /// `f.__code__ = code`
    func replaceCode(_ code: Code) {
        self.code = code
        header = code.header
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: globals))
        for object in [defaults, keywordDefaults, annotations, closure] as [Object?] {
            if let object { visit(Value(borrowing: object)) }
        }
    }

    public override func dropReferences() {
        defaults = nil
        keywordDefaults = nil
        annotations = nil
        super.dropReferences()
    }
}

/// A captured variable.
public final class CellObject: ContainerObject {
    /// Owned; unbound while the variable has no value.
    var content: Value

    /// Takes over the reference.
    init(owning content: Value) {
        self.content = content
        super.init(type: Types.cell)
    }

    deinit { Reclaimer.release(content) }

    public override func visitReferences(_ visit: (Value) -> Void) { visit(content) }

    public override func dropReferences() {
        let old = content
        content = .unbound
        Reclaimer.release(old)
    }
}

/// A function together with the object it was looked up on.
public final class BoundMethodObject: ContainerObject {
    public let function: Strong
    public let receiver: Strong

    public init(function: Value, receiver: Value) {
        self.function = Strong(function)
        self.receiver = Strong(receiver)
        super.init(type: function.tag == .nativeFunction ? Types.nativeMethod : Types.method)
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        visit(function.value)
        visit(receiver.value)
    }
}
