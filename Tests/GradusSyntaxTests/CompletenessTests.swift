import Testing

@testable import GradusSyntax

private func verdict(_ text: String) -> String {
    switch completeness(of: text) {
    case .complete: "complete"
    case .incomplete(let indent): "incomplete \(indent)"
    case .invalid: "invalid"
    }
}

@Test(arguments: [
    ("", "complete"), ("x = 1", "complete"), ("x = 1\n", "complete"), ("# only a comment", "complete"),
    ("x = (1,", "incomplete 0"), ("a = [1,\n2,", "incomplete 0"), ("f(\n    a,", "incomplete 4"),
    ("x = '''abc", "incomplete 0"), ("def f():\n    \"\"\"doc", "incomplete 4"), ("x = 1 + \\", "incomplete 0"),
    ("x = 1 + \\\n", "incomplete 0"), ("x = 'abc", "invalid"), ("x = 1 +", "invalid"), ("raise = 2", "invalid"),
    ("if x:", "incomplete 4"), ("if x:\n", "incomplete 4"), ("if x:\n\n", "incomplete 4"),
    ("for a in range(5):\n    if a > 0:", "incomplete 8"), ("for a in range(5):\n    pass", "incomplete 4"),
    ("for a in range(5):\n    pass\n", "complete"), ("for a in b: pass", "incomplete 0"), ("if a: b", "incomplete 0"),
    ("if a: b\nelse: c", "complete"), ("if a:\n    b\nelse:", "incomplete 4"), ("class A: pass", "complete"),
    ("def f(): return 1", "complete"), ("def f():\n    return 1", "incomplete 4"),
    ("def f():\n    return 1\n\n", "complete"), ("with a: b", "complete"), ("with a:\n    b", "incomplete 4"),
    ("try:\n    a", "incomplete 4"), ("try:\n    a\n", "incomplete 4"), ("try: a", "incomplete 0"),
    ("try:\n    a\nfinally: b", "complete"), ("try:\n    a\nexcept: b", "incomplete 0"), ("@dec", "incomplete 0"),
    ("@dec\ndef f():", "incomplete 4"), ("class A:\n    @dec", "incomplete 4"), ("def f(a,\n      b", "incomplete 6"),
    ("for i in range(3)", "invalid"), ("x = )", "invalid"), ("if x:\n    a\n  b", "invalid"), ("  x", "invalid"),
    ("f(a b", "invalid"), ("match x:", "incomplete 4"), ("match x:\n    case 1:", "incomplete 8"),
    ("match x:\n    case 1: pass", "incomplete 4"), ("match x:\n    case 1: pass\n", "complete"),
    ("lambda: (yield", "incomplete 0"), ("def f(a, a): pass", "invalid"), ("print 1", "invalid"),
    ("x = {\n  'a': 1,", "incomplete 2"), ("while x:\n    # why", "incomplete 4"), ("x = f'''{a}", "incomplete 0"),
    ("a = 1; b = (", "incomplete 0"), ("if x: y = (1,", "incomplete 0"), ("async def f(): pass", "invalid"),
])
func cellIsFinished(_ text: String, _ expected: String) {
    #expect(verdict(text) == expected, "\(text)")
}
