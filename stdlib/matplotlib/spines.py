"""The lines at the edges of axes."""
from matplotlib import _strokes, rcParams
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox


class Spine(Patch):
    zorder = 2.5

    def __init__(self, axes, side):
        Patch.__init__(self, edgecolor=rcParams['axes.edgecolor'], facecolor='none',
                       linewidth=rcParams['axes.linewidth'])
        self.axes, self.spine_type = axes, side
        self._position, self._bounds = None, None
        self._clip_on = False
        self.set_visible(rcParams[f'axes.spines.{side}'])

    def set_color(self, c):
        self.set_edgecolor(c)

    def set_position(self, position):
        if isinstance(position, str):
            if position not in ('center', 'zero'):
                raise ValueError("position must be 'center' or 'zero'")
            position = ('axes', 0.5) if position == 'center' else ('data', 0)
        if len(position) != 2 or position[0] not in ('outward', 'axes', 'data'):
            raise ValueError("position should be 'center' or 2-tuple")
        self._position = position

    def get_position(self):
        return self._position or ('outward', 0.0)

    def set_bounds(self, low=None, high=None):
        if high is None and isinstance(low, (tuple, list)):
            low, high = low
        self._bounds = (low, high)

    def get_bounds(self):
        return self._bounds

    is_horizontal = property(lambda self: self.spine_type in ('bottom', 'top'))

    def place(self, scale):
        """The pixel row or column it stands in; `scale`: pixels a point."""
        axes = self.axes
        x0, y0, x1, y1 = axes.pixel_box()
        edge = {'left': x0, 'right': x1, 'bottom': y0, 'top': y1}[self.spine_type]
        if self._position is None:
            return edge
        kind, amount = self._position
        if kind == 'outward':
            return edge + (amount if self.spine_type in ('right', 'top') else -amount) * scale
        if kind == 'axes':
            return (y0 + amount * (y1 - y0)) if self.is_horizontal else (x0 + amount * (x1 - x0))
        if self.is_horizontal:
            return axes.transData.map([axes.xaxis.limits()[0]], [float(amount)])[1][0]
        return axes.transData.map([float(amount)], [axes.yaxis.limits()[0]])[0][0]

    def _ends(self, scale):
        axes = self.axes
        x0, y0, x1, y1 = axes.pixel_box()
        at = self.place(scale)
        if self.is_horizontal:
            if self._bounds is not None:
                low, high = self._bounds
                limits = axes.xaxis.limits()
                (x0, x1), _ = axes.transData.map([limits[0] if low is None else low, limits[1] if high is None else high],
                                                 [axes.yaxis.limits()[0]] * 2)
            return [x0, x1], [at, at]
        if self._bounds is not None:
            low, high = self._bounds
            limits = axes.yaxis.limits()
            _, (y0, y1) = axes.transData.map([axes.xaxis.limits()[0]] * 2,
                                             [limits[0] if low is None else low, limits[1] if high is None else high])
        return [at, at], [y0, y1]

    def draw(self, renderer):
        if not self._visible:
            return
        xs, ys = self._ends(renderer.scale)
        dashes = None if self._linestyle == 'None' else _strokes.dashes(self._linestyle, self._linewidth)[0]
        renderer.lines(xs, ys, self.get_edgecolor(), self._linewidth, dashes, cap='projecting')

    def tight_box(self, renderer):
        if not self._visible:
            return None
        xs, ys = self._ends(renderer.scale)
        return Bbox(((min(xs), min(ys)), (max(xs), max(ys))))


class _Several:
    """Calls a method on each of several spines."""

    def __init__(self, spines):
        self._spines = spines

    def __getattr__(self, name):
        if not name.startswith('set'):
            raise AttributeError(f"'SpinesProxy' object has no attribute '{name}'")

        def call(*args, **kwargs):
            for spine in self._spines:
                getattr(spine, name)(*args, **kwargs)
        return call


class Spines:
    """left, right, bottom and top by name, attribute, list of names, or `[:]`."""

    def __init__(self, axes):
        self._table = {side: Spine(axes, side) for side in ('left', 'right', 'bottom', 'top')}

    def __getattr__(self, name):
        table = self.__dict__.get('_table', {})
        if name in table:
            return table[name]
        raise AttributeError(f"'Spines' object does not contain a '{name}' spine")

    def __getitem__(self, key):
        if isinstance(key, (list, tuple)):
            unknown = [k for k in key if k not in self._table]
            if unknown:
                raise KeyError(', '.join(unknown))
            return _Several([self._table[k] for k in key])
        if isinstance(key, slice):
            return _Several(list(self._table.values()))
        return self._table[key]

    def __iter__(self):
        return iter(self._table)

    def __len__(self):
        return len(self._table)

    def __contains__(self, key):
        return key in self._table

    def keys(self):
        return self._table.keys()

    def values(self):
        return self._table.values()

    def items(self):
        return self._table.items()
