"""Orders the nodes of a graph so that each comes after those it depends on."""

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    """The nodes depend on each other in a circle; the second argument lists them."""


class TopologicalSorter:
    """Gives the nodes of a graph whose predecessors are done."""

    def __init__(self, graph=None):
        self._before = {}
        self._after = {}
        self._ready = None
        self._given = set()
        self._finished = set()
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def add(self, node, *predecessors):
        """Adds a node and those that come before it."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        for each in (node, *predecessors):
            self._before.setdefault(each, 0)
            self._after.setdefault(each, [])
        self._before[node] += len(predecessors)
        for each in predecessors:
            self._after[each].append(node)

    def prepare(self):
        """Ends adding nodes; a circle among them raises CycleError."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, count in self._before.items() if count == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """The nodes that became ready since the last call."""
        self._check()
        result = tuple(self._ready)
        self._ready.clear()
        self._given.update(result)
        return result

    def is_active(self):
        """Whether there is more to come."""
        self._check()
        return len(self._finished) < len(self._given) or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Marks nodes as done, which may make others ready."""
        self._check()
        for node in nodes:
            if node not in self._before:
                raise ValueError(f"node {node!r} was not added using add()")
            if node not in self._given:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if node in self._finished:
                raise ValueError(f"node {node!r} was already marked done")
            self._finished.add(node)
            for other in self._after[node]:
                self._before[other] -= 1
                if self._before[other] == 0:
                    self._ready.append(other)

    def static_order(self):
        """All nodes in order."""
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    def _check(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def _find_cycle(self):
        """The nodes of a circle, first and last alike; None where there is none."""
        seen = set()
        for start in self._after:
            if start in seen:
                continue
            path, places, branches = [], {}, []
            node = start
            while True:
                if node in places:
                    return path[places[node]:] + [node]
                if node not in seen:
                    seen.add(node)
                    places[node] = len(path)
                    path.append(node)
                    branches.append(iter(self._after[node]))
                node = None
                while path:
                    node = next(branches[-1], _END)
                    if node is not _END:
                        break
                    del places[path.pop()]
                    branches.pop()
                if not path:
                    break
        return None


_END = object()
