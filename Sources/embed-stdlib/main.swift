// Turns the script modules of stdlib/ into one Swift file, so that the executable carries them.
// Usage: embed-stdlib OUTPUT ROOT FILE...
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: embed-stdlib OUTPUT ROOT FILE...\n".utf8))
    exit(2)
}

/// The module name of a file below `root`: `collections/abc.py` is `collections.abc`, `pkg/__init__.py` is `pkg`.
func moduleName(of path: String, below root: String) -> String {
    var relative = path
    if relative.hasPrefix(root) { relative.removeFirst(root.count) }
    while relative.hasPrefix("/") { relative.removeFirst() }
    if relative.hasSuffix(".py") { relative.removeLast(3) }
    if relative.hasSuffix("/__init__") { relative.removeLast("/__init__".count) }
    return relative.replacingOccurrences(of: "/", with: ".")
}

do {
    var text = "/// Sources of the embedded script modules by module name.\n"
    text += "package let embeddedModules: [String: StaticString] = [\n"
    var seen: Set<String> = []
    for path in arguments.dropFirst(3).sorted() {
        let name = moduleName(of: path, below: arguments[2])
        guard seen.insert(name).inserted else {
            FileHandle.standardError.write(Data("embed-stdlib: two files define the module \(name)\n".utf8))
            exit(1)
        }
        let source = try String(contentsOfFile: path, encoding: .utf8)
        // Four hashes: no module of ours holds `"""####`.
        text += "    \"\(name)\": ####\"\"\"\n\(source)\n\"\"\"####,\n"
    }
    if arguments.count == 3 { text += "    :\n" }
    text += "]\n"
    try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("embed-stdlib: \(error)\n".utf8))
    exit(1)
}
