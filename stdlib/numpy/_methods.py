"""Methods of arrays that are composed."""

import _numpy
from numpy import _math, _shapes, _selection, _statistics

__all__ = []


class _flags:
    """What an array's memory looks like."""

    def __init__(self, a):
        self.c_contiguous, self.f_contiguous = a._is_contiguous, a._is_f_contiguous
        self.owndata, self.writeable, self.aligned, self.writebackifcopy = a._owns, True, True, False

    def __getitem__(self, name):
        return getattr(self, {"C": "c_contiguous", "F": "f_contiguous"}.get(name, name.lower()))

    def __repr__(self):
        names = ("C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY")
        return "\n".join(f"  {name} : {self[name]}" for name in names) + "\n"


class flatiter:
    """The elements of an array in a row."""

    __module__ = "numpy"

    def __init__(self, a):
        self.base, self.index = a, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        self.index += 1
        return self.base.ravel()[self.index - 1]

    def __len__(self):
        return self.base.size

    def __getitem__(self, key):
        return self.base.ravel()[key]

    def __setitem__(self, key, value):
        places = _numpy.arange(self.base.size)[key]
        if _numpy.asarray(places).ndim == 0:
            places = _numpy.asarray([places])
        _selection.put(self.base, places, value)

    def __eq__(self, other):
        return self.base.ravel() == other

    def __array__(self, dtype=None, copy=None):
        return self.base.ravel().copy()

    def copy(self):
        return self.base.ravel().copy()


def _clip(self, min=None, max=None, out=None, **kwargs):
    return _math.clip(self, min, max, out)


def _repeat(self, repeats, axis=None):
    return _shapes.repeat(self, repeats, axis)


def _take(self, indices, axis=None, out=None, mode="raise"):
    return _selection.take(self, indices, axis, out, mode)


def _put(self, indices, values, mode="raise"):
    _selection.put(self, indices, values, mode)


def _trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return _selection.trace(self, offset, axis1, axis2, dtype)


def _compress(self, condition, axis=None, out=None):
    return _selection.compress(condition, self, axis)


def _choose(self, choices, out=None, mode="raise"):
    return _selection.choose(self, choices, out, mode)


def _conj(self):
    return self


def _resize(self, *new_shape, refcheck=True):
    shape = new_shape[0] if len(new_shape) == 1 and not isinstance(new_shape[0], int) else new_shape
    total = 1
    for n in shape:
        total *= n
    if not self._is_contiguous and not self._is_f_contiguous:
        raise ValueError("resize only works on single-segment arrays")
    if total != self.size:
        if not self._owns:
            raise ValueError("cannot resize this array: it does not own its data")
        made = _numpy.zeros(total, self.dtype)
        made[: self.size] = self.ravel()[:total]
        _numpy.set_elements(self, made)
    self.shape = shape


def _partition(self, kth, axis=-1, kind="introselect", order=None):
    _statistics._check_places(kth, self, axis)
    self.sort(axis)


def _argpartition(self, kth, axis=-1, kind="introselect", order=None):
    return _statistics.argpartition(self, kth, axis)


def _tofile(self, fid, sep="", format="%s"):
    if sep:
        data = sep.join(format % item for item in self.ravel().tolist()).encode()
    else:
        data = self.tobytes()
    if hasattr(fid, "write"):
        fid.write(data)
    else:
        with open(fid, "wb") as file:
            file.write(data)


def _setflags(self, write=None, align=None, uic=None):
    if write is False:
        raise NotImplementedError("Gradus has no read-only arrays")


def _dump(self, file):
    import pickle
    with open(file, "wb") as stream:
        pickle.dump(self, stream)


def _dumps(self):
    import pickle
    return pickle.dumps(self)


def _byteswap(self, inplace=False):
    """The array with the bytes of its elements in the other order."""
    from numpy._core import multiarray
    size = self.itemsize
    made = _numpy.frombuffer(multiarray._turned(self.tobytes(), size), self.dtype).reshape(self.shape)
    if inplace:
        self[...] = made
        return self
    return made


def _flat_set(self, value):
    self[...] = _shapes.resize(_numpy.asarray(value), self.shape)


def _reduce(self):
    from numpy._core import multiarray
    return multiarray._reduce(self)


def _set_state(self, state):
    from numpy._core import multiarray
    multiarray._set_state(self, state)


for _name, _function in [
    ("clip", _clip), ("repeat", _repeat), ("take", _take), ("put", _put), ("trace", _trace), ("compress", _compress),
    ("choose", _choose), ("conj", _conj), ("conjugate", _conj), ("resize", _resize), ("partition", _partition),
    ("argpartition", _argpartition), ("tofile", _tofile), ("setflags", _setflags), ("dump", _dump), ("dumps", _dumps), ("byteswap", _byteswap),
    ("__reduce__", _reduce), ("__setstate__", _set_state), ("flags", property(_flags)), ("flat", property(flatiter, _flat_set)),
]:
    _numpy.add_method(_name, _function)
