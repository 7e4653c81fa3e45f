"""Where ticks stand on logarithmic axes."""
import math

from matplotlib._locators import AutoLocator, Locator
from matplotlib.transforms import nonsingular


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
