import Foundation
import GradusCompiler
import GradusSyntax
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Compiler")

private let programs: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".py") && !$0.hasPrefix("record-") }.sorted()
}()

private func compileText(_ text: String) throws(Diagnostic) -> CodeObject {
    let source = SourceText(name: "test", text: text)
    return try compile(parseModule(source), source: source)
}

/// A program of `errors.txt` with what CPython says about it.
struct RefusedProgram: CustomTestStringConvertible, Sendable {
    let text: String
    let expectation: String
    var testDescription: String { expectation + "\n" + text }
}

private let refusedPrograms: [RefusedProgram] = {
    func read(_ name: String) -> String {
        ((try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "").trimmingCharacters(
            in: .newlines)
    }
    let texts = read("errors.txt").components(separatedBy: "\n---\n")
    let expectations = read("errors.expected").components(separatedBy: "\n")
    return zip(texts, expectations).map { RefusedProgram(text: $0, expectation: $1) }
}()

@Suite struct CompilerTests {
    /// Listings were read by hand when they were recorded; GRADUS_UPDATE_GOLDEN=1 records them again.
    @Test(arguments: programs) func listing(of program: String) throws {
        let url = folder.appending(path: program)
        let text = try String(contentsOf: url, encoding: .utf8)
        let actual = try GradusCompiler.listing(of: compileText(text))
        let golden = url.deletingPathExtension().appendingPathExtension("bytecode")
        if ProcessInfo.processInfo.environment["GRADUS_UPDATE_GOLDEN"] != nil {
            try actual.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(try actual == String(contentsOf: golden, encoding: .utf8))
    }

    @Test(arguments: refusedPrograms) func error(of program: RefusedProgram) {
        var actual = "OK"
        do throws(Diagnostic) {
            _ = try compileText(program.text)
        } catch {
            let (line, column) = place(Int(error.span.start), in: error.source)
            let (endLine, endColumn) = place(Int(error.span.end), in: error.source)
            actual = "\(error.kind.rawValue)|\(error.message)|\(line)|\(column)|\(endLine)|\(endColumn)"
            // CPython leaves out where some statements end.
            if program.expectation.hasSuffix("|None") {
                actual = actual.split(separator: "|").dropLast().joined(separator: "|") + "|None"
            }
        }
        #expect(actual == program.expectation)
    }

    private func place(_ offset: Int, in source: SourceText) -> (line: Int, column: Int) {
        let line = source.lineIndex(at: offset)
        return (line + 1, offset - source.lineStarts[line] + 1)
    }

    /// Every register an instruction names exists, every jump lands inside, every temporary has one owner.
    @Test(arguments: programs) func codeIsWellFormed(of program: String) throws {
        let text = try String(contentsOf: folder.appending(path: program), encoding: .utf8)
        check(try compileText(text))
    }

    private func check(_ code: CodeObject) {
        #expect(code.spans.count == code.instructions.count)
        #expect(code.freeBase == code.localNames.count)
        for entry in code.handlers {
            #expect(entry.start < entry.end && entry.end <= code.instructions.count)
            #expect(entry.target < code.instructions.count)
            #expect(entry.register < code.registerCount)
        }
        if let last = code.instructions.last {
            #expect(
                [.returnValue, .returnNone, .raise, .raiseFrom, .raiseCurrent, .reraise, .jumpBack].contains(last.op))
        }
        for constant in code.constants {
            if case .code(let inner) = constant { check(inner) }
        }
    }

    /// Jumps over more than 32,767 instructions.
    @Test func longBodies() throws {
        let body = String(repeating: "        y = y * 2\n", count: 40_000)
        let code = try compileText("def f(x, y):\n    for i in x:\n\(body)    while x < y:\n\(body)")
        guard case .code(let function)? = code.constants.first else { return }
        for (place, instruction) in function.instructions.enumerated() {
            switch instruction.op {
            case .jump, .jumpBack:
                #expect((0..<function.instructions.count).contains(place + 1 + instruction.wide))
            default: break
            }
        }
        check(code)
    }

    @Test func cellReturnsItsLastExpression() throws {
        let source = SourceText(name: "cell", text: "x = 1\nx")
        let module = try parseModule(source)
        let cell = try compile(module, source: source, options: CompileOptions(returnsLastExpression: true))
        #expect(cell.instructions.last?.op == .returnValue)
        let file = try compile(module, source: source)
        #expect(file.instructions.last?.op == .returnNone)
    }
}
