print("a\tbc\td".expandtabs(), "a\tbc\td".expandtabs(4), "\t\n\tx".expandtabs(2), "a\tb".expandtabs(0))
print("ab".center(5, "*") + "|", "abc".center(6) + "|", "ab".ljust(5, ".") + "|", "ab".rjust(5) + "|", "abc".center(2), "42".zfill(5), "-42".zfill(5), "+1".zfill(1), "".zfill(3), "--1".zfill(5))
print("xxabcxx".strip("x"), "abcba".lstrip("ab"), "  a ".rstrip() + "|", "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "a".removesuffix(""))
try:
    "a".center(5, "ab")
except TypeError as error:
    print(error)
