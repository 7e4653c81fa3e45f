"""Filled shapes: rectangles, circles, polygons, wedges, arrows."""
import math

from matplotlib import _strokes, rcParams
from matplotlib._arrays import array, flatten, nested
from matplotlib._arrows import draw_arrow
from matplotlib.artist import Artist
from matplotlib.colors import check_color, to_rgba
from matplotlib.path import Path, arc, ellipse, rounded_box
from matplotlib.transforms import Bbox


class Patch(Artist):
    zorder = 1
    _aliases = {'fc': 'facecolor', 'ec': 'edgecolor', 'lw': 'linewidth', 'ls': 'linestyle', 'aa': 'antialiased'}

    # Whether the edge shows where no colour is given for it.
    _has_edge = False

    def __init__(self, *, edgecolor=None, facecolor=None, color=None, linewidth=None, linestyle=None, fill=True,
                 hatch=None, capstyle=None, joinstyle=None, antialiased=None, **kwargs):
        Artist.__init__(self)
        self._fill, self._hatch = bool(fill), hatch
        self._join = joinstyle or 'miter'
        self._cap = capstyle or 'butt'
        self._linestyle = _strokes.check('-' if linestyle is None else linestyle)
        self._linewidth = float(rcParams['patch.linewidth'] if linewidth is None else linewidth)
        self._edge = self._face = None
        if color is not None:
            if edgecolor is not None or facecolor is not None:
                import warnings
                warnings.warn('Setting the \'color\' property will override the edgecolor or facecolor properties.')
            self.set_color(color)
        else:
            self.set_edgecolor(edgecolor)
            self.set_facecolor(facecolor)
        self._update(kwargs)

    def set_color(self, c):
        self.set_edgecolor(c)
        self.set_facecolor(c)

    def set_facecolor(self, color):
        if color is not None:
            check_color('facecolor', color)
        self._face = color

    def set_edgecolor(self, color):
        if color is not None:
            check_color('edgecolor', color)
        self._edge = color

    def get_facecolor(self):
        face = to_rgba(rcParams['patch.facecolor'] if self._face is None else self._face)
        if not self._fill:
            return face[:3] + (0,)
        return self._shown_color(face)

    def get_edgecolor(self):
        if self._edge is None:
            if rcParams['patch.force_edgecolor'] or not self._fill or self._has_edge:
                return self._shown_color(to_rgba(rcParams['patch.edgecolor']))
            return (0.0, 0.0, 0.0, 0.0)
        return self._shown_color(to_rgba(self._edge))

    def set_linewidth(self, w):
        self._linewidth = float(rcParams['patch.linewidth'] if w is None else w)

    def get_linewidth(self):
        return self._linewidth

    def set_linestyle(self, ls):
        self._linestyle = _strokes.check(ls)

    def get_linestyle(self):
        return _strokes.long_name(self._linestyle)

    def set_fill(self, b):
        self._fill = bool(b)

    def get_fill(self):
        return self._fill

    def set_hatch(self, hatch):
        self._hatch = hatch

    def get_hatch(self):
        return self._hatch

    def set_antialiased(self, aa):
        pass

    def set_capstyle(self, s):
        self._cap = s

    def set_joinstyle(self, s):
        self._join = s

    def look(self):
        """Face, edge, width in points and dashes."""
        dashes = None
        width = self._linewidth
        if self._linestyle == 'None':
            width = 0.0
        else:
            dashes = _strokes.dashes(self._linestyle, width)[0]
        return self.get_facecolor() if self._fill else None, self.get_edgecolor(), width, dashes

    def commands(self):
        """The path in the patch's own coordinates: letters and numbers."""
        return '', []

    def outline(self):
        """The path in pixels."""
        letters, numbers = self.commands()
        xs, ys = self.get_transform().map(numbers[0::2], numbers[1::2])
        return letters, [v for pair in zip(xs, ys) for v in pair]

    def get_path(self):
        return Path._of(*self.commands())

    def get_extents(self):
        return self.tight_box(None)

    def data_points(self):
        """Points that the data limits shall contain."""
        letters, numbers = self.commands()
        return numbers[0::2], numbers[1::2]

    def _draw(self, renderer):
        letters, numbers = self.outline()
        face, edge, width, dashes = self.look()
        if 'C' not in letters:
            subpaths = letters.count('M')
            if subpaths == 1 and letters.endswith('Z'):
                renderer.polygon(numbers[0::2], numbers[1::2], face, edge, width, dashes,
                                 getattr(self._join, 'value', self._join))
                self._draw_hatch(renderer, letters, numbers)
                return
        renderer.path(letters, numbers, face, edge, width, dashes, getattr(self._join, 'value', self._join))
        self._draw_hatch(renderer, letters, numbers)

    def _draw_hatch(self, renderer, letters, numbers):
        if not self._hatch:
            return
        edge = self.get_edgecolor()
        color = edge if edge[3] > 0 else to_rgba('k')
        draw_hatch(renderer, letters, numbers, self._hatch, color)

    def tight_box(self, renderer):
        letters, numbers = self.outline()
        xs = [v for v in numbers[0::2] if v - v == 0]
        ys = [v for v in numbers[1::2] if v - v == 0]
        if not xs or not ys:
            return None
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys))))

    def contains_point(self, point, radius=None):
        letters, numbers = self.outline()
        return Path(nested(numbers, (len(numbers) // 2, 2))).contains_point(point)


def draw_hatch(renderer, letters, numbers, hatch, color):
    """Lines, dots and circles over a shape, every 72 / (6 n) points."""
    renderer.push_clip_path(letters, numbers)
    xs, ys = numbers[0::2], numbers[1::2]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    width = rcParams['hatch.linewidth']

    def strokes(dx, dy, count):
        step = renderer.points(72) / (6 * count)
        size = math.hypot(x1 - x0, y1 - y0) + step
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        for i in range(-int(size / step) - 1, int(size / step) + 2):
            px, py = cx - dy * i * step, cy + dx * i * step
            renderer.lines([px - dx * size, px + dx * size], [py - dy * size, py + dy * size], color, width)
    half = math.sqrt(0.5)
    count = {c: hatch.count(c) for c in set(hatch)}
    for char, (dx, dy) in {'/': (half, half), '\\': (half, -half), '-': (1, 0), '|': (0, 1)}.items():
        total = count.get(char, 0)
        if char in '/\\':
            total += count.get('x', 0)
        else:
            total += count.get('+', 0)
        if total:
            strokes(dx, dy, total)
    for char, radius in (('o', 0.2), ('O', 0.35), ('.', 0.1), ('*', 0.2)):
        if count.get(char):
            step = renderer.points(72) / (4 * count[char])
            codes, shape = ellipse(0, 0, radius, radius)
            places = [(x0 + i * step, y0 + j * step) for i in range(int((x1 - x0) / step) + 2)
                      for j in range(int((y1 - y0) / step) + 2)]
            renderer.markers(codes, shape, [p[0] for p in places], [p[1] for p in places], [step],
                             [color] if char in '.*' else [], [color], [width])
    renderer.pop_clip()


class Rectangle(Patch):
    def __init__(self, xy, width, height, *, angle=0.0, rotation_point='xy', **kwargs):
        self._x0, self._y0 = xy
        self._width, self._height = width, height
        self.angle, self.rotation_point = float(angle), rotation_point
        Patch.__init__(self, **kwargs)

    def _corners(self):
        axes = self.axes
        x0, y0 = self._x0, self._y0
        if axes is not None and self._transform is None:
            x0, y0 = axes.xaxis.convert_one(x0), axes.yaxis.convert_one(y0)
        return float(x0), float(y0), float(x0) + float(self._width), float(y0) + float(self._height)

    def commands(self):
        x0, y0, x1, y1 = self._corners()
        numbers = [x0, y0, x1, y0, x1, y1, x0, y1]
        if self.angle:
            cx, cy = x0, y0
            if self.rotation_point == 'center':
                cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
            elif isinstance(self.rotation_point, tuple):
                cx, cy = self.rotation_point
            c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
            turned = []
            for i in range(0, 8, 2):
                x, y = numbers[i] - cx, numbers[i + 1] - cy
                turned += [cx + x * c - y * s, cy + x * s + y * c]
            numbers = turned
        return 'MLLLZ', numbers

    def get_x(self):
        return self._x0

    def get_y(self):
        return self._y0

    def get_xy(self):
        return self._x0, self._y0

    def get_width(self):
        return self._width

    def get_height(self):
        return self._height

    def get_center(self):
        x0, y0, x1, y1 = self._corners()
        return array([(x0 + x1) / 2, (y0 + y1) / 2])

    def get_angle(self):
        return self.angle

    def set_x(self, x):
        self._x0 = x

    def set_y(self, y):
        self._y0 = y

    def set_xy(self, xy):
        self._x0, self._y0 = xy

    xy = property(get_xy, set_xy)

    def get_corners(self):
        """The corners, from the lower left one against the clock."""
        numbers = self.commands()[1]
        return array(nested([float(v) for v in numbers], (4, 2)))

    def set_width(self, w):
        self._width = w

    def set_height(self, h):
        self._height = h

    def set_angle(self, angle):
        self.angle = angle

    def set_bounds(self, *args):
        self._x0, self._y0, self._width, self._height = args[0] if len(args) == 1 else args

    def get_bbox(self):
        x0, y0, x1, y1 = self._corners()
        return Bbox(((x0, y0), (x1, y1)))

    def __str__(self):
        return f'Rectangle(xy=({self._x0:g}, {self._y0:g}), width={self._width:g}, height={self._height:g}, angle={self.angle:g})'


class Ellipse(Patch):
    def __init__(self, xy, width, height, *, angle=0, **kwargs):
        self._center, self._width, self._height, self._angle = tuple(xy), width, height, angle
        Patch.__init__(self, **kwargs)

    def commands(self):
        return ellipse(float(self._center[0]), float(self._center[1]), self._width / 2, self._height / 2, self._angle)

    def get_center(self):
        return self._center

    def set_center(self, xy):
        self._center = tuple(xy)

    def get_width(self):
        return self._width

    def set_width(self, width):
        self._width = width

    def get_height(self):
        return self._height

    def set_height(self, height):
        self._height = height

    def get_angle(self):
        return self._angle

    def set_angle(self, angle):
        self._angle = angle

    center = property(get_center, set_center)
    width = property(get_width, set_width)
    height = property(get_height, set_height)
    angle = property(get_angle, set_angle)

    def _turned(self, points):
        """Points given in halves of the axes, in the plane."""
        c, s = math.cos(math.radians(self._angle)), math.sin(math.radians(self._angle))
        x0, y0 = self._center
        found = []
        for u, v in points:
            x, y = u * self._width / 2, v * self._height / 2
            found += [x0 + x * c - y * s, y0 + x * s + y * c]
        return array(nested([float(v) for v in found], (len(points), 2)))

    def get_corners(self):
        """The corners of the box around it, from the lower left one against the clock."""
        return self._turned([(-1, -1), (1, -1), (1, 1), (-1, 1)])

    def get_vertices(self):
        """The ends of the first axis."""
        return [tuple(point) for point in self._turned([(1, 0), (-1, 0)]).tolist()]

    def get_co_vertices(self):
        """The ends of the second axis."""
        return [tuple(point) for point in self._turned([(0, 1), (0, -1)]).tolist()]

    def __str__(self):
        return (f"Ellipse(xy=({self._center[0]}, {self._center[1]}), width={self._width}, height={self._height}, "
                f"angle={self._angle})")


class Circle(Ellipse):
    def __init__(self, xy, radius=5, **kwargs):
        Ellipse.__init__(self, xy, 2 * radius, 2 * radius, **kwargs)
        self._radius = radius

    def get_radius(self):
        return self._width / 2

    def set_radius(self, radius):
        self._width = self._height = 2 * radius

    radius = property(get_radius, set_radius)

    def __str__(self):
        return f"Circle(xy=({self._center[0]}, {self._center[1]}), radius={self.radius:g})"


class Polygon(Patch):
    def __init__(self, xy, *, closed=True, **kwargs):
        self._closed = closed
        self.set_xy(xy)
        Patch.__init__(self, **kwargs)

    def set_xy(self, xy):
        items, shape, kind = flatten(xy)
        self._numbers = [float(v) for v in items]
        if self._closed and len(items) > 2 and (items[0], items[1]) == (items[-2], items[-1]):
            self._numbers = self._numbers[:-2]

    def get_xy(self):
        numbers = self._numbers + self._numbers[:2] if self._closed else self._numbers
        return array(nested(numbers, (len(numbers) // 2, 2)))

    xy = property(get_xy, set_xy)

    def get_closed(self):
        return self._closed

    def set_closed(self, closed):
        self._closed = bool(closed)

    def __str__(self):
        if not self._numbers:
            return "Polygon0()"
        count = len(self._numbers) // 2 + (1 if self._closed else 0)
        return f"Polygon{count}(({self._numbers[0]:g}, {self._numbers[1]:g}) ...)"

    def commands(self):
        count = len(self._numbers) // 2
        return 'M' + 'L' * (count - 1) + ('Z' if self._closed else ''), self._numbers


class RegularPolygon(Patch):
    def __init__(self, xy, numVertices, *, radius=5, orientation=0, **kwargs):
        self.xy, self.numvertices, self.radius, self.orientation = xy, numVertices, radius, orientation
        Patch.__init__(self, **kwargs)

    def commands(self):
        count = self.numvertices
        numbers = []
        for i in range(count):
            angle = 2 * math.pi * i / count - self.orientation
            numbers += [self.xy[0] + self.radius * math.sin(angle), self.xy[1] + self.radius * math.cos(angle)]
        return 'M' + 'L' * (count - 1) + 'Z', numbers

    def __str__(self):
        return (f"RegularPolygon(({self.xy[0]:g}, {self.xy[1]:g}), {self.numvertices}, radius={self.radius:g}, "
                f"orientation={self.orientation:g})")


class Wedge(Patch):
    def __init__(self, center, r, theta1, theta2, *, width=None, **kwargs):
        self.center, self.r, self.width, self.theta1, self.theta2 = center, r, width, theta1, theta2
        Patch.__init__(self, **kwargs)

    def set_center(self, center):
        self.center = center

    def set_radius(self, radius):
        self.r = radius

    def set_width(self, width):
        self.width = width

    def set_theta1(self, theta1):
        self.theta1 = theta1

    def set_theta2(self, theta2):
        self.theta2 = theta2

    def __str__(self):
        return (f"Wedge(center=({self.center[0]:g}, {self.center[1]:g}), r={self.r:g}, theta1={self.theta1:g}, "
                f"theta2={self.theta2:g}, width={self.width})")

    def commands(self):
        x, y = self.center
        start, stop = self.theta1, self.theta2
        if abs(stop - start) > 360:
            stop = start + 360
        elif stop < start:
            stop += 360
        curves, numbers = arc(x, y, self.r, self.r, start, stop)
        whole = abs(stop - start - 360) < 1e-9
        if self.width is None:
            if whole:
                return 'M' + curves + 'Z', numbers
            return 'ML' + curves + 'Z', [x, y] + numbers
        inner, back = arc(x, y, self.r - self.width, self.r - self.width, stop, start)
        if whole:
            return 'M' + curves + 'ZM' + inner + 'Z', numbers + back
        return 'M' + curves + 'L' + inner + 'Z', numbers + back


class Arc(Ellipse):
    def __init__(self, xy, width, height, *, angle=0.0, theta1=0.0, theta2=360.0, **kwargs):
        kwargs.setdefault('fill', False)
        self.theta1, self.theta2 = theta1, theta2
        Ellipse.__init__(self, xy, width, height, angle=angle, **kwargs)

    def __str__(self):
        return (f"Arc(xy=({self._center[0]:g}, {self._center[1]:g}), width={self._width:g}, height={self._height:g}, "
                f"angle={self._angle:g}, theta1={self.theta1:g}, theta2={self.theta2:g})")

    def commands(self):
        x, y = self._center
        curves, numbers = arc(0, 0, self._width / 2, self._height / 2, self.theta1,
                              self.theta2 if self.theta2 > self.theta1 else self.theta2 + 360)
        c, s = math.cos(math.radians(self._angle)), math.sin(math.radians(self._angle))
        turned = []
        for i in range(0, len(numbers), 2):
            turned += [x + numbers[i] * c - numbers[i + 1] * s, y + numbers[i] * s + numbers[i + 1] * c]
        return 'M' + curves, turned


class PathPatch(Patch):
    _has_edge = True

    def __init__(self, path, **kwargs):
        self._path = path
        Patch.__init__(self, **kwargs)

    def commands(self):
        return self._path.commands()


class StepPatch(PathPatch):
    _has_edge = False

    def __init__(self, values, edges, *, orientation='vertical', baseline=0, **kwargs):
        values, edges = flatten(values)[0], flatten(edges)[0]
        points = []
        if baseline is not None:
            points.append((edges[0], baseline))
        for i, value in enumerate(values):
            points += [(edges[i], value), (edges[i + 1], value)]
        if baseline is not None:
            points.append((edges[-1], baseline))
        if orientation == 'horizontal':
            points = [(y, x) for x, y in points]
        PathPatch.__init__(self, Path(points), **kwargs)


class FancyBboxPatch(Patch):
    """A box with straight or rounded corners around a rectangle."""

    _has_edge = True

    def __init__(self, xy, width, height, boxstyle='round', *, mutation_scale=1, mutation_aspect=1, bbox_transmuter=None,
                 **kwargs):
        self._box = (xy[0], xy[1], width, height)
        self._scale = mutation_scale
        self.set_boxstyle(boxstyle)
        Patch.__init__(self, **kwargs)

    def set_boxstyle(self, boxstyle=None, **kwargs):
        text = boxstyle if isinstance(boxstyle, str) else getattr(boxstyle, 'text', 'round')
        name, *parts = [part.strip() for part in text.split(',')]
        values = {k: float(v) for k, v in (part.split('=') for part in parts)}
        values.update(kwargs)
        self._style = name
        self._pad = values.get('pad', 0.3) * self._scale
        self._rounding = values.get('rounding_size', values.get('pad', 0.3)) * self._scale

    def get_x(self):
        return self._box[0]

    def get_y(self):
        return self._box[1]

    def get_width(self):
        return self._box[2]

    def get_height(self):
        return self._box[3]

    def get_bbox(self):
        x, y, width, height = self._box
        return Bbox(((x, y), (x + width, y + height)))

    def get_mutation_scale(self):
        return self._scale

    def set_bounds(self, *args):
        self._box = tuple(args[0] if len(args) == 1 else args)

    def set_x(self, x):
        self._box = (x,) + self._box[1:]

    def set_y(self, y):
        self._box = self._box[:1] + (y,) + self._box[2:]

    def set_width(self, w):
        self._box = self._box[:2] + (w,) + self._box[3:]

    def set_height(self, h):
        self._box = self._box[:3] + (h,)

    def commands(self):
        x, y, width, height = self._box
        pad = self._pad
        x0, y0, x1, y1 = x - pad, y - pad, x + width + pad, y + height + pad
        if self._style.startswith('round'):
            return rounded_box(x0, y0, x1, y1, self._rounding)
        return 'MLLLZ', [x0, y0, x1, y0, x1, y1, x0, y1]


class BoxStyle:
    def __init__(self, name='square', **kwargs):
        self.text = ','.join([name] + [f'{k}={v}' for k, v in kwargs.items()])


class ArrowStyle(BoxStyle):
    pass


class ConnectionStyle(BoxStyle):
    pass


class Arrow(Patch):
    def __init__(self, x, y, dx, dy, *, width=1.0, **kwargs):
        self._line = (x, y, dx, dy, width)
        Patch.__init__(self, **kwargs)

    def commands(self):
        x, y, dx, dy, width = self._line
        points = [(0, 0.1), (0, -0.1), (0.8, -0.1), (0.8, -0.3), (1, 0), (0.8, 0.3), (0.8, 0.1)]
        length = math.hypot(dx, dy) or 1.0
        c, s = dx / length, dy / length
        numbers = []
        for px, py in points:
            px, py = px * length, py * width
            numbers += [x + px * c - py * s, y + px * s + py * c]
        return 'MLLLLLLZ', numbers


class FancyArrow(Polygon):
    _has_edge = True

    def __init__(self, x, y, dx, dy, *, width=0.001, length_includes_head=False, head_width=None, head_length=None,
                 shape='full', overhang=0, head_starts_at_zero=False, **kwargs):
        head_width = 3 * width if head_width is None else head_width
        head_length = 1.5 * head_width if head_length is None else head_length
        distance = math.hypot(dx, dy)
        length = distance if length_includes_head else distance + head_length
        if not length:
            Polygon.__init__(self, [(x, y), (x, y)], **kwargs)
            return
        half, base = head_width / 2, length - head_length
        inner = base + overhang * head_length
        points = [(0, width / 2), (inner, width / 2), (base, half), (length, 0), (base, -half), (inner, -width / 2),
                  (0, -width / 2)]
        if shape == 'left':
            points = points[:4] + [(0, 0)]
        elif shape == 'right':
            points = points[3:] + [(0, 0)]
        c, s = (dx / distance, dy / distance) if distance else (1.0, 0.0)
        Polygon.__init__(self, [(x + px * c - py * s, y + px * s + py * c) for px, py in points], **kwargs)


class FancyArrowPatch(Patch):
    zorder = 1
    _has_edge = True

    def __init__(self, posA=None, posB=None, *, path=None, arrowstyle='simple', connectionstyle='arc3', shrinkA=2,
                 shrinkB=2, mutation_scale=1, **kwargs):
        self._ends = (posA, posB)
        self._props = dict(arrowstyle=arrowstyle, connectionstyle=connectionstyle, shrinkA=shrinkA, shrinkB=shrinkB,
                           mutation_scale=mutation_scale)
        Patch.__init__(self, **kwargs)

    def set_positions(self, posA, posB):
        self._ends = (posA or self._ends[0], posB or self._ends[1])

    def data_points(self):
        return [p[0] for p in self._ends], [p[1] for p in self._ends]

    def commands(self):
        (ax, ay), (bx, by) = self._ends
        return 'ML', [ax, ay, bx, by]

    def _draw(self, renderer):
        numbers = self.outline()[1]
        props = dict(self._props)
        face, edge, width, dashes = self.look()
        props.update(facecolor=face, edgecolor=edge, linewidth=width)
        draw_arrow(renderer, tuple(numbers[:2]), tuple(numbers[2:]), props, None,
                   renderer.points(self._props['mutation_scale']))


class ConnectionPatch(FancyArrowPatch):
    def __init__(self, xyA, xyB, coordsA, coordsB=None, *, axesA=None, axesB=None, arrowstyle='-', **kwargs):
        FancyArrowPatch.__init__(self, xyA, xyB, arrowstyle=arrowstyle, shrinkA=0, shrinkB=0, **kwargs)
        self._axes_pair = (axesA, axesB or axesA)
        self._coordinates = (coordsA, coordsA if coordsB is None else coordsB)
        self._clip_on = False

    def outline(self):
        numbers = []
        for (x, y), coordinates, axes in zip(self._ends, self._coordinates, self._axes_pair):
            axes = axes or self.axes or self.figure.axes[0]
            if coordinates == 'axes fraction':
                transform = axes.transAxes
            elif coordinates in ('figure fraction', 'subfigure fraction'):
                transform = axes.figure.transFigure
            else:
                transform = axes.transData if isinstance(coordinates, str) else coordinates
            numbers += list(transform.point(x, y))[:2]
        return 'ML', numbers
