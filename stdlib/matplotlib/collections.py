"""Many shapes drawn together: scattered markers, filled areas, lines, meshes."""
from matplotlib import _strokes, rcParams
from matplotlib._arrays import array, flatten, floats, is_sequence, nested
from matplotlib.artist import Artist
from matplotlib.cm import ScalarMappable
from matplotlib.colors import check_color, to_rgba, to_rgba_list
from matplotlib.transforms import Bbox


class Collection(Artist, ScalarMappable):
    zorder = 1
    _aliases = {'fc': 'facecolor', 'facecolors': 'facecolor', 'ec': 'edgecolor', 'edgecolors': 'edgecolor',
                'lw': 'linewidth', 'linewidths': 'linewidth', 'ls': 'linestyle', 'linestyles': 'linestyle',
                'dashes': 'linestyle', 'antialiaseds': 'antialiased', 'aa': 'antialiased'}

    def __init__(self, *, edgecolors=None, facecolors=None, linewidths=None, linestyles='solid', cmap=None, norm=None,
                 vmin=None, vmax=None, hatch=None, **kwargs):
        Artist.__init__(self)
        ScalarMappable.__init__(self, None, None)
        self._set_mapping(norm, cmap, vmin, vmax)
        self._faces, self._edges, self._mapped = [], 'face', None
        self._hatch = hatch
        self.set_linewidth(rcParams['patch.linewidth'] if linewidths is None else linewidths)
        self.set_linestyle(linestyles)
        self.set_facecolor(rcParams['patch.facecolor'] if facecolors is None else facecolors)
        self.set_edgecolor('none' if edgecolors is None else edgecolors)
        self._update(kwargs)

    def set_color(self, c):
        self.set_facecolor(c)
        self.set_edgecolor(c)

    def set_facecolor(self, c):
        self._faces = to_rgba_list(c) if not (isinstance(c, str) and c == 'none') else []

    def get_facecolor(self):
        return array([list(c) for c in self.face_colors()])

    get_facecolors = get_facecolor

    def set_edgecolor(self, c):
        if isinstance(c, str) and c in ('face', 'none'):
            self._edges = c
        elif c is None:
            self._edges = 'none'
        else:
            self._edges = to_rgba_list(c)

    def get_edgecolor(self):
        return array([list(c) for c in self.edge_colors()])

    get_edgecolors = get_edgecolor

    def set_linewidth(self, lw):
        if lw is None:
            lw = rcParams['patch.linewidth']
        self._widths = floats(lw) if is_sequence(lw) else [float(lw)]

    def get_linewidth(self):
        return array(self._widths)

    get_linewidths = get_linewidth

    def set_linestyle(self, ls):
        if isinstance(ls, str) or ls is None or (isinstance(ls, tuple) and len(ls) == 2 and is_sequence(ls[1])):
            self._styles = [_strokes.check(ls)]
        else:
            self._styles = [_strokes.check(s) for s in ls]

    def set_hatch(self, hatch):
        self._hatch = hatch

    def set_antialiased(self, aa):
        pass

    def set_capstyle(self, cs):
        pass

    def set_joinstyle(self, js):
        pass

    def set_offset_transform(self, t):
        pass

    def set_pickradius(self, p):
        pass

    def set_array(self, A):
        self._A = None if A is None else floats(A)

    def get_array(self):
        return None if self._A is None else array(self._A)

    def face_colors(self):
        if self._A is not None and self._maps_faces():
            self.norm.autoscale_None(self._A)
            return [self._shown_color(c) for c in self.mapped_colors(self._A)]
        return self._with_alpha(self._faces)

    def _maps_faces(self):
        return True

    def edge_colors(self):
        if isinstance(self._edges, str):
            return self.face_colors() if self._edges == 'face' else []
        return self._with_alpha(self._edges)

    def _with_alpha(self, colors):
        if is_sequence(self._alpha):
            alphas = floats(self._alpha)
            colors = colors * len(alphas) if len(colors) == 1 else colors
            return [c[:3] + (a,) for c, a in zip(colors, alphas)]
        return [self._shown_color(c) for c in colors]

    def autoscale_None(self):
        if self._A is None:
            raise TypeError('You must first set_array for mappable')
        self.norm.autoscale_None(self._A)


class PathCollection(Collection):
    """Markers at places, with sizes in square points: what `scatter` makes."""

    def __init__(self, marker, xs, ys, sizes, **kwargs):
        self._marker = marker
        self._xs, self._ys, self._sizes = xs, ys, sizes
        Collection.__init__(self, **kwargs)

    def set_offsets(self, offsets):
        items, shape, kind = flatten(offsets)
        items = [float(v) for v in items]
        self._xs, self._ys = items[0::2], items[1::2]

    def get_offsets(self):
        return array([[x, y] for x, y in zip(self._xs, self._ys)])

    def set_sizes(self, sizes, dpi=72.0):
        self._sizes = floats(sizes)

    def get_sizes(self):
        return array(self._sizes)

    def set_array(self, A):
        Collection.set_array(self, A)

    def pixels(self):
        return self.get_transform().map(self._xs, self._ys)

    def _draw(self, renderer):
        xs, ys = self.pixels()
        scales = [renderer.points(s ** 0.5 if s > 0 else 0.0) for s in self._sizes] or [0.0]
        faces, edges = self.face_colors(), self.edge_colors()
        marker = self._marker
        if marker.text is not None:
            from matplotlib.text import draw_marker_text
            for i in range(len(xs)):
                draw_marker_text(renderer, marker.text, [xs[i]], [ys[i]], self._sizes[i % len(self._sizes)] ** 0.5,
                                 faces[i % len(faces)])
            return
        if not marker.is_filled:
            edges = edges or faces
            faces = []
        renderer.markers(marker.letters, marker.numbers, xs, ys, scales, faces, edges, self._widths, marker.join)

    def tight_box(self, renderer):
        xs, ys = self.pixels()
        points = [(x, y) for x, y in zip(xs, ys) if x - x == 0 and y - y == 0]
        if not points:
            return None
        pad = renderer.points(max(self._sizes or [0]) ** 0.5) / 2 + renderer.points(max(self._widths or [0])) / 2
        return Bbox(((min(p[0] for p in points), min(p[1] for p in points)),
                     (max(p[0] for p in points), max(p[1] for p in points)))).padded(pad)

    def legend_elements(self, prop='colors', num='auto', fmt=None, func=lambda x: x, **kwargs):
        """Handles and labels for a legend of the values (or sizes)."""
        from matplotlib.lines import Line2D
        from matplotlib.ticker import MaxNLocator, ScalarFormatter
        values = sorted(set(self._A if prop == 'colors' else self._sizes))
        if num == 'auto':
            num = None if len(values) <= 9 else 9
        if num is not None and is_sequence(num):
            values = floats(num)
        elif num is not None:
            locator = MaxNLocator(nbins=num, min_n_ticks=num - 1, steps=[1, 2, 2.5, 3, 5, 6, 8, 10])
            values = [v for v in locator.tick_list(values[0], values[-1]) if values[0] <= v <= values[-1]]
        formatter = ScalarFormatter(useOffset=False)
        formatter._view = lambda: (values[0], values[-1])
        formatter.set_locs(values)
        handles, labels = [], []
        for value in values:
            color = self.mapped_colors([value])[0] if prop == 'colors' else 'k'
            size = (self._sizes[0] if prop == 'colors' else value) ** 0.5
            handles.append(Line2D([0], [0], ls='', color=color, ms=size, marker=self._marker.get_marker(),
                                  **kwargs))
            label = formatter(func(value)) if fmt is None else (fmt.format(x=func(value)) if isinstance(fmt, str)
                                                                else fmt(func(value)))
            labels.append('$\\mathdefault{' + label + '}$' if fmt is None else label)
        return handles, labels


class PolyCollection(Collection):
    """Polygons in data coordinates: lists (xs, ys)."""

    def __init__(self, verts, sizes=None, *, closed=True, **kwargs):
        self.set_verts(verts)
        Collection.__init__(self, **kwargs)

    def set_verts(self, verts, closed=True):
        self._polygons = []
        for polygon in verts:
            items, shape, kind = flatten(polygon)
            items = [float(v) for v in items]
            self._polygons.append((items[0::2], items[1::2]))

    set_paths = set_verts

    def data_points(self):
        return [v for xs, _ in self._polygons for v in xs], [v for _, ys in self._polygons for v in ys]

    def _draw(self, renderer):
        faces, edges = self.face_colors(), self.edge_colors()
        transform = self.get_transform()
        for i, (xs, ys) in enumerate(self._polygons):
            xs, ys = transform.map(xs, ys)
            width = self._widths[i % len(self._widths)] if self._widths else 0.0
            style = self._styles[i % len(self._styles)]
            face = faces[i % len(faces)] if faces else None
            edge = edges[i % len(edges)] if edges and style != 'None' else None
            dashes = _strokes.dashes(style, width)[0] if style != 'None' else None
            renderer.polygon(xs, ys, face, edge, width, dashes)
            if self._hatch:
                from matplotlib.patches import draw_hatch
                letters = 'M' + 'L' * (len(xs) - 1) + 'Z'
                draw_hatch(renderer, letters, [v for p in zip(xs, ys) for v in p], self._hatch, edge or to_rgba('k'))

    def tight_box(self, renderer):
        xs, ys = self.get_transform().map(*self.data_points())
        xs, ys = [v for v in xs if v - v == 0], [v for v in ys if v - v == 0]
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys)))) if xs and ys else None


class FillBetweenPolyCollection(PolyCollection):
    pass


class PatchCollection(Collection):
    def __init__(self, patches, *, match_original=False, **kwargs):
        self._patches = list(patches)
        self._match = match_original
        Collection.__init__(self, **kwargs)
        if match_original:
            self._faces = [p.get_facecolor() for p in self._patches]
            self._edges = [p.get_edgecolor() for p in self._patches]
            self._widths = [p.get_linewidth() for p in self._patches]

    def data_points(self):
        xs, ys = [], []
        for patch in self._patches:
            px, py = patch.data_points()
            xs += px
            ys += py
        return xs, ys

    def _draw(self, renderer):
        faces, edges = self.face_colors(), self.edge_colors()
        for i, patch in enumerate(self._patches):
            letters, numbers = patch.commands()
            xs, ys = self.get_transform().map(numbers[0::2], numbers[1::2])
            renderer.path(letters, [v for p in zip(xs, ys) for v in p], faces[i % len(faces)] if faces else None,
                          edges[i % len(edges)] if edges else None, self._widths[i % len(self._widths)])


class LineCollection(Collection):
    """Separate lines: lists of points."""

    zorder = 2
    _aliases = dict(Collection._aliases, colors='color')

    def __init__(self, segments, *, zorder=2, linewidths=None, colors=None, **kwargs):
        self.set_segments(segments)
        kwargs.setdefault('facecolors', 'none')
        if linewidths is None:
            linewidths = rcParams['lines.linewidth']
        edges = kwargs.pop('edgecolors', None)
        if colors is None:
            colors = edges if edges is not None else rcParams['lines.color']
        Collection.__init__(self, linewidths=linewidths, edgecolors=colors, **kwargs)
        self.set_zorder(zorder)

    def set_segments(self, segments):
        self._segments = []
        for segment in segments:
            items, shape, kind = flatten(segment)
            items = [float(v) for v in items]
            self._segments.append((items[0::2], items[1::2]))

    set_verts = set_paths = set_segments

    def get_segments(self):
        return [array([[x, y] for x, y in zip(xs, ys)]) for xs, ys in self._segments]

    def set_color(self, c):
        self.set_edgecolor(c)

    set_colors = set_color

    def get_color(self):
        return self.get_edgecolor()

    get_colors = get_color

    def edge_colors(self):
        if self._A is not None:
            self.norm.autoscale_None(self._A)
            return [self._shown_color(c) for c in self.mapped_colors(self._A)]
        return self._with_alpha(self._edges) if not isinstance(self._edges, str) else []

    def face_colors(self):
        return self._with_alpha(self._faces)

    def data_points(self):
        return [v for xs, _ in self._segments for v in xs], [v for _, ys in self._segments for v in ys]

    def _draw(self, renderer):
        edges = self.edge_colors()
        transform = self.get_transform()
        for i, (xs, ys) in enumerate(self._segments):
            if not edges or not xs:
                continue
            xs, ys = transform.map(xs, ys)
            width = self._widths[i % len(self._widths)]
            style = self._styles[i % len(self._styles)]
            if style != 'None':
                dashes, offset = _strokes.dashes(style, width)
                renderer.lines(xs, ys, edges[i % len(edges)], width, dashes, offset)

    tight_box = PolyCollection.tight_box


class QuadMesh(Collection):
    """Quadrilaterals between rows of corners, coloured by numbers."""

    zorder = 0

    def __init__(self, xs, ys, rows, columns, values, shading='flat', **kwargs):
        # xs, ys: (rows + 1) * (columns + 1) corners.
        self._xs, self._ys, self._rows, self._columns, self._shading = xs, ys, rows, columns, shading
        Collection.__init__(self, **kwargs)
        self._A = values

    def set_array(self, A):
        self._A = None if A is None else floats(A)

    def get_array(self):
        return array(nested(self._A, (self._rows, self._columns)))

    def data_points(self):
        return self._xs, self._ys

    def _is_regular(self, xs, ys):
        """Whether the mesh is a grid of equal rectangles."""
        stride = self._columns + 1
        width = (xs[self._columns] - xs[0]) / self._columns
        height = (ys[stride * self._rows] - ys[0]) / self._rows
        for r in range(self._rows + 1):
            for c in range(stride):
                if abs(xs[r * stride + c] - xs[0] - c * width) > 0.01 or \
                        abs(ys[r * stride + c] - ys[0] - r * height) > 0.01:
                    return False
        return True

    def _draw(self, renderer):
        from _cairo import flip
        self.norm.autoscale_None(self._A)
        xs, ys = self.get_transform().map(self._xs, self._ys)
        stride = self._columns + 1
        edges = [] if isinstance(self._edges, str) else self._with_alpha(self._edges)
        if not edges and self._is_regular(xs, ys):
            pixels = self.norm.colors(self.cmap, self._A)
            x0, x1, y0, y1 = xs[0], xs[self._columns], ys[0], ys[stride * self._rows]
            if y1 > y0:
                pixels = flip(pixels, self._columns, False)
            if x1 < x0:
                pixels = flip(pixels, self._columns, True)
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            alpha = 1.0 if self._alpha is None else float(self._alpha)
            renderer.image(pixels, self._columns, self._rows, box, 'nearest', alpha)
            return
        colors = self.face_colors()
        for r in range(self._rows):
            for c in range(self._columns):
                corners = [r * stride + c, r * stride + c + 1, (r + 1) * stride + c + 1, (r + 1) * stride + c]
                index = r * self._columns + c
                renderer.polygon([xs[i] for i in corners], [ys[i] for i in corners], colors[index],
                                 edges[index % len(edges)] if edges else None, self._widths[0] if edges else 0.0,
                                 smooth=bool(edges))

    def tight_box(self, renderer):
        xs, ys = self.get_transform().map(self._xs, self._ys)
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys))))


