"""Lines through points, with markers."""
from matplotlib import _strokes, rcParams
from matplotlib._arrays import array, flatten, float_array
from matplotlib.artist import Artist
from matplotlib.colors import check_color, to_rgba
from matplotlib.markers import MarkerStyle


def _check(name, color):
    if not (isinstance(color, str) and color in ('auto', 'inherit')):
        check_color(name, color)
    return color


class Line2D(Artist):
    zorder = 2
    _aliases = {'lw': 'linewidth', 'ls': 'linestyle', 'c': 'color', 'ms': 'markersize', 'mfc': 'markerfacecolor',
                'mec': 'markeredgecolor', 'mew': 'markeredgewidth', 'ds': 'drawstyle', 'aa': 'antialiased',
                'mfcalt': 'markerfacecoloralt'}

    def __init__(self, xdata, ydata, *, linewidth=None, linestyle=None, color=None, marker=None, markersize=None,
                 markeredgewidth=None, markeredgecolor=None, markerfacecolor=None, drawstyle=None, markevery=None,
                 fillstyle=None, dash_capstyle=None, solid_capstyle=None, dash_joinstyle=None, solid_joinstyle=None,
                 **kwargs):
        Artist.__init__(self)
        self._fillstyle = fillstyle
        self._drawstyle = 'default'
        self._markevery = markevery
        self._caps = {'solid': solid_capstyle or rcParams['lines.solid_capstyle'],
                      'dash': dash_capstyle or rcParams['lines.dash_capstyle']}
        self._join = solid_joinstyle or rcParams['lines.solid_joinstyle']
        self.set_color(rcParams['lines.color'] if color is None else color)
        self.set_linewidth(rcParams['lines.linewidth'] if linewidth is None else linewidth)
        self._dashes = None
        self.set_linestyle(rcParams['lines.linestyle'] if linestyle is None else linestyle)
        self.set_marker(rcParams['lines.marker'] if marker is None else marker)
        self._markersize = float(rcParams['lines.markersize'] if markersize is None else markersize)
        self._mew = None if markeredgewidth is None else float(markeredgewidth)
        self._mec = _check('markeredgecolor',
                           rcParams['lines.markeredgecolor'] if markeredgecolor is None else markeredgecolor)
        self._mfc = _check('markerfacecolor',
                           rcParams['lines.markerfacecolor'] if markerfacecolor is None else markerfacecolor)
        if drawstyle is not None:
            self.set_drawstyle(drawstyle)
        self.set_data(xdata, ydata)
        self._update(kwargs)

    # Data.

    def set_data(self, *args):
        x, y = args[0] if len(args) == 1 else args
        self.set_xdata(x)
        self.set_ydata(y)

    def _converted(self, values, axis_name):
        axis = getattr(self.axes, axis_name, None)
        if axis is not None:
            return axis.convert(values)
        items, shape, kind = flatten(values)
        return items if kind == 'U' else [float(v) for v in items]

    def set_xdata(self, x):
        if not hasattr(x, '__len__') and not hasattr(x, '__iter__'):
            raise RuntimeError('x must be a sequence')
        self._x = self._converted(x, 'xaxis')
        self._original_x, self._wraps_x = x, False

    def set_ydata(self, y):
        if not hasattr(y, '__len__') and not hasattr(y, '__iter__'):
            raise RuntimeError('y must be a sequence')
        self._y = self._converted(y, 'yaxis')
        self._original_y, self._wraps_y = y, False

    def get_xdata(self, orig=True):
        return self._original(self._original_x, self._x, self._wraps_x, orig)

    def get_ydata(self, orig=True):
        return self._original(self._original_y, self._y, self._wraps_y, orig)

    @staticmethod
    def _original(given, used, wraps, orig):
        """What was given (as an array where `plot` took it), or the numbers that are drawn."""
        if not orig:
            return float_array(used)
        return array(given) if wraps else given

    def get_data(self, orig=True):
        return self.get_xdata(), self.get_ydata()

    def get_xydata(self):
        return array([[x, y] for x, y in zip(self._x, self._y)])

    # Look.

    def set_color(self, color):
        check_color('color', color)
        self._color = color

    def get_color(self):
        return self._color

    def set_linewidth(self, w):
        self._linewidth = float(w)

    def get_linewidth(self):
        return self._linewidth

    def set_linestyle(self, ls):
        if isinstance(ls, str) and ls.startswith('steps'):
            self._drawstyle, ls = ls, '-'
        self._linestyle = _strokes.check(ls)

    def get_linestyle(self):
        return self._linestyle if isinstance(self._linestyle, str) else '--'

    def set_dashes(self, seq):
        self._linestyle = '-' if not seq or seq == (None, None) else (0, tuple(seq))

    def set_drawstyle(self, drawstyle):
        known = ('default', 'steps-mid', 'steps-pre', 'steps-post', 'steps')
        if drawstyle is not None and drawstyle not in known:
            raise ValueError(f'{drawstyle!r} is not a valid value for drawstyle. Supported values are '
                             + ', '.join(repr(k) for k in known))
        self._drawstyle = drawstyle or 'default'

    def get_drawstyle(self):
        return self._drawstyle

    def set_marker(self, marker):
        self._marker = MarkerStyle(marker, self._fillstyle)

    def get_marker(self):
        return self._marker.get_marker()

    def set_markersize(self, sz):
        self._markersize = float(sz)

    def get_markersize(self):
        return self._markersize

    def set_markeredgewidth(self, ew):
        self._mew = None if ew is None else float(ew)

    def get_markeredgewidth(self):
        return rcParams['lines.markeredgewidth'] if self._mew is None else self._mew

    def set_markeredgecolor(self, ec):
        self._mec = _check('markeredgecolor', ec)

    def get_markeredgecolor(self):
        return self._color if isinstance(self._mec, str) and self._mec == 'auto' else self._mec

    def set_markerfacecolor(self, fc):
        self._mfc = _check('markerfacecolor', fc)

    def get_markerfacecolor(self):
        return self._color if isinstance(self._mfc, str) and self._mfc == 'auto' else self._mfc

    def set_markerfacecoloralt(self, fc):
        pass

    def set_fillstyle(self, fs):
        self._fillstyle = fs
        self.set_marker(self._marker.get_marker())

    def set_markevery(self, every):
        self._markevery = every

    def get_markevery(self):
        return self._markevery

    def set_antialiased(self, b):
        pass

    def set_solid_capstyle(self, s):
        self._caps['solid'] = s

    def set_dash_capstyle(self, s):
        self._caps['dash'] = s

    def set_solid_joinstyle(self, s):
        self._join = s

    def set_dash_joinstyle(self, s):
        pass

    def set_pickradius(self, pickradius):
        pass

    # Drawing.

    def _steps(self):
        xs, ys = self._x, self._y
        style = self._drawstyle
        if style == 'default' or len(xs) < 2:
            return xs, ys
        new_x, new_y = [xs[0]], [ys[0]]
        for i in range(1, min(len(xs), len(ys))):
            if style in ('steps', 'steps-pre'):
                new_x += [xs[i - 1], xs[i]]
                new_y += [ys[i], ys[i]]
            elif style == 'steps-post':
                new_x += [xs[i], xs[i]]
                new_y += [ys[i - 1], ys[i]]
            else:
                middle = (xs[i - 1] + xs[i]) / 2
                new_x += [middle, middle]
                new_y += [ys[i - 1], ys[i]]
        if style == 'steps-mid':
            new_x.append(xs[-1])
            new_y.append(ys[-1])
        return new_x, new_y

    def _marked(self, xs, ys):
        every = self._markevery
        if every is None:
            return xs, ys
        if isinstance(every, int):
            return xs[::every], ys[::every]
        if isinstance(every, tuple):
            return xs[every[0]::every[1]], ys[every[0]::every[1]]
        if isinstance(every, slice):
            return xs[every], ys[every]
        if isinstance(every, float):
            return xs[::max(1, int(every * len(xs)))], ys[::max(1, int(every * len(xs)))]
        places = flatten(every)[0]
        if places and isinstance(places[0], bool):
            places = [i for i, b in enumerate(places) if b]
        return [xs[i] for i in places], [ys[i] for i in places]

    def pixels(self):
        return self.get_transform().map(*self._steps())

    def _draw(self, renderer):
        if self._linestyle != 'None' and self._linewidth > 0 and len(self._x):
            xs, ys = self.pixels()
            self.draw_stroke(renderer, xs, ys)
        if self._marker and len(self._x):
            xs, ys = self._marked(*self.get_transform().map(self._x, self._y))
            self.draw_markers(renderer, xs, ys)

    def draw_stroke(self, renderer, xs, ys):
        dashes, offset = _strokes.dashes(self._linestyle, self._linewidth)
        cap = self._caps['dash' if dashes else 'solid']
        cap = getattr(cap, 'value', cap)
        renderer.lines(xs, ys, self._shown_color(to_rgba(self._color)), self._linewidth, dashes, offset, cap,
                       getattr(self._join, 'value', self._join))

    def draw_markers(self, renderer, xs, ys, scale=1.0):
        marker = self._marker
        edge = self._shown_color(to_rgba(self.get_markeredgecolor()))
        face = self._shown_color(to_rgba(self.get_markerfacecolor()))
        if marker.text is not None:
            from matplotlib.text import draw_marker_text
            return draw_marker_text(renderer, marker.text, xs, ys, self._markersize * scale, face)
        if isinstance(self._mfc, str) and self._mfc == 'auto' and self._fillstyle == 'none':
            face = (0.0, 0.0, 0.0, 0.0)
        size = renderer.points(self._markersize * scale)
        width = self.get_markeredgewidth()
        if marker.get_marker() == ',':
            size, width = 9.0, 0.0
        renderer.markers(marker.letters, marker.numbers, xs, ys, [size], [face] if marker.is_filled else [], [edge],
                         [width], marker.join)

    def tight_box(self, renderer):
        from matplotlib.transforms import Bbox
        xs, ys = self.pixels()
        points = [(x, y) for x, y in zip(xs, ys) if x - x == 0 and y - y == 0]
        if not points:
            return None
        pad = renderer.points(self._linewidth) / 2
        if self._marker:
            pad = max(pad, renderer.points(self._markersize) / 2)
        return Bbox(((min(p[0] for p in points), min(p[1] for p in points)),
                     (max(p[0] for p in points), max(p[1] for p in points)))).padded(pad)

    def __str__(self):
        if self._label:
            return f'Line2D({self._label})'
        return f'Line2D({len(self._x)} points)'


class AxLine(Line2D):
    """An endless line through a point with a slope, or through two points."""

    def __init__(self, xy1, xy2, slope, **kwargs):
        Line2D.__init__(self, [0, 1], [0, 1], **kwargs)
        self._xy1, self._xy2, self._slope = xy1, xy2, slope

    def pixels(self):
        transform = self.get_transform()
        x1, y1 = transform.point(*self._xy1)
        if self._xy2 is not None:
            x2, y2 = transform.point(*self._xy2)
        else:
            x2, y2 = transform.point(self._xy1[0] + 1, self._xy1[1] + self._slope)
        dx, dy = x2 - x1, y2 - y1
        size = 4000 / (max(abs(dx), abs(dy)) or 1)
        return [x1 - dx * size, x1 + dx * size], [y1 - dy * size, y1 + dy * size]
