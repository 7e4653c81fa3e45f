class A: pass
class B(A): pass
print(isinstance(B(), A), issubclass(B, A), isinstance(1, (str, int)), isinstance(True, int), isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int), isinstance(A, type), isinstance([], list | tuple))
for f in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, list[int])):
    try:
        f()
    except TypeError as e:
        print(e)
