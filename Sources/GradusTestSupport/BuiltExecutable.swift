import Foundation

/// The `gradus` executable that was built with the tests.
public enum BuiltExecutable {
    public static let path: String? = candidates.first { FileManager.default.isExecutableFile(atPath: $0) }

    private static var candidates: [String] {
        var folders: [URL] = []
        // On Linux the test program itself lies beside the executable; on macOS its bundle is an argument.
        if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folders.append(URL(filePath: link).deletingLastPathComponent())
        }
        for argument in CommandLine.arguments {
            var url = URL(filePath: argument)
            while url.pathComponents.count > 1 {
                url.deleteLastPathComponent()
                if url.pathExtension == "xctest" { folders.append(url.deletingLastPathComponent()) }
            }
            folders.append(URL(filePath: argument).deletingLastPathComponent())
        }
        folders.append(Repository.root.appending(path: ".build/debug"))
        return folders.map { $0.appending(path: "gradus").path }
    }
}
