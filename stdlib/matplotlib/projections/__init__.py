"""Polar axes: an angle and a distance."""
import math

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.path import ellipse
from matplotlib.text import Text
from matplotlib.transforms import Transform


class _PolarTransform(Transform):
    def __init__(self, axes):
        self._axes = axes

    def map(self, xs, ys):
        cx, cy, radius = self._axes.circle()
        low, high = self._axes.yaxis.limits()
        scale = radius / (high - low)
        turn, sign = self._axes._zero, self._axes._sign
        pairs = [((r - low) * scale, turn + sign * t) for t, r in zip(xs, ys)]
        return [cx + r * math.cos(t) for r, t in pairs], [cy + r * math.sin(t) for r, t in pairs]


class PolarAxes(Axes):
    name = 'polar'

    def __init__(self, *args, **kwargs):
        self._zero, self._sign = 0.0, 1.0
        Axes.__init__(self, *args, **kwargs)
        self.transData = _PolarTransform(self)
        self.set_box_aspect(1)
        self._has_grid = rcParams['polaraxes.grid']
        self._theta_labels = None

    def circle(self):
        x0, y0, x1, y1 = self.pixel_box()
        return (x0 + x1) / 2, (y0 + y1) / 2, min(x1 - x0, y1 - y0) / 2

    def _autoscale_axis(self, axis):
        if axis.name == 'x':
            axis._low, axis._high = 0.0, 2 * math.pi
            return
        low, high = axis.data_low, axis.data_high
        if not low <= high:
            low, high = 0.0, 1.0
        delta = (high - min(low, 0.0)) * self._margins['y']
        axis._low, axis._high = min(0.0, low), high + delta

    def set_theta_zero_location(self, loc, offset=0.0):
        self._zero = math.radians({'N': 90, 'NW': 135, 'W': 180, 'SW': 225, 'S': 270, 'SE': 315, 'E': 0, 'NE': 45}[loc]
                                  + offset)

    def set_theta_offset(self, offset):
        self._zero = offset

    def set_theta_direction(self, direction):
        self._sign = {'clockwise': -1.0, 'counterclockwise': 1.0}.get(direction, direction)

    def set_rmax(self, rmax):
        self.set_ylim(top=rmax)

    def set_rmin(self, rmin):
        self.set_ylim(bottom=rmin)

    def set_rlim(self, bottom=None, top=None, **kwargs):
        return self.set_ylim(bottom, top)

    def set_rticks(self, *args, **kwargs):
        return self.set_yticks(*args, **kwargs)

    def set_rlabel_position(self, value):
        pass

    def set_rgrids(self, radii, labels=None, **kwargs):
        return self.set_yticks(radii, labels)

    def set_thetagrids(self, angles, labels=None, fmt=None, **kwargs):
        self._theta_labels = list(zip(angles, labels if labels is not None else [f'{a:g}°' for a in angles]))

    def set_xticks(self, ticks, labels=None, **kwargs):
        places = self.xaxis.convert(ticks)
        texts = labels if labels is not None else [f'{math.degrees(p):g}°' for p in places]
        self._theta_labels = [(math.degrees(p), t) for p, t in zip(places, texts)]

    def set_xticklabels(self, labels, **kwargs):
        self._theta_labels = [(a, t) for (a, _), t in zip(self._angles(), labels)]

    def grid(self, visible=None, which='major', axis='both', **kwargs):
        self._has_grid = not self._has_grid if visible is None and not kwargs else visible is not False

    def _angles(self):
        return self._theta_labels or [(a, f'{a}°') for a in range(0, 360, 45)]

    def _draw_all(self, renderer):
        cx, cy, radius = self.circle()
        codes, numbers = ellipse(cx, cy, radius, radius)
        renderer.path(codes, numbers, to_rgba(self._facecolor), None, 0.0)
        items = sorted([(a.zorder, i, a) for i, a in enumerate(self._artists)], key=lambda t: t[:2])
        if self._axis_on:
            self._draw_frame(renderer, cx, cy, radius)
        renderer.push_clip_path(codes, numbers)
        for zorder, _, artist in items:
            if not hasattr(artist, 'get_text'):
                artist.draw(renderer)
        renderer.pop_clip()
        for zorder, _, artist in items:
            if hasattr(artist, 'get_text'):
                artist.draw(renderer)
        if self._axis_on:
            renderer.path(codes, numbers, None, to_rgba(rcParams['axes.edgecolor']), rcParams['axes.linewidth'])
        x0, y0, x1, y1 = self.pixel_box()
        for place, title in self._titles.items():
            if title.get_text():
                x = {'center': 0.5, 'left': 0.0, 'right': 1.0}[place]
                pixel = (x0 + x * (x1 - x0), y1 + renderer.points(self._title_pad + 19))
                title._anchor_pixels = lambda renderer, pixel=pixel: pixel
                title.draw(renderer)
        if self.legend_ is not None:
            self.legend_.draw(renderer)

    def _draw_frame(self, renderer, cx, cy, radius):
        color, width = to_rgba(rcParams['grid.color'], rcParams['grid.alpha']), rcParams['grid.linewidth']
        low, high = self.yaxis.limits()
        ticks = [v for v in self.yaxis.major_ticks() if low < v <= high]
        labels = self.yaxis.get_major_formatter().format_ticks(ticks)
        size = rcParams['xtick.labelsize']
        if self._has_grid:
            for value in ticks:
                r = radius * (value - low) / (high - low)
                codes, numbers = ellipse(cx, cy, r, r)
                renderer.path(codes, numbers, None, color, width)
        for angle, label in self._angles():
            t = self._zero + self._sign * math.radians(angle)
            if self._has_grid:
                renderer.lines([cx, cx + radius * math.cos(t)], [cy, cy + radius * math.sin(t)], color, width)
            pad = radius + renderer.points(14)
            text = Text(cx + pad * math.cos(t), cy + pad * math.sin(t), label, fontsize=size, ha='center', va='center')
            text.figure = self.figure
            text.draw(renderer)
        t = self._zero + self._sign * math.radians(22.5)
        for value, label in zip(ticks, labels):
            r = radius * (value - low) / (high - low)
            text = Text(cx + r * math.cos(t), cy + r * math.sin(t), label, fontsize=size, ha='left', va='bottom')
            text.figure = self.figure
            text.draw(renderer)
