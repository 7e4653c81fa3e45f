"""Fields of arrows."""
import math

from matplotlib._arrays import flatten, floats
from matplotlib.collections import Collection


class Quiver(Collection):
    def __init__(self, axes, args, *, scale=None, headwidth=3, headlength=5, headaxislength=4.5, minshaft=1, minlength=1,
                 units='width', scale_units=None, angles='uv', width=None, color='k', pivot='tail', **kwargs):
        args = list(args)
        values = floats(args.pop()) if len(args) in (3, 5) else None
        if len(args) == 2:
            u, v = args
            shape = flatten(u)[1]
            rows, columns = (shape[0], shape[1]) if len(shape) == 2 else (1, shape[0])
            self._xs = [float(c) for _ in range(rows) for c in range(columns)]
            self._ys = [float(r) for r in range(rows) for _ in range(columns)]
        elif len(args) == 4:
            x, y, u, v = args
            self._xs, self._ys = axes.xaxis.convert(x), axes.yaxis.convert(y)
            count = len(flatten(u)[0])
            if len(self._xs) * len(self._ys) == count and len(self._xs) != count:
                xs, ys = self._xs, self._ys
                self._xs, self._ys = [a for _ in ys for a in xs], [b for b in ys for _ in xs]
        else:
            raise TypeError(f'quiver() takes from 2 to 5 positional arguments but {len(args)} were given')
        self._u, self._v = floats(u), floats(v)
        count = len(self._xs)
        self._u, self._v = (w * count if len(w) == 1 else w for w in (self._u, self._v))
        if len(self._u) != count or len(self._v) != count:
            raise ValueError(f'Argument U has a size {len(self._u)} which does not match {count}, the number of arrow positions')
        self._scale, self._angles, self._scale_units, self._width = scale, angles, scale_units, width
        self._head = (headwidth, headlength, headaxislength)
        self._minimum = (minshaft, minlength)
        self._pivot = 'middle' if pivot == 'mid' else pivot
        kwargs.setdefault('facecolors', color)
        kwargs.setdefault('linewidths', 0.0)
        Collection.__init__(self, **kwargs)
        if values is not None:
            self.set_array(values)
            self.norm.autoscale_None(values)

    def data_points(self):
        return self._xs, self._ys

    def _draw(self, renderer):
        x0, y0, x1, y1 = self.axes.pixel_box()
        span = x1 - x0
        count = len(self._xs)
        if not count:
            return
        root = math.sqrt(count)
        shaft = self._width * span if self._width is not None else 0.06 * span / min(25, max(8, root))
        lengths = [math.hypot(u, v) for u, v in zip(self._u, self._v)]
        mean = sum(lengths) / count or 1.0
        xs, ys = self.get_transform().map(self._xs, self._ys)
        faces, edges = self.face_colors(), self.edge_colors()
        headwidth, headlength, headaxis = self._head
        if self._scale_units in ('xy', 'x', 'y'):
            factor = None
        else:
            scale = self._scale if self._scale is not None else 1.8 * mean * max(10, root)
            factor = span / scale
        for i in range(count):
            u, v = self._u[i], self._v[i]
            if not (u - u == 0 and v - v == 0):
                continue
            if self._angles == 'xy' or factor is None:
                (ex,), (ey,) = self.get_transform().map([self._xs[i] + u], [self._ys[i] + v])
                dx, dy = ex - xs[i], ey - ys[i]
            else:
                dx, dy = u, v
            d = math.hypot(dx, dy)
            if factor is None:
                length = d / (self._scale or 1.0)
            else:
                length = lengths[i] * factor
            if d == 0:
                continue
            c, s = dx / d, dy / d
            size = length / shaft
            minshaft, minlength = self._minimum
            shrink = min(1.0, size / (minshaft * headlength)) if minshaft > 0 else 1.0
            hl, hw, ha = headlength * shrink, headwidth * shrink, headaxis * shrink
            if size < minlength:
                renderer.markers('MCCCCZ', _DOT, [xs[i]], [ys[i]], [shaft * minlength], [faces[i % len(faces)]], [], [])
                continue
            shift = {'tail': 0.0, 'middle': length / 2, 'tip': length}[self._pivot]
            shape = [(0, 0.5 * shrink), (size - ha, 0.5 * shrink), (size - hl, hw / 2), (size, 0), (size - hl, -hw / 2),
                     (size - ha, -0.5 * shrink), (0, -0.5 * shrink)]
            px = [xs[i] + (a * shaft - shift) * c - b * shaft * s for a, b in shape]
            py = [ys[i] + (a * shaft - shift) * s + b * shaft * c for a, b in shape]
            renderer.polygon(px, py, faces[i % len(faces)], edges[i % len(edges)] if edges and self._widths[0] else None,
                             self._widths[0])


def _dot():
    from matplotlib.path import ellipse
    return ellipse(0, 0, 0.5, 0.5)[1]


_DOT = _dot()
