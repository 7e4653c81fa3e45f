"""Where ticks stand on an axis, and what their labels say."""
import math

from matplotlib._arrays import array, flatten, number
from matplotlib.transforms import nonsingular


class TickHelper:
    axis = None

    def set_axis(self, axis):
        self.axis = axis

    def _view(self):
        return self.axis.limits() if self.axis is not None else (0.0, 1.0)


# Locators.

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


class LogLocator(Locator):
    """Powers of a base, and multiples of them."""

    def __init__(self, base=10.0, subs=(1.0,), *, numticks=None, is_minor=False):
        self._base = float(base)
        self._subs = subs
        self.numticks = numticks
        self._is_minor = is_minor

    def set_params(self, base=None, subs=None, *, numticks=None):
        if base is not None:
            self._base = float(base)
        if subs is not None:
            self._subs = subs
        if numticks is not None:
            self.numticks = numticks

    def _count(self):
        if self.numticks not in (None, 'auto'):
            return self.numticks
        if self.axis is not None:
            return min(9, max(2, self.axis.get_tick_space()))
        return 9

    def tick_list(self, low, high):
        count = self._count()
        base = self._base
        if low <= 0:
            minpos = self.axis.minpos() if self.axis is not None else 1e-300
            if minpos <= 0 or minpos - minpos != 0:
                raise ValueError('Data has no positive values, and therefore cannot be log-scaled.')
            low = minpos
        if high < low:
            low, high = high, low
        log = (lambda v: math.log10(v)) if base == 10 else (lambda v: math.log(v) / math.log(base))
        log_low, log_high = log(low), log(high)
        first, last = math.ceil(log_low), math.floor(log_high)
        decades = last - first + 1
        subs = self._subs
        if isinstance(subs, str):
            if decades >= 10 or base < 3:
                if subs == 'auto':
                    return []
                subs = [1.0]
            else:
                start = 2.0 if subs == 'auto' else 1.0
                subs = [start + i for i in range(math.ceil(base - start))]
        else:
            subs = [float(s) for s in subs]
        powers, stride = self._powers(log_low, log_high, first, last, decades, count)
        if len(subs) > 1 or (subs and subs[0] != 1.0):
            ticks = []
            if stride == 1 or decades <= 1:
                ticks = [s * base ** p for p in range(first - 1, last + 1) for s in subs]
        else:
            ticks = [base ** p for p in powers]
        inside = sum(1 for t in ticks if low <= t <= high)
        if len(subs) > 1 and stride == 1 and len(powers) - 2 + inside <= 1:
            return AutoLocator().tick_list(low, high)
        return ticks

    def _powers(self, log_low, log_high, first, last, decades, count):
        """Powers that carry ticks, one of them beyond each limit, and the distance between them: as many ticks as can
        be had within `count`, at multiples of the distance where possible."""
        stride = decades // (count + 1) + 1
        fitting = math.ceil(decades / stride)
        if fitting <= count:
            count = fitting
        if count <= 0:
            return [first - 1, last + 1], last - first + 2
        if count == 1:
            middle = round((log_low + log_high) / 2)
            stride = max(middle - first + 1, last + 1 - middle)
            return [middle - stride, middle, middle + stride], stride
        stride = (decades - 1) // (count - 1)
        if stride < decades / count:
            stride = decades // count
        least = max(decades - stride * count, 0)
        offset = -first % stride
        if not least <= offset < min(decades - stride * (count - 1), stride):
            offset = least
        return list(range(first + offset - stride, last + stride + 1, stride)), stride

    def nonsingular(self, low, high):
        if low > high:
            low, high = high, low
        if not (low - low == 0 and high - high == 0):
            return 1, 10
        if high <= 0:
            import warnings
            warnings.warn('Data has no positive values, and therefore cannot be log-scaled.')
            return 1, 10
        minpos = self.axis.minpos() if self.axis is not None else 1e-300
        if not minpos - minpos == 0:
            minpos = 1e-300
        if low <= 0:
            low = minpos
        if low == high:
            base = self._base
            power = math.log(low) / math.log(base)
            low, high = base ** (math.ceil(power - 1e-12) - 1), base ** (math.floor(power + 1e-12) + 1)
        return low, high

    def view_limits(self, low, high):
        return self.nonsingular(low, high)


class SymmetricalLogLocator(Locator):
    def __init__(self, base=10.0, linthresh=1.0, subs=None):
        self._base, self._linthresh = base, linthresh

    def tick_list(self, low, high):
        base, thresh = self._base, self._linthresh
        if high < low:
            low, high = high, low
        if -thresh < low and high < thresh:
            return sorted({low, 0.0, high})
        ticks = []
        has_negative, has_positive = low < -thresh, high > thresh

        def decades(start, stop):
            first, last = math.floor(math.log(start) / math.log(base)), math.ceil(math.log(stop) / math.log(base))
            return first, last
        ranges = []
        if has_negative:
            ranges.append(decades(max(thresh, -high), 1 - low))
        if has_positive:
            ranges.append(decades(max(thresh, low), high + 1))
        total = sum(b - a for a, b in ranges) + (1 if low <= 0 <= high else 0)
        stride = max(total // 15 + 1, 1)
        if has_negative:
            first, last = ranges[0]
            ticks += [-base ** p for p in range(first, last, stride)][::-1]
        if low <= 0 <= high:
            ticks.append(0.0)
        if has_positive:
            first, last = ranges[-1]
            ticks += [base ** p for p in range(first, last, stride)]
        return ticks


class LogitLocator(Locator):
    def tick_list(self, low, high):
        low, high = max(low, 1e-7), min(high, 1 - 1e-7)
        ticks = [10.0 ** -p for p in range(7, 0, -1)] + [0.5] + [1 - 10.0 ** -p for p in range(1, 8)]
        return [t for t in ticks if low <= t <= high]

    def nonsingular(self, low, high):
        if not (low - low == 0 and high - high == 0):
            return 1e-7, 1 - 1e-7
        return max(low, 1e-7), min(high, 1 - 1e-7)

    view_limits = nonsingular


# Formatters.

class Formatter(TickHelper):
    locs = ()

    def __call__(self, x, pos=None):
        raise NotImplementedError('Derived must override')

    def set_locs(self, locs):
        self.locs = locs

    def format_ticks(self, values):
        self.set_locs(values)
        return [self(value, i) for i, value in enumerate(values)]

    def get_offset(self):
        return ''

    def format_data(self, value):
        return self(value)

    def format_data_short(self, value):
        return self.format_data(value)

    @staticmethod
    def fix_minus(s):
        from matplotlib import rcParams
        return s.replace('-', '\N{MINUS SIGN}') if rcParams['axes.unicode_minus'] else s


class NullFormatter(Formatter):
    def __call__(self, x, pos=None):
        return ''


class FixedFormatter(Formatter):
    def __init__(self, seq):
        self.seq = list(seq)
        self.offset_string = ''

    def __call__(self, x, pos=None):
        return self.seq[pos] if pos is not None and pos < len(self.seq) else ''

    def get_offset(self):
        return self.offset_string

    def set_offset_string(self, ofs):
        self.offset_string = ofs


class FuncFormatter(Formatter):
    def __init__(self, func):
        self.func = func

    def __call__(self, x, pos=None):
        return self.func(x, pos)


class FormatStrFormatter(Formatter):
    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return self.fmt % x


class StrMethodFormatter(Formatter):
    def __init__(self, fmt):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return self.fix_minus(self.fmt.format(x=x, pos=pos))


class _Labels(Formatter):
    """Labels of given places: what `set_ticks(ticks, labels)` uses."""

    def __init__(self, table):
        self._table = table

    def __call__(self, x, pos=None):
        return self._table.get(float(x), '')


class PercentFormatter(Formatter):
    def __init__(self, xmax=100, decimals=None, symbol='%', is_latex=False):
        self.xmax, self.decimals, self._symbol = xmax + 0.0, decimals, symbol

    def __call__(self, x, pos=None):
        low, high = self._view()
        return self.fix_minus(self.format_pct(x, abs(high - low)))

    def format_pct(self, x, display_range):
        x = 100.0 * (x / self.xmax)
        decimals = self.decimals
        if decimals is None:
            scaled = 100.0 * (display_range / self.xmax)
            if scaled <= 0:
                decimals = 0
            else:
                decimals = min(5, max(0, math.ceil(2.0 - math.log10(2.0 * scaled))))
        return f'{x:0.{int(decimals)}f}' + (self._symbol or '')


class ScalarFormatter(Formatter):
    """Plain numbers with as many digits as they need; a common offset or power of ten stands at the axis' end."""

    def __init__(self, useOffset=None, useMathText=None, *, useLocale=None):
        from matplotlib import rcParams
        self._threshold = rcParams['axes.formatter.offset_threshold']
        self._power_limits = tuple(rcParams['axes.formatter.limits'])
        self._scientific = True
        self._math = bool(rcParams['axes.formatter.use_mathtext'] if useMathText is None else useMathText)
        self.offset, self.orderOfMagnitude, self.format = 0, 0, ''
        self.set_useOffset(rcParams['axes.formatter.useoffset'] if useOffset is None else useOffset)

    def set_useOffset(self, val):
        if isinstance(val, bool):
            self._use_offset, self._given_offset = val, 0
        else:
            self._use_offset, self._given_offset = False, val

    def get_useOffset(self):
        return self._use_offset

    def set_scientific(self, b):
        self._scientific = bool(b)

    def set_powerlimits(self, lims):
        if len(lims) != 2:
            raise ValueError("'lims' must be a sequence of length 2")
        self._power_limits = tuple(lims)

    def set_useMathText(self, val):
        self._math = bool(val)

    def set_locs(self, locs):
        self.locs = locs
        if len(locs):
            self._set_offset()
            self._set_order()
            self._set_format()

    def _visible(self):
        low, high = sorted(self._view())
        return [v for v in self.locs if low <= v <= high]

    def _set_offset(self):
        self.offset = self._given_offset
        if not self._use_offset:
            return
        locs = self._visible()
        if not locs:
            return
        low, high = min(locs), max(locs)
        if low == high or low <= 0 <= high:
            return
        least, most = sorted([abs(low), abs(high)])
        sign = math.copysign(1, low)
        top = math.ceil(math.log10(most))
        order = top
        while least // 10 ** order == most // 10 ** order:
            order -= 1
        order += 1
        if (most - least) / 10 ** order <= 1e-2:
            # The numbers stand just beside a power of ten: look from its other side.
            order = top
            while not most // 10 ** order - least // 10 ** order > 1:
                order -= 1
            order += 1
        digits = self._threshold - 1
        if most // 10 ** order >= 10 ** digits:
            self.offset = sign * (most // 10 ** order) * 10 ** order

    def _set_order(self):
        self.orderOfMagnitude = 0
        if not self._scientific:
            return
        least, most = self._power_limits
        if least == most != 0:
            self.orderOfMagnitude = least
            return
        low, high = sorted(self._view())
        locs = [abs(v) for v in self._visible()]
        if not locs:
            return
        if self.offset:
            order = math.floor(math.log10(high - low))
        else:
            size = max(locs)
            order = 0 if size == 0 else math.floor(math.log10(size))
        if order <= least or order >= most:
            self.orderOfMagnitude = order

    def _set_format(self):
        locs = list(self.locs)
        if len(locs) < 2:
            locs += list(self._view())
        unit = 10. ** self.orderOfMagnitude
        locs = [(v - self.offset) / unit for v in locs]
        spread = max(locs) - min(locs)
        if spread == 0:
            spread = max(abs(v) for v in locs)
        if spread == 0:
            spread = 1
        if len(self.locs) < 2:
            locs = locs[:-2]
        order = int(math.floor(math.log10(spread)))
        digits = max(0, 3 - order)
        tolerance = 1e-3 * 10 ** order
        while digits >= 0:
            if max(abs(v - round(v, digits)) for v in locs) < tolerance:
                digits -= 1
            else:
                break
        self.format = f'%1.{digits + 1}f'

    def __call__(self, x, pos=None):
        if not len(self.locs):
            return ''
        value = (x - self.offset) / 10. ** self.orderOfMagnitude
        if abs(value) < 1e-8:
            value = 0
        return self.fix_minus(self.format % value)

    def format_data(self, value):
        power = math.floor(math.log10(abs(value))) if value else 0
        scaled = round(value / 10 ** power, 10)
        text = f'{scaled:.10f}'.rstrip('0').rstrip('.')
        return self.fix_minus(text if power == 0 else f'{text}e{power}')

    def format_data_short(self, value):
        return self.fix_minus(f'{value:<12g}'.strip())

    def get_offset(self):
        if not len(self.locs) or not (self.orderOfMagnitude or self.offset):
            return ''
        offset, power = '', ''
        if self.offset:
            offset = self.format_data(self.offset)
            if self.offset > 0:
                offset = '+' + offset
        if self.orderOfMagnitude:
            if self._math:
                power = f'\\times\\mathdefault{{10^{{{self.orderOfMagnitude}}}}}'
            else:
                power = f'1e{self.orderOfMagnitude}'
        if self._math:
            return self.fix_minus('$' + power + ('\\mathdefault{' + offset + '}' if offset else '') + '$')
        return self.fix_minus(power + offset)


class LogFormatter(Formatter):
    """Labels of a logarithmic axis; minor ones only where the axis spans few decades."""

    def __init__(self, base=10.0, labelOnlyBase=False, minor_thresholds=None, linthresh=None):
        self._base = float(base)
        self.labelOnlyBase = labelOnlyBase
        self._thresholds = minor_thresholds or (1, 0.4)
        self._labels = None

    def base(self, base):
        self._base = float(base)

    def set_locs(self, locs):
        self.locs = locs
        low, high = sorted(self._view())
        if self._thresholds[0] == math.inf or low <= 0:
            self._labels = None
            return
        log = math.log(self._base)
        decades = abs(math.log(high) - math.log(low)) / log
        if decades > self._thresholds[0]:
            self._labels = {1}
        elif decades > self._thresholds[1]:
            c = [self._base ** (i / (int(self._base) // 2)) for i in range(int(self._base) // 2 + 1)]
            self._labels = {int(round(v)) for v in c}
        else:
            self._labels = set(range(1, int(self._base) + 1))

    def _parts(self, x):
        """The power of the base, and whether the label of `x` is shown."""
        power = math.log(abs(x)) / math.log(self._base)
        is_decade = abs(power - round(power)) < 1e-10
        exponent = round(power) if is_decade else math.floor(power)
        factor = round(abs(x) / self._base ** exponent)
        shown = is_decade or not self.labelOnlyBase
        if self._labels is not None and factor not in self._labels:
            shown = False
        return power, is_decade, exponent, shown

    def __call__(self, x, pos=None):
        if x == 0:
            return '0'
        power, is_decade, exponent, shown = self._parts(x)
        if not shown:
            return ''
        text = f'{x:.0e}' if abs(x) > 10000 or abs(x) < 1 else f'{x:g}'
        return self.fix_minus(text)


class LogFormatterMathtext(LogFormatter):
    def __call__(self, x, pos=None):
        if x == 0:
            return '$\\mathdefault{0}$'
        sign = '-' if x < 0 else ''
        power, is_decade, exponent, shown = self._parts(x)
        if not shown:
            return ''
        base = f'{self._base:g}'
        if not is_decade:
            return self._other(sign, base, power, x, exponent)
        return '$\\mathdefault{%s%s^{%d}}$' % (sign, base, round(power))

    def _other(self, sign, base, power, x, exponent):
        return '$\\mathdefault{%s%s^{%.2f}}$' % (sign, base, power)


class LogFormatterSciNotation(LogFormatterMathtext):
    def _other(self, sign, base, power, x, exponent):
        factor = abs(x) / self._base ** exponent
        if abs(factor - round(factor)) < 1e-10:
            factor = round(factor)
        return '$\\mathdefault{%s%g\\times%s^{%d}}$' % (sign, factor, base, exponent)


class LogFormatterExponent(LogFormatter):
    def __call__(self, x, pos=None):
        power, is_decade, exponent, shown = self._parts(x)
        return f'{power:g}' if shown else ''


class LogitFormatter(Formatter):
    def __call__(self, x, pos=None):
        if abs(x - 0.5) < 1e-9:
            return '$\\mathdefault{\\frac{1}{2}}$'
        if x < 0.5:
            return self.fix_minus('$\\mathdefault{10^{%d}}$' % round(math.log10(x)))
        return self.fix_minus('$\\mathdefault{1-10^{%d}}$' % round(math.log10(1 - x)))


class EngFormatter(Formatter):
    _PREFIXES = {-24: 'y', -21: 'z', -18: 'a', -15: 'f', -12: 'p', -9: 'n', -6: '\N{MICRO SIGN}', -3: 'm', 0: '', 3: 'k',
                 6: 'M', 9: 'G', 12: 'T', 15: 'P', 18: 'E', 21: 'Z', 24: 'Y'}

    def __init__(self, unit='', places=None, sep=' ', **kwargs):
        self.unit, self.places, self.sep = unit, places, sep

    def __call__(self, x, pos=None):
        power = int(math.floor(math.log10(abs(x)) / 3) * 3) if x else 0
        power = min(24, max(-24, power))
        value = x / 10 ** power
        text = f'{value:g}' if self.places is None else f'{value:.{self.places}f}'
        suffix = self._PREFIXES[power] + self.unit
        return self.fix_minus(text + (self.sep + suffix if suffix else ''))
