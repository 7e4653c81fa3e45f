import gc
import itertools


class Source:
    def __init__(self):
        self.items = [1, 2, 3]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop(0)


def outlives():
    """The source is the function's own; the iterators over it die in a cycle."""
    source = Source()
    copies = list(itertools.tee(source, 4))
    copies.append(copies)
    del copies
    gc.collect()
    return list(source)


print(outlives())
