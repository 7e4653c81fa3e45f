# Padding, with CPython's place for an odd rest.
for text in ("", "a", "ab", "-5", "+5", "가나", "a-b"):
    for width in (-1, 0, 3, 4, 5, 8):
        print([text.center(width), text.center(width, "*"), text.ljust(width, "가"), text.rjust(width), text.zfill(width)])
for call in (lambda: "a".center(5, "xx"), lambda: "a".ljust(5, 1), lambda: "a".zfill("5")):
    try:
        call()
    except TypeError as error:
        print(error)
