"""Products of vectors, matrices and higher arrays."""

import _numpy
from _numpy import asarray, matmul

__all__ = ["dot", "inner", "outer", "vdot", "vecdot", "tensordot", "matvec", "vecmat"]


def dot(a, b, out=None):
    """The sum of products over the last axis of a and the second to last of b."""
    a, b = asarray(a), asarray(b)
    if a.ndim <= 2 and b.ndim <= 2:
        result = _numpy.dot2(a, b)
    else:
        last = b.ndim - 2 if b.ndim > 1 else 0
        if a.shape[-1] != b.shape[last]:
            raise ValueError(f"shapes {_text(a)} and {_text(b)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != "
                             f"{b.shape[last]} (dim {last})")
        result = tensordot(a, b, ([a.ndim - 1], [last]))
    if out is not None:
        out[...] = result
        return out
    return result


def _text(a):
    return str(a.shape).replace(" ", "")


def inner(a, b, /):
    """The sum of products over the last axes."""
    a, b = asarray(a), asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return a * b
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"shapes {_text(a)} and {_text(b)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != "
                         f"{b.shape[-1]} (dim {b.ndim - 1})")
    return tensordot(a, b, ([a.ndim - 1], [b.ndim - 1]))[()]


def outer(a, b, out=None):
    """Every product of an element of a with one of b."""
    return _numpy.multiply(asarray(a).reshape(-1, 1), asarray(b).reshape(1, -1), out=out)


def vdot(a, b, /):
    return _numpy.dot2(asarray(a).ravel(), asarray(b).ravel())


def vecdot(x1, x2, /, *, axis=-1, **kwargs):
    return (asarray(x1) * asarray(x2)).sum(axis)


def matvec(x1, x2, /):
    return matmul(x1, asarray(x2)[..., None])[..., 0]


def vecmat(x1, x2, /):
    return matmul(asarray(x1)[..., None, :], x2)[..., 0, :]


def tensordot(a, b, axes=2):
    """The sum of products over some axes of both arrays."""
    a, b = asarray(a), asarray(b)
    if isinstance(axes, int):
        axes_a, axes_b = list(range(a.ndim - axes, a.ndim)), list(range(axes))
    else:
        axes_a, axes_b = axes
        axes_a = [axes_a] if isinstance(axes_a, int) else list(axes_a)
        axes_b = [axes_b] if isinstance(axes_b, int) else list(axes_b)
    axes_a, axes_b = [i % a.ndim if a.ndim else i for i in axes_a], [i % b.ndim if b.ndim else i for i in axes_b]
    if len(axes_a) != len(axes_b) or any(a.shape[i] != b.shape[j] for i, j in zip(axes_a, axes_b)):
        raise ValueError("shape-mismatch for sum")
    rest_a, rest_b = [i for i in range(a.ndim) if i not in axes_a], [i for i in range(b.ndim) if i not in axes_b]
    n = 1
    for i in axes_a:
        n *= a.shape[i]
    shape = [a.shape[i] for i in rest_a] + [b.shape[i] for i in rest_b]
    left = a.transpose(rest_a + axes_a).reshape(_product(a, rest_a), n)
    right = b.transpose(axes_b + rest_b).reshape(n, _product(b, rest_b))
    return asarray(_numpy.dot2(left, right)).reshape(shape)


def _product(a, axes):
    n = 1
    for i in axes:
        n *= a.shape[i]
    return n
