"""Grids and index tricks."""

import _numpy
from _numpy import asarray, arange

__all__ = []


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    """Coordinates of all points of a grid."""
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    n = len(xi)
    arrays = [asarray(x).ravel() for x in xi]
    order = list(range(n))
    if indexing == "xy" and n > 1:
        order[0], order[1] = 1, 0
    shape = [0] * n
    for k, a in enumerate(arrays):
        shape[order[k]] = a.size
    out = []
    for k, a in enumerate(arrays):
        form = [1] * n
        form[order[k]] = -1
        a = a.reshape(form)
        out.append(a if sparse else _numpy.broadcast_to(a, shape).copy())
    return tuple(out)


def indices(dimensions, dtype=int, sparse=False):
    """The places of a shape, one array for each axis."""
    dimensions = tuple(dimensions)
    n = len(dimensions)
    parts = []
    for k, size in enumerate(dimensions):
        form = [1] * n
        form[k] = -1
        part = arange(size, dtype=dtype).reshape(form)
        parts.append(part if sparse else _numpy.broadcast_to(part, dimensions))
    if sparse:
        return tuple(parts)
    from numpy._shapes import stack
    return stack(parts) if parts else _numpy.zeros((0,), dtype)


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    """A function of the places of a shape."""
    return function(*indices(shape, dtype), **kwargs)


def ix_(*args):
    """Arrays that index every combination of places."""
    out = []
    for k, a in enumerate(args):
        a = asarray(a)
        if a.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        if a.dtype == bool:
            a = a.nonzero()[0]
        form = [1] * len(args)
        form[k] = -1
        out.append(a.reshape(form) if a.size else a.astype(int).reshape(form))
    return tuple(out)


def _span(part):
    start = 0 if part.start is None else part.start
    step = 1 if part.step is None else part.step
    if isinstance(step, complex):
        from numpy._creation import linspace
        return linspace(start, part.stop, int(abs(step)))
    return arange(start, part.stop, step)


class _Grid:
    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            return _span(key)
        spans = [_span(part) for part in key]
        grids = meshgrid(*spans, sparse=self.sparse, indexing="ij")
        if self.sparse:
            return grids
        from numpy._shapes import stack
        return stack(list(grids))


class _Joined:
    """r_ and c_: slices and numbers joined."""

    def __init__(self, columns):
        self.columns = columns

    def __getitem__(self, key):
        from numpy._shapes import column_stack
        parts = key if isinstance(key, tuple) else (key,)
        axis = 0
        arrays = []
        for part in parts:
            if isinstance(part, str):
                axis = int(part.split(",")[0])
            elif isinstance(part, slice):
                arrays.append(_span(part))
            else:
                part = asarray(part)
                arrays.append(part.reshape(1) if part.ndim == 0 else part)
        if self.columns:
            return column_stack(arrays)
        return _numpy.concatenate(arrays, axis)


class _Slices:
    def __init__(self, tuples):
        self.tuples = tuples

    def __getitem__(self, key):
        return key if isinstance(key, tuple) or not self.tuples else (key,)


mgrid, ogrid = _Grid(False), _Grid(True)
r_, c_ = _Joined(False), _Joined(True)
s_, index_exp = _Slices(False), _Slices(True)
