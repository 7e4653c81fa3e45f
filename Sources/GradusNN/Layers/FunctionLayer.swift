import GradusTensor

/// A layer without parameters: a function of one tensor, with settings that show in its printed form.
public final class FunctionLayer: UnaryLayer {
    typealias Function = (Tensor, FunctionLayer) throws -> Tensor

    /// How the settings are printed.
    enum Style {
        /// `name=value` for the given settings; `inplace=True` after them where it is set.
        case named([String])
        /// The text itself.
        case text(String)
    }

    private let name: String
    private let style: Style
    private let function: Function

    init(
        _ name: String, _ settings: [(name: String, value: OpValue)] = [], style: Style, _ function: @escaping Function
    ) {
        self.name = name
        self.style = style
        self.function = function
        super.init()
        self.settings = settings
    }

    public override var typeName: String { name }

    public override var extraRepr: String {
        switch style {
        case .text(let text): return text
        case .named(let names):
            var parts = names.compactMap { n in attribute(n).map { "\(n)=\($0.repr)" } }
            // Two of PyTorch's layers print nothing.
            if isInPlace, name != "Hardswish", name != "Hardsigmoid" { parts.append("inplace=True") }
            return parts.joined(separator: ", ")
        }
    }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool { true }

    /// The `inplace` setting.
    var isInPlace: Bool { attribute("inplace")?.scalar?.bool ?? false }

    func double(_ name: String) -> Double { attribute(name)?.scalar?.double ?? 0 }
    func int(_ name: String) -> Int { attribute(name)?.scalar?.int ?? 0 }
    func bool(_ name: String) -> Bool { attribute(name)?.scalar?.bool ?? false }

    public override func forward(_ x: Tensor) throws -> Tensor {
        isInPlace ? try x.activatedInPlace { try function($0, self) } : try function(x, self)
    }
}

extension LayerRow {
    /// The row of a layer without parameters; its settings are the constructor's arguments.
    /// - Parameters:
    ///   - printed: the settings that the printed form names.
    ///   - valuesOnly: the printed form shows all settings without their names.
    static func function(
        _ name: String, family: String, _ schema: String, _ documentation: String, shape: String = "that of the input",
        printed: [String] = [], valuesOnly: Bool = false, _ function: @escaping FunctionLayer.Function
    ) -> LayerRow {
        let names = Signature(name + schema).parameters.map(\.name)
        return LayerRow(name, family: family, schema, documentation, shape: shape) { a in
            let settings = names.enumerated().map { (name: $1, value: a[$0]) }
            let values = settings.map(\.value.text).joined(separator: ", ")
            return FunctionLayer(name, settings, style: valuesOnly ? .text(values) : .named(printed), function)
        }
    }
}
