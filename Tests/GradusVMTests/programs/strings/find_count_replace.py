s = "abracadabra"
print(s.find("abra"), s.find("abra", 1), s.rfind("abra"), s.find("x"), s.find(""), s.find("", 20), s.rfind(""), s.find("a", -3), s.index("c"), s.count("a"), s.count(""), s.count("a", 2, -1), "aaa".count("aa"))
print(s.replace("a", "X"), s.replace("a", "X", 2), s.replace("", "-"), s.replace("a", "", -1), "".replace("", "x"), s.replace("", "-", 2))
print(s.startswith("abra"), s.startswith(("x", "a")), s.endswith("ra", 0, -1), s.startswith("", 11), s.startswith("", 12), s.endswith(()), "abra" in s, "" in s)
for function in [lambda: s.index("x"), lambda: s.rindex("x"), lambda: s.startswith(1), lambda: s.startswith([1]), lambda: 1 in s]:
    try:
        print(function())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
