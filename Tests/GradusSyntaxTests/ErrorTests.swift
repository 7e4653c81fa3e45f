import Testing

@testable import GradusSyntax

private let separator = "\n=====\n"

private func pieces(_ text: String) -> [String] {
    var parts = text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    parts.removeLast()
    return parts
}

private func rendered(_ program: String) -> String {
    do {
        _ = try parseModule(SourceText(name: "<string>", text: program))
        return "OK"
    } catch {
        return String(render(error).dropLast())
    }
}

/// Wording and carets against CPython's, recorded by `record_errors.py`.
@Test(arguments: Golden.names(in: "errors", ending: "txt"))
func errorEqualsCPythons(_ name: String) throws {
    let programs = pieces(try Golden.text("errors/\(name).txt"))
    let wanted = pieces(try Golden.text("errors/\(name).out"))
    #expect(programs.count == wanted.count)
    for (program, expected) in zip(programs, wanted) {
        #expect(rendered(program) == expected, "\(program.prefix(200))")
    }
}

@Test func everyErrorGoldenIsFound() {
    #expect(Golden.names(in: "errors", ending: "txt").count >= 3)
}

/// Errors inside an f-string stand in their place in the file; CPython 3.11 shows a made-up line.
@Test(arguments: [
    ("x = f'{a b}'", "       ^^^", "f-string: invalid syntax. Perhaps you forgot a comma?"),
    ("x = f'{a +}'", "          ^", "f-string: invalid syntax"),
    ("f'{lambda x: 1}'", "           ^", "f-string: invalid syntax"),
    ("f'{a $ b}'", "     ^", "f-string: invalid syntax"),
    ("f'{f(a b)}'", "     ^^^", "f-string: invalid syntax. Perhaps you forgot a comma?"),
    (
        "f'{012}'", "   ^",
        "f-string: leading zeros in decimal integer literals are not permitted; "
            + "use an 0o prefix for octal integers"
    ),
])
func formattedStringErrorsStandInPlace(_ program: String, _ carets: String, _ message: String) {
    let text = rendered(program)
    #expect(text == "  File \"<string>\", line 1\n    \(program)\n    \(carets)\nSyntaxError: \(message)")
}

/// What Gradus leaves out of Python is refused by name.
@Test(arguments: [
    ("async def f(): pass", "'async' is not supported by Gradus"),
    ("x = await y", "'await' is not supported by Gradus"),
    ("[x async for x in y]", "'async' in a comprehension is not supported by Gradus"),
    ("try:\n    pass\nexcept* ValueError:\n    pass", "'except*' is not supported by Gradus"),
    ("@a\nasync def f(): pass", "'async' is not supported by Gradus"),
])
func missingFeaturesAreNamed(_ program: String, _ message: String) {
    #expect(rendered(program).hasSuffix("SyntaxError: \(message)"))
}

@Test func hintAndCellAreShown() {
    let source = SourceText(name: "nb.py", text: "a\nx = = 1", firstLine: 10, cellTitle: "Data")
    var found: Diagnostic?
    do { _ = try parseModule(source) } catch { found = error }
    guard var diagnostic = found else {
        Issue.record("no error")
        return
    }
    diagnostic.hint = "remove one ="
    #expect(
        render(diagnostic) == """
              File "nb.py", line 11, in cell "Data"
                x = = 1
                    ^
            SyntaxError: invalid syntax
            hint: remove one =

            """)
}

/// Carets by display column: tabs are kept, wide characters take two, marks none.
@Test(arguments: [
    ("한글 = = 1", "       ^"),
    ("x = '😀' 1", "         ^"),
    ("x =\t'a' 1", "   \t    ^"),
    ("x = 'e\u{301}' 1", "        ^"),
    ("f('가' 나)", "  ^^^^^^^"),
])
func caretsFollowTheDisplay(_ program: String, _ carets: String) {
    let lines = rendered(program).split(separator: "\n")
    #expect(lines.count == 4 && lines[2] == "    \(carets)")
}

@Test(arguments: [
    ("abc", 3), ("한글", 4), ("日本", 4), ("😀", 2), ("é", 1), ("e\u{301}", 1), ("ｆ", 2), ("\u{200B}", 0), ("", 0),
    ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇰🇷", 2), ("❤️", 2), ("→", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
])
func widthIsWhatATerminalShows(_ text: String, _ columns: Int) {
    #expect(displayWidth(of: text) == columns)
}
