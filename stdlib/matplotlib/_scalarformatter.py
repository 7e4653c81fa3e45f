"""Labels of numbers, with a common offset and power of ten."""
import math

from matplotlib._formatters import Formatter


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
