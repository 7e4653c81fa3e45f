from array import array

for make in (lambda: array("z"), lambda: array("b", [200]), lambda: array("B", [-1]), lambda: array("i", ["x"]), lambda: array("i", "ab"),
             lambda: array("i")[0], lambda: array("i").pop(), lambda: array("i").remove(1), lambda: array("i", [1]) + [1],
             lambda: array("i", b"abc"), lambda: array("Q", [-1]), lambda: array("f", ["a"])):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
