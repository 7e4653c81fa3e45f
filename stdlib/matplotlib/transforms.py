"""Places: boxes, and the ways from data, axes and figure coordinates to pixels of the page (y upwards)."""
import math

from _cairo import affine
from matplotlib._arrays import array, flatten, is_sequence, nested, number


class Bbox:
    """A rectangle: x0, y0, x1, y1."""

    def __init__(self, points=None):
        (self.x0, self.y0), (self.x1, self.y1) = points if points is not None else ((0.0, 0.0), (1.0, 1.0))

    @staticmethod
    def from_extents(*args):
        x0, y0, x1, y1 = args[0] if len(args) == 1 else args
        return Bbox(((x0, y0), (x1, y1)))

    @staticmethod
    def from_bounds(x0, y0, width, height):
        return Bbox(((x0, y0), (x0 + width, y0 + height)))

    @staticmethod
    def unit():
        return Bbox()

    @staticmethod
    def union(boxes):
        boxes = list(boxes)
        if not boxes:
            raise ValueError("'bboxes' cannot be empty")
        return Bbox(((min(b.xmin for b in boxes), min(b.ymin for b in boxes)),
                     (max(b.xmax for b in boxes), max(b.ymax for b in boxes))))

    xmin = property(lambda self: min(self.x0, self.x1))
    xmax = property(lambda self: max(self.x0, self.x1))
    ymin = property(lambda self: min(self.y0, self.y1))
    ymax = property(lambda self: max(self.y0, self.y1))
    width = property(lambda self: self.x1 - self.x0)
    height = property(lambda self: self.y1 - self.y0)
    bounds = property(lambda self: (self.x0, self.y0, self.width, self.height))
    extents = property(lambda self: array([self.x0, self.y0, self.x1, self.y1]))
    p0 = property(lambda self: array([self.x0, self.y0]))
    p1 = property(lambda self: array([self.x1, self.y1]))
    min = property(lambda self: array([self.xmin, self.ymin]))
    max = property(lambda self: array([self.xmax, self.ymax]))
    size = property(lambda self: array([self.width, self.height]))
    intervalx = property(lambda self: array([self.x0, self.x1]))
    intervaly = property(lambda self: array([self.y0, self.y1]))

    def get_points(self):
        return array([[self.x0, self.y0], [self.x1, self.y1]])

    def contains(self, x, y):
        return self.xmin <= x <= self.xmax and self.ymin <= y <= self.ymax

    def overlaps(self, other):
        return (self.xmin <= other.xmax and other.xmin <= self.xmax and self.ymin <= other.ymax
                and other.ymin <= self.ymax)

    def count_contains(self, points):
        return sum(1 for x, y in points if self.xmin < x < self.xmax and self.ymin < y < self.ymax)

    def expanded(self, sw, sh):
        dw, dh = (sw - 1) * self.width / 2, (sh - 1) * self.height / 2
        return Bbox(((self.x0 - dw, self.y0 - dh), (self.x1 + dw, self.y1 + dh)))

    def padded(self, w_pad, h_pad=None):
        h_pad = w_pad if h_pad is None else h_pad
        return Bbox(((self.x0 - w_pad, self.y0 - h_pad), (self.x1 + w_pad, self.y1 + h_pad)))

    def translated(self, tx, ty):
        return Bbox(((self.x0 + tx, self.y0 + ty), (self.x1 + tx, self.y1 + ty)))

    def shrunk(self, mx, my):
        return Bbox.from_bounds(self.x0, self.y0, self.width * mx, self.height * my)

    def transformed(self, transform):
        xs, ys = transform.map([self.x0, self.x1], [self.y0, self.y1])
        return Bbox(((xs[0], ys[0]), (xs[1], ys[1])))

    def frozen(self):
        return Bbox(((self.x0, self.y0), (self.x1, self.y1)))

    def __eq__(self, other):
        return isinstance(other, Bbox) and self.bounds == other.bounds

    def __iter__(self):
        return iter([[self.x0, self.y0], [self.x1, self.y1]])

    def __repr__(self):
        return f'Bbox({[[float(self.x0), float(self.y0)], [float(self.x1), float(self.y1)]]})'

    def __str__(self):
        return f'Bbox(x0={float(self.x0)}, y0={float(self.y0)}, x1={float(self.x1)}, y1={float(self.y1)})'


class Transform:
    """From some coordinates to pixels: `map(xs, ys)` takes and gives two lists."""

    def map(self, xs, ys):
        return xs, ys

    def unmap(self, xs, ys):
        return xs, ys

    def point(self, x, y):
        xs, ys = self.map([x], [y])
        return xs[0], ys[0]

    def transform(self, values):
        items, shape, kind = flatten(values)
        items = [float(v) for v in items]
        xs, ys = self.map(items[0::2], items[1::2])
        flat = [v for pair in zip(xs, ys) for v in pair]
        return array(nested(flat, shape))

    def transform_point(self, point):
        return self.transform(point)

    def inverted(self):
        return Inverted(self)

    def __add__(self, other):
        if isinstance(other, ScaledTranslation):
            return OffsetTransform(self, other)
        if isinstance(other, IdentityTransform):
            return self
        if isinstance(self, IdentityTransform):
            return other
        return Composite(self, other)

    def __sub__(self, other):
        return Composite(self, other.inverted())

    def frozen(self):
        return self


class IdentityTransform(Transform):
    pass


class Inverted(Transform):
    def __init__(self, base):
        self._base = base

    def map(self, xs, ys):
        return self._base.unmap(xs, ys)

    def unmap(self, xs, ys):
        return self._base.map(xs, ys)


class Composite(Transform):
    def __init__(self, first, second):
        self._first, self._second = first, second

    def map(self, xs, ys):
        return self._second.map(*self._first.map(xs, ys))

    def unmap(self, xs, ys):
        return self._first.unmap(*self._second.unmap(xs, ys))


class BoxTransform(Transform):
    """Fractions of a box that a function tells when it is needed."""

    def __init__(self, box):
        self._box = box

    def map(self, xs, ys):
        x0, y0, x1, y1 = self._box()
        return [x0 + float(x) * (x1 - x0) for x in xs], [y0 + float(y) * (y1 - y0) for y in ys]

    def unmap(self, xs, ys):
        x0, y0, x1, y1 = self._box()
        return [(x - x0) / (x1 - x0) for x in xs], [(y - y0) / (y1 - y0) for y in ys]


class BboxTransformTo(BoxTransform):
    def __init__(self, bbox):
        BoxTransform.__init__(self, lambda: (bbox.x0, bbox.y0, bbox.x1, bbox.y1))


class DataTransform(Transform):
    """Data coordinates of axes, by their limits, scales and box."""

    def __init__(self, axes):
        self._axes = axes

    def _line(self, axis, start, stop):
        low, high = axis.limits()
        low, high = axis.scale.forward(low), axis.scale.forward(high)
        factor = (stop - start) / (high - low) if high != low else 0.0
        return factor, start - low * factor

    def map(self, xs, ys):
        x0, y0, x1, y1 = self._axes.pixel_box()
        xaxis, yaxis = self._axes.xaxis, self._axes.yaxis
        xf, xs0 = self._line(xaxis, x0, x1)
        yf, ys0 = self._line(yaxis, y0, y1)
        return affine(xaxis.scale.forward_all(xs), xf, xs0), affine(yaxis.scale.forward_all(ys), yf, ys0)

    def unmap(self, xs, ys):
        x0, y0, x1, y1 = self._axes.pixel_box()
        xaxis, yaxis = self._axes.xaxis, self._axes.yaxis
        xf, xs0 = self._line(xaxis, x0, x1)
        yf, ys0 = self._line(yaxis, y0, y1)
        return ([xaxis.scale.inverse((x - xs0) / xf) for x in xs], [yaxis.scale.inverse((y - ys0) / yf) for y in ys])


class BlendedTransform(Transform):
    """x by one transform, y by another."""

    def __init__(self, x_transform, y_transform):
        self._x, self._y = x_transform, y_transform

    def map(self, xs, ys):
        count = len(xs)
        return self._x.map(xs, [0.5] * count)[0], self._y.map([0.5] * len(ys), ys)[1]

    def unmap(self, xs, ys):
        return self._x.unmap(xs, ys)[0], self._y.unmap(xs, ys)[1]


def blended_transform_factory(x_transform, y_transform):
    return BlendedTransform(x_transform, y_transform)


class ScaledTranslation(Transform):
    def __init__(self, xt, yt, scale_trans):
        self._t, self._scale = (xt, yt), scale_trans

    def map(self, xs, ys):
        (a, c), (b, d) = self._scale.map([0.0, self._t[0]], [0.0, self._t[1]])
        return [x + c - a for x in xs], [y + d - b for y in ys]


class OffsetTransform(Transform):
    def __init__(self, base, offset):
        self._base, self._offset = base, offset

    def map(self, xs, ys):
        return self._offset.map(*self._base.map(xs, ys))


def offset_copy(trans, fig=None, x=0.0, y=0.0, units='inches'):
    factor = {'inches': 1.0, 'points': 1 / 72, 'dots': 1.0}[units]
    scale = IdentityTransform() if units == 'dots' else fig.dpi_scale_trans
    return trans + ScaledTranslation(x * factor, y * factor, scale)


class Affine2D(Transform):
    """A matrix of six numbers: x' = a x + c y + e, y' = b x + d y + f."""

    def __init__(self, matrix=None):
        self._m = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        if matrix is not None:
            (a, c, e), (b, d, f), _ = matrix
            self._m = (a, b, c, d, e, f)

    def _after(self, a, b, c, d, e, f):
        A, B, C, D, E, F = self._m
        self._m = (a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f)
        return self

    def translate(self, tx, ty):
        return self._after(1, 0, 0, 1, tx, ty)

    def scale(self, sx, sy=None):
        return self._after(sx, 0, 0, sx if sy is None else sy, 0, 0)

    def rotate(self, theta):
        c, s = math.cos(theta), math.sin(theta)
        return self._after(c, s, -s, c, 0, 0)

    def rotate_deg(self, degrees):
        return self.rotate(math.radians(degrees))

    def rotate_around(self, x, y, theta):
        return self.translate(-x, -y).rotate(theta).translate(x, y)

    def rotate_deg_around(self, x, y, degrees):
        return self.rotate_around(x, y, math.radians(degrees))

    def skew(self, xShear, yShear):
        return self._after(1, math.tan(yShear), math.tan(xShear), 1, 0, 0)

    def skew_deg(self, xShear, yShear):
        return self.skew(math.radians(xShear), math.radians(yShear))

    def get_matrix(self):
        a, b, c, d, e, f = self._m
        return array([[a, c, e], [b, d, f], [0.0, 0.0, 1.0]])

    def map(self, xs, ys):
        a, b, c, d, e, f = self._m
        return [a * x + c * y + e for x, y in zip(xs, ys)], [b * x + d * y + f for x, y in zip(xs, ys)]

    def unmap(self, xs, ys):
        a, b, c, d, e, f = self._m
        det = a * d - b * c
        return ([(d * (x - e) - c * (y - f)) / det for x, y in zip(xs, ys)],
                [(a * (y - f) - b * (x - e)) / det for x, y in zip(xs, ys)])


def nonsingular(low, high, expander=0.001, tiny=1e-15, increasing=True):
    """Limits that are apart: wider where they are (nearly) equal."""
    if not (low - low == 0 and high - high == 0):
        return -expander, expander
    swapped = high < low
    if swapped:
        low, high = high, low
    size = max(abs(low), abs(high))
    if size < (1e6 / tiny) * 2.2250738585072014e-308:
        low, high = -expander, expander
    elif high - low <= size * tiny:
        if high == 0 and low == 0:
            low, high = -expander, expander
        else:
            low, high = low - expander * abs(low), high + expander * abs(high)
    if swapped and not increasing:
        low, high = high, low
    return low, high
