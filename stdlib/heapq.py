"""Priority queues in lists."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


class _Later:
    """An entry of merge in descending order; of equal ones the first stays first."""

    __slots__ = ("key", "order", "value", "next")

    def __init__(self, key, order, value, next):
        self.key, self.order, self.value, self.next = key, order, value, next

    def __lt__(self, other):
        return other.key < self.key or (not self.key < other.key and self.order < other.order)


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator over several sorted iterables."""
    heap = []
    for order, iterator in enumerate(map(iter, iterables)):
        step = iterator.__next__
        try:
            value = step()
        except StopIteration:
            continue
        by = value if key is None else key(value)
        heap.append(_Later(by, order, value, step) if reverse else [by, order, value, step])
    heapify(heap)
    if reverse:
        while heap:
            entry = heap[0]
            yield entry.value
            try:
                value = entry.next()
            except StopIteration:
                heappop(heap)
                continue
            entry.value = value
            entry.key = value if key is None else key(value)
            heapreplace(heap, entry)
        return
    while len(heap) > 1:
        entry = heap[0]
        step = entry[3]
        yield entry[2]
        try:
            value = step()
        except StopIteration:
            heappop(heap)
            continue
        entry[2] = value
        entry[0] = value if key is None else key(value)
        heapreplace(heap, entry)
    if heap:
        yield heap[0][2]
        yield from heap[0][3].__self__


def _chosen(n, iterable, key, largest):
    if n == 1:
        nothing = object()
        pick = max if largest else min
        found = pick(iter(iterable), default=nothing, key=key)
        return [] if found is nothing else [found]
    return sorted(iterable, key=key, reverse=largest)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted."""
    return _chosen(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, the largest first."""
    return _chosen(n, iterable, key, True)
