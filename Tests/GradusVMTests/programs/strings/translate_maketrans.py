table = str.maketrans("abc", "xyz", "d")
print(table, "abcd-abcd".translate(table), "abc".translate({97: None, 98: "BB", 99: 0x43}))
print(str.maketrans({"a": "1", 98: None}), "aab".translate(str.maketrans({"a": "1", "b": ""})))
class Upper:
    def __getitem__(self, code):
        if code < 100:
            raise LookupError
        return chr(code).upper()
print("abcdef".translate(Upper()))
for arguments in [("ab", "c"), ({"ab": 1},), (1,), ("a", "b", 1)]:
    try:
        str.maketrans(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(b"hello".translate(bytes.maketrans(b"el", b"ip"), b"o"), b"hello".translate(None, b"l"))
