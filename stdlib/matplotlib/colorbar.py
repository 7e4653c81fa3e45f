"""Colour bars: axes that show what the colours of a picture mean."""
from matplotlib import rcParams
from matplotlib._arrays import floats, is_sequence, linspace
from matplotlib.collections import QuadMesh
from matplotlib.transforms import Bbox


def make_colorbar(figure, mappable, cax, ax, kwargs):
    kwargs = dict(kwargs)
    orientation, location = kwargs.pop('orientation', None), kwargs.pop('location', None)
    if location is None:
        location = 'bottom' if orientation == 'horizontal' else 'right'
    if location not in ('left', 'right', 'top', 'bottom'):
        raise ValueError(f"{location!r} is not a valid value for location. Supported values are 'left', 'right', 'top', "
                         "'bottom'")
    orientation = 'vertical' if location in ('left', 'right') else 'horizontal'
    fraction, shrink, aspect = kwargs.pop('fraction', 0.15), kwargs.pop('shrink', 1.0), kwargs.pop('aspect', 20)
    pad = kwargs.pop('pad', 0.05 if orientation == 'vertical' else 0.15)
    anchor, panchor = kwargs.pop('anchor', None), kwargs.pop('panchor', None)
    if cax is None:
        parents = list(ax) if is_sequence(ax) or hasattr(ax, 'flat') else [ax]
        parents = [p for group in parents for p in (list(group.flat) if hasattr(group, 'flat') else [group])]
        cax = _make_axes(figure, parents, location, orientation, fraction, pad, shrink, aspect)
    bar = Colorbar(cax, mappable, orientation=orientation, location=location, **kwargs)
    cax._colorbar = bar
    mappable.colorbar = bar
    return bar


def _make_axes(figure, parents, location, orientation, fraction, pad, shrink, aspect):
    """Takes room from the parents."""
    is_vertical = orientation == 'vertical'
    first = location in ('left', 'top')
    parent = parents[0]
    spec = parent.get_subplotspec()
    if len(parents) == 1 and spec is not None:
        gap = 2 * pad / (1 - pad)
        ratios = [fraction, 1 - fraction - pad] if first else [1 - fraction - pad, fraction]
        ends = [0.5 * (1 - shrink), shrink, 0.5 * (1 - shrink)]
        if is_vertical:
            grid = spec.subgridspec(1, 2, wspace=gap, width_ratios=ratios)
            side = grid[0 if first else 1].subgridspec(3, 1, hspace=0, height_ratios=ends)[1] if shrink != 1 else \
                grid[0 if first else 1]
        else:
            grid = spec.subgridspec(2, 1, hspace=gap, height_ratios=ratios)
            side = grid[0 if first else 1].subgridspec(1, 3, wspace=0, width_ratios=ends)[1] if shrink != 1 else \
                grid[0 if first else 1]
        parent.set_subplotspec(grid[1 if first else 0])
        parent.set_anchor({'right': (1.0, 0.5), 'left': (0.0, 0.5), 'bottom': (0.5, 0.0), 'top': (0.5, 1.0)}[location])
        cax = figure.add_subplot(side, label='<colorbar>')
    else:
        box = Bbox.union([p._original for p in parents])
        x0, y0, width, height = box.bounds
        if is_vertical:
            room = width * fraction
            scale = (width - room - width * pad) / width
            shift = room + width * pad if first else 0.0
            rect = (x0 if first else x0 + width - room, y0 + height * (1 - shrink) / 2, room, height * shrink)
            moved = [Bbox.from_bounds(x0 + shift + (p._original.x0 - x0) * scale, p._original.y0,
                                      p._original.width * scale, p._original.height) for p in parents]
        else:
            room = height * fraction
            scale = (height - room - height * pad) / height
            shift = 0.0 if first else room + height * pad
            rect = (x0 + width * (1 - shrink) / 2, y0 + height - room if first else y0, width * shrink, room)
            moved = [Bbox.from_bounds(p._original.x0, y0 + shift + (p._original.y0 - y0) * scale, p._original.width,
                                      p._original.height * scale) for p in parents]
        for p, place in zip(parents, moved):
            p._original = place
            p._subplotspec = None
        cax = figure.add_axes(rect, label='<colorbar>')
    cax.set_box_aspect(aspect if is_vertical else 1 / aspect)
    cax.set_anchor({'right': (0.0, 0.5), 'left': (1.0, 0.5), 'bottom': (0.5, 1.0), 'top': (0.5, 0.0)}[location])
    return cax


class Colorbar:
    n_rasterize = 50

    def __init__(self, ax, mappable=None, *, alpha=None, location=None, extend=None, extendfrac=None, extendrect=False,
                 ticks=None, format=None, values=None, boundaries=None, spacing='uniform', drawedges=False, label='',
                 cmap=None, norm=None, orientation=None, ticklocation='auto'):
        from matplotlib.cm import ScalarMappable
        if mappable is None:
            mappable = ScalarMappable(norm=norm, cmap=cmap)
        if mappable.get_array() is not None:
            mappable.autoscale_None()
        self.ax, self.mappable = ax, mappable
        self.orientation = orientation or 'vertical'
        self.alpha = alpha if alpha is not None else getattr(mappable, '_alpha', None)
        self._location = location or ('right' if self.orientation == 'vertical' else 'bottom')
        if ticklocation != 'auto':
            self._location = ticklocation
        self.outline = ax.spines[:]
        self._build(values, boundaries, drawedges)
        self._long = ax.yaxis if self.orientation == 'vertical' else ax.xaxis
        short = ax.xaxis if self.orientation == 'vertical' else ax.yaxis
        short.set_ticks([])
        if self.orientation == 'vertical':
            if self._location == 'left':
                ax.yaxis.set_ticks_position('left')
                ax.yaxis.set_label_position('left')
            else:
                ax.yaxis.set_ticks_position('right')
                ax.yaxis.set_label_position('right')
        else:
            ax.xaxis.set_ticks_position('top' if self._location == 'top' else 'bottom')
            ax.xaxis.set_label_position('top' if self._location == 'top' else 'bottom')
        if ticks is not None:
            self.set_ticks(ticks)
        elif self._levels is not None:
            from matplotlib.ticker import FixedLocator
            self._long.set_major_locator(FixedLocator(self._levels, nbins=10))
        if format is not None:
            if isinstance(format, str) and '%' in format:
                from matplotlib.ticker import FormatStrFormatter
                format = FormatStrFormatter(format)
            self._long.set_major_formatter(format)
        if label:
            self.set_label(label)

    vmin = property(lambda self: self.mappable.norm.vmin)
    vmax = property(lambda self: self.mappable.norm.vmax)
    norm = property(lambda self: self.mappable.norm)
    cmap = property(lambda self: self.mappable.cmap)

    def _build(self, values, boundaries, drawedges):
        from matplotlib.colors import BoundaryNorm, LogNorm
        norm, cmap, ax = self.mappable.norm, self.mappable.cmap, self.ax
        low, high = norm.bounds()
        if low == high:
            low, high = low - 0.1, high + 0.1
        self._levels = None
        levels = getattr(self.mappable, 'levels', None)
        if boundaries is not None:
            edges = floats(boundaries)
            self._levels = edges
        elif isinstance(norm, BoundaryNorm):
            edges = list(norm.boundaries)
            self._levels = edges
        elif levels is not None:
            self._levels = floats(levels)
            edges = self._levels if getattr(self.mappable, 'filled', True) else None
        else:
            edges = None
        is_log = isinstance(norm, LogNorm)
        is_vertical = self.orientation == 'vertical'
        if edges is None and levels is not None:
            # Lines of contours: each level a line over an empty bar.
            low, high = min(self._levels), max(self._levels)
            if low == high:
                low, high = low - 0.5, high + 0.5
            colors = self.mappable.level_colors()
            for level, color in zip(self._levels, colors):
                (ax.axhline if is_vertical else ax.axvline)(level, color=color, lw=self.mappable.line_width(level))
        elif is_vertical and edges is None:
            count = cmap.N
            if is_log:
                places = [low * (high / low) ** (i / count) for i in range(count + 1)]
            else:
                places = [norm.inverse(i / count) for i in range(count + 1)] if type(norm).__name__ != 'NoNorm' \
                    else linspace(low, high, count + 1)
            self._mesh(places, [(i + 0.5) / count for i in range(count)])
        elif edges is None:
            count = cmap.N
            places = [low * (high / low) ** (i / count) if is_log else norm.inverse(i / count) for i in range(count + 1)]
            self._mesh(places, [(i + 0.5) / count for i in range(count)])
        else:
            middles = [(a + b) / 2 for a, b in zip(edges, edges[1:])]
            self._mesh(edges, None, middles)
            low, high = edges[0], edges[-1]
        if is_log:
            (ax.set_yscale if is_vertical else ax.set_xscale)('log')
        axis, other = (ax.yaxis, ax.xaxis) if is_vertical else (ax.xaxis, ax.yaxis)
        axis.set_limits(low, high)
        other.set_limits(0.0, 1.0)

    def _mesh(self, places, fractions, values=None):
        """Colours between places along the bar."""
        count = len(places) - 1
        is_vertical = self.orientation == 'vertical'
        if is_vertical:
            xs, ys = [0.0, 1.0] * (count + 1), [p for p in places for _ in range(2)]
            rows, columns = count, 1
        else:
            xs, ys = list(places) * 2, [0.0] * (count + 1) + [1.0] * (count + 1)
            rows, columns = 1, count
        if values is None:
            from matplotlib.colors import Normalize
            norm, values = Normalize(0.0, 1.0), fractions
        else:
            norm = self.mappable.norm
        mesh = QuadMesh(xs, ys, rows, columns, values, cmap=self.mappable.cmap, norm=norm, edgecolors='face', linewidths=0.0)
        if hasattr(self.mappable, 'band_colors'):
            colors = self.mappable.band_colors()
            mesh.face_colors = lambda: colors
            mesh._is_regular = lambda xs, ys: False
        if isinstance(self.alpha, (int, float)):
            mesh._alpha = self.alpha
        self.ax._add(mesh)
        self.solids = mesh

    def set_label(self, label, *, loc=None, **kwargs):
        if self.orientation == 'vertical':
            self.ax.set_ylabel(label, loc=loc, **kwargs)
        else:
            self.ax.set_xlabel(label, loc=loc, **kwargs)

    def set_ticks(self, ticks, *, labels=None, minor=False, **kwargs):
        if hasattr(ticks, 'tick_list'):
            self._long.set_major_locator(ticks)
            return
        limits = self._long.limits()
        self._long.set_ticks(floats(ticks), labels, minor=minor, **kwargs)
        self._long.set_limits(*limits)

    def get_ticks(self, minor=False):
        return self._long.get_ticklocs(minor=minor)

    def set_ticklabels(self, ticklabels, *, minor=False, **kwargs):
        self._long.set_ticklabels(ticklabels, minor=minor, **kwargs)

    def minorticks_on(self):
        self.ax.minorticks_on()

    def minorticks_off(self):
        self.ax.minorticks_off()

    def update_ticks(self):
        pass

    def update_normal(self, mappable=None):
        if mappable is not None:
            self.mappable = mappable
        for artist in list(self.ax._artists):
            artist.remove()
        self._build(None, None, False)

    def draw_all(self):
        pass

    def remove(self):
        self.ax.remove()

    def set_alpha(self, alpha):
        self.alpha = alpha
        self.solids._alpha = alpha

    @property
    def formatter(self):
        return self._long.get_major_formatter()

    @property
    def locator(self):
        return self._long.get_major_locator()
