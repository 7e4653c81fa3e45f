"""Functions over functions, Einstein's summation and iterators."""

import _numpy
from _numpy import asarray, array

__all__ = []


class vectorize:
    """A function of numbers as a function of arrays."""

    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        self.pyfunc, self.otypes, self.signature = pyfunc, otypes, signature
        self.excluded = set() if excluded is None else set(excluded)
        self.__name__ = getattr(pyfunc, "__name__", "vectorize")
        self.__doc__ = doc or getattr(pyfunc, "__doc__", None)

    def __call__(self, *args, **kwargs):
        if self.pyfunc is None:
            return vectorize(args[0], self.otypes, None, self.excluded, False, self.signature)
        if self.signature is not None:
            return self._by_signature(args, kwargs)
        names = [name for name in kwargs if name not in self.excluded]
        places = [i for i in range(len(args)) if i not in self.excluded]
        arrays = [asarray(args[i]) for i in places] + [asarray(kwargs[name]) for name in names]
        shape = _numpy.broadcast_shapes(*[a.shape for a in arrays])
        rows = [list(_numpy.broadcast_to(a, shape).ravel()) for a in arrays]
        count = len(rows[0]) if rows else 1
        if count == 0:
            if not self.otypes:
                raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
            return array([], self._kinds()[0]).reshape(shape)
        results = []
        for i in range(count):
            call_args = list(args)
            for place, row in zip(places, rows):
                call_args[place] = row[i]
            call_kwargs = dict(kwargs)
            for name, row in zip(names, rows[len(places) :]):
                call_kwargs[name] = row[i]
            results.append(self.pyfunc(*call_args, **call_kwargs))
        kinds = self._kinds()
        if isinstance(results[0], tuple):
            columns = list(zip(*results))
            return tuple(array(list(column), kinds[k] if k < len(kinds) else asarray(column[0]).dtype).reshape(shape)
                         for k, column in enumerate(columns))
        # The first result decides the type.
        kind = kinds[0] if kinds else asarray(results[0]).dtype
        if kind.kind == "U":
            kind = None
        return array(results, kind).reshape(shape)

    def _kinds(self):
        if self.otypes is None:
            return []
        return [_numpy.dtype(kind) for kind in (self.otypes if not isinstance(self.otypes, str) else list(self.otypes))]

    def _by_signature(self, args, kwargs):
        inputs = [part for part in self.signature.split("->")[0].replace(" ", "").strip("()").split("),(")]
        arrays = [asarray(a) for a in args]
        cores = [len([name for name in part.split(",") if name]) for part in inputs]
        shape = _numpy.broadcast_shapes(*[a.shape[: a.ndim - core] for a, core in zip(arrays, cores)])
        spread = [_numpy.broadcast_to(a, shape + a.shape[a.ndim - core :]) for a, core in zip(arrays, cores)]
        results = [self.pyfunc(*[a[place] for a in spread], **kwargs) for place in ndindex(*shape)]
        first = asarray(results[0])
        return array([asarray(r).tolist() for r in results]).reshape(shape + first.shape)


class frompyfunc:
    """A function of the language as a function of arrays of objects."""

    def __init__(self, func, nin, nout, *, identity=None):
        self.func, self.nin, self.nout = func, nin, nout

    def __call__(self, *args):
        arrays = [asarray(a) for a in args]
        shape = _numpy.broadcast_shapes(*[a.shape for a in arrays])
        rows = [_numpy.broadcast_to(a, shape).ravel().tolist() for a in arrays]
        results = [self.func(*values) for values in zip(*rows)]
        if shape == ():
            return results[0]

        def made(values):
            out = _numpy.empty(len(values), object)
            for i, value in enumerate(values):
                out[i] = value
            return out.reshape(shape)
        if self.nout == 1:
            return made(results)
        return tuple(made(list(column)) for column in zip(*results))


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    """A function of rows applied to all rows along an axis."""
    from numpy._shapes import moveaxis
    arr = asarray(arr)
    if not -arr.ndim <= axis < arr.ndim:
        from numpy.exceptions import AxisError
        raise AxisError(axis, arr.ndim)
    axis %= arr.ndim
    rows = moveaxis(arr, axis, -1)
    shape = rows.shape[:-1]
    results = [asarray(func1d(rows[place], *args, **kwargs)) for place in ndindex(*shape)]
    if not results:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
    first = results[0]
    out = _numpy.empty(shape + first.shape, first.dtype)
    for place, result in zip(ndindex(*shape), results):
        out[place] = result
    for k in range(first.ndim):
        out = moveaxis(out, len(shape) + k, axis + k)
    return out


def apply_over_axes(func, a, axes):
    a = asarray(a)
    for axis in axes if hasattr(axes, "__len__") else (axes,):
        result = func(a, axis)
        a = result if result.ndim == a.ndim else _numpy.asarray(result)[(slice(None),) * (axis % a.ndim) + (None,)]
    return a


def piecewise(x, condlist, funclist, *args, **kw):
    """Other functions for other parts of an array."""
    x = asarray(x)
    condlist = [asarray(condition, bool) for condition in (condlist if isinstance(condlist, (list, tuple)) else [condlist])]
    if len(funclist) == len(condlist) + 1:
        rest = condlist[0]
        for condition in condlist[1:]:
            rest = rest | condition
        condlist = condlist + [~rest]
    elif len(funclist) != len(condlist):
        n = len(condlist)
        raise ValueError(f"with {n} condition(s), either {n} or {n + 1} functions are expected")
    flat = x.reshape(-1)
    y = _numpy.zeros(flat.shape, x.dtype)
    for condition, function in zip(condlist, funclist):
        chosen = condition.reshape(-1)
        if callable(function):
            values = flat[chosen]
            if values.size:
                y[chosen] = function(values, *args, **kw)
        else:
            y[chosen] = function
    return y.reshape(x.shape)


def select(condlist, choicelist, default=0):
    """Elements of the first choice whose condition holds."""
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if not condlist:
        raise ValueError("select with an empty condition list is not possible")
    result = default
    for condition, choice in reversed(list(zip(condlist, choicelist))):
        result = _numpy.choose_where(condition, choice, result)
    return result


def einsum(*operands, out=None, optimize=False, **kwargs):
    """Sums of products by Einstein's notation."""
    if not isinstance(operands[0], str):
        raise NotImplementedError("Gradus has einsum with subscripts as text only")
    subscripts = operands[0].replace(" ", "")
    arrays = [asarray(a) for a in operands[1:]]
    left, arrow, result = subscripts.partition("->")
    parts = left.split(",")
    if len(parts) != len(arrays):
        raise ValueError("more operands provided to einstein sum function than specified in the subscripts string"
                         if len(arrays) > len(parts) else
                         "fewer operands provided to einstein sum function than specified in the subscripts string")
    used = set(left) - {",", "."}
    spare = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in used]
    longest = 0
    for k, (part, a) in enumerate(zip(parts, arrays)):
        if "..." in part:
            longest = max(longest, a.ndim - len(part) + 3)
    ellipsis = "".join(spare[:longest])
    for k, (part, a) in enumerate(zip(parts, arrays)):
        if "..." in part:
            own = a.ndim - len(part) + 3
            parts[k] = part.replace("...", ellipsis[longest - own :])
        if len(parts[k]) != a.ndim:
            raise ValueError("einstein sum subscripts string contains too many subscripts for operand "
                             f"{k}" if len(parts[k]) > a.ndim else
                             f"operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
    if arrow:
        result = result.replace("...", ellipsis)
    else:
        letters = "".join(parts)
        result = ellipsis + "".join(sorted(c for c in set(letters) if letters.count(c) == 1 and c not in ellipsis))
    sizes = {}
    for k, (part, a) in enumerate(zip(parts, arrays)):
        for c in part:
            if part.count(c) > 1:
                arrays[k] = a = _diagonal_of(a, part, c)
                while part.count(c) > 1:
                    place = part.index(c)
                    part = part[:place] + part[place + 1 :]
                parts[k] = part
        for c, n in zip(parts[k], arrays[k].shape):
            if sizes.setdefault(c, n) not in (n, 1) and n != 1:
                raise ValueError(f"operands could not be broadcast together with remapped shapes [original->remapped]: "
                                 + " ".join(str(a.shape).replace(" ", "") for a in arrays))
            sizes[c] = max(sizes[c], n)
    # Two at a time: products of matrices where letters are summed.
    labels, total = parts[0], arrays[0]
    for k in range(1, len(arrays)):
        later = set("".join(parts[k + 1 :])) | set(result)
        labels, total = _contract(labels, total, parts[k], arrays[k], later)
    drop = tuple(i for i, c in enumerate(labels) if c not in result)
    if drop:
        total = total.sum(drop)
        labels = "".join(c for c in labels if c in result)
    total = asarray(total)
    if labels != result:
        total = total.transpose([labels.index(c) for c in result])
    if out is not None:
        out[...] = total
        return out
    return total[()]


def _diagonal_of(a, part, letter):
    while part.count(letter) > 1:
        i = part.index(letter)
        j = part.index(letter, i + 1)
        a = a.diagonal(0, i, j)
        part = part[:i] + part[i + 1 : j] + part[j + 1 :] + letter
        from numpy._shapes import moveaxis
        rest = part[:-1]
        place = min(i, len(rest))
        a = moveaxis(a, -1, place)
        part = rest[:place] + letter + rest[place:]
    return a


def _contract(la, a, lb, b, keep):
    only_a = tuple(i for i, c in enumerate(la) if c not in lb and c not in keep)
    if only_a:
        a, la = asarray(a.sum(only_a)), "".join(c for i, c in enumerate(la) if i not in only_a)
    only_b = tuple(i for i, c in enumerate(lb) if c not in la and c not in keep)
    if only_b:
        b, lb = asarray(b.sum(only_b)), "".join(c for i, c in enumerate(lb) if i not in only_b)
    summed = [c for c in la if c in lb and c not in keep]
    batch = [c for c in la if c in lb and c in keep]
    free_a, free_b = [c for c in la if c not in lb], [c for c in lb if c not in la]
    for c in batch + summed:
        if a.shape[la.index(c)] != b.shape[lb.index(c)]:
            return _spread_product(la, a, lb, b)
    if not summed:
        return _spread_product(la, a, lb, b)

    def count(letters, labels, x):
        n = 1
        for c in letters:
            n *= x.shape[labels.index(c)]
        return n
    x = a.transpose([la.index(c) for c in batch + free_a + summed])
    y = b.transpose([lb.index(c) for c in batch + summed + free_b])
    shape = [a.shape[la.index(c)] for c in batch + free_a] + [b.shape[lb.index(c)] for c in free_b]
    nb = count(batch, la, a)
    x = x.reshape(nb, count(free_a, la, a), count(summed, la, a))
    y = y.reshape(nb, count(summed, lb, b), count(free_b, lb, b))
    product = _numpy.matmul(x, y).reshape(shape)
    return "".join(batch + free_a + free_b), product


def _spread_product(la, a, lb, b):
    labels = la + "".join(c for c in lb if c not in la)
    x = a.reshape(a.shape + (1,) * (len(labels) - len(la)))
    order = [lb.index(c) for c in labels if c in lb]
    sizes = iter([b.shape[i] for i in order])
    y = b.transpose(order).reshape([next(sizes) if c in lb else 1 for c in labels])
    return labels, x * y


def einsum_path(*operands, **kwargs):
    return ["einsum_path"], ""


class ndindex:
    """All places of a shape."""

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        self.shape = shape
        self._iterator = self._walk(shape)

    @staticmethod
    def _walk(shape):
        import itertools
        return itertools.product(*[range(int(n)) for n in shape])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._iterator)


class ndenumerate:
    """Places and elements."""

    def __init__(self, arr):
        self._array = asarray(arr)
        self._places = ndindex(*self._array.shape)

    def __iter__(self):
        return self

    def __next__(self):
        place = next(self._places)
        return place, self._array[place]


class nditer:
    """The elements of arrays one by one, as arrays without axes; None stands for an array to be made."""

    def __init__(self, op, flags=None, op_flags=None, op_dtypes=None, order="K", casting="safe", op_axes=None,
                 itershape=None, buffersize=0):
        self._single = not isinstance(op, (tuple, list))
        given = [op] if self._single else list(op)
        arrays = [None if a is None else asarray(a) for a in given]
        known = [a for a in arrays if a is not None]
        if not known:
            raise TypeError("no arrays or types available to calculate result type")
        shape = tuple(itershape or _numpy.broadcast_shapes(*[a.shape for a in known]))
        kinds = list(op_dtypes) if isinstance(op_dtypes, (tuple, list)) else [op_dtypes] * len(arrays)
        self.operands = tuple(
            _numpy.empty(shape, kinds[k] or _numpy.result_type(*known)) if a is None else a
            for k, a in enumerate(arrays))
        self._arrays = [_numpy.broadcast_to(a, shape) if a.shape != shape else a for a in self.operands]
        self._places = list(ndindex(*shape))
        self._at, self.finished = 0, not self._places
        self.shape, self.ndim, self.itersize, self.nop = shape, len(shape), len(self._places), len(self.operands)
        self.dtypes = tuple(a.dtype for a in self.operands)
        self.has_multi_index = "multi_index" in (flags or ())
        self.has_index = bool({"c_index", "f_index"} & set(flags or ()))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass

    @property
    def multi_index(self):
        return self._places[self._at]

    @property
    def index(self):
        return self._at

    def _views(self, place):
        views = [a[place + (Ellipsis,)] for a in self._arrays]
        return views[0] if self._single else tuple(views)

    @property
    def value(self):
        return self._views(self._places[self._at])

    def __getitem__(self, k):
        return self._arrays[k][self._places[self._at] + (Ellipsis,)]

    def __setitem__(self, k, value):
        self._arrays[k][self._places[self._at]] = value

    def __len__(self):
        return len(self.operands)

    @property
    def iterindex(self):
        return self._at

    @property
    def itviews(self):
        return tuple(self._arrays)

    def reset(self):
        """Goes back to the first element."""
        self._at, self.finished = 0, not self._places

    def close(self):
        """Ends the work with the arrays."""

    def iternext(self):
        self._at += 1
        self.finished = self._at >= len(self._places)
        return not self.finished

    def __iter__(self):
        for k, place in enumerate(self._places):
            self._at = k
            yield self._views(place)
        self.finished = True
