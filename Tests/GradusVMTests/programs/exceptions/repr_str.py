for e in (ValueError("bad"), ValueError(), ValueError(1, "two"), KeyError("k"), KeyError("a", "b"), IndexError("i"), StopIteration(5), SystemExit(3), OSError(2, "No such file", "x"), OSError("just text")):
    print(repr(e), "|", str(e), "|", e.args)
print(StopIteration(5).value, SystemExit(3).code, OSError(2, "m").errno, type(OSError(2, "m")).__name__, OSError(13, "m", "f").filename)
