import Foundation

/// Where the repository lies on disk.
public enum Repository {
    /// Found from this very file, so tests need no resource bundles.
    public static let root: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    public static func path(_ relative: String) -> String { root.appending(path: relative).path }

    /// The folder with the real data sets, or nil: `GRADUS_DATA`, or `../shared/data` beside the repository.
    public static let data: String? = {
        let named = ProcessInfo.processInfo.environment["GRADUS_DATA"]
        let candidates: [String?] = [
            named, root.deletingLastPathComponent().appending(path: "shared/data").path,
        ]
        return candidates.compactMap(\.self).first { FileManager.default.fileExists(atPath: $0 + "/MNIST/raw") }
    }()
}
