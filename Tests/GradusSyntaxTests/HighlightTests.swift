import Testing

@testable import GradusSyntax

/// The pieces as `kind:text`.
private func pieces(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return highlightTokens(of: text).map {
        "\($0.kind.rawValue):" + String(decoding: bytes[Int($0.span.start)..<Int($0.span.end)], as: UTF8.self)
    }
}

@Test(arguments: [
    ("x = 1  # c", ["name:x", "operator:=", "number:1", "comment:# c"]),
    (
        "def f(a): return None",
        [
            "keyword:def", "name:f", "operator:(", "name:a", "operator:)", "operator::", "keyword:return",
            "keyword:None",
        ]
    ),
    (
        "print(len(a.len))",
        [
            "builtin:print", "operator:(", "builtin:len", "operator:(", "name:a", "operator:.", "name:len",
            "operator:)",
            "operator:)",
        ]
    ),
    ("rb'a' f\"b\" 'c", ["string:rb'a'", "string:f\"b\"", "string:'c"]),
    ("'''a\nb", ["string:'''a\nb"]), ("@a.b\nx @ y", ["decorator:@a.b", "name:x", "operator:@", "name:y"]),
    ("%time x\ny % z", ["magic:%time x", "name:y", "operator:%", "name:z"]), ("!ls", ["magic:!ls"]),
    ("x?", ["name:x", "magic:?"]),
    (
        "match x:\n  case 1: y",
        [
            "keyword:match", "name:x", "operator::", "keyword:case", "number:1", "operator::", "name:y",
        ]
    ),
    ("match = 1", ["name:match", "operator:=", "number:1"]),
    ("1.5e-3 + 0xFF", ["number:1.5e-3", "operator:+", "number:0xFF"]),
    ("한글 = '값'", ["name:한글", "operator:=", "string:'값'"]), ("a\\", ["name:a"]), ("'\\", ["string:'\\"]),
    ("(\n% 2)", ["operator:(", "operator:%", "number:2", "operator:)"]),
])
func textIsClassified(_ text: String, _ expected: [String]) {
    #expect(pieces(text) == expected)
}
