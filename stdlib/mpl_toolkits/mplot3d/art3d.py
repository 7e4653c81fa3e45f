"""Lines, markers, polygons and text in space."""
import math

from matplotlib._arrays import array, floats
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text


class Line3D(Line2D):
    def __init__(self, xs, ys, zs, **kwargs):
        self._z = zs
        Line2D.__init__(self, xs, ys, **kwargs)

    def set_data_3d(self, *args):
        xs, ys, zs = args[0] if len(args) == 1 else args
        self._x, self._y, self._z = floats(xs), floats(ys), floats(zs)

    def set_3d_properties(self, zs=0, zdir='z', **kwargs):
        zs = floats(zs)
        self._z = zs * len(self._x) if len(zs) == 1 else zs

    def get_data_3d(self):
        return array(self._x), array(self._y), array(self._z)

    def pixels(self):
        return self.axes.camera().project(self._x, self._y, self._z)[:2]

    def _draw(self, renderer):
        xs, ys = self.pixels()
        if self._linestyle != 'None' and self._linewidth > 0:
            self.draw_stroke(renderer, xs, ys)
        if self._marker:
            self.draw_markers(renderer, *self._marked(xs, ys))


class Path3DCollection(PathCollection):
    def __init__(self, marker, xs, ys, zs, sizes, depthshade=True, **kwargs):
        self._zs, self._depthshade = zs, depthshade
        PathCollection.__init__(self, marker, xs, ys, sizes, **kwargs)

    def pixels(self):
        return self.axes.camera().project(self._xs, self._ys, self._zs)[:2]

    def _draw(self, renderer):
        xs, ys, near = self.axes.camera().project(self._xs, self._ys, self._zs)
        count = len(xs)
        if not count:
            return
        order = sorted(range(count), key=lambda i: near[i])
        sizes = [renderer.points(s ** 0.5) for s in self._sizes] or [0.0]
        faces, edges = self.face_colors(), self.edge_colors()
        low, high = min(near), max(near)

        def shaded(colors, i):
            if not colors:
                return None
            color = colors[i % len(colors)]
            if not self._depthshade or high == low:
                return color
            # The farthest have three tenths of their opacity.
            return color[:3] + (color[3] * (0.3 + 0.7 * (near[i] - low) / (high - low)),)
        marker = self._marker
        for i in order:
            face, edge = shaded(faces, i), shaded(edges, i)
            if not marker.is_filled:
                face, edge = None, edge or face
            renderer.markers(marker.letters, marker.numbers, [xs[i]], [ys[i]], [sizes[i % len(sizes)]],
                             [face] if face else [], [edge] if edge else [], [self._widths[i % len(self._widths)]], marker.join)


class Poly3DCollection(PolyCollection):
    """Polygons in space, the farthest first."""

    def __init__(self, verts, *args, zsort='average', shade=False, **kwargs):
        self._faces3d = []
        kwargs.setdefault('linewidths', 0.0 if not ('edgecolors' in kwargs or 'edgecolor' in kwargs) else 1.0)
        PolyCollection.__init__(self, [], **kwargs)
        self.set_verts(verts)

    def set_verts(self, verts, closed=True):
        self._polygons = []
        self._faces3d = [[tuple(float(c) for c in point) for point in polygon] for polygon in verts]

    def _draw(self, renderer):
        camera = self.axes.camera()
        faces, edges = self.face_colors(), self.edge_colors()
        drawn = []
        for i, polygon in enumerate(self._faces3d):
            xs, ys, near = camera.project([p[0] for p in polygon], [p[1] for p in polygon], [p[2] for p in polygon])
            drawn.append((sum(near) / len(near), i, xs, ys))
        drawn.sort(key=lambda d: d[0])
        for _, i, xs, ys in drawn:
            face = faces[i % len(faces)] if faces else None
            edge = edges[i % len(edges)] if edges else None
            width = self._widths[i % len(self._widths)]
            if width == 0.0 and face is not None and face[3] >= 1:
                # A hair of the same colour closes the seams.
                renderer.polygon(xs, ys, face, face, 0.4, join='round')
            else:
                renderer.polygon(xs, ys, face, edge if width else None, width, join='round')

    def tight_box(self, renderer):
        return None


class Line3DCollection(LineCollection):
    def __init__(self, lines, **kwargs):
        self._lines3d = []
        LineCollection.__init__(self, [], **kwargs)
        self._lines3d = [[tuple(float(c) for c in point) for point in line] for line in lines]

    def _draw(self, renderer):
        camera = self.axes.camera()
        edges = self.edge_colors()
        for i, line in enumerate(self._lines3d):
            xs, ys, _ = camera.project([p[0] for p in line], [p[1] for p in line], [p[2] for p in line])
            renderer.lines(xs, ys, edges[i % len(edges)], self._widths[i % len(self._widths)])

    def tight_box(self, renderer):
        return None


class Text3D(Text):
    def __init__(self, x, y, z, text, **kwargs):
        self._z = z
        Text.__init__(self, x, y, text, **kwargs)

    def _anchor_pixels(self, renderer):
        xs, ys, _ = self.axes.camera().project([float(self._x)], [float(self._y)], [float(self._z)])
        return xs[0], ys[0]
