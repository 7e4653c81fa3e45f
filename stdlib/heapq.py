"""Priority queues in lists."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest", "nsmallest"]


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator over several sorted iterables."""
    pending = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            pending.append([value if key is None else key(value), order, value, iterator])
            break

    def precedes(a, b):
        if reverse:
            return b[0] < a[0] or (not a[0] < b[0] and a[1] < b[1])
        return a[0] < b[0] or (not b[0] < a[0] and a[1] < b[1])

    while pending:
        best = pending[0]
        for entry in pending[1:]:
            if precedes(entry, best):
                best = entry
        yield best[2]
        for value in best[3]:
            best[0] = value if key is None else key(value)
            best[2] = value
            break
        else:
            pending.remove(best)


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, the largest first."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
