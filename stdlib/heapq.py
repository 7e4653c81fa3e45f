"""Priority queues in lists."""

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _sink(heap, place, before):
    """Moves an entry down to where none below comes before it."""
    item = heap[place]
    while (child := 2 * place + 1) < len(heap):
        if child + 1 < len(heap) and not before(heap[child], heap[child + 1]):
            child += 1
        if not before(heap[child], item):
            break
        heap[place] = heap[child]
        place = child
    heap[place] = item


def _larger(a, b):
    return b < a


def _heapify_max(x):
    """Makes a list a heap whose largest item is first."""
    for place in reversed(range(len(x) // 2)):
        _sink(x, place, _larger)


def _heappop_max(heap):
    """Takes the largest item."""
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    largest, heap[0] = heap[0], last
    _sink(heap, 0, _larger)
    return largest


def _heapreplace_max(heap, item):
    """Takes the largest item and puts another in."""
    largest, heap[0] = heap[0], item
    _sink(heap, 0, _larger)
    return largest


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
