"""Axes in three dimensions: lines, markers, surfaces and bars seen by a camera."""
import math

from _cairo import extent
from matplotlib import rcParams
from matplotlib._arrays import flatten, floats, is_sequence, nested
from matplotlib.axes import Axes
from matplotlib.axis import XAxis
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from mpl_toolkits.mplot3d._projection import ASPECT, Camera
from mpl_toolkits.mplot3d.art3d import Line3D, Line3DCollection, Path3DCollection, Poly3DCollection, Text3D

_PANES = ('axes3d.xaxis.panecolor', 'axes3d.yaxis.panecolor', 'axes3d.zaxis.panecolor')


class ZAxis(XAxis):
    def set_pane_color(self, color, alpha=None):
        pass


class Axes3D(Axes):
    name = '3d'

    def __init__(self, fig, rect=None, *args, azim=-60, elev=30, **kwargs):
        kwargs.pop('auto_add_to_figure', None)
        kwargs.pop('proj_type', None)
        self.elev, self.azim = elev, azim
        self._shape = ASPECT
        self._grid_on = True
        Axes.__init__(self, fig, (0.0, 0.0, 1.0, 1.0) if rect is None else rect, *args, **kwargs)
        self.set_box_aspect_2d()

    def _reset(self):
        Axes._reset(self)
        self.zaxis = ZAxis(self)
        self._margins['z'] = 0.0

    def set_box_aspect_2d(self):
        self._box_aspect = 1.0

    def set_box_aspect(self, aspect, *, zoom=1):
        aspect = (4, 4, 3) if aspect is None else tuple(float(v) for v in aspect)
        size = math.sqrt(sum(v * v for v in aspect))
        self._shape = tuple(v * 1.8294640721620434 * 25 / 24 * zoom / size for v in aspect)

    def set_aspect(self, aspect, *args, **kwargs):
        if aspect == 'equal':
            spans = [abs(b - a) for a, b in self._limits3d()]
            self.set_box_aspect(spans)

    def view_init(self, elev=None, azim=None, roll=None, vertical_axis='z', share=False):
        self.elev = 30 if elev is None else elev
        self.azim = -60 if azim is None else azim

    def set_proj_type(self, proj_type, focal_length=None):
        pass

    def mouse_init(self, *args, **kwargs):
        pass

    def disable_mouse_rotation(self):
        pass

    def _autoscale_axis(self, axis):
        low, high = axis.data_low, axis.data_high
        if not low <= high:
            low, high = 0.0, 1.0
        if low == high:
            low, high = axis.get_major_locator().nonsingular(low, high)
        delta = (high - low) * self._margins.get(axis.name if axis is not self.zaxis else 'z', 0.0)
        low, high = low - delta, high + delta
        delta = (high - low) / 48
        axis._low, axis._high = low - delta, high + delta

    def _limits3d(self):
        return self.xaxis.limits(), self.yaxis.limits(), self.zaxis.limits()

    def camera(self):
        return Camera(self.elev, self.azim, self._limits3d(), self.pixel_box(), self._shape)

    def _note3d(self, xs, ys, zs):
        self._note(xs, ys)
        self.zaxis.note_data(*extent(zs))
        self.zaxis.request_autoscale()

    def auto_scale_xyz(self, X, Y, Z=None, had_data=None):
        self._note3d(floats(X), floats(Y), floats(Z) if Z is not None else [0.0])

    # Labels and limits of the third axis.

    def set_zlabel(self, zlabel, fontdict=None, labelpad=None, **kwargs):
        return self.zaxis.set_label_text(zlabel, fontdict, **kwargs)

    def get_zlabel(self):
        return self.zaxis.label.get_text()

    def set_zlim(self, bottom=None, top=None, *, emit=True, auto=False, zmin=None, zmax=None, **kwargs):
        return self._set_lim(self.zaxis, bottom, top, auto, zmin, zmax, ('bottom', 'top', 'zmin', 'zmax'))

    set_zlim3d = set_zlim

    def set_xlim3d(self, *args, **kwargs):
        return self.set_xlim(*args, **kwargs)

    def set_ylim3d(self, *args, **kwargs):
        return self.set_ylim(*args, **kwargs)

    def get_zlim(self):
        return self._limits_result(self.zaxis)

    def set_zticks(self, ticks, labels=None, **kwargs):
        return self.zaxis.set_ticks(ticks, labels, **kwargs)

    def get_zticks(self, minor=False):
        return self.zaxis.get_ticklocs(minor=minor)

    def set_zticklabels(self, labels, **kwargs):
        return self.zaxis.set_ticklabels(labels, **kwargs)

    def set_zscale(self, value, **kwargs):
        if value != 'linear':
            raise NotImplementedError('only linear scales are drawn in three dimensions')

    def invert_zaxis(self):
        self.zaxis.set_inverted(not self.zaxis.get_inverted())

    def get_zaxis(self):
        return self.zaxis

    def grid(self, visible=True, **kwargs):
        self._grid_on = bool(visible)

    def tick_params(self, axis='both', **kwargs):
        if axis in ('z', 'both'):
            self.zaxis.set_tick_params(**kwargs)
        if axis != 'z':
            Axes.tick_params(self, axis, **kwargs)

    # Plots.

    def plot(self, xs, ys, *args, zdir='z', axlim_clip=False, **kwargs):
        if args and not isinstance(args[0], str):
            zs, args = args[0], args[1:]
            if 'zs' in kwargs:
                raise TypeError("plot() for multiple values for argument 'zs'")
        else:
            zs = kwargs.pop('zs', 0)
        xs, ys = self.xaxis.convert(xs), self.yaxis.convert(ys)
        zs = floats(zs)
        zs = zs * len(xs) if len(zs) == 1 else zs
        xs, ys, zs = _turned(xs, ys, zs, zdir)
        made = self._make_lines((xs, ys) + tuple(args), kwargs)
        lines = []
        for flat in made:
            line = Line3D(xs, ys, zs)
            for name in ('_color', '_linewidth', '_linestyle', '_marker', '_markersize', '_mew', '_mec', '_mfc', '_alpha',
                         '_label', '_caps', '_join', '_markevery', 'zorder', '_fillstyle', '_drawstyle'):
                setattr(line, name, getattr(flat, name))
            self._add(line)
            if not line.get_label():
                line.set_label(f'_child{len(self._artists) - 1}')
            line._clip_on = False
            lines.append(line)
        self._note3d(xs, ys, zs)
        return lines

    plot3D = plot

    def scatter(self, xs, ys, zs=0, zdir='z', s=20, c=None, depthshade=True, *args, marker='o', cmap=None, norm=None,
                vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, data=None, **kwargs):
        xs, ys, zs = floats(xs), floats(ys), floats(zs)
        zs = zs * len(xs) if len(zs) == 1 else zs
        if not len(xs) == len(ys) == len(zs):
            raise ValueError(f"shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with "
                             f'shape ({len(xs)},) and arg 1 with shape ({len(ys)},).')
        xs, ys, zs = _turned(xs, ys, zs, zdir)
        if 'lw' in kwargs or 'linewidth' in kwargs:
            linewidths = kwargs.pop('lw', kwargs.pop('linewidth', None))
        if 'edgecolor' in kwargs:
            edgecolors = kwargs.pop('edgecolor')
        faces, values, edgecolors = self._scatter_colors(c, edgecolors, kwargs, len(xs))
        made = Path3DCollection(MarkerStyle(marker), xs, ys, zs, floats(s), depthshade,
                                facecolors=faces if values is None else 'none',
                                edgecolors=rcParams['scatter.edgecolors'] if edgecolors is None else edgecolors,
                                linewidths=linewidths, alpha=alpha)
        if values is not None:
            made.set_array(values)
            made._set_mapping(norm, cmap, vmin, vmax)
            made.norm.autoscale_None(values)
        made._update(kwargs)
        # Markers at the ends of the third axis keep clear of the box.
        if xs and self._margins['z'] < 0.05:
            self._margins['z'] = 0.05
        self._add(made)
        if not made.get_label():
            made.set_label(f'_child{len(self._artists) - 1}')
        made._clip_on = False
        self._note3d(xs, ys, zs)
        return made

    scatter3D = scatter

    def _grid3d(self, X, Y, Z, rstride, cstride, rcount, ccount):
        (x, xs), (y, ys), (z, zs) = (flatten(v)[:2] for v in (X, Y, Z))
        if len(zs) != 2:
            raise ValueError('Argument Z must be 2-dimensional.')
        rows, columns = zs
        x, y, z = ([float(v) for v in w] for w in (x, y, z))
        x = x * rows if len(xs) == 1 else x
        y = [v for v in y for _ in range(columns)] if len(ys) == 1 else y
        rstride = rstride or max(math.ceil(rows / rcount), 1)
        cstride = cstride or max(math.ceil(columns / ccount), 1)
        return rows, columns, x, y, z, rstride, cstride

    def plot_surface(self, X, Y, Z, *, norm=None, vmin=None, vmax=None, lightsource=None, rstride=None, cstride=None,
                     rcount=50, ccount=50, color=None, cmap=None, facecolors=None, shade=None, antialiased=None, alpha=None,
                     **kwargs):
        rows, columns, x, y, z, rs, cs = self._grid3d(X, Y, Z, rstride, cstride, rcount, ccount)
        row_list = list(range(0, rows - 1, rs)) + [rows - 1]
        column_list = list(range(0, columns - 1, cs)) + [columns - 1]
        polygons, places = [], []
        for a, b in zip(row_list, row_list[1:]):
            for c, d in zip(column_list, column_list[1:]):
                corners = ((a, c), (a, d), (b, d), (b, c))
                polygon = [(x[r * columns + k], y[r * columns + k], z[r * columns + k]) for r, k in corners]
                if all(v == v for p in polygon for v in p):
                    polygons.append(polygon)
                    places.append((a, c))
        if facecolors is not None:
            items, shape, kind = flatten(facecolors)
            table = nested(items, shape)
            colors = [to_rgba(tuple(table[r][c])) if not isinstance(table[r][c], str) else to_rgba(table[r][c])
                      for r, c in places]
            made = Poly3DCollection(polygons, facecolors=colors, **kwargs)
        elif cmap is not None:
            made = Poly3DCollection(polygons, cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, **kwargs)
            made.set_array([sum(p[2] for p in polygon) / 4 for polygon in polygons])
            made.norm.autoscale_None(made._A)
        else:
            base = to_rgba(color if color is not None else self.lines_cycle.next_color())
            colors = [base] * len(polygons) if shade is False else _shaded(polygons, base)
            made = Poly3DCollection(polygons, facecolors=colors, **kwargs)
        if alpha is not None:
            made.set_alpha(alpha)
        self._take3d(made, x, y, z)
        return made

    def _take3d(self, made, x, y, z):
        self._add(made)
        if not made.get_label():
            made.set_label(f'_child{len(self._artists) - 1}')
        made._clip_on = False
        self._note3d(x, y, z)
        if getattr(made, '_A', None) is not None:
            self._sci(made)

    def plot_wireframe(self, X, Y, Z, *, rstride=None, cstride=None, rcount=50, ccount=50, **kwargs):
        rows, columns, x, y, z, rs, cs = self._grid3d(X, Y, Z, rstride, cstride, rcount, ccount)
        row_list = sorted(set(list(range(0, rows, rs)) + [rows - 1]))
        column_list = sorted(set(list(range(0, columns, cs)) + [columns - 1]))

        def point(r, c):
            i = r * columns + c
            return x[i], y[i], z[i]
        lines = [[point(r, c) for c in range(columns)] for r in row_list]
        lines += [[point(r, c) for r in range(rows)] for c in column_list]
        if 'color' in kwargs:
            kwargs['colors'] = kwargs.pop('color')
        made = Line3DCollection(lines, **kwargs)
        self._take3d(made, x, y, z)
        return made

    def plot_trisurf(self, X, Y, Z, *args, triangles=None, color=None, cmap=None, **kwargs):
        if triangles is None:
            raise NotImplementedError('plot_trisurf needs the triangles')
        x, y, z = floats(X), floats(Y), floats(Z)
        polygons = [[(x[i], y[i], z[i]) for i in row] for row in triangles]
        made = Poly3DCollection(polygons, cmap=cmap, facecolors=color or self.lines_cycle.next_color(), **kwargs)
        if cmap is not None:
            made.set_array([sum(p[2] for p in polygon) / 3 for polygon in polygons])
        self._take3d(made, x, y, z)
        return made

    def bar3d(self, x, y, z, dx, dy, dz, color=None, zsort='average', shade=True, *args, **kwargs):
        values = [floats(v) for v in (x, y, z, dx, dy, dz)]
        count = max(len(v) for v in values)
        x, y, z, dx, dy, dz = (v * count if len(v) == 1 else v for v in values)
        base = to_rgba(color if color is not None and not is_sequence(color) else 'C0')
        polygons, colors = [], []
        for i in range(count):
            own = to_rgba(color[i % len(color)]) if is_sequence(color) and not isinstance(color[0], float) else base
            a, b, c, d, e, f = x[i], y[i], z[i], x[i] + dx[i], y[i] + dy[i], z[i] + dz[i]
            faces = [[(a, b, c), (d, b, c), (d, e, c), (a, e, c)], [(a, b, f), (d, b, f), (d, e, f), (a, e, f)],
                     [(a, b, c), (d, b, c), (d, b, f), (a, b, f)], [(a, e, c), (d, e, c), (d, e, f), (a, e, f)],
                     [(a, b, c), (a, e, c), (a, e, f), (a, b, f)], [(d, b, c), (d, e, c), (d, e, f), (d, b, f)]]
            polygons += faces
            shades = (0.7, 1.0, 0.85, 0.6, 0.6, 0.8) if shade else (1.0,) * 6
            colors += [tuple(v * s for v in own[:3]) + own[3:] for s in shades]
        made = Poly3DCollection(polygons, facecolors=colors, **kwargs)
        self._take3d(made, x + [a + b for a, b in zip(x, dx)], y + [a + b for a, b in zip(y, dy)],
                     z + [a + b for a, b in zip(z, dz)])
        return made

    def quiver(self, *args, length=1, normalize=False, arrow_length_ratio=0.3, **kwargs):
        x, y, z, u, v, w = (floats(a) for a in args[:6])
        count = max(len(a) for a in (x, y, z, u, v, w))
        x, y, z, u, v, w = (a * count if len(a) == 1 else a for a in (x, y, z, u, v, w))
        lines = []
        for i in range(count):
            size = math.sqrt(u[i] ** 2 + v[i] ** 2 + w[i] ** 2) or 1.0
            k = length / size if normalize else length
            lines.append([(x[i], y[i], z[i]), (x[i] + u[i] * k, y[i] + v[i] * k, z[i] + w[i] * k)])
        if 'color' in kwargs:
            kwargs['colors'] = kwargs.pop('color')
        made = Line3DCollection(lines, **kwargs)
        points = [p for line in lines for p in line]
        self._take3d(made, [p[0] for p in points], [p[1] for p in points], [p[2] for p in points])
        return made

    def contour3D(self, *args, **kwargs):
        raise NotImplementedError('contours are not drawn in three dimensions')

    contour = contourf = contour3D

    def add_collection3d(self, col, zs=0, zdir='z', autolim=True):
        self._add(col)
        col._clip_on = False
        return col

    def text(self, x, y, z, s=None, zdir=None, **kwargs):
        made = Text3D(x, y, z, s, **kwargs)
        return self._add(made)

    text3D = text

    def text2D(self, x, y, s, **kwargs):
        return Axes.text(self, x, y, s, transform=self.transAxes, **kwargs)

    # Drawing.

    def _draw_all(self, renderer):
        x0, y0, x1, y1 = self.pixel_box()
        camera = self.camera()
        if self._axis_on:
            self._draw_box(renderer, camera)
        items = sorted([(a.zorder, i, a) for i, a in enumerate(self._artists) if a._visible], key=lambda t: t[:2])
        for _, _, artist in items:
            artist.draw(renderer)
        for place, title in self._titles.items():
            if title.get_text():
                pixel = ({'center': (x0 + x1) / 2, 'left': x0, 'right': x1}[place], y1 + renderer.points(self._title_pad))
                title._anchor_pixels = lambda renderer, pixel=pixel: pixel
                title.draw(renderer)
        if self.legend_ is not None:
            self.legend_.draw(renderer)

    def _draw_box(self, renderer, camera):
        limits = [sorted(pair) for pair in self._limits3d()]
        # The side of each axis that is farther away, and the nearer one.
        back = [pair[0] if camera.direction[i] > 0 else pair[1] for i, pair in enumerate(limits)]
        front = [pair[1] if camera.direction[i] > 0 else pair[0] for i, pair in enumerate(limits)]

        def flat(points):
            return camera.project([p[0] for p in points], [p[1] for p in points], [p[2] for p in points])[:2]
        for i in range(3):
            j, k = [n for n in range(3) if n != i]
            corners = []
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
                point = [0.0] * 3
                point[i], point[j], point[k] = back[i], limits[j][a], limits[k][b]
                corners.append(point)
            xs, ys = flat(corners)
            renderer.polygon(xs, ys, to_rgba(rcParams[_PANES[i]]), to_rgba((0.9, 0.9, 0.9, 1.0)), 0.8)
        axes = (self.xaxis, self.yaxis, self.zaxis)
        ticks = []
        for i, axis in enumerate(axes):
            low, high = limits[i]
            values = [t for t in axis._updated() if low <= t._loc <= high]
            ticks.append(values)
            if not self._grid_on:
                continue
            for tick in values:
                j, k = [n for n in range(3) if n != i]
                points = []
                for a, b in ((front[j], back[k]), (back[j], back[k]), (back[j], front[k])):
                    point = [0.0] * 3
                    point[i], point[j], point[k] = tick._loc, a, b
                    points.append(point)
                xs, ys = flat(points)
                renderer.lines(xs, ys, to_rgba(rcParams['grid.color']), 0.8)
        center = flat([[sum(pair) / 2 for pair in limits]])
        cx, cy = center[0][0], center[1][0]
        floor = back[2] if camera.direction[2] > 0 else limits[2][0]
        for i, axis in enumerate(axes):
            ends = self._edge(i, limits, back, front, floor)
            xs, ys = flat(ends)
            renderer.lines(xs, ys, to_rgba('k'), rcParams['axes.linewidth'])
            dx, dy = xs[1] - xs[0], ys[1] - ys[0]
            length = math.hypot(dx, dy) or 1.0
            nx, ny = -dy / length, dx / length
            mx, my = (xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2
            if (mx - cx) * nx + (my - cy) * ny < 0:
                nx, ny = -nx, -ny
            style = axis.style()
            pad, size = renderer.points(12), renderer.points(2.5)
            for tick in ticks[i]:
                point = list(ends[0])
                point[i] = tick._loc
                (px,), (py,) = flat([point])
                renderer.lines([px - nx * size, px + nx * size], [py - ny * size, py + ny * size], to_rgba('k'), 0.8, snap=None)
                label = tick.label1
                if not style['label1'] or not label._visible:
                    continue
                wide = 1.2 if i == 2 else 1.0
                text = Text(px + nx * pad * wide, py + ny * pad * wide, label.get_text(), ha='center', va='center',
                            fontsize=label._size, color=label._color, rotation=label._rotation)
                text.figure = self.figure
                text.draw(renderer)
            if axis.label.get_text():
                far = renderer.points(32 if i == 2 else 25)
                label = axis.label
                text = Text(mx + nx * far, my + ny * far, label.get_text(), ha='center', va='center', fontsize=label._size,
                            color=label._color, fontweight=label._weight)
                text.figure = self.figure
                text.draw(renderer)

    @staticmethod
    def _edge(i, limits, back, front, floor):
        """The two ends of the edge where an axis has its ticks."""
        def ends(values):
            result = []
            for end in limits[i]:
                point = list(values)
                point[i] = end
                result.append(point)
            return result
        if i == 0:
            return ends([0.0, front[1], floor])
        if i == 1:
            return ends([front[0], 0.0, floor])
        return ends([front[0], back[1], 0.0])

    def tight_box(self, renderer, for_layout=False):
        if not self._visible:
            return None
        x0, y0, x1, y1 = self.pixel_box()
        boxes = [Bbox(((x0, y0), (x1, y1)))]
        for title in self._titles.values():
            if title.get_text():
                height = renderer.points(30)
                boxes.append(Bbox(((x0, y1), (x1, y1 + height))))
        return Bbox.union(boxes)


def _turned(xs, ys, zs, zdir):
    if zdir == 'x':
        return zs, xs, ys
    if zdir == 'y':
        return xs, zs, ys
    return xs, ys, zs


def _shaded(polygons, color):
    """Colours by how the light falls: from the upper left."""
    azimuth, altitude = math.radians(90 - 225), math.radians(19.4712)
    light = (math.cos(azimuth) * math.cos(altitude), math.sin(azimuth) * math.cos(altitude), math.sin(altitude))
    shades = []
    for p in polygons:
        a = [p[1][i] - p[0][i] for i in range(3)]
        b = [p[2][i] - p[1][i] for i in range(3)]
        n = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
        size = math.sqrt(sum(v * v for v in n))
        shades.append(sum(u * v for u, v in zip(n, light)) / size if size else 0.0)
    low, high = (min(shades), max(shades)) if shades else (0.0, 1.0)
    if high == low:
        return [color] * len(polygons)
    result = []
    for shade in shades:
        factor = 0.3 + 0.7 * (shade - -1.0) / 2.0
        result.append(tuple(c * factor for c in color[:3]) + color[3:])
    return result
