print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "-".join(["a", "b"]), "".join([]), ",".join("abc"), ", ".join({"x": 1, "y": 2}), "-".join(str(i) for i in range(3)))
for function in [lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "".join([1]), lambda: "".join(["a", None]), lambda: "".join(1), lambda: "a" - "b", lambda: "a" + b"b", lambda: b"a" + "b"]:
    try:
        function()
    except TypeError as error:
        print(error)
