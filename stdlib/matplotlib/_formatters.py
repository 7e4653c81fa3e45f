"""What the labels of ticks say: the base, and the simple ones."""
import math

from matplotlib._locators import TickHelper


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
