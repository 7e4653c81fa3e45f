import Foundation
import Testing

@testable import GradusSyntax

/// The message of the error, or `OK`.
private func outcome(_ program: String) -> String {
    do {
        _ = try parseModule(SourceText(name: "<string>", text: program))
        return "OK"
    } catch {
        return error.message
    }
}

/// What a body on another thread complains about.
private final class Complaints: @unchecked Sendable {
    var list: [String] = []

    func check(_ holds: Bool, _ text: @autoclosure () -> String) {
        if !holds { list.append(text()) }
    }
}

/// Runs on a stack of 64 MB, as the engine does, and gives the complaints.
private func onLargeStack(_ body: @escaping @Sendable (Complaints) -> Void) -> [String] {
    let complaints = Complaints()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        body(complaints)
        done.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    done.wait()
    return complaints.list
}

private func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

@Test func deepNestingIsRefusedOrParsed() {
    let complex = "source code is too complex: too deeply nested"
    let table: [(program: String, answer: String)] = [
        (times("(", 200) + "1" + times(")", 200), "OK"),
        (times("(", 201) + "1" + times(")", 201), "too many nested parentheses"),
        (times("[", 20_000), "too many nested parentheses"),
        ("x = " + times("{", 199) + "1" + times("}", 199), "OK"),
        (times("f(", 200) + times(")", 200), "OK"),
        (times("-", 2_000) + "x", "OK"), (times("-", 20_000) + "x", complex),
        (times("not ", 20_000) + "x", complex), ("x" + times(".a", 2_000), "OK"),
        ("x" + times(".a", 20_000), complex),
        ("x" + times("()", 20_000), complex), ("x" + times("[0]", 20_000), complex),
        ("1" + times("+1", 2_000), "OK"), ("1" + times("+1", 20_000), complex),
        ("1" + times("**1", 20_000), complex), (times("lambda:", 20_000) + "1", complex),
        (times("1 if 1 else ", 20_000) + "1", complex), ("a" + times(" and a", 20_000), "OK"),
        ("a" + times(" < a", 20_000), "OK"), ("x = [" + times("1, ", 20_000) + "]", "OK"),
        ("if a: b\n" + times("elif a: b\n", 2_000), "OK"), ("if a: b\n" + times("elif a: b\n", 20_000), complex),
        ((0..<99).map { times(" ", $0) + "if x:\n" }.joined() + times(" ", 99) + "y", "OK"),
        (times("'a' ", 50_000), "OK"), (times("a = ", 20_000) + "1", "OK"), (times("x: ", 1_000), "invalid syntax"),
        ("match a:\n case " + times("[", 199) + times("]", 199) + ": b", "OK"),
        ("match a:\n case " + times("A(", 199) + times(")", 199) + ": b", "OK"),
        (times("{1:", 150) + " 1 2", "'{' was never closed"),
        (times("with (", 150) + "a b", "invalid syntax"),
        (times("f(a, ", 150) + "a b", "'(' was never closed"),
        (times("{1: ", 150) + "1 2" + times("}", 150), "invalid syntax. Perhaps you forgot a comma?"),
        (
            times("x[", 150) + "1 = 2" + times("]", 150),
            "cannot assign to literal here. Maybe you meant '==' instead of '='?"
        ),
    ]
    let complaints = onLargeStack { complaints in
        for (program, expected) in table {
            let found = outcome(program)
            complaints.check(found == expected, "\(program.prefix(40))…: \(found)")
        }
    }
    #expect(complaints == [])
}

private let tooManyDigits =
    "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use "
    + "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to "
    + "avoid decimal conversion limits."

@Test func oddTextsAreAnswered() {
    var table: [(String, String)] = []
    table.append(("x = \0", "source code string cannot contain null bytes"))
    table.append(("x = '\\ud800'", "OK"))
    table.append(("\u{FFFD}", "invalid character '\u{FFFD}' (U+FFFD)"))
    table.append(("\u{FEFF}", "OK"))
    table.append(("x = " + times("9", 4_300), "OK"))
    table.append(("x = 0x" + times("f", 20_000), "OK"))
    table.append(("x = " + times("9", 4_301), tooManyDigits))
    table.append(("x = 1e" + times("9", 10_000), "OK"))
    table.append((times("a", 1_000_000), "OK"))
    table.append(("f'" + times("{a}", 10_000) + "'", "OK"))
    table.append(("f'" + times("{", 201) + "'", "f-string: expecting '}'"))
    for (program, expected) in table { #expect(outcome(program) == expected, "\(program.prefix(40))") }
}

/// Broken programs of all sorts: every answer is a tree or a diagnostic inside the text.
@Test func brokenProgramsNeverCrash() throws {
    var programs: [String] = []
    for name in Golden.names(in: "trees", ending: "py") { programs.append(try Golden.text("trees/\(name).py")) }
    let insertions = [
        "(", ")", "[", "}", ":", "=", "'", "\"", "'''", "\\", "\n", "    ", "\t", "f'{", "}", "*", "lambda ", "if ",
        "\u{A0}", "가", "0x", "1_",
    ]
    let all = programs
    let complaints = onLargeStack { complaints in
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
        for _ in 0..<1_500 {
            var lines = all[random(all.count)].split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
            // A few lines at a time keep one fault from hiding the others.
            let first = random(lines.count)
            lines = Array(lines[first..<min(lines.count, first + 4)])
            for _ in 0...random(2) {
                let line = random(lines.count)
                let column = random(lines[line].count + 1)
                if random(2) == 0, column < lines[line].count {
                    lines[line].remove(at: column)
                } else {
                    lines[line].insert(contentsOf: insertions[random(insertions.count)], at: column)
                }
            }
            let text = lines.map { String($0) }.joined(separator: "\n")
            do throws(Diagnostic) {
                _ = try parseModule(SourceText(name: "<string>", text: text))
            } catch {
                complaints.check(!render(error).isEmpty, text)
                complaints.check(error.span.start >= 0 && Int(error.span.start) <= error.source.bytes.count, text)
            }
            _ = completeness(of: text)
            var last: Int32 = 0
            for token in highlightTokens(of: text) {
                complaints.check(token.span.start >= last && token.span.end > token.span.start, text)
                last = token.span.end
            }
        }
    }
    #expect(complaints == [])
}
