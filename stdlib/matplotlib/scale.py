"""Scales: how the numbers of an axis become places along it."""
import math


class LinearScale:
    name = 'linear'
    is_linear = True

    def __init__(self, axis=None, **kwargs):
        pass

    def forward(self, value):
        return value

    def inverse(self, value):
        return value

    def forward_all(self, values):
        return values

    def limit_range(self, low, high, minpos):
        return low, high

    def default_locator(self, axis):
        from matplotlib.ticker import AutoLocator
        return AutoLocator()

    def default_formatter(self):
        from matplotlib.ticker import ScalarFormatter
        return ScalarFormatter()

    def minor_locator(self):
        from matplotlib.ticker import NullLocator
        return NullLocator()

    def minor_formatter(self):
        from matplotlib.ticker import NullFormatter
        return NullFormatter()


class LogScale(LinearScale):
    name = 'log'
    is_linear = False

    def __init__(self, axis=None, *, base=10, subs=None, nonpositive='clip', **kwargs):
        if kwargs:
            raise TypeError(f"LogScale.__init__() got an unexpected keyword argument {next(iter(kwargs))!r}")
        if base <= 0 or base == 1:
            raise ValueError('The log base cannot be <= 0 or == 1')
        self.base, self.subs = base, subs
        self._factor = 1 / math.log(base)
        self._clips = nonpositive == 'clip'

    def forward(self, value):
        if value > 0:
            return math.log10(value) if self.base == 10 else math.log(value) * self._factor
        return -1000.0 if self._clips else math.nan

    def inverse(self, value):
        if value > 308 and self.base == 10:
            return math.inf
        try:
            return float(self.base) ** value
        except OverflowError:
            return math.inf

    def forward_all(self, values):
        log, factor, bad = math.log, self._factor, -1000.0 if self._clips else math.nan
        return [log(v) * factor if v > 0 else (bad if v <= 0 else math.nan) for v in values]

    def limit_range(self, low, high, minpos):
        if not minpos - minpos == 0:
            minpos = 1e-300
        return minpos if low <= 0 else low, minpos if high <= 0 else high

    def default_locator(self, axis):
        from matplotlib.ticker import LogLocator
        return LogLocator(self.base)

    def default_formatter(self):
        from matplotlib.ticker import LogFormatterSciNotation
        return LogFormatterSciNotation(self.base)

    def minor_locator(self):
        from matplotlib.ticker import LogLocator
        return LogLocator(self.base, self.subs or 'auto', is_minor=True)

    def minor_formatter(self):
        from matplotlib.ticker import LogFormatterSciNotation
        return LogFormatterSciNotation(self.base, labelOnlyBase=self.subs is not None)


class SymmetricalLogScale(LinearScale):
    name = 'symlog'
    is_linear = False

    def __init__(self, axis=None, *, base=10, linthresh=2, subs=None, linscale=1):
        self.base, self.linthresh, self.linscale, self.subs = base, linthresh, linscale, subs
        self._adjusted = linscale / (1.0 - 1.0 / base)

    def forward(self, value):
        size = abs(value)
        if size <= self.linthresh:
            return value * self._adjusted
        return math.copysign(self.linthresh * (self._adjusted + math.log(size / self.linthresh) / math.log(self.base)),
                             value)

    def inverse(self, value):
        size = abs(value)
        if size <= self.linthresh * self._adjusted:
            return value / self._adjusted
        return math.copysign(self.linthresh * float(self.base) ** (size / self.linthresh - self._adjusted), value)

    def forward_all(self, values):
        return [self.forward(v) for v in values]

    def default_locator(self, axis):
        from matplotlib.ticker import SymmetricalLogLocator
        return SymmetricalLogLocator(self.base, self.linthresh)

    def default_formatter(self):
        from matplotlib.ticker import LogFormatterSciNotation
        return LogFormatterSciNotation(self.base)


class LogitScale(LinearScale):
    name = 'logit'
    is_linear = False

    def __init__(self, axis=None, nonpositive='mask', **kwargs):
        pass

    def forward(self, value):
        return math.log10(value / (1 - value)) if 0 < value < 1 else (-1000.0 if value <= 0 else 1000.0)

    def inverse(self, value):
        return 1 / (1 + 10 ** -value)

    def forward_all(self, values):
        return [self.forward(v) for v in values]

    def limit_range(self, low, high, minpos):
        return minpos if low <= 0 else low, 1 - minpos if high >= 1 else high

    def default_locator(self, axis):
        from matplotlib.ticker import LogitLocator
        return LogitLocator()

    def default_formatter(self):
        from matplotlib.ticker import LogitFormatter
        return LogitFormatter()


class FuncScale(LinearScale):
    """A scale of two functions, each the other's inverse."""

    name = 'function'
    is_linear = False

    def __init__(self, axis=None, functions=None):
        self._forward, self._inverse = functions

    def forward(self, value):
        return float(self._forward(value))

    def inverse(self, value):
        return float(self._inverse(value))

    def forward_all(self, values):
        return [self.forward(v) for v in values]


_SCALES = {c.name: c for c in (LinearScale, LogScale, SymmetricalLogScale, LogitScale, FuncScale)}


def get_scale_names():
    return sorted(_SCALES)


def register_scale(scale_class):
    _SCALES[scale_class.name] = scale_class


def make_scale(name, **kwargs):
    """The scale of a name. Raises ValueError for an unknown one."""
    if not isinstance(name, str):
        return name
    if name.lower() not in _SCALES:
        from matplotlib._hints import hint
        raise ValueError(f'{name!r} is not a valid value for scale.{hint(name, _SCALES)}')
    return _SCALES[name.lower()](**kwargs)
