import GradusJSON

/// What a kernel says about itself. Each thread makes its own (see BackgroundThread).
struct KernelDescription {
    private let version: String

    init(version: String) { self.version = String(decoding: Array(version.utf8), as: UTF8.self) }

    /// The answer to `kernel_info_request`.
    var kernelInfo: JSONValue {
        .record([
            "status": .string("ok"), "protocol_version": .string(Wire.version), "implementation": .string("gradus"),
            "implementation_version": .string(version), "language_info": languageInfo,
            "banner": .string("Gradus \(version): Python's language, PyTorch's names (%quickref helps)"),
            "debugger": .bool(false), "help_links": .array([]), "supported_features": .array([]),
        ])
    }

    /// The files are Python's; so are the colours in an editor.
    private var languageInfo: JSONValue {
        .record([
            "name": .string("gradus"), "version": .string(version), "mimetype": .string("text/x-python"),
            "file_extension": .string(".py"), "pygments_lexer": .string("ipython3"),
            "nbconvert_exporter": .string("python"),
            "codemirror_mode": .record(["name": .string("ipython"), "version": .int(3)]),
        ])
    }
}
