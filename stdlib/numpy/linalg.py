"""numpy.linalg: linear algebra over the tensor library's own."""

from collections import namedtuple

import _numpy
from _numpy import asarray, ndarray
from numpy._settings import errstate

__all__ = [
    "norm", "inv", "det", "solve", "svd", "svdvals", "eig", "eigvals", "eigh", "eigvalsh", "qr", "lstsq", "matrix_rank",
    "pinv", "cholesky", "cond", "matrix_power", "multi_dot", "slogdet", "LinAlgError", "trace", "diagonal", "cross",
    "outer", "matmul", "tensordot", "vector_norm", "matrix_norm", "matrix_transpose", "vecdot",
]


class LinAlgError(ValueError):
    """A matrix that has no answer."""


LinAlgError.__module__ = "numpy.linalg"
_numpy.set_error_class("LinAlgError", LinAlgError)

EighResult = namedtuple("EighResult", ["eigenvalues", "eigenvectors"])
EigResult = namedtuple("EigResult", ["eigenvalues", "eigenvectors"])
QRResult = namedtuple("QRResult", ["Q", "R"])
SVDResult = namedtuple("SVDResult", ["U", "S", "Vh"])
SlogdetResult = namedtuple("SlogdetResult", ["sign", "logabsdet"])


def _linalg():
    import torch
    return torch.linalg


def _matrix(a):
    a = asarray(a)
    if a.ndim < 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
    return a if a.dtype.name in ("float64", "float32") else a.astype(float)


def _square(a):
    a = _matrix(a)
    if a.shape[-1] != a.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    return a


def _tensor(a):
    return _numpy.to_tensor(a)


def _array(t):
    return asarray(t)[()]


def _checked(call, message):
    try:
        return call()
    except RuntimeError:
        raise LinAlgError(message) from None


def inv(a):
    """The inverse of a matrix."""
    a = _square(a)
    return _array(_checked(lambda: _linalg().inv(_tensor(a)), "Singular matrix"))


def det(a):
    """The determinant."""
    # By way of the logarithm, as NumPy does it, which shows in the last digits.
    sign, value = slogdet(a)
    return sign * _numpy.exp(value)


def slogdet(a):
    """The sign of the determinant, and the logarithm of its size."""
    a = _square(a)
    if a.shape[-1] == 0:
        return SlogdetResult(_numpy.ones(a.shape[:-2], a.dtype)[()], _numpy.zeros(a.shape[:-2], a.dtype)[()])
    if a.shape[-1] <= _numpy.lu_limit and a.dtype.name == "float64":
        diagonal, swaps = (asarray(t) for t in _numpy.lu_diagonal(_tensor(a)))
    else:
        factors, pivots, _ = _linalg().lu_factor_ex(_tensor(a))
        diagonal, pivots = asarray(factors).diagonal(0, -2, -1), asarray(pivots)
        swaps = (pivots != _numpy.arange(1, pivots.shape[-1] + 1)).sum(-1)
    sign = _numpy.sign(diagonal).prod(-1) * _numpy.choose_where(swaps % 2 == 1, -1.0, 1.0).astype(a.dtype)
    # No sign of a zero.
    sign = sign + a.dtype.type(0)
    with errstate(divide="ignore"):
        value = _numpy.log(_numpy.absolute(diagonal)).cumsum(-1)[..., -1]
    value = _numpy.choose_where(asarray(sign) == 0, float("-inf"), value).astype(a.dtype)
    return SlogdetResult(asarray(sign)[()], value[()])


def _alike(a, b):
    """Both in the type that can hold them."""
    b = asarray(b)
    kind = _numpy.result_type(a.dtype, b.dtype if b.dtype.kind == "f" else "float64")
    return a.astype(kind, copy=False), b.astype(kind, copy=False)


def solve(a, b):
    """x of a x = b."""
    a, b = _alike(_square(a), b)
    if b.ndim == 1:
        if a.shape[-1] != b.shape[0]:
            raise ValueError("solve1: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                             f"(m,m),(m)->(m) (size {b.shape[0]} is different from {a.shape[-1]})")
        b = b[:, None]
        return _array(_checked(lambda: _linalg().solve(_tensor(a), _tensor(b)), "Singular matrix"))[..., 0]
    if a.shape[-1] != b.shape[-2]:
        raise ValueError("solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                         f"(m,m),(m,n)->(m,n) (size {b.shape[-2]} is different from {a.shape[-1]})")
    return _array(_checked(lambda: _linalg().solve(_tensor(a), _tensor(b)), "Singular matrix"))


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    """Singular values and vectors."""
    a = _matrix(a)
    if not _numpy.isfinite(a).all():
        raise LinAlgError("SVD did not converge")
    if not compute_uv:
        return _array(_linalg().svdvals(_tensor(a)))
    u, s, vh = _linalg().svd(_tensor(a), full_matrices=full_matrices)
    return SVDResult(_array(u), _array(s), _array(vh))


def svdvals(x, /):
    return svd(x, compute_uv=False)


def eigh(a, UPLO="L"):
    """Eigenvalues and eigenvectors of a symmetric matrix."""
    a = _square(a)
    if UPLO.upper() not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    from numpy import _symmetric
    if a.ndim == 2 and 0 < a.shape[0] <= _symmetric.largest:
        if not _numpy.isfinite(a).all():
            raise LinAlgError("Eigenvalues did not converge")
        values, vectors = _symmetric.eigen((a if UPLO.upper() == "L" else a.T).tolist())
        return EighResult(asarray(values, a.dtype), asarray(vectors, a.dtype))
    values, vectors = _linalg().eigh(_tensor(a), UPLO=UPLO)
    return EighResult(_array(values), _array(vectors))


def eigvalsh(a, UPLO="L"):
    return _array(_linalg().eigvalsh(_tensor(_square(a)), UPLO=UPLO))


def eig(a):
    """Eigenvalues and eigenvectors, where they are real."""
    a = _square(a)
    if not _numpy.isfinite(a).all():
        raise LinAlgError("Array must not contain infs or NaNs")
    if a.ndim > 2:
        pairs = [eig(part) for part in a]
        return EigResult(asarray([p[0] for p in pairs]), asarray([p[1] for p in pairs]))
    from numpy._eigen import eigen
    values, vectors = eigen(a.tolist())
    return EigResult(asarray(values, a.dtype), asarray(vectors, a.dtype))


def eigvals(a):
    a = _square(a)
    if a.shape[-1] == 0:
        return _numpy.zeros(0)
    return eig(a)[0]


def qr(a, mode="reduced"):
    """Q with orthonormal columns and triangular R."""
    a = _matrix(a)
    if mode == "r":
        return _array(_linalg().qr(_tensor(a), mode="r")[1])
    if mode not in ("reduced", "complete"):
        raise ValueError(f"Unrecognized mode '{mode}'")
    q, r = _linalg().qr(_tensor(a), mode=mode)
    return QRResult(_array(q), _array(r))


def cholesky(a, /, *, upper=False):
    """L of a = L L^T."""
    a = _square(a)
    return _array(_checked(lambda: _linalg().cholesky(_tensor(a), upper=upper), "Matrix is not positive definite"))


def lstsq(a, b, rcond=None):
    """The x of least squares of a x - b: solution, residuals, rank, singular values."""
    a, b = _alike(_matrix(a), b)
    if a.ndim != 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be two-dimensional")
    is_vector = b.ndim == 1
    if is_vector:
        b = b[:, None]
    if a.shape[0] != b.shape[0]:
        raise LinAlgError("Incompatible dimensions")
    m, n = a.shape
    if rcond is None:
        rcond = (2.0 ** -52 if a.dtype.name == "float64" else 2.0 ** -23) * max(m, n)
    u, s, vh = svd(a, False)
    rank = int((s > rcond * s[0]).sum()) if len(s) else 0
    x = _numpy.matmul(vh[:rank].T, _numpy.matmul(u[:, :rank].T, b) / s[:rank][:, None])
    if rank == n and m > n:
        rest = b - _numpy.matmul(a, x)
        residuals = (rest * rest).sum(0)
    else:
        residuals = _numpy.zeros(0, a.dtype)
    if is_vector:
        x = x[:, 0]
    return x, residuals, _numpy.int32(rank), s


def pinv(a, rcond=None, hermitian=False, *, rtol=None):
    """The pseudo-inverse."""
    a = _matrix(a)
    limit = rtol if rcond is None else rcond
    if limit is None:
        limit = 1e-15
    u, s, vh = svd(a, False)
    cutoff = asarray(limit)[..., None] * s.max(-1, keepdims=True)
    large = s > cutoff
    s = _numpy.choose_where(large, 1 / _numpy.choose_where(large, s, 1.0), 0.0)
    return _numpy.matmul(vh.swapaxes(-1, -2), s[..., None] * u.swapaxes(-1, -2))


def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    A = asarray(A)
    if A.ndim < 2:
        return int(not (A == 0).all())
    s = svd(A, compute_uv=False)
    if tol is None:
        eps = 2.0 ** -23 if A.dtype.name == "float32" else 2.0 ** -52
        limit = max(A.shape[-2:]) * eps if rtol is None else rtol
        tol = s.max(-1, keepdims=True) * limit
    return (s > tol).sum(-1)


def cond(x, p=None):
    x = asarray(x)
    if p is None or p == 2 or p == -2:
        s = svd(x, compute_uv=False)
        return (s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1])
    return norm(x, p, (-2, -1)) * norm(inv(x), p, (-2, -1))


def matrix_power(a, n):
    a = asarray(a)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    if not hasattr(n, "__index__"):
        raise TypeError("exponent must be an integer")
    if n < 0:
        a, n = inv(a), -n
    result = None
    if n == 0:
        result = _numpy.zeros(a.shape, a.dtype)
        result[...] = asarray([[1 if i == j else 0 for j in range(a.shape[-1])] for i in range(a.shape[-1])], a.dtype)
        return result
    while n:
        if n & 1:
            result = a if result is None else _numpy.matmul(result, a)
        n >>= 1
        if n:
            a = _numpy.matmul(a, a)
    return result


def multi_dot(arrays, *, out=None):
    result = asarray(arrays[0])
    for a in arrays[1:]:
        result = _numpy.dot2(result, asarray(a))
    return result


def norm(x, ord=None, axis=None, keepdims=False):
    """The norm of a vector or matrix, or of those along axes."""
    x = asarray(x)
    if x.dtype.kind != "f":
        x = x.astype(float)
    if axis is None:
        if ord is None or ord in ("f", "fro") and x.ndim == 2 or ord == 2 and x.ndim == 1:
            flat = x.ravel()
            result = _numpy.sqrt(_numpy.dot2(flat, flat))
            return asarray(result).reshape((1,) * x.ndim)[()] if keepdims else result
        axis = tuple(range(x.ndim))
    elif not isinstance(axis, tuple):
        axis = (axis.__index__(),)
    if len(axis) == 1:
        return vector_norm(x, axis=axis[0], keepdims=keepdims, ord=2 if ord is None else ord)
    if len(axis) != 2:
        raise ValueError("Improper number of dimensions to norm.")
    return _matrix_norm(x, ord, axis, keepdims)


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    """The norm of all elements, or of those along an axis."""
    x = asarray(x)
    if x.dtype.kind != "f":
        x = x.astype(float)
    if axis is None:
        result = vector_norm(x.ravel(), axis=0, ord=ord)
        return asarray(result).reshape((1,) * x.ndim) if keepdims and x.ndim else result
    if ord == float("inf"):
        return _numpy.absolute(x).max(axis, None, keepdims)
    if ord == float("-inf"):
        return _numpy.absolute(x).min(axis, None, keepdims)
    if ord == 0:
        return (x != 0).astype(x.dtype).sum(axis, keepdims=keepdims)
    if ord == 1:
        return _numpy.absolute(x).sum(axis, keepdims=keepdims)
    if ord == 2:
        return _numpy.sqrt((x * x).sum(axis, keepdims=keepdims))
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    return (_numpy.absolute(x) ** ord).sum(axis, keepdims=keepdims) ** (1.0 / ord)


def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    return _matrix_norm(asarray(x), ord, (-2, -1), keepdims)


def _matrix_norm(x, ord, axis, keepdims):
    rows, columns = axis[0] % x.ndim, axis[1] % x.ndim
    if rows == columns:
        raise ValueError("Duplicate axes given.")
    if ord is None or ord in ("fro", "f"):
        return _numpy.sqrt((x * x).sum(axis, keepdims=keepdims))
    if ord in (1, -1, float("inf"), float("-inf")):
        first, second = (rows, columns) if ord in (1, -1) else (columns, rows)
        sums = _numpy.absolute(x).sum(first, keepdims=True)
        result = sums.max((second,), None, True) if ord > 0 else sums.min((second,), None, True)
    elif ord in (2, -2, "nuc"):
        from numpy._shapes import moveaxis
        s = svd(moveaxis(x, (rows, columns), (-2, -1)), compute_uv=False)
        result = s.max(-1) if ord == 2 else s.min(-1) if ord == -2 else s.sum(-1)
        if not keepdims:
            return result
        shape = list(x.shape)
        shape[rows] = shape[columns] = 1
        return asarray(result).reshape(shape)
    else:
        raise ValueError("Invalid norm order for matrices.")
    return result if keepdims else asarray(result).squeeze((rows, columns))[()]


def matrix_transpose(x, /):
    return asarray(x).mT


def trace(x, /, *, offset=0, dtype=None):
    return asarray(x).diagonal(offset, -2, -1).sum(-1, dtype)


def diagonal(x, /, *, offset=0):
    return asarray(x).diagonal(offset, -2, -1)


def matmul(x1, x2, /):
    return _numpy.matmul(x1, x2)


def outer(x1, x2, /):
    x1, x2 = asarray(x1), asarray(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError(f"Input arrays must be one-dimensional, but they are x1.ndim={x1.ndim} and x2.ndim={x2.ndim}.")
    return asarray(x1).ravel()[:, None] * asarray(x2).ravel()[None, :]


def cross(x1, x2, /, *, axis=-1):
    from numpy._math import cross as product
    return product(x1, x2, axis=axis)


def tensordot(x1, x2, /, *, axes=2):
    from numpy._products import tensordot as product
    return product(x1, x2, axes)


def vecdot(x1, x2, /, *, axis=-1):
    return (asarray(x1) * asarray(x2)).sum(axis)
