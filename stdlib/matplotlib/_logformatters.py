"""Labels of logarithmic axes."""
import math

from matplotlib._formatters import Formatter


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
