from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence
from collections.abc import Reversible, Sequence, Set, Sized

kinds = (Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, Reversible,
         Sequence, Set, Sized)
for value in ([], (), "", {}, set(), range(3), 3, len, iter([]), int, {}.keys(), (x for x in ())):
    print(type(value).__name__, [kind.__name__ for kind in kinds if isinstance(value, kind)])
print(Callable[[int], str], Iterable[int], Mapping[str, int])
