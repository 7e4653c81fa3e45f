"""What a script gives to be plotted, as lists of numbers; and lists as NumPy arrays where results are arrays."""
import math

from _cairo import flatten as _flatten

_numpy = None


def _module():
    """The module numpy, imported when the first array is made."""
    global _numpy
    if _numpy is None:
        import numpy
        _numpy = numpy
    return _numpy


def array(values):
    """A NumPy array of a list."""
    return _module().array(values)


def float_array(values):
    numpy = _module()
    return numpy.array(values, dtype=numpy.float64)


def number(value):
    """A float of NumPy."""
    return _module().float64(value)


def flatten(values):
    """The elements in order as a list, the shape as a tuple, and a kind: b, i, u, f, U or O."""
    if isinstance(values, (list, tuple, range, int, float, bool, str)):
        if isinstance(values, (list, tuple)) and values and not _is_plain(values[0]):
            values = [_unwrapped(v) for v in values]
        return _flatten(values)
    if values is None:
        return [math.nan], (), 'f'
    if hasattr(values, '__next__'):
        raise RuntimeError('matplotlib does not support generators as input')
    if type(values).__module__.startswith('torch'):
        return _flatten(values)
    try:
        return _flatten_other(values)
    except TypeError:
        return [values], (), 'O'


def _is_plain(value):
    return isinstance(value, (int, float, str, list, tuple)) and not isinstance(value, bool)


def _unwrapped(value):
    """An array or a number of NumPy inside a list; other things as they are."""
    if value is None:
        return math.nan
    if isinstance(value, (int, float, str, list, tuple)):
        return value
    if hasattr(value, 'tolist') and type(value).__module__.startswith('numpy'):
        return value.tolist()
    if type(value).__module__.startswith('PIL'):
        items, shape, kind = _flatten(value)
        return _nested(items, shape)
    return value


def _flatten_other(values):
    module = type(values).__module__
    if module.startswith('numpy'):
        kind = values.dtype.kind
        if kind in 'biuf':
            return _flatten(values)
        items, shape, found = _flatten(values.tolist())
        return items, tuple(values.shape), found
    if not module.startswith(('torch', 'PIL')):
        if hasattr(values, '__array__'):
            return flatten(values.__array__())
        if hasattr(values, 'to_numpy'):
            return flatten(values.to_numpy())
        if hasattr(values, '__iter__'):
            return flatten(list(values))
        if hasattr(values, '__float__'):
            return [float(values)], (), 'f'
    return _flatten(values)


def _nested(items, shape):
    if len(shape) <= 1:
        return items
    step = 1
    for count in shape[1:]:
        step *= count
    return [_nested(items[i * step:(i + 1) * step], shape[1:]) for i in range(shape[0])]


def nested(items, shape):
    """The flat list as nested lists of a shape."""
    return _nested(items, tuple(shape))


def floats(values):
    """One flat list of floats. Raises TypeError for what is no number."""
    items, shape, kind = flatten(values)
    if kind == 'f':
        return items
    if kind == 'O' or kind == 'U':
        return [math.nan if v is None else float(v) for v in items]
    return [float(v) for v in items]


def matrix(values, name='Z'):
    """Rows of floats, and the numbers of rows and columns."""
    items, shape, kind = flatten(values)
    if len(shape) != 2:
        raise TypeError(f'Input {name} must be 2D, not {len(shape)}D')
    rows, columns = shape
    items = [float(v) for v in items]
    return [items[r * columns:(r + 1) * columns] for r in range(rows)], rows, columns


def is_sequence(value):
    """Whether a value has elements: no number, no string, no tensor or array without axes."""
    if isinstance(value, (list, tuple, range)):
        return True
    if isinstance(value, (str, int, float)) or value is None:
        return False
    shape = getattr(value, 'shape', None)
    if shape is not None:
        return len(shape) > 0
    return hasattr(value, '__iter__')


def linspace(start, stop, count):
    if count == 1:
        return [float(start)]
    step = (stop - start) / (count - 1)
    return [start + i * step for i in range(count - 1)] + [float(stop)]


def is_finite(value):
    return value - value == 0


def object_array(items, shape):
    """Objects in rows and columns, as `subplots` returns axes."""
    numpy = _module()
    return numpy.array(list(items), dtype=object).reshape(shape)
