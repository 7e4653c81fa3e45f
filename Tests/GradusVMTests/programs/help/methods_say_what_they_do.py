# Every method of the built-in types has a text for help().
for kind in (str, bytes, bytearray, list, tuple, dict, set, frozenset, int, float, complex, range, memoryview):
    for name, member in kind.__dict__.items():
        if name.startswith("_") or type(member).__name__ != "method_descriptor":
            continue
        if not member.__doc__:
            print(kind.__name__, name)
print("done")


class Derived(str):
    def upper(self):
        return "mine"


print(Derived.upper.__doc__, Derived.lower.__doc__ is not None, Derived.__doc__)
