"""What a script gives to be plotted, as lists of numbers; and lists as NumPy arrays where results are arrays."""
import math

from _cairo import flatten as _flatten

_numpy = None


def _module():
    """The module numpy, or False where there is none."""
    global _numpy
    if _numpy is None:
        try:
            import numpy
            _numpy = numpy
        except ImportError:
            _numpy = False
    return _numpy


def array(values):
    """A NumPy array of a list (the list itself without NumPy)."""
    numpy = _module()
    return numpy.array(values) if numpy else values


def float_array(values):
    numpy = _module()
    return numpy.array(values, dtype=numpy.float64) if numpy else [float(v) for v in values]


def number(value):
    """A float of NumPy (a plain float without NumPy)."""
    numpy = _module()
    return numpy.float64(value) if numpy else float(value)


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
        items, shape, found = _flatten(values.tolist())
        if kind == 'u' and str(values.dtype) == 'uint8':
            found = 'u'
        elif kind in 'iu':
            found = 'i'
        elif kind == 'f':
            found = 'f'
        elif kind == 'b':
            found = 'b'
        return items, tuple(values.shape), found
    if not module.startswith(('torch', 'PIL')):
        if hasattr(values, '_data_list'):
            return flatten(values._data_list())
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


class ObjectArray:
    """Objects in rows and columns, indexed like a NumPy array of objects: what `subplots` returns."""

    def __init__(self, items, shape):
        self._items = list(items)
        self.shape = tuple(shape)

    dtype = property(lambda self: 'object')
    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: len(self._items))
    flat = property(lambda self: ObjectArray(self._items, (len(self._items),)))

    @property
    def T(self):
        if self.ndim < 2:
            return self
        rows, columns = self.shape
        return ObjectArray([self._items[r * columns + c] for c in range(columns) for r in range(rows)],
                           (columns, rows))

    def ravel(self, order='C'):
        if order == 'F' and self.ndim == 2:
            return ObjectArray(self.T._items, (self.size,))
        return ObjectArray(self._items, (self.size,))

    def flatten(self, order='C'):
        return self.ravel(order)

    def reshape(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        known = 1
        for count in shape:
            if count != -1:
                known *= count
        shape = tuple(self.size // known if known and count == -1 else count for count in shape)
        total = 1
        for count in shape:
            total *= count
        if total != self.size:
            raise ValueError(f'cannot reshape array of size {self.size} into shape {shape}')
        return ObjectArray(self._items, shape)

    def squeeze(self):
        return ObjectArray(self._items, tuple(n for n in self.shape if n != 1))

    def tolist(self):
        return _nested(list(self._items), self.shape)

    def item(self):
        if self.size != 1:
            raise ValueError('can only convert an array of size 1 to a Python scalar')
        return self._items[0]

    def _data_list(self):
        return self.tolist()

    def __len__(self):
        if not self.shape:
            raise TypeError('len() of unsized object')
        return self.shape[0]

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __next__(self):
        raise TypeError("'numpy.ndarray' object is not an iterator")

    def _picked(self, key, axis):
        count = self.shape[axis]
        if isinstance(key, slice):
            return list(range(*key.indices(count))), True
        if isinstance(key, (list, range)):
            return [self._picked(k, axis)[0][0] for k in key], True
        try:
            index = key.__index__()
        except AttributeError:
            raise IndexError("only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or "
                             "boolean arrays are valid indices") from None
        if not -count <= index < count:
            raise IndexError(f'index {index} is out of bounds for axis {axis} with size {count}')
        return [index % count], False

    def __getitem__(self, key):
        key = key if isinstance(key, tuple) else (key,)
        if ... in key:
            place = key.index(...)
            key = key[:place] + (slice(None),) * (self.ndim - len(key) + 1) + key[place + 1:]
        if len(key) > self.ndim:
            raise IndexError(f'too many indices for array: array is {self.ndim}-dimensional, but {len(key)} were indexed')
        key = key + (slice(None),) * (self.ndim - len(key))
        places, shape, stride = [0], [], self.size
        for axis, part in enumerate(key):
            stride //= max(1, self.shape[axis])
            picked, stays = self._picked(part, axis)
            places = [p + q * stride for p in places for q in picked]
            if stays:
                shape.append(len(picked))
        if not shape:
            return self._items[places[0]]
        return ObjectArray([self._items[p] for p in places], shape)

    def __setitem__(self, key, value):
        places = ObjectArray(range(self.size), self.shape)[key]
        if isinstance(places, ObjectArray):
            values = value if is_sequence(value) else [value] * places.size
            for place, item in zip(places._items, values):
                self._items[place] = item
        else:
            self._items[places] = value

    def __contains__(self, item):
        return any(item is other or item == other for other in self._items)

    def _text(self, items, shape, indent):
        if not shape:
            return repr(items[0])
        step = len(items) // max(1, shape[0])
        parts = [self._text(items[i * step:(i + 1) * step], shape[1:], indent + 1) for i in range(shape[0])]
        gap = ', ' if len(shape) == 1 else ',' + '\n' * (len(shape) - 1) + ' ' * indent
        if len(shape) == 1:
            # Lines are broken as NumPy breaks them, after 75 columns.
            text, width = '', indent
            for place, part in enumerate(parts):
                room = len(part) + (1 if place < len(parts) - 1 else 2)
                if place and width + room > 75:
                    text = text.rstrip() + '\n' + ' ' * indent
                    width = indent
                text += part + (', ' if place < len(parts) - 1 else '')
                width += len(part) + 2
            return '[' + text + ']'
        return '[' + gap.join(parts) + ']'

    def __repr__(self):
        return 'array(' + self._text(self._items, self.shape, 7) + ', dtype=object)'

    def __str__(self):
        return self._text(self._items, self.shape, 1).replace(', ', ' ').replace(',\n', '\n')
