s = "a한😀é"
print(len(s), s[1], s[2], s[-1], s[::-1], s[1:3], [ord(c) for c in s], s[10:], s[::2], "e\u0301" == "é", len("e\u0301"))
print("b" > "a", "a" < "한" < "😀", "abc" < "abd", "Z" < "a", "" < "a", max("bca"), sorted("hello"), min("한글"))
for function in [lambda: s[4], lambda: s[-5], lambda: chr(0x110000), lambda: ord("ab"), lambda: ord("")]:
    try:
        function()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
