import Foundation
import PackagePlugin

/// Runs `embed-stdlib` over every `.py` file below `stdlib/` whenever one of them changes.
@main
struct EmbedStandardLibrary: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let root = context.package.directoryURL.appending(path: "stdlib")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedModules.swift")
        var files: [URL] = []
        if let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) {
            for case let url as URL in walk where url.pathExtension == "py" { files.append(url) }
        }
        files.sort { $0.path < $1.path }
        return [
            .buildCommand(
                displayName: "Embedding stdlib",
                executable: try context.tool(named: "embed-stdlib").url,
                arguments: [output.path, root.path] + files.map(\.path),
                inputFiles: files, outputFiles: [output])
        ]
    }
}
