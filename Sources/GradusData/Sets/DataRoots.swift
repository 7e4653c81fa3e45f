/// Where a data set may lie: the root the user named, then the folder in `GRADUS_DATA`.
public struct DataRoots: Sendable {
    /// As given.
    public let root: String
    public let shared: String?

    /// `shared` defaults to the environment variable `GRADUS_DATA`.
    public init(root: String, shared: String? = environment("GRADUS_DATA")) {
        self.root = root
        self.shared = shared
    }

    /// The root with `~` resolved.
    public var expandedRoot: String { expandHome(root) }

    /// Folders to look in, in order.
    public var searched: [String] { [expandedRoot] + (shared.map { [expandHome($0)] } ?? []) }

    /// First of `names` that is a file in `folder`, as a path.
    static func firstFile(_ names: [String], in folder: String) -> String? {
        names.lazy.map { joinPath(folder, $0) }.first { fileKind($0) == .file }
    }
}
