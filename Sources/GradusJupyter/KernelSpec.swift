import GradusJSON
import GradusShell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file by which Jupyter finds a kernel: a folder with `kernel.json`.
public struct KernelSpec {
    /// Where kernels are installed.
    public enum Place: Sendable, Equatable {
        /// For this user.
        case user
        /// Below a folder such as `/usr/local`.
        case prefix(String)
        /// In the environment of Python that is active.
        case environment
    }

    public var name: String
    public var displayName: String
    /// The program that runs as the kernel.
    public var executable: String

    public init(name: String = "gradus", displayName: String = "Gradus", executable: String) {
        self.name = name
        self.displayName = displayName
        self.executable = executable
    }

    /// Writes `kernel.json`; its folder.
    public func install(in place: Place) throws(KernelError) -> String {
        guard Self.isName(name) else { throw .badName(name) }
        let folder = try Self.folder(of: place) + "/" + name
        var path = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            path += "/" + part
            if mkdir(path, 0o755) != 0, errno != EEXIST {
                throw .unwritable(path: path, reason: String(cString: strerror(errno)))
            }
        }
        let file = folder + "/kernel.json"
        if let reason = FileText.write(content.prettyText, to: file) { throw .unwritable(path: file, reason: reason) }
        return folder
    }

    /// Removes the kernel from everywhere it can be found in `places`; the folders that are gone.
    public static func uninstall(_ name: String, from places: [Place]) throws(KernelError) -> [String] {
        guard isName(name) else { throw .badName(name) }
        var looked: [String] = []
        var removed: [String] = []
        for place in places {
            let folder = try folder(of: place)
            looked.append(folder)
            let own = folder + "/" + name
            guard access(own + "/kernel.json", F_OK) == 0 else { continue }
            for file in ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"] { unlink(own + "/" + file) }
            guard rmdir(own) == 0 else { throw .unwritable(path: own, reason: String(cString: strerror(errno))) }
            removed.append(own)
        }
        guard !removed.isEmpty else { throw .notInstalled(name: name, folders: looked) }
        return removed
    }

    private var content: JSONValue {
        .record([
            "argv": .array([executable, "kernel", "run", "{connection_file}"].map { .string($0) }),
            "display_name": .string(displayName), "language": .string("gradus"), "interrupt_mode": .string("signal"),
            "metadata": .record(["debugger": .bool(false)]),
        ])
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".."
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                    || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(byte)
            }
    }

    /// The folder of kernels at a place.
    static func folder(of place: Place) throws(KernelError) -> String {
        switch place {
        case .user: return try dataFolder() + "/kernels"
        case .prefix(let prefix): return prefix + "/share/jupyter/kernels"
        case .environment:
            guard let prefix = Environment.value("VIRTUAL_ENV") ?? Environment.value("CONDA_PREFIX") else {
                throw .noEnvironment
            }
            return prefix + "/share/jupyter/kernels"
        }
    }

    /// Jupyter's folder of this user.
    private static func dataFolder() throws(KernelError) -> String {
        if let folder = Environment.value("JUPYTER_DATA_DIR") { return folder }
        guard let home = Environment.value("HOME") else { throw .noHome }
        #if os(macOS)
            return home + "/Library/Jupyter"
        #else
            return (Environment.value("XDG_DATA_HOME") ?? home + "/.local/share") + "/jupyter"
        #endif
    }
}
