"""Where ticks stand on an axis: the base, and places on linear axes."""
import math

from matplotlib._arrays import array, flatten
from matplotlib.transforms import nonsingular


class TickHelper:
    axis = None

    def set_axis(self, axis):
        self.axis = axis

    def _view(self):
        return self.axis.limits() if self.axis is not None else (0.0, 1.0)


class Locator(TickHelper):
    """`ticks()` gives a list of floats for the limits of its axis."""

    MAXTICKS = 1000

    def ticks(self):
        return self.tick_list(*self._view())

    def tick_list(self, low, high):
        raise NotImplementedError('Derived must override')

    def tick_values(self, vmin, vmax):
        return array(self.tick_list(vmin, vmax))

    def __call__(self):
        return array(self.ticks())

    def nonsingular(self, low, high):
        return nonsingular(low, high, expander=.05)

    def view_limits(self, low, high):
        return nonsingular(low, high, expander=.05)

    def set_params(self, **kwargs):
        pass


class NullLocator(Locator):
    def tick_list(self, low, high):
        return []


class FixedLocator(Locator):
    def __init__(self, locs, nbins=None):
        # Whole numbers stay whole: the places of labels print as they were given.
        self.locs = list(flatten(locs)[0])
        self.nbins = max(nbins, 2) if nbins is not None else None

    def tick_list(self, low, high):
        if self.nbins is None:
            return list(self.locs)
        step = max(math.ceil(len(self.locs) / self.nbins), 1)
        ticks = self.locs[::step]
        for start in range(1, step):
            other = self.locs[start::step]
            if other and min(abs(v) for v in other) < min(abs(v) for v in ticks):
                ticks = other
        return ticks


class LinearLocator(Locator):
    def __init__(self, numticks=None, presets=None):
        self.numticks = numticks

    def tick_list(self, low, high):
        count = 11 if self.numticks is None else self.numticks
        low, high = nonsingular(low, high, expander=0.05)
        if count <= 1:
            return [low] if count == 1 else []
        return [low + (high - low) * i / (count - 1) for i in range(count)]


class IndexLocator(Locator):
    def __init__(self, base, offset):
        self._base, self.offset = base, offset

    def tick_list(self, low, high):
        ticks, at = [], low + self.offset
        while at < high + 1 and len(ticks) < self.MAXTICKS:
            ticks.append(at)
            at += self._base
        return ticks


class _Edge:
    """Whole steps beside a number, forgiving rounding errors of numbers far from zero."""

    def __init__(self, step, offset):
        self.step, self._offset = step, abs(offset)

    def _close(self, ratio, edge):
        tolerance = 1e-10
        if self._offset > 0:
            digits = math.log10(self._offset / self.step)
            tolerance = min(0.4999, max(1e-10, 10 ** (digits - 12)))
        return abs(ratio - edge) < tolerance

    def le(self, x):
        whole, rest = divmod(x, self.step)
        return whole + 1 if self._close(rest / self.step, 1) else whole

    def ge(self, x):
        whole, rest = divmod(x, self.step)
        return whole if self._close(rest / self.step, 0) else whole + 1


class MultipleLocator(Locator):
    def __init__(self, base=1.0, offset=0.0):
        self._base, self._offset = float(base), float(offset)
        self._edge = _Edge(self._base, 0)

    def set_params(self, base=None, offset=None):
        if base is not None:
            self.__init__(base, self._offset)
        if offset is not None:
            self._offset = offset

    def tick_list(self, low, high):
        if high < low:
            low, high = high, low
        step = self._base
        low -= self._offset
        high -= self._offset
        low = self._edge.ge(low) * step
        count = (high - low + 0.001 * step) // step
        if count > 10 * self.MAXTICKS:
            raise RuntimeError(f'Locator attempting to generate {int(count)} ticks, which exceeds Locator.MAXTICKS')
        return [low - step + i * step + self._offset for i in range(int(count) + 3)]


class MaxNLocator(Locator):
    """At most so many intervals at round numbers."""

    def __init__(self, nbins=None, **kwargs):
        self._nbins, self._integer, self._symmetric, self._prune, self._least = 10, False, False, None, 2
        self._set_steps(None)
        if nbins is not None:
            kwargs['nbins'] = nbins
        self.set_params(**kwargs)

    def set_params(self, **kwargs):
        if 'nbins' in kwargs:
            nbins = kwargs.pop('nbins')
            self._nbins = nbins if nbins == 'auto' else int(nbins)
        self._symmetric = kwargs.pop('symmetric', self._symmetric)
        self._prune = kwargs.pop('prune', self._prune)
        self._least = max(1, kwargs.pop('min_n_ticks', self._least))
        self._integer = kwargs.pop('integer', self._integer)
        if 'steps' in kwargs:
            self._set_steps(kwargs.pop('steps'))
        if kwargs:
            raise TypeError(f"MaxNLocator.set_params() got an unexpected keyword argument {next(iter(kwargs))!r}")

    def _set_steps(self, steps):
        if steps is None:
            steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
        steps = [float(s) for s in steps]
        if any(b <= a for a, b in zip(steps, steps[1:])) or steps[-1] > 10 or steps[0] < 1:
            raise ValueError('steps argument must be an increasing sequence of numbers between 1 and 10 inclusive')
        if steps[0] != 1:
            steps = [1.0] + steps
        if steps[-1] != 10:
            steps = steps + [10.0]
        self._all_steps = [0.1 * s for s in steps[:-1]] + steps + [10 * steps[1]]

    def _raw(self, low, high):
        if self._nbins == 'auto':
            nbins = 9
            if self.axis is not None:
                nbins = min(9, max(1, self._least - 1, self.axis.get_tick_space()))
        else:
            nbins = self._nbins
        spread, middle = abs(high - low), (high + low) / 2
        offset = 0.0
        if not abs(middle) / spread < 100:
            offset = math.copysign(10 ** (math.log10(abs(middle)) // 1), middle)
        scale = 10 ** (math.log10(spread / nbins) // 1)
        lower, upper = low - offset, high - offset
        steps = [s * scale for s in self._all_steps]
        if self._integer:
            steps = [s for s in steps if s < 1 or abs(s - round(s)) < 0.001]
        wanted = (upper - lower) / nbins
        if self.axis is not None and self.axis.axes.name == '3d':
            # Room for the margin that axes in space have beyond their ticks.
            wanted *= 23 / 24
        place = next((i for i, s in enumerate(steps) if s >= wanted), len(steps) - 1)
        ticks = []
        # The smallest sufficient step, then smaller ones until there are enough ticks in view.
        for step in reversed(steps[:place + 1]):
            if self._integer and math.floor(upper) - math.ceil(lower) >= self._least - 1:
                step = max(1, step)
            best = (lower // step) * step
            edge = _Edge(step, offset)
            first, last = edge.le(lower - best), edge.ge(upper - best)
            ticks = [i * step + best for i in range(int(first), int(last) + 1)]
            if sum(1 for t in ticks if lower <= t <= upper) >= self._least:
                break
        return [t + offset for t in ticks]

    def tick_list(self, low, high):
        if self._symmetric:
            high = max(abs(low), abs(high))
            low = -high
        low, high = nonsingular(low, high, expander=1e-13, tiny=1e-14)
        ticks = self._raw(low, high)
        if self._prune == 'lower':
            ticks = ticks[1:]
        elif self._prune == 'upper':
            ticks = ticks[:-1]
        elif self._prune == 'both':
            ticks = ticks[1:-1]
        return ticks

    def view_limits(self, low, high):
        if self._symmetric:
            high = max(abs(low), abs(high))
            low = -high
        low, high = nonsingular(low, high, expander=1e-12, tiny=1e-13)
        from matplotlib import rcParams
        if rcParams['axes.autolimit_mode'] == 'round_numbers':
            ticks = self._raw(low, high)
            return ticks[0], ticks[-1]
        return low, high


class AutoLocator(MaxNLocator):
    def __init__(self):
        MaxNLocator.__init__(self, nbins='auto', steps=[1, 2, 2.5, 5, 10])


class AutoMinorLocator(Locator):
    def __init__(self, n=None):
        self.ndivs = n

    def ticks(self):
        axis = self.axis
        if axis.scale.name == 'log':
            return []
        majors = sorted(set(axis.major_ticks()))
        if len(majors) < 2:
            return []
        step = majors[1] - majors[0]
        divisions = self.ndivs
        if divisions in (None, 'auto'):
            mantissa = 10 ** (math.log10(step) % 1)
            divisions = 5 if any(abs(mantissa - m) < 1e-8 * m for m in (1, 2.5, 5, 10)) else 4
        minor = step / divisions
        low, high = sorted(axis.limits())
        start = majors[0]
        first, last = round((low - start) / minor), round((high - start) / minor) + 1
        return [start + i * minor for i in range(first, last) if i % divisions]
