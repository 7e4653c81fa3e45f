text = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l"
print(text.splitlines(), text.splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\n".splitlines(keepends=True))
print(b"a\nb\r\nc\x0bd\r".splitlines(), b"a\nb".splitlines(True))
print("  a  b \u3000c\n".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b  c".rsplit(None, 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), " a b ".split(None, 1), "abc".split("abc"))
try:
    "a".split("")
except ValueError as error:
    print(error)
print("k=v=w".partition("="), "k".partition("="), "k=v=w".rpartition("="), "k".rpartition("="))
