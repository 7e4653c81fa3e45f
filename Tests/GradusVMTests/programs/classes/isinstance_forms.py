print(isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance(1, (str, (float, int))), isinstance(True, int), int | str, int | None, (int | str) == (str | int), type(int | str).__name__, (int | str).__args__, isinstance([], list | dict))
class Meta: pass
class Duck:
    @property
    def __class__(self): return int
print(isinstance(Duck(), int), type(Duck()) is int, isinstance(Duck(), Duck))
for function in [lambda: isinstance(1, 5), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, list[int]), lambda: isinstance(1, int | list[int]), lambda: int | 5, lambda: isinstance(1)]:
    try:
        print(function())
    except TypeError as error:
        print(error)
import abc, collections.abc as c
class Sized:
    def __len__(self): return 0
print(isinstance(Sized(), c.Sized), isinstance([], c.Sequence), isinstance({}, c.Mapping), isinstance(5, c.Hashable), isinstance([], c.Hashable), issubclass(dict, c.Iterable), isinstance((x for x in ""), c.Generator), callable(Sized), isinstance(len, c.Callable))
