extension Module {
    /// How a profile calls the layer: `Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))`.
    package var profileName: String { extraRepr.isEmpty ? typeName : "\(typeName)(\(extraRepr))" }
}
