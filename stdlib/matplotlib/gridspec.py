"""Rows and columns of a figure that axes stand in."""
from matplotlib import rcParams
from matplotlib.transforms import Bbox


class GridSpecBase:
    def __init__(self, nrows, ncols, height_ratios=None, width_ratios=None):
        for name, count in (('rows', nrows), ('columns', ncols)):
            if not isinstance(count, int) or count <= 0:
                raise ValueError(f'Number of {name} must be a positive integer, not {count!r}')
        self._nrows, self._ncols = nrows, ncols
        self.set_height_ratios(height_ratios)
        self.set_width_ratios(width_ratios)

    nrows = property(lambda self: self._nrows)
    ncols = property(lambda self: self._ncols)

    def get_geometry(self):
        return self._nrows, self._ncols

    def set_width_ratios(self, ratios):
        if ratios is not None and len(ratios) != self._ncols:
            raise ValueError('Expected the given number of width ratios to match the number of columns of the grid')
        self._width_ratios = [1.0] * self._ncols if ratios is None else [float(r) for r in ratios]

    def set_height_ratios(self, ratios):
        if ratios is not None and len(ratios) != self._nrows:
            raise ValueError('Expected the given number of height ratios to match the number of rows of the grid')
        self._height_ratios = [1.0] * self._nrows if ratios is None else [float(r) for r in ratios]

    def get_width_ratios(self):
        return self._width_ratios

    def get_height_ratios(self):
        return self._height_ratios

    def __getitem__(self, key):
        rows, columns = self._nrows, self._ncols

        def normal(k, size, axis):
            if isinstance(k, slice):
                start, stop, _ = k.indices(size)
                if stop > start:
                    return start, stop - 1
                raise IndexError('GridSpec slice would result in no space allocated for subplot')
            if not -size <= k < size:
                raise IndexError(f'index {k} is out of bounds for axis {axis} with size {size}' if axis is not None
                                 else f'index {k} is out of bounds for GridSpec with size {size}')
            return k % size, k % size
        if isinstance(key, tuple):
            if len(key) != 2:
                raise ValueError('Unrecognized subplot spec')
            (r0, r1), (c0, c1) = normal(key[0], rows, 0), normal(key[1], columns, 1)
            return SubplotSpec(self, r0 * columns + c0, r1 * columns + c1)
        first, last = normal(key, rows * columns, None)
        return SubplotSpec(self, first, last)

    def subplots(self, *, sharex=False, sharey=False, squeeze=True, subplot_kw=None):
        from matplotlib.figure import make_subplots
        return make_subplots(self, sharex, sharey, squeeze, subplot_kw)

    def cells(self, figure):
        """Edges of columns and rows as fractions of the figure: lefts, rights, bottoms, tops."""
        left, bottom, right, top, wspace, hspace = self._frame(figure)
        rows, columns = self._nrows, self._ncols
        cell = (right - left) / (columns + wspace * (columns - 1))
        norm = cell * columns / sum(self._width_ratios)
        lefts, rights, x = [], [], left
        for ratio in self._width_ratios:
            lefts.append(x)
            rights.append(x + ratio * norm)
            x = rights[-1] + wspace * cell
        cell = (top - bottom) / (rows + hspace * (rows - 1))
        norm = cell * rows / sum(self._height_ratios)
        tops, bottoms, y = [], [], top
        for ratio in self._height_ratios:
            tops.append(y)
            bottoms.append(y - ratio * norm)
            y = bottoms[-1] - hspace * cell
        return lefts, rights, bottoms, tops


class GridSpec(GridSpecBase):
    def __init__(self, nrows, ncols, figure=None, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None,
                 width_ratios=None, height_ratios=None):
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.wspace, self.hspace, self.figure = wspace, hspace, figure
        GridSpecBase.__init__(self, nrows, ncols, height_ratios, width_ratios)

    def update(self, **kwargs):
        for key, value in kwargs.items():
            if key not in ('left', 'bottom', 'right', 'top', 'wspace', 'hspace'):
                raise AttributeError(f'{key} is an unknown keyword')
            setattr(self, key, value)
        if self.figure is not None:
            self.figure._reposition()

    def _frame(self, figure):
        pars = figure.subplotpars
        return tuple(getattr(pars, name) if getattr(self, name) is None else getattr(self, name)
                     for name in ('left', 'bottom', 'right', 'top', 'wspace', 'hspace'))

    def topmost(self):
        return self

    def tight_layout(self, figure, renderer=None, pad=1.08, h_pad=None, w_pad=None, rect=None):
        figure.tight_layout(pad=pad, h_pad=h_pad, w_pad=w_pad, rect=rect)


class GridSpecFromSubplotSpec(GridSpecBase):
    def __init__(self, nrows, ncols, subplot_spec, wspace=None, hspace=None, height_ratios=None, width_ratios=None):
        self._spec, self._wspace, self._hspace = subplot_spec, wspace, hspace
        self.figure = getattr(subplot_spec.get_gridspec(), 'figure', None)
        GridSpecBase.__init__(self, nrows, ncols, height_ratios, width_ratios)

    def _frame(self, figure):
        box = self._spec.get_position(figure)
        wspace = self._wspace if self._wspace is not None else figure.subplotpars.wspace
        hspace = self._hspace if self._hspace is not None else figure.subplotpars.hspace
        return box.x0, box.y0, box.x1, box.y1, wspace, hspace

    def topmost(self):
        return self._spec.get_gridspec().topmost()


class SubplotSpec:
    """The cells from one number to another."""

    def __init__(self, gridspec, num1, num2=None):
        self._gridspec, self.num1 = gridspec, num1
        self.num2 = num1 if num2 is None else num2

    rowspan = property(lambda self: range(self.num1 // self._gridspec.ncols, self.num2 // self._gridspec.ncols + 1))

    @property
    def colspan(self):
        first, last = sorted([self.num1 % self._gridspec.ncols, self.num2 % self._gridspec.ncols])
        return range(first, last + 1)

    def get_gridspec(self):
        return self._gridspec

    def get_geometry(self):
        return self._gridspec.nrows, self._gridspec.ncols, self.num1, self.num2

    def get_position(self, figure):
        lefts, rights, bottoms, tops = self._gridspec.cells(figure)
        rows, columns = list(self.rowspan), list(self.colspan)
        return Bbox(((min(lefts[c] for c in columns), min(bottoms[r] for r in rows)),
                     (max(rights[c] for c in columns), max(tops[r] for r in rows))))

    def get_topmost_subplotspec(self):
        gridspec = self._gridspec
        return gridspec._spec.get_topmost_subplotspec() if isinstance(gridspec, GridSpecFromSubplotSpec) else self

    def subgridspec(self, nrows, ncols, **kwargs):
        return GridSpecFromSubplotSpec(nrows, ncols, self, **kwargs)

    def is_first_row(self):
        return self.rowspan.start == 0

    def is_last_row(self):
        return self.rowspan.stop == self._gridspec.nrows

    def is_first_col(self):
        return self.colspan.start == 0

    def is_last_col(self):
        return self.colspan.stop == self._gridspec.ncols

    def __eq__(self, other):
        return (isinstance(other, SubplotSpec) and self._gridspec is other._gridspec
                and (self.num1, self.num2) == (other.num1, other.num2))

    def __hash__(self):
        return hash((self.num1, self.num2))


class SubplotParams:
    """Margins and gaps of a figure's subplots."""

    def __init__(self, **kwargs):
        for name in ('left', 'bottom', 'right', 'top', 'wspace', 'hspace'):
            setattr(self, name, rcParams[f'figure.subplot.{name}'])
        self.update(**kwargs)

    def update(self, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
        new_left, new_right = self.left if left is None else left, self.right if right is None else right
        new_bottom, new_top = self.bottom if bottom is None else bottom, self.top if top is None else top
        if new_left >= new_right:
            raise ValueError('left cannot be >= right')
        if new_bottom >= new_top:
            raise ValueError('bottom cannot be >= top')
        self.left, self.right, self.bottom, self.top = new_left, new_right, new_bottom, new_top
        if wspace is not None:
            self.wspace = wspace
        if hspace is not None:
            self.hspace = hspace
