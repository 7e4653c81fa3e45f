"""Contour lines and areas of a field on a grid."""
import math

from matplotlib import _strokes, rcParams
from matplotlib._arrays import array, flatten, floats, is_sequence, matrix
from matplotlib._rc import font_points
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba, to_rgba_list
from matplotlib.ticker import LogLocator, MaxNLocator
from matplotlib.transforms import Bbox


class ContourSet(Collection):
    pass


class QuadContourSet(ContourSet):
    """`contour` and `contourf`: levels between which (or along which) cells are cut."""

    def __init__(self, axes, args, filled, kwargs):
        kwargs = dict(kwargs)
        self.filled = filled
        self.axes = axes
        levels = kwargs.pop('levels', None)
        self.colors = kwargs.pop('colors', None)
        self.extend = kwargs.pop('extend', 'neither')
        widths, styles = kwargs.pop('linewidths', None), kwargs.pop('linestyles', None)
        negative = kwargs.pop('negative_linestyles', None) or rcParams['contour.negative_linestyle']
        locator = kwargs.pop('locator', None)
        alpha, origin, extent = kwargs.pop('alpha', None), kwargs.pop('origin', None), kwargs.pop('extent', None)
        for name in ('antialiased', 'corner_mask', 'xunits', 'yunits', 'nchunk', 'algorithm', 'hatches'):
            kwargs.pop(name, None)
        zorder = kwargs.pop('zorder', None)
        name = 'contourf' if filled else 'contour'
        if len(args) in (3, 4):
            x, y, z = args[:3]
            rest = args[3:]
        elif len(args) in (1, 2):
            x = y = None
            z, rest = args[0], args[1:]
        else:
            raise TypeError(f'{name}() takes from 1 to 4 positional arguments but {len(args)} were given')
        rows, nrows, ncols = matrix(z, 'z')
        if nrows < 2 or ncols < 2:
            raise TypeError(f'Input z must be at least a (2, 2) shaped array, but has shape ({nrows}, {ncols})')
        self._z = rows
        self._grid(axes, x, y, nrows, ncols, origin, extent)
        finite = [v for row in rows for v in row if v - v == 0]
        self.zmin, self.zmax = (min(finite), max(finite)) if finite else (0.0, 1.0)
        if rest:
            levels = rest[0]
        Collection.__init__(self, alpha=alpha, cmap=kwargs.pop('cmap', None), norm=kwargs.pop('norm', None),
                            vmin=kwargs.pop('vmin', None), vmax=kwargs.pop('vmax', None), **kwargs)
        if zorder is not None:
            self.set_zorder(zorder)
        elif not filled:
            self.zorder = 2
        self._choose_levels(levels, locator)
        self._A = list(self._layer_values())
        if self.norm.vmin is None or self.norm.vmax is None:
            low, high = self._levels[0], self._levels[-1]
            if filled or len(self._levels) == 1:
                low, high = min(low, high), max(low, high)
            self.norm.vmin = low if self.norm.vmin is None else self.norm.vmin
            self.norm.vmax = high if self.norm.vmax is None else self.norm.vmax
        self._line_widths = widths
        self._line_styles = styles
        self._negative = negative
        axes._add(self)
        if not self.get_label():
            self.set_label(f'_child{len(axes._artists) - 1}')
        xs = [v for row in self._xs for v in row]
        ys = [v for row in self._ys for v in row]
        axes._note(xs, ys)
        axes._sticky([min(xs), max(xs)], [min(ys), max(ys)])

    levels = property(lambda self: array(self._levels))

    def _grid(self, axes, x, y, nrows, ncols, origin, extent):
        if x is None:
            if origin is None and extent is None:
                xs, ys = [float(c) for c in range(ncols)], [float(r) for r in range(nrows)]
            elif extent is not None and origin is None:
                x0, x1, y0, y1 = (float(v) for v in extent)
                xs = [x0 + (x1 - x0) * c / (ncols - 1) for c in range(ncols)]
                ys = [y0 + (y1 - y0) * r / (nrows - 1) for r in range(nrows)]
            else:
                x0, x1, y0, y1 = (float(v) for v in (extent or (0, ncols, 0, nrows)))
                dx, dy = (x1 - x0) / ncols, (y1 - y0) / nrows
                xs = [x0 + (c + 0.5) * dx for c in range(ncols)]
                ys = [y0 + (r + 0.5) * dy for r in range(nrows)]
                if origin == 'upper':
                    ys.reverse()
            self._xs, self._ys = [xs] * nrows, [[v] * ncols for v in ys]
            return
        flat_x, flat_y = axes.xaxis.convert(x), axes.yaxis.convert(y)
        x_shape, y_shape = flatten(x)[1], flatten(y)[1]
        if len(x_shape) != len(y_shape):
            raise TypeError(f'Number of dimensions of x ({len(x_shape)}) and y ({len(y_shape)}) do not match')
        if len(x_shape) == 1:
            if len(flat_x) != ncols:
                raise TypeError(f'Length of x ({len(flat_x)}) must match number of columns in z ({ncols})')
            if len(flat_y) != nrows:
                raise TypeError(f'Length of y ({len(flat_y)}) must match number of rows in z ({nrows})')
            self._xs, self._ys = [flat_x] * nrows, [[v] * ncols for v in flat_y]
        else:
            for name, shape in (('x', x_shape), ('y', y_shape)):
                if tuple(shape) != (nrows, ncols):
                    raise TypeError(f'Shapes of {name} {tuple(shape)} and z ({nrows}, {ncols}) do not match')
            self._xs = [flat_x[r * ncols:(r + 1) * ncols] for r in range(nrows)]
            self._ys = [flat_y[r * ncols:(r + 1) * ncols] for r in range(nrows)]

    def _choose_levels(self, levels, locator):
        from matplotlib.colors import LogNorm
        if levels is not None and is_sequence(levels):
            self._levels = floats(levels)
            if any(b <= a for a, b in zip(self._levels, self._levels[1:])):
                raise ValueError('Contour levels must be increasing')
            if self.filled and len(self._levels) < 2:
                raise ValueError('Filled contours require at least 2 levels.')
            return
        if locator is None:
            if isinstance(self.norm, LogNorm):
                locator = LogLocator()
            else:
                count = 7 if levels is None else int(levels)
                locator = MaxNLocator(count + 1, min_n_ticks=1)
        found = [v for v in locator.tick_list(self.zmin, self.zmax)]
        is_log = isinstance(locator, LogLocator)
        inside = [i for i, v in enumerate(found) if v < self.zmin]
        first = inside[-1] if inside else 0
        above = [i for i, v in enumerate(found) if v > self.zmax]
        last = above[0] + 1 if above else len(found)
        if self.extend in ('min', 'both'):
            first += 1
        if self.extend in ('max', 'both'):
            last -= 1
        if last - first < 3:
            first, last = 0, min(3, len(found)) if len(found) <= 3 else len(found)
        chosen = found[first:last]
        if not self.filled and not any(self.zmin < v < self.zmax for v in chosen):
            chosen = [self.zmin]
        self._levels = chosen

    def _bounds(self):
        """Lower and upper edges of the filled bands."""
        levels = list(self._levels)
        if self.extend in ('min', 'both'):
            levels = [-1e250] + levels
        if self.extend in ('max', 'both'):
            levels = levels + [1e250]
        return list(zip(levels, levels[1:]))

    def _layer_values(self):
        if not self.filled:
            return self._levels
        values = []
        for low, high in self._bounds():
            if low == -1e250:
                values.append(-1e250)
            elif high == 1e250:
                values.append(1e250)
            else:
                values.append((low + high) / 2)
        return values

    def _colors_of(self, count):
        if self.colors is not None:
            colors = to_rgba_list(self.colors)
            return [self._shown_color(colors[i % len(colors)]) for i in range(count)]
        return [self._shown_color(c) for c in self.mapped_colors(self._A)]

    def level_colors(self):
        return self._colors_of(len(self._levels))

    def band_colors(self):
        colors = self._colors_of(len(self._bounds()))
        if self.extend in ('min', 'both'):
            colors = colors[1:]
        if self.extend in ('max', 'both'):
            colors = colors[:-1]
        return colors

    def line_width(self, level):
        index = self._levels.index(level)
        widths = self._line_widths
        if widths is None:
            return rcParams['contour.linewidth'] or rcParams['lines.linewidth']
        return widths[index % len(widths)] if is_sequence(widths) else float(widths)

    def _line_style(self, index):
        styles = self._line_styles
        if styles is None:
            if self.colors is not None and len(to_rgba_list(self.colors)) == 1 and self._levels[index] < 0:
                return _strokes.check(self._negative)
            return '-'
        if isinstance(styles, str):
            return _strokes.check(styles)
        return _strokes.check(styles[index % len(styles)])

    def _pixels(self):
        transform = self.get_transform()
        return [transform.map(xs, ys) for xs, ys in zip(self._xs, self._ys)]

    def _draw(self, renderer):
        grid = self._pixels()
        if self.filled:
            for (low, high), color in zip(self._bounds(), self._colors_of(len(self._bounds()))):
                if color[3] > 0:
                    self._draw_band(renderer, grid, low, high, color)
            return
        colors = self._colors_of(len(self._levels))
        for index, level in enumerate(self._levels):
            width, style = self.line_width(level), self._line_style(index)
            if style == 'None':
                continue
            dashes, offset = _strokes.dashes(style, width)
            gaps = [box for lev, box in self._label_boxes if lev == level]
            for xs, ys in joined(self._segments(grid, level)):
                for part_x, part_y in _without(xs, ys, gaps):
                    renderer.lines(part_x, part_y, colors[index], width, dashes, offset)

    _label_boxes = ()

    def _draw_band(self, renderer, grid, low, high, color):
        """Fills the cells' parts between two values; whole cells of a row together."""
        context = renderer.context
        context.new_path()
        z = self._z
        for r in range(len(z) - 1):
            (x0, y0), (x1, y1) = grid[r], grid[r + 1]
            z0, z1 = z[r], z[r + 1]
            start = None
            columns = len(z0) - 1
            for c in range(columns + 1):
                whole = False
                if c < columns:
                    values = (z0[c], z0[c + 1], z1[c + 1], z1[c])
                    least, most = min(values), max(values)
                    whole = low <= least and most <= high
                if whole:
                    if start is None:
                        start = c
                    continue
                if start is not None:
                    context.lines(x0[start:c + 1] + x1[start:c + 1][::-1], y0[start:c + 1] + y1[start:c + 1][::-1], True)
                    start = None
                if c < columns and most > low and least < high:
                    corners = [(x0[c], y0[c], z0[c]), (x0[c + 1], y0[c + 1], z0[c + 1]),
                               (x1[c + 1], y1[c + 1], z1[c + 1]), (x1[c], y1[c], z1[c])]
                    if any(v[2] != v[2] for v in corners):
                        continue
                    points = _clipped(_clipped(corners, low, 1), high, -1)
                    if len(points) > 2:
                        context.lines([p[0] for p in points], [p[1] for p in points], True)
        # A thin edge of the same colour closes the seams between cells.
        context.fill(color, True)
        if color[3] >= 1:
            context.stroke(color, 0.6, None, 0.0, 'butt', 'round')
        else:
            context.new_path()

    def _segments(self, grid, level):
        """Pieces of the line where the field has a value, one or two in a cell."""
        z = self._z
        segments = []
        for r in range(len(z) - 1):
            (x0, y0), (x1, y1) = grid[r], grid[r + 1]
            z0, z1 = z[r], z[r + 1]
            for c in range(len(z0) - 1):
                a, b, d, e = z0[c], z0[c + 1], z1[c + 1], z1[c]
                case = (a > level) | (b > level) << 1 | (d > level) << 2 | (e > level) << 3
                if case in (0, 15) or a != a or b != b or d != d or e != e:
                    continue
                crossings = []
                corners = ((x0[c], y0[c], a), (x0[c + 1], y0[c + 1], b), (x1[c + 1], y1[c + 1], d), (x1[c], y1[c], e))
                for i in range(4):
                    (px, py, pv), (qx, qy, qv) = corners[i], corners[(i + 1) % 4]
                    if (pv > level) != (qv > level):
                        t = (level - pv) / (qv - pv)
                        crossings.append((px + t * (qx - px), py + t * (qy - py)))
                if len(crossings) == 2:
                    segments.append((crossings[0], crossings[1]))
                elif len(crossings) == 4:
                    middle = (a + b + d + e) / 4 > level
                    if middle == (a > level):
                        segments += [(crossings[0], crossings[1]), (crossings[2], crossings[3])]
                    else:
                        segments += [(crossings[3], crossings[0]), (crossings[1], crossings[2])]
        return segments

    @property
    def allsegs(self):
        grid = list(zip(self._xs, self._ys))
        return [[array([[x, y] for x, y in zip(xs, ys)]) for xs, ys in joined(self._segments(grid, level))]
                for level in self._levels]

    @property
    def collections(self):
        return [self]

    def clabel(self, levels=None, *, fontsize=None, inline=True, inline_spacing=5, fmt=None, colors=None, **kwargs):
        """Numbers on the lines."""
        from matplotlib.ticker import ScalarFormatter
        chosen = self._levels if levels is None else [v for v in self._levels if v in floats(levels)]
        formatter = ScalarFormatter()
        formatter._view = lambda: (self.zmin, self.zmax)
        formatter.set_locs(self._levels)
        texts, boxes = [], []
        figure = self.axes.figure
        renderer = figure.measuring_renderer()
        own = self.level_colors()
        for level in chosen:
            if isinstance(fmt, dict):
                label = fmt.get(level, '%1.3f')
            elif isinstance(fmt, str):
                label = fmt % level if '%' in fmt else fmt.format(level)
            elif callable(fmt):
                label = fmt(level)
            else:
                label = formatter(level)
            color = own[self._levels.index(level)] if colors is None else colors
            for xs, ys in joined(self._segments(self._pixels(), level)):
                if len(xs) < 3 or max(max(xs) - min(xs), max(ys) - min(ys)) < 1.2 * len(label) * renderer.points(
                        0.65 * font_points('medium' if fontsize is None else fontsize)):
                    continue
                place = len(xs) // 2
                a, b = max(0, place - 2), min(len(xs) - 1, place + 2)
                angle = math.degrees(math.atan2(ys[b] - ys[a], xs[b] - xs[a]))
                angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
                (dx,), (dy,) = self.get_transform().unmap([xs[place]], [ys[place]])
                text = self.axes.text(dx, dy, label, fontsize='medium' if fontsize is None else fontsize, color=color,
                                      rotation=angle, ha='center', va='center')
                text._rotation = angle
                texts.append(text)
                if inline:
                    box = text.tight_box(renderer)
                    if box is not None:
                        boxes.append((level, box.padded(renderer.points(inline_spacing) / 3)))
        self._label_boxes = list(self._label_boxes) + boxes
        return texts

    def legend_elements(self, variable_name='x', str_format=str):
        from matplotlib.lines import Line2D
        from matplotlib.patches import Rectangle
        if self.filled:
            return ([Rectangle((0, 0), 1, 1, facecolor=c) for c in self.band_colors()],
                    [f'${str_format(a)} < {variable_name} \\leq {str_format(b)}$' for a, b in self._bounds()])
        return ([Line2D([], [], color=c) for c in self.level_colors()],
                [f'${variable_name} = {str_format(v)}$' for v in self._levels])

    def tight_box(self, renderer):
        grid = self._pixels()
        xs, ys = [v for row in grid for v in row[0]], [v for row in grid for v in row[1]]
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys))))


def _clipped(corners, level, sign):
    """The part of a polygon of (x, y, value) on one side of a value."""
    result = []
    for i in range(len(corners)):
        p, q = corners[i], corners[(i + 1) % len(corners)]
        inside, next_inside = (p[2] - level) * sign >= 0, (q[2] - level) * sign >= 0
        if inside:
            result.append(p)
        if inside != next_inside:
            t = (level - p[2]) / (q[2] - p[2])
            result.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), level))
    return result


def joined(segments):
    """Lines from pieces that share ends."""
    def key(point):
        return round(point[0], 4), round(point[1], 4)
    table = {}
    for index, (a, b) in enumerate(segments):
        table.setdefault(key(a), []).append(index)
        table.setdefault(key(b), []).append(index)
    used = [False] * len(segments)
    lines = []
    for index, (a, b) in enumerate(segments):
        if used[index]:
            continue
        used[index] = True
        line = [a, b]
        for forward in (True, False):
            while True:
                end = line[-1] if forward else line[0]
                other = next((i for i in table.get(key(end), ()) if not used[i]), None)
                if other is None:
                    break
                used[other] = True
                p, q = segments[other]
                new = q if key(p) == key(end) else p
                if forward:
                    line.append(new)
                else:
                    line.insert(0, new)
        lines.append(([p[0] for p in line], [p[1] for p in line]))
    return lines


def _without(xs, ys, boxes):
    """The parts of a line outside of boxes."""
    if not boxes:
        return [(xs, ys)]
    parts, part = [], ([], [])
    for x, y in zip(xs, ys):
        if any(box.contains(x, y) for box in boxes):
            if len(part[0]) > 1:
                parts.append(part)
            part = ([], [])
        else:
            part[0].append(x)
            part[1].append(y)
    if len(part[0]) > 1:
        parts.append(part)
    return parts
