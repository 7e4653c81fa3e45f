"""`cycler`: values that styles take one after the other."""
import itertools


class Cycler:
    """Rows of keyword values; `+` joins them side by side, `*` combines each with each."""

    def __init__(self, rows, keys):
        self._rows = rows
        self._names = keys

    @property
    def keys(self):
        return set(self._names)

    def by_key(self):
        return {key: [row[key] for row in self._rows] for key in self._names}

    def __iter__(self):
        return iter([dict(row) for row in self._rows])

    def __len__(self):
        return len(self._rows)

    def __call__(self):
        return itertools.cycle(self._rows)

    def __add__(self, other):
        if len(self) != len(other):
            raise ValueError(f'Can only add equal length cycles, not {len(self)} and {len(other)}')
        if self.keys & other.keys:
            raise ValueError('Can not compose overlapping cycles')
        return Cycler([{**a, **b} for a, b in zip(self._rows, other._rows)], self._names + other._names)

    def __mul__(self, other):
        if isinstance(other, int):
            return Cycler(self._rows * other, self._names)
        if self.keys & other.keys:
            raise ValueError('Can not compose overlapping cycles')
        return Cycler([{**a, **b} for a in self._rows for b in other._rows], self._names + other._names)

    __rmul__ = __mul__

    def __getitem__(self, key):
        if not isinstance(key, slice):
            raise ValueError('Can only use slices with Cycler.__getitem__')
        return Cycler(self._rows[key], self._names)

    def concat(self, other):
        return Cycler(self._rows + other._rows, self._names)

    def __eq__(self, other):
        return isinstance(other, Cycler) and self._rows == other._rows

    def __repr__(self):
        if len(self._names) == 1:
            key = self._names[0]
            return f'cycler({key!r}, {[row[key] for row in self._rows]!r})'
        parts = [f'cycler({key!r}, {[row[key] for row in self._rows]!r})' for key in self._names]
        return '(' + ' + '.join(parts) + ')'


def cycler(*args, **kwargs):
    if args and kwargs:
        raise TypeError('cycler() can only accept positional OR keyword arguments -- not both.')
    if len(args) == 1:
        if not isinstance(args[0], Cycler):
            raise TypeError('If only one positional argument given, it must be a Cycler instance.')
        return Cycler(list(args[0]._rows), list(args[0]._names))
    if len(args) == 2:
        kwargs = {args[0]: args[1]}
    elif len(args) > 2:
        raise TypeError('Only a single Cycler can be accepted as the lone positional argument. Use keyword arguments '
                        'instead.')
    result = None
    for key, values in kwargs.items():
        one = Cycler([{key: value} for value in values], [key])
        result = one if result is None else result + one
    if result is None:
        raise TypeError('Must have at least a positional OR keyword arguments')
    return result


concat = Cycler.concat
