import ast

for text in ("1", "-2.5", "'a\\n한'", "b'x'", "[1, (2, 3), {'k': {4}}]", "{1: 2, }", "None", "1 + 2j", "(1,)", "()", "0x1F", "1_000", "'a' 'b'", "r'\\d'", "  7", "True", "[\n1,\n2]", "set()", "..."):
    print(ast.literal_eval(text))
for text in ("x", "1 +", "f()", "[1", "1 + 1", "__import__('os')", "a.b", "{1:}", "'abc"):
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError) as error:
        print(text, type(error).__name__)
