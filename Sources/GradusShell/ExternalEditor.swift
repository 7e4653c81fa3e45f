#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The editor of the environment: `$VISUAL`, `$EDITOR`, or vi.
package enum ExternalEditor {
    package struct Failure: Error {
        package let message: String
    }

    static var command: String {
        for name in ["VISUAL", "EDITOR"] {
            if let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty { return value }
        }
        return "vi"
    }

    /// Lets a person change a text, in a file that is gone afterwards.
    package static func edit(_ text: String) -> Result<String, Failure> {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/gradus-XXXXXX.py".utf8CString)
        let descriptor = mkstemps(&template, 3)
        guard descriptor >= 0 else {
            return .failure(Failure(message: "cannot make a file in \(folder): \(String(cString: strerror(errno)))"))
        }
        let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let bytes = Array((text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n")).utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        if let failure = open(path) { return .failure(failure) }
        guard let edited = FileText.read(path) else { return .failure(Failure(message: "cannot read \(path)")) }
        return .success(edited.trimmingBlankEnds())
    }

    /// Opens a file and waits until the editor is closed.
    package static func open(_ path: String) -> Failure? {
        let status = ShellCommand.run("\(command) \(ShellCommand.quoted(path))")
        return status == 0 ? nil : Failure(message: "\(command) ended with status \(status)")
    }
}

/// Commands of the shell.
package enum ShellCommand {
    /// Runs a command on the terminal of this process and waits for it; its exit status.
    package static func run(_ command: String) -> Int32 {
        // Ctrl-C belongs to the command.
        let status = system(command)
        if status == -1 { return 127 }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    package static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}

extension CommandLine {
    /// The file of this program.
    static var executablePath: String {
        #if canImport(Glibc)
            var buffer = [CChar](repeating: 0, count: 4097)
            let count = readlink("/proc/self/exe", &buffer, 4096)
            if count > 0 {
                return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        #endif
        return arguments.first ?? "gradus"
    }
}

/// Whole files of text.
package enum FileText {
    package static func read(_ path: String) -> String? {
        var info = stat()
        // A named pipe would wait for its other end.
        if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFIFO {
            errno = ESPIPE
            return nil
        }
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard ferror(file) == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What lies in a folder.
    package static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    /// Writes through a file beside it, so that the text is either whole or not there; the reason of a failure.
    package static func write(_ text: String, to path: String, mode: mode_t = 0o644) -> String? {
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            #if canImport(Glibc)
                let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            #else
                let count = bytes.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = String(cString: strerror(errno))
                close(descriptor)
                unlink(temporary)
                return reason
            }
            bytes = bytes.dropFirst(count)
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            return reason
        }
        return nil
    }
}
