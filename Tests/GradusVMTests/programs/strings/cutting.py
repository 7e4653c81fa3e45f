# split and its relatives, on plain text and on text beyond ASCII.
for text in ("", " ", "a b  c ", "\ta\x1cb\n", "가 나\u3000다 ", "no-space"):
    print(text.split(), text.split(None, 1), text.rsplit(None, 1), text.split(maxsplit=0))
for text in ("", "a,b,c", ",a,,b,", "가,나,다", "a, b, c"):
    print(text.split(","), text.split(",", 1), text.split(",", 0), text.split(",", -1), text.rsplit(",", 1), text.split(", "))
    print(text.partition(","), text.rpartition(","), text.partition("zz"), text.rpartition("zz"))
for text in ("a\nb\r\nc\rd", "\n", "", "a\x0bb\x0cc\x1cd\x1ee", "a\x85b\u2028c", "one"):
    print(text.splitlines(), text.splitlines(True))
for text in ("  a ", "", "\x1fa\x1c", "\u3000가\u3000", "xxaxx"):
    print([text.strip(), text.lstrip(), text.rstrip(), text.strip("x"), text.lstrip("x a"), text.rstrip("")])
for call in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".partition(""), lambda: "a".strip(1)):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
