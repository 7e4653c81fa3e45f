"""Maps from numbers to 0 ... 1: linear, logarithmic, with a centre, with boundaries."""
import math

from _cairo import map_colors
from matplotlib._arrays import array, flatten, nested, number


class Normalize:
    """Maps vmin ... vmax to 0 ... 1."""

    def __init__(self, vmin=None, vmax=None, clip=False):
        self.vmin = None if vmin is None else float(vmin)
        self.vmax = None if vmax is None else float(vmax)
        self.clip = clip

    def scaled(self):
        return self.vmin is not None and self.vmax is not None

    def autoscale_None(self, A):
        finite = [v for v in self._usable(flatten(A)[0]) if v - v == 0]
        if finite:
            if self.vmin is None:
                self.vmin = min(finite)
            if self.vmax is None:
                self.vmax = max(finite)

    def autoscale(self, A):
        self.vmin = self.vmax = None
        self.autoscale_None(A)

    def _usable(self, values):
        return values

    def bounds(self):
        low = 0.0 if self.vmin is None else self.vmin
        high = 1.0 if self.vmax is None else self.vmax
        return low, high

    def forward(self, value):
        """One number to its place."""
        low, high = self.bounds()
        return 0.0 if high == low else (value - low) / (high - low)

    def inverse(self, value):
        low, high = self.bounds()
        return low + value * (high - low)

    def places(self, values):
        """Places of a list of floats."""
        low, high = self.bounds()
        if low > high:
            raise ValueError('minvalue must be less than or equal to maxvalue')
        if self.clip:
            values = [min(high, max(low, v)) for v in values]
        return [self.forward(v) for v in values]

    def __call__(self, value, clip=None):
        items, shape, kind = flatten(value)
        self.autoscale_None(items)
        result = self.places([float(v) for v in items])
        if shape == ():
            return number(result[0])
        return array(nested(result, shape))

    def colors(self, cmap, values):
        """RGBA bytes for a list of numbers."""
        if type(self) is Normalize:
            low, high = self.bounds()
            if low > high:
                raise ValueError('minvalue must be less than or equal to maxvalue')
            if self.clip:
                values = [min(high, max(low, v)) for v in values]
            return map_colors(values, cmap.byte_table(), low, high)
        return map_colors(self.places(values), cmap.byte_table(), 0.0, 1.0)


class LogNorm(Normalize):
    """Logarithmic."""

    def _usable(self, values):
        return [v for v in values if v > 0]

    def forward(self, value):
        low, high = self.bounds()
        if value <= 0:
            return math.nan
        return math.log(value / low) / math.log(high / low) if high != low else 0.0

    def inverse(self, value):
        low, high = self.bounds()
        return low * (high / low) ** value


class PowerNorm(Normalize):
    def __init__(self, gamma, vmin=None, vmax=None, clip=False):
        Normalize.__init__(self, vmin, vmax, clip)
        self.gamma = gamma

    def forward(self, value):
        place = Normalize.forward(self, value)
        return place ** self.gamma if place > 0 else place

    def inverse(self, value):
        return Normalize.inverse(self, value ** (1 / self.gamma) if value > 0 else value)


class TwoSlopeNorm(Normalize):
    """Two linear halves that meet at a centre."""

    def __init__(self, vcenter, vmin=None, vmax=None):
        Normalize.__init__(self, vmin, vmax)
        self.vcenter = vcenter

    def forward(self, value):
        low, high = self.bounds()
        if value <= self.vcenter:
            return 0.5 * (value - low) / (self.vcenter - low)
        return 0.5 + 0.5 * (value - self.vcenter) / (high - self.vcenter)

    def inverse(self, value):
        low, high = self.bounds()
        if value <= 0.5:
            return low + 2 * value * (self.vcenter - low)
        return self.vcenter + (2 * value - 1) * (high - self.vcenter)


class CenteredNorm(Normalize):
    def __init__(self, vcenter=0, halfrange=None, clip=False):
        Normalize.__init__(self, None, None, clip)
        self.vcenter = vcenter
        if halfrange is not None:
            self.vmin, self.vmax = vcenter - halfrange, vcenter + halfrange

    def autoscale_None(self, A):
        finite = [abs(v - self.vcenter) for v in flatten(A)[0] if v - v == 0]
        if finite and self.vmin is None:
            self.vmin, self.vmax = self.vcenter - max(finite), self.vcenter + max(finite)


class SymLogNorm(Normalize):
    def __init__(self, linthresh, linscale=1.0, vmin=None, vmax=None, clip=False, *, base=10):
        Normalize.__init__(self, vmin, vmax, clip)
        from matplotlib.scale import SymmetricalLogScale
        self._scale = SymmetricalLogScale(base=base, linthresh=linthresh, linscale=linscale)

    def forward(self, value):
        low, high = (self._scale.forward(v) for v in self.bounds())
        return (self._scale.forward(value) - low) / (high - low) if high != low else 0.0

    def inverse(self, value):
        low, high = (self._scale.forward(v) for v in self.bounds())
        return self._scale.inverse(low + value * (high - low))


class NoNorm(Normalize):
    def forward(self, value):
        return value


class BoundaryNorm(Normalize):
    """Each interval between boundaries has one colour."""

    def __init__(self, boundaries, ncolors, clip=False, *, extend='neither'):
        self.boundaries = [float(v) for v in flatten(boundaries)[0]]
        Normalize.__init__(self, self.boundaries[0], self.boundaries[-1], clip)
        self.N = len(self.boundaries)
        self.Ncmap = ncolors
        self.extend = extend
        self._shift = 1 if extend in ('min', 'both') else 0
        self._regions = self.N - 1 + self._shift + (1 if extend in ('max', 'both') else 0)

    def forward(self, value):
        if value != value:
            return value
        index = sum(1 for b in self.boundaries if b <= value) - 1 + self._shift
        if index < 0:
            return -1.0
        if value >= self.boundaries[-1] and index >= self._regions:
            return 2.0 if value > self.boundaries[-1] else 1.0
        if self._regions > 1:
            index = (self.Ncmap - 1) * index / (self._regions - 1)
        return (math.floor(index) + 0.5) / self.Ncmap

    def inverse(self, value):
        raise ValueError('BoundaryNorm is not invertible')
