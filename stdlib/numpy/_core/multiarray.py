"""What pickled arrays, element types and scalars are rebuilt by, under the names that NumPy's pickles use."""

import _numpy
from _numpy import array, ndarray, dtype

__all__ = ["array", "dtype", "ndarray", "scalar"]


def _reconstruct(subtype, shape, datatype):
    """An array of the given type and shape, whose contents `__setstate__` puts in."""
    return _numpy.array([]).reshape(0)


def _turned(data, width):
    """The bytes of elements in the other order."""
    turned = bytearray(len(data))
    for i in range(width):
        turned[i::width] = data[width - 1 - i :: width]
    return bytes(turned)


def _elements(data, kind, count):
    """The elements of raw bytes (or of a list, for objects) as a flat array."""
    if kind.kind == "O":
        made = _numpy.array([None] * count, object)
        for i, item in enumerate(data):
            made[i] = item
        return made
    if isinstance(data, str):
        data = data.encode("latin1")
    data = bytes(data)
    if len(data) != count * kind.itemsize:
        raise ValueError("buffer size does not match array size")
    if kind.kind == "U":
        width = kind.itemsize
        order = "utf-32-be" if kind.byteorder == ">" else "utf-32-le"
        texts = [data[i * width : (i + 1) * width].decode(order).rstrip("\0") for i in range(count)]
        return _numpy.array(texts, kind.str.replace(">", "<"))
    return _numpy.frombuffer(data, kind)


def _bytes(a):
    """The elements of an array in C order, as bytes; objects as a list."""
    if a.dtype.kind == "O":
        return a.ravel().tolist()
    if a.dtype.kind == "U":
        width = a.dtype.itemsize
        return b"".join(item.encode("utf-32-le").ljust(width, b"\0") for item in a.ravel().tolist())
    return a.tobytes()


def _shaped(flat, shape, fortran):
    return flat.reshape(tuple(reversed(shape))).T if fortran else flat.reshape(shape)


def _set_state(self, state):
    """`ndarray.__setstate__`: (version, shape, dtype, is Fortran order, data)"""
    shape, kind, fortran, data = state[-4:]
    count = 1
    for n in shape:
        count *= n
    _numpy.become(self, _shaped(_elements(data, kind, count), shape, fortran))


def _reduce(self):
    fortran = self.ndim > 1 and self.flags.f_contiguous and not self.flags.c_contiguous
    data = _bytes(self.T if fortran else self)
    return _reconstruct, (ndarray, (0,), b"b"), (1, self.shape, self.dtype, fortran, data)


def _reduce_dtype(self):
    if self.kind == "O":
        state = (3, "|", None, None, None, -1, -1, 63)
    elif self.kind == "U":
        state = (3, "<", None, None, None, self.itemsize, 4, 8)
    else:
        order = "|" if self.itemsize == 1 else ">" if self.byteorder == ">" else "<"
        state = (3, order, None, None, None, -1, -1, 0)
    return dtype, (self.str.lstrip("<>|"), False, True), state


def scalar(dtype, obj=None):
    """A scalar of its bytes."""
    if dtype.kind == "O":
        return obj
    return _elements(obj, dtype, 1)[0]


def _reduce_scalar(self):
    if isinstance(self, str):
        return type(self), (str(self),)
    return scalar, (self.dtype, self.tobytes())
