import Foundation
import GradusSyntax
import GradusTestSupport
import Testing

@testable import GradusVM

/// Runs each program of `programs/` and compares what it prints with what CPython 3.11 printed (`.out`, recorded by
/// `scripts/record_programs.py`).
@Suite("Programs agree with CPython", .serialized)
struct ProgramTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// The folders of programs, by feature.
    static let folders: [String] = Set(programs.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        .sorted()

    /// Programs by path below `programs/`, without the extension.
    static let programs: [String] = {
        let folder = root.appendingPathComponent("programs")
        let walk = FileManager.default.enumerator(atPath: folder.path)
        return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }
            .sorted()
    }()

    @Test("programs of a folder", arguments: folders)
    func agree(_ folder: String) throws {
        let names = Self.programs.filter { $0.split(separator: "/").dropLast().joined(separator: "/") == folder }
        var agreeing = 0
        for name in names {
            let base = Self.root.appendingPathComponent("programs").appendingPathComponent(name)
            let source = try String(contentsOf: base.appendingPathExtension("py"), encoding: .utf8)
            let expected = try String(contentsOf: base.appendingPathExtension("out"), encoding: .utf8)
            let output = MachineLock.withLock { Self.runOnLargeStack(source, name: name) }
            #expect(output == expected, "\(name)")
            agreeing += output == expected ? 1 : 0
        }
        print("\(folder): \(agreeing) of \(names.count) programs agree with CPython")
    }

    @Test func thereAreManyOfThem() { #expect(Self.programs.count >= 400) }

    /// The machine's limits on depth suppose a stack as large as the engine gives it.
    static func runOnLargeStack(_ source: String, name: String) -> String {
        final class Outcome: @unchecked Sendable { var text = "" }
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            outcome.text = run(source, name: name)
            done.signal()
        }
        thread.stackSize = 1 << 29
        thread.start()
        done.wait()
        return outcome.text
    }

    /// What a program prints; an uncaught exception's traceback follows.
    static func run(_ source: String, name: String) -> String {
        let vm = VM()
        var output = ""
        vm.writeOutput = { output += $0 }
        let library = root.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("stdlib")
        vm.modulePath = [library.path]
        do {
            let code = try vm.compileSource(
                SourceText(name: "\(name).py", text: source), returnsLastExpression: false)
            _ = try vm.execute(code, in: vm.mainModule.namespace)
            vm.finish()
        } catch let error as Thrown {
            output += vm.renderTraceback(error.exception)
        } catch {
            output += "\(error)"
        }
        return output
    }
}
