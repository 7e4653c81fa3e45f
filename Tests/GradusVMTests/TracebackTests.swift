import Foundation
import GradusTestSupport
import Testing

@testable import GradusVM

/// Whole error texts against CPython's, recorded by `Tracebacks/record.py`. Our `hint:` lines stand below what CPython says.
@Suite("Tracebacks", .serialized)
struct TracebackTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Tracebacks")
    static let separator = "\n=====\n"

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }()

    static func pieces(_ name: String) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        var parts = text.components(separatedBy: separator)
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts
    }

    static func withoutHints(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("hint: ") }
            .joined(separator: "\n")
    }

    @Test("whole error text", arguments: names)
    func equalsCPythons(_ name: String) throws {
        let programs = try Self.pieces("\(name).txt")
        let wanted = try Self.pieces("\(name).out")
        #expect(programs.count == wanted.count)
        for (program, expected) in zip(programs, wanted) {
            let found = MachineLock.withLock { ProgramTests.runOnLargeStack(program, name: "p") }
            #expect(Self.withoutHints(found) == expected, "\(program.prefix(300))")
        }
    }

    @Test func thereAreManyOfThem() throws {
        var count = 0
        for name in Self.names { count += try Self.pieces("\(name).txt").count }
        #expect(count >= 120)
    }

    /// What CPython 3.11 has no words for: a nearer keyword, module or name to import; silent when nothing is close.
    @Test(
        arguments: [
            ("def f(alpha): pass\nf(alhpa=1)", "hint: did you mean 'alpha'?"),
            ("print(1, spe='')", "hint: did you mean 'sep'?"),
            ("sorted([], revers=1)", "hint: did you mean 'reverse'?"),
            ("import itertool", "hint: did you mean 'itertools'?"),
            ("from math import sqr", "hint: did you mean 'sqrt'?"),
            ("def f(alpha): pass\nf(zzz=1)", nil), ("import zzzzzz", nil), ("from math import zzzzzz", nil),
        ] as [(String, String?)])
    func hintsNameTheNearest(_ program: String, _ hint: String?) {
        let text = MachineLock.withLock { ProgramTests.runOnLargeStack(program, name: "p") }
        #expect(text.split(separator: "\n").last { $0.hasPrefix("hint: ") }.map(String.init) == hint)
    }
}
