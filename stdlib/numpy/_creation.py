"""Making arrays."""

from operator import index as _index

import _numpy
from _numpy import array, asarray, zeros, ones, empty, full, arange

__all__ = [
    "zeros_like", "ones_like", "empty_like", "full_like", "eye", "identity", "linspace", "logspace", "geomspace", "diag",
    "diagflat", "tri", "tril", "triu", "copy", "asfortranarray", "require", "fromiter", "vander_rows", "tril_indices",
    "triu_indices", "tril_indices_from", "triu_indices_from", "diag_indices", "diag_indices_from", "mask_indices",
    "from_dlpack", "astype",
]


def _like(a, dtype, shape):
    a = asarray(a)
    return (a.shape if shape is None else shape), (a.dtype if dtype is None else dtype)


def zeros_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """Zeros in the shape and dtype of another array."""
    shape, dtype = _like(a, dtype, shape)
    return zeros(shape, dtype)


def ones_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """Ones in the shape and dtype of another array."""
    shape, dtype = _like(a, dtype, shape)
    return ones(shape, dtype)


def empty_like(prototype, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """An array in the shape and dtype of another one."""
    shape, dtype = _like(prototype, dtype, shape)
    return empty(shape, dtype)


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """One value in the shape and dtype of another array."""
    shape, dtype = _like(a, dtype, shape)
    result = empty(shape, dtype)
    result[...] = asarray(fill_value).astype(dtype)
    return result


def eye(N, M=None, k=0, dtype=float, order="C", *, device=None, like=None):
    """Ones on a diagonal."""
    rows, columns = _index(N), _index(N if M is None else M)
    result = zeros((rows, columns), dtype)
    if -rows < k < columns:
        result.diagonal(k)[...] = 1
    return result


def identity(n, dtype=None, *, like=None):
    """The square matrix with ones on its diagonal."""
    return eye(n, dtype=float if dtype is None else dtype)


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
    """Evenly spaced numbers over an interval."""
    num = _index(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    div = num - 1 if endpoint else num
    # A Python number takes the type of the other end.
    kind = _numpy.result_type(*[v if isinstance(v, (int, float)) else asarray(v) for v in (start, stop)], float(num))
    start, stop = asarray(start, kind), asarray(stop, kind)
    integral = False
    if dtype is None:
        dtype = kind
    else:
        integral = _numpy.dtype(dtype).kind in "iu"
    delta = stop - start
    y = arange(0, num, dtype=kind).reshape((-1,) + (1,) * asarray(delta).ndim)
    if div > 0:
        step = delta / div
        if (step == 0).any():
            y = y / div * delta
        else:
            y = y * step
    else:
        step = float("nan")
        y = y * delta
    y += start
    if endpoint and num > 1:
        y[-1, ...] = stop
    if axis != 0:
        from numpy._shapes import moveaxis
        y = moveaxis(y, 0, axis)
    if integral:
        y = _numpy.floor(y)
    result = y.astype(dtype, copy=False)
    if retstep:
        return result, step
    return result


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    """Numbers whose logarithms are evenly spaced."""
    y = _numpy.power(base, linspace(start, stop, num, endpoint, axis=axis))
    return y if dtype is None else y.astype(dtype, copy=False)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    """Numbers in a geometric progression."""
    start, stop = asarray(start) * 1.0, asarray(stop) * 1.0
    if (start == 0).any() or (stop == 0).any():
        raise ValueError("Geometric sequence cannot include zero")
    sign = _numpy.sign(start)
    first, last = start / sign, stop / sign
    if not (last > 0).all():
        raise NotImplementedError("Gradus has no geometric sequences of complex numbers")
    result = logspace(_numpy.log10(first), _numpy.log10(last), num, endpoint, 10.0, axis=axis)
    if num > 0:
        result[0] = first
        if num > 1 and endpoint:
            result[-1] = last
    result = result * sign
    return result if dtype is None else result.astype(dtype, copy=False)


def diag(v, k=0):
    """A diagonal, or a matrix with one."""
    v = asarray(v)
    if v.ndim == 1:
        n = v.shape[0] + abs(k)
        result = zeros((n, n), v.dtype)
        result.diagonal(k)[...] = v
        return result
    if v.ndim == 2:
        return v.diagonal(k)
    raise ValueError("Input must be 1- or 2-d.")


def diagflat(v, k=0):
    return diag(asarray(v).ravel(), k)


def tri(N, M=None, k=0, dtype=float, *, like=None):
    """Ones at and below a diagonal."""
    M = N if M is None else M
    return (arange(N).reshape(-1, 1) >= arange(-k, M - k)).astype(dtype)


def tril(m, k=0):
    """The lower triangle."""
    m = asarray(m)
    mask = tri(*m.shape[-2:] if m.ndim > 1 else (m.shape[0], m.shape[0]), k=k, dtype=bool)
    return _numpy.choose_where(mask, m, zeros((), m.dtype))


def triu(m, k=0):
    """The upper triangle."""
    m = asarray(m)
    mask = tri(*m.shape[-2:] if m.ndim > 1 else (m.shape[0], m.shape[0]), k=k - 1, dtype=bool)
    return _numpy.choose_where(mask, zeros((), m.dtype), m)


def tril_indices(n, k=0, m=None):
    return tri(n, m, k=k, dtype=bool).nonzero()


def triu_indices(n, k=0, m=None):
    return (~tri(n, m, k=k - 1, dtype=bool)).nonzero()


def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def diag_indices(n, ndim=2):
    return (arange(n),) * ndim


def diag_indices_from(arr):
    return diag_indices(arr.shape[0], arr.ndim)


def mask_indices(n, mask_func, k=0):
    return (mask_func(ones((n, n), int), k) != 0).nonzero()


def copy(a, order="K", subok=False):
    """A copy of an array."""
    return array(a, copy=True)


def asfortranarray(a, dtype=None, *, like=None):
    a = asarray(a, dtype)
    return a.T.copy().T


def require(a, dtype=None, requirements=None, *, like=None):
    return asarray(a, dtype)


def fromiter(iter, dtype, count=-1, *, like=None):
    """An array of what an iterable gives."""
    items = []
    for item in iter:
        if 0 <= count <= len(items):
            break
        items.append(item)
    return array(items, dtype)


def from_dlpack(x, /, *, device=None, copy=None):
    return asarray(x)


def astype(x, dtype, /, *, copy=True, device=None):
    return x.astype(dtype, copy=copy)


def vander_rows(x, n):
    """Powers of x from n - 1 down to 0, one row for each number."""
    x = asarray(x)
    result = empty((x.shape[0], n), _numpy.result_type(x.dtype, int))
    if n > 0:
        result[:, n - 1] = 1
    for i in range(n - 2, -1, -1):
        result[:, i] = result[:, i + 1] * x
    return result
