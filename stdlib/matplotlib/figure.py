"""Figures: pages with axes, drawn and written to files."""
import os

from _cairo import Context, shows_pictures
from matplotlib import rcParams
from matplotlib._arrays import array, flatten, object_array
from matplotlib._renderer import Renderer
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.colors import check_color, to_rgba
from matplotlib.gridspec import GridSpec, SubplotParams, SubplotSpec
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, BoxTransform, IdentityTransform, Transform

_FORMATS = {'png': 'image', 'svg': 'svg', 'pdf': 'pdf', 'rgba': 'image', 'raw': 'image'}
_PICTURES = ('jpg', 'jpeg', 'tif', 'tiff', 'webp', 'gif')


def write_file(target, data):
    """Bytes to a path, or to an open file."""
    if hasattr(target, 'write'):
        target.write(data)
        return
    path = os.fspath(target)
    with open(path, 'wb') as file:
        file.write(data)


def make_subplots(grid, sharex, sharey, squeeze, subplot_kw):
    """Axes in every cell of a grid as an array."""
    def kind(value):
        if isinstance(value, bool):
            return 'all' if value else 'none'
        if value not in ('all', 'row', 'col', 'none'):
            raise ValueError(f"{value!r} is not a valid value for sharex. Supported values are 'all', 'row', 'col', 'none', "
                             'False, True')
        return value
    sharex, sharey = kind(sharex), kind(sharey)
    rows, columns = grid.get_geometry()
    made = {}
    for r in range(rows):
        for c in range(columns):
            first = {'none': None, 'all': made.get((0, 0)), 'row': made.get((r, 0)), 'col': made.get((0, c))}
            made[r, c] = grid.figure.add_subplot(grid[r, c], sharex=first[sharex], sharey=first[sharey],
                                                 **(subplot_kw or {}))
    if sharex in ('col', 'all'):
        for (r, c), axes in made.items():
            if r < rows - 1:
                axes._label_outer_state = (True, axes._label_outer_state[1] if axes._label_outer_state else False)
                axes._apply_label_outer()
    if sharey in ('row', 'all'):
        for (r, c), axes in made.items():
            if c > 0:
                axes._label_outer_state = (axes._label_outer_state[0] if axes._label_outer_state else False, True)
                axes._apply_label_outer()
    items = list(made.values())
    if squeeze:
        if len(items) == 1:
            return items[0]
        if rows == 1 or columns == 1:
            return object_array(items, (len(items),))
    return object_array(items, (rows, columns))


class Figure(Artist):
    def __init__(self, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, linewidth=0.0, frameon=None,
                 subplotpars=None, tight_layout=None, constrained_layout=None, layout=None, **kwargs):
        Artist.__init__(self)
        self.figure = self
        size = rcParams['figure.figsize'] if figsize is None else figsize
        self.set_size_inches(size)
        self.dpi = float(rcParams['figure.dpi'] if dpi is None else dpi)
        self._face = rcParams['figure.facecolor'] if facecolor is None else facecolor
        self._edge = rcParams['figure.edgecolor'] if edgecolor is None else edgecolor
        check_color('facecolor', self._face)
        self._linewidth = linewidth
        self._frameon = rcParams['figure.frameon'] if frameon is None else frameon
        self.subplotpars = subplotpars or SubplotParams()
        self._layout = None
        self._layout_options = {}
        if layout is not None:
            self.set_layout_engine(layout)
        elif tight_layout or (tight_layout is None and rcParams['figure.autolayout']):
            self._layout = 'tight'
            self._layout_options = dict(tight_layout) if isinstance(tight_layout, dict) else {}
        elif constrained_layout or (constrained_layout is None and rcParams['figure.constrained_layout.use']):
            self._layout = 'constrained'
        self.transFigure = self.transSubfigure = BoxTransform(lambda: (0.0, 0.0, *self.pixel_size()))
        self.dpi_scale_trans = _Inches(self)
        self._axes, self._stack = [], []
        self._artists = []
        self.legends = []
        self._suptitle = self._supxlabel = self._supylabel = None
        self._current_image = None
        self.canvas = FigureCanvasBase(self)
        self.number = None
        self._update(kwargs)

    # Size.

    def set_size_inches(self, w, h=None, forward=True):
        if h is None:
            w, h = flatten(w)[0]
        if not (w - w == 0 and h - h == 0) or w < 0 or h < 0:
            raise ValueError(f'figure size must be positive finite not ({w}, {h})')
        self._size = (float(w), float(h))

    def get_size_inches(self):
        return array(list(self._size))

    def get_size_inches_list(self):
        return self._size

    def set_figwidth(self, val, forward=True):
        self._size = (float(val), self._size[1])

    def set_figheight(self, val, forward=True):
        self._size = (self._size[0], float(val))

    def get_figwidth(self):
        return self._size[0]

    def get_figheight(self):
        return self._size[1]

    def set_dpi(self, val):
        self.dpi = float(val)

    def get_dpi(self):
        return self.dpi

    def pixel_size(self):
        return self._size[0] * self.dpi, self._size[1] * self.dpi

    @property
    def bbox(self):
        width, height = self.pixel_size()
        return Bbox(((0.0, 0.0), (width, height)))

    @property
    def bbox_inches(self):
        return Bbox(((0.0, 0.0), self._size))

    # Look.

    def set_facecolor(self, color):
        check_color('facecolor', color)
        self._face = color

    def get_facecolor(self):
        return to_rgba(self._face)

    def set_edgecolor(self, color):
        self._edge = color

    def get_edgecolor(self):
        return to_rgba(self._edge)

    def set_linewidth(self, w):
        self._linewidth = w

    def set_frameon(self, b):
        self._frameon = b

    @property
    def patch(self):
        return _FigurePatch(self)

    # Layout.

    def set_layout_engine(self, layout=None, **kwargs):
        if layout not in (None, 'none', 'tight', 'constrained', 'compressed'):
            raise ValueError(f"Invalid value for 'layout': {layout!r}")
        self._layout = None if layout == 'none' else layout
        self._layout_options = kwargs

    def get_layout_engine(self):
        return self._layout

    def set_tight_layout(self, tight):
        self._layout = 'tight' if tight else None
        self._layout_options = dict(tight) if isinstance(tight, dict) else {}

    def set_constrained_layout(self, constrained):
        self._layout = 'constrained' if constrained else None

    def tight_layout(self, *, pad=1.08, h_pad=None, w_pad=None, rect=None):
        from matplotlib._layout import tight_parameters
        pars = tight_parameters(self, pad, h_pad, w_pad, rect)
        if pars is not None:
            self.subplots_adjust(**pars)

    def subplots_adjust(self, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
        self.subplotpars.update(left, bottom, right, top, wspace, hspace)
        self._reposition()

    def _reposition(self):
        for axes in self._axes:
            spec = axes.get_subplotspec()
            if spec is not None:
                axes._original = spec.get_position(self)
                axes._drawn_box = None

    def _apply_layout(self):
        if self._layout == 'tight':
            self.tight_layout(**{k: v for k, v in self._layout_options.items() if k in ('pad', 'h_pad', 'w_pad', 'rect')})
        elif self._layout in ('constrained', 'compressed'):
            # The pads are a third of those of the tight layout. New sizes may bring other labels: once more.
            for _ in range(2):
                self.tight_layout(pad=0.3, h_pad=0.9, w_pad=0.9)

    # Axes.

    @property
    def axes(self):
        return list(self._axes)

    @axes.setter
    def axes(self, value):
        pass

    def get_axes(self):
        return self.axes

    def _note_axes(self, axes):
        axes.figure = self
        axes._clip_on = False
        return axes

    def _take(self, axes):
        self._axes.append(axes)
        self._note_axes(axes)
        self.sca(axes)
        return axes

    def add_subplot(self, *args, **kwargs):
        if 'figure' in kwargs:
            raise TypeError("add_subplot() got an unexpected keyword argument 'figure'")
        if len(args) == 1 and isinstance(args[0], Axes):
            return self._take(args[0]) if args[0] not in self._axes else args[0]
        spec = self._spec(args)
        return self._take(self._make_axes(spec, kwargs))

    def _make_axes(self, position, kwargs):
        projection, polar = kwargs.pop('projection', None), kwargs.pop('polar', False)
        kwargs.pop('axes_class', None)
        if polar or projection == 'polar':
            from matplotlib.projections import PolarAxes
            return PolarAxes(self, position, **kwargs)
        if projection == '3d':
            from mpl_toolkits.mplot3d import Axes3D
            return Axes3D(self, position, **kwargs)
        if projection not in (None, 'rectilinear'):
            raise ValueError(f'{projection!r} is not a valid value for projection.')
        return Axes(self, position, **kwargs)

    def _spec(self, args):
        if not args:
            args = (1, 1, 1)
        if len(args) == 1:
            arg = args[0]
            if isinstance(arg, SubplotSpec):
                return arg
            if isinstance(arg, GridSpec):
                return arg[0]
            if not isinstance(arg, int) or not 100 <= arg <= 999:
                raise ValueError('Single argument to subplot must be a three-digit integer, not ' + repr(arg))
            rows, columns, num = arg // 100, arg // 10 % 10, arg % 10
        elif len(args) == 3:
            rows, columns, num = args
        else:
            raise TypeError(f'add_subplot() takes 1 or 3 positional arguments but {len(args)} were given')
        rows = rows if isinstance(rows, int) else self._whole(rows, 'rows')
        columns = columns if isinstance(columns, int) else self._whole(columns, 'columns')
        grid = self._grid(rows, columns)
        if isinstance(num, tuple) and len(num) == 2:
            first, last = num
            if not all(isinstance(n, int) for n in num):
                raise ValueError('Subplot specifier tuple must contain integers')
            return SubplotSpec(grid, first - 1, last - 1)
        if not hasattr(num, '__index__') or not 1 <= num.__index__() <= rows * columns:
            raise ValueError(f'num must be an integer with 1 <= num <= {rows * columns}, not {num!r}')
        return SubplotSpec(grid, num.__index__() - 1)

    @staticmethod
    def _whole(value, name):
        if hasattr(value, '__index__'):
            return value.__index__()
        raise ValueError(f'Number of {name} must be a positive integer, not {value!r}')

    def _grid(self, rows, columns):
        for axes in self._axes:
            spec = axes.get_subplotspec()
            if spec is not None:
                grid = spec.get_topmost_subplotspec().get_gridspec()
                if grid.get_geometry() == (rows, columns) and isinstance(grid, GridSpec):
                    return grid
        return GridSpec(rows, columns, figure=self)

    def add_axes(self, *args, **kwargs):
        if args and isinstance(args[0], Axes):
            return self._take(args[0]) if args[0] not in self._axes else args[0]
        if not args and 'rect' not in kwargs:
            raise TypeError("add_axes() missing 1 required positional argument: 'rect'")
        rect = args[0] if args else kwargs.pop('rect')
        values = rect.bounds if isinstance(rect, Bbox) else flatten(rect)[0]
        if not all(float(v) - float(v) == 0 for v in values):
            raise ValueError(f'all entries in rect must be finite not {rect}')
        return self._take(self._make_axes(tuple(float(v) for v in values), kwargs))

    def add_axes_like(self, other, **kwargs):
        position = other.get_subplotspec() or other._original
        return self._take(type(other)(self, position, **kwargs))

    def add_gridspec(self, nrows=1, ncols=1, **kwargs):
        return GridSpec(nrows, ncols, figure=self, **kwargs)

    def subplots(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None,
                 height_ratios=None, subplot_kw=None, gridspec_kw=None):
        options = dict(gridspec_kw or {})
        if width_ratios is not None:
            options['width_ratios'] = width_ratios
        if height_ratios is not None:
            options['height_ratios'] = height_ratios
        grid = GridSpec(nrows if isinstance(nrows, int) else self._whole(nrows, 'rows'),
                        ncols if isinstance(ncols, int) else self._whole(ncols, 'columns'), figure=self, **options)
        return make_subplots(grid, sharex, sharey, squeeze, subplot_kw)

    def subplot_mosaic(self, mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None,
                       empty_sentinel='.', subplot_kw=None, gridspec_kw=None, **kwargs):
        if isinstance(mosaic, str):
            parts = mosaic.strip('\n').split('\n') if '\n' in mosaic else mosaic.split(';')
            mosaic = [list(row.strip()) for row in parts if row.strip()]
        options = dict(gridspec_kw or {})
        if width_ratios is not None:
            options['width_ratios'] = width_ratios
        if height_ratios is not None:
            options['height_ratios'] = height_ratios
        grid = GridSpec(len(mosaic), len(mosaic[0]), figure=self, **options)
        spans = {}
        for r, row in enumerate(mosaic):
            for c, name in enumerate(row):
                if name == empty_sentinel:
                    continue
                r0, r1, c0, c1 = spans.get(name, (r, r, c, c))
                spans[name] = (min(r0, r), max(r1, r), min(c0, c), max(c1, c))
        made, first = {}, None
        for name, (r0, r1, c0, c1) in spans.items():
            axes = self.add_subplot(grid[r0:r1 + 1, c0:c1 + 1], sharex=first if sharex else None,
                                    sharey=first if sharey else None, label=str(name), **(subplot_kw or {}))
            first = first or axes
            made[name] = axes
        return made

    def delaxes(self, ax):
        if ax in self._axes:
            self._axes.remove(ax)
        if ax in self._stack:
            self._stack.remove(ax)

    def sca(self, a):
        if a in self._stack:
            self._stack.remove(a)
        self._stack.append(a)
        return a

    def gca(self):
        return self._stack[-1] if self._stack else self.add_subplot()

    def _gci(self):
        return self._current_image

    def clear(self, keep_observers=False):
        self._axes, self._stack, self._artists, self.legends = [], [], [], []
        self._suptitle = self._supxlabel = self._supylabel = None
        self._current_image = None
        self.subplotpars = SubplotParams()

    clf = clear

    # Texts.

    def _sup(self, attribute, text, x, y, options, kwargs):
        known = getattr(self, attribute)
        size, weight = options.pop('size'), options.pop('weight')
        if 'size' not in kwargs and 'fontsize' not in kwargs and 'fontproperties' not in kwargs:
            kwargs['fontsize'] = rcParams[size]
        if 'weight' not in kwargs and 'fontweight' not in kwargs:
            kwargs['fontweight'] = rcParams[weight]
        for short, name in (('ha', 'horizontalalignment'), ('va', 'verticalalignment')):
            if short in kwargs:
                kwargs[name] = kwargs.pop(short)
        options.update(kwargs)
        if known is not None:
            known.set_text(text)
            known.set_position((x, y))
            known._update(options)
            return known
        made = self.text(x, y, text, **options)
        setattr(self, attribute, made)
        return made

    def suptitle(self, t, **kwargs):
        x, y = kwargs.pop('x', 0.5), kwargs.pop('y', 0.98)
        return self._sup('_suptitle', t, x, y, dict(horizontalalignment='center', verticalalignment='top',
                                                    size='figure.titlesize', weight='figure.titleweight'), kwargs)

    def supxlabel(self, t, **kwargs):
        x, y = kwargs.pop('x', 0.5), kwargs.pop('y', 0.01)
        return self._sup('_supxlabel', t, x, y, dict(horizontalalignment='center', verticalalignment='bottom',
                                                     size='figure.labelsize', weight='figure.labelweight'), kwargs)

    def supylabel(self, t, **kwargs):
        x, y = kwargs.pop('x', 0.02), kwargs.pop('y', 0.5)
        return self._sup('_supylabel', t, x, y, dict(horizontalalignment='left', verticalalignment='center',
                                                     rotation='vertical', rotation_mode='anchor',
                                                     size='figure.labelsize', weight='figure.labelweight'), kwargs)

    def get_suptitle(self):
        return '' if self._suptitle is None else self._suptitle.get_text()

    def text(self, x, y, s, fontdict=None, **kwargs):
        options = {'transform': self.transFigure}
        options.update(fontdict or {})
        options.update(kwargs)
        text = Text(x=x, y=y, text=s, **options)
        text.figure = self
        return self.add_artist(text)

    def add_artist(self, artist, clip=False):
        artist.figure = self
        if artist._transform is None and artist.axes is None:
            artist.set_transform(self.transFigure)
        self._artists.append(artist)
        artist._remove = self._artists.remove
        return artist

    def figimage(self, X, xo=0, yo=0, **kwargs):
        from matplotlib.image import AxesImage
        kwargs.pop('resize', None)
        image = AxesImage(None, **kwargs)
        image.set_data(X)
        rows, columns = image.get_size()
        image._extent = (xo, xo + columns, yo, yo + rows) if image.origin == 'lower' else (xo, xo + columns, yo, yo + rows)
        image.set_transform(IdentityTransform())
        image._clip_on = False
        return self.add_artist(image)

    @property
    def texts(self):
        return [a for a in self._artists if isinstance(a, Text)]

    def legend(self, *args, **kwargs):
        from matplotlib.legend import Legend, parse_legend_args
        handles, labels, kwargs = parse_legend_args(self._axes, args, kwargs)
        kwargs.setdefault('bbox_transform', self.transFigure)
        legend = Legend(self, handles, labels, **kwargs)
        legend.figure = self
        self.legends.append(legend)
        legend._remove = self.legends.remove
        return legend

    def colorbar(self, mappable, cax=None, ax=None, use_gridspec=True, **kwargs):
        from matplotlib.colorbar import make_colorbar
        if ax is None:
            ax = getattr(mappable, 'axes', None)
        if ax is None and cax is None:
            raise ValueError('Unable to determine Axes to steal space for Colorbar. Either provide the *cax* argument to '
                             'use as the Axes for the Colorbar, provide the *ax* argument to steal space from it, or add '
                             '*mappable* to an Axes.')
        current = self._stack[-1] if self._stack else None
        bar = make_colorbar(self, mappable, cax, ax, kwargs)
        if current is not None:
            self.sca(current)
        return bar

    def autofmt_xdate(self, bottom=0.2, rotation=30, ha='right', which='major'):
        for axes in self._axes:
            spec = axes.get_subplotspec()
            if spec is None or spec.is_last_row():
                for label in axes.get_xticklabels():
                    label.set_ha(ha)
                    label.set_rotation(rotation)
            else:
                axes.xaxis.set_tick_params(labelbottom=False)
        self.subplots_adjust(bottom=bottom)

    def align_labels(self, axs=None):
        pass

    align_xlabels = align_ylabels = align_titles = align_labels

    def subfigures(self, nrows=1, ncols=1, **kwargs):
        raise NotImplementedError('subfigures are not drawn here')

    # Drawing.

    def measuring_renderer(self):
        return Renderer(None, self.dpi)

    def get_children(self):
        return self._axes + self._artists + self.legends

    def draw(self, renderer):
        width, height = self.pixel_size()
        if self._frameon and self._visible:
            face = to_rgba(self._face)
            if self._patch_alpha is not None:
                face = face[:3] + (self._patch_alpha,)
            if face[3] > 0:
                renderer.polygon([0, width, width, 0], [0, 0, height, height], face,
                                 to_rgba(self._edge) if self._linewidth else None, self._linewidth)
        items = [(a.zorder, a) for a in self._artists] + [(a.zorder, a) for a in self._axes] + \
                [(a.zorder, a) for a in self.legends]
        items.sort(key=lambda pair: pair[0])
        for _, artist in items:
            artist.draw(renderer)

    _patch_alpha = None

    def draw_without_rendering(self):
        self._apply_layout()
        renderer = self.measuring_renderer()
        for axes in self._axes:
            axes.tight_box(renderer)

    def draw_artist(self, a):
        pass

    def _tight_box(self):
        """What is drawn, in inches."""
        renderer = self.measuring_renderer()
        boxes = [a.tight_box(renderer) for a in self._artists + self.legends if a._visible and a._in_layout]
        boxes += [a.tight_box(renderer) for a in self._axes]
        boxes = [b for b in boxes if b is not None and (b.width or b.height)]
        if not boxes:
            return self.bbox_inches
        box = Bbox.union(boxes)
        return Bbox(((box.x0 / self.dpi, box.y0 / self.dpi), (box.x1 / self.dpi, box.y1 / self.dpi)))

    def get_tightbbox(self, renderer=None, **kwargs):
        return self._tight_box()

    def _page(self, kind, dpi, bbox_inches=None, pad_inches=None):
        """The figure drawn on a page of cairo."""
        before = self.dpi
        self.dpi = float(dpi)
        try:
            self._apply_layout()
            x0 = y0 = 0.0
            width, height = self.pixel_size()
            if kind == 'image':
                width, height = int(width + 1e-6), int(height + 1e-6)
            if bbox_inches is not None:
                if isinstance(bbox_inches, str):
                    if bbox_inches != 'tight':
                        raise ValueError("bbox_inches must be 'tight' or a Bbox")
                    box = self._tight_box()
                    if pad_inches == 'layout':
                        pad_inches = rcParams['savefig.pad_inches']
                    box = box.padded(rcParams['savefig.pad_inches'] if pad_inches is None else pad_inches)
                else:
                    box = bbox_inches
                x0, y0 = box.x0 * self.dpi, box.y0 * self.dpi
                width, height = box.width * self.dpi, box.height * self.dpi
                if kind == 'image':
                    x0, y0 = int(x0 // 1), int(y0 // 1)
                    width, height = max(1, int(-(-(box.x1 * self.dpi) // 1) - x0)), max(1, int(-(-(box.y1 * self.dpi) // 1) - y0))
            context = Context(kind, width, height)
            self.draw(_Moved(context, self.dpi, x0, y0) if x0 or y0 else Renderer(context, self.dpi))
            return context
        finally:
            self.dpi = before

    def savefig(self, fname, *, transparent=None, dpi=None, format=None, bbox_inches=None, pad_inches=None, facecolor=None,
                edgecolor=None, metadata=None, backend=None, orientation=None, papertype=None, bbox_extra_artists=None,
                pil_kwargs=None):
        """Writes the figure as PNG, SVG or PDF."""
        if not hasattr(fname, 'write'):
            path = os.fspath(fname)
            if isinstance(path, bytes):
                path = path.decode()
        if format is None:
            format = rcParams['savefig.format']
            if not hasattr(fname, 'write'):
                base = path.rsplit('/', 1)[-1]
                if '.' in base.lstrip('.'):
                    format = base.rsplit('.', 1)[-1]
                    if format == '':
                        format = rcParams['savefig.format']
                else:
                    path = path + '.' + format
                    fname = path
        format = format.lower()
        if format not in _FORMATS and format not in _PICTURES:
            raise ValueError(f'Format {format!r} is not supported (supported formats: pdf, png, raw, rgba, svg)')
        dpi = rcParams['savefig.dpi'] if dpi is None else dpi
        if dpi == 'figure':
            dpi = self.dpi
        if bbox_inches is None:
            bbox_inches = rcParams['savefig.bbox']
        kind = _FORMATS.get(format, 'image')
        if kind != 'image':
            dpi = 72
        transparent = rcParams['savefig.transparent'] if transparent is None else transparent
        face = rcParams['savefig.facecolor'] if facecolor is None else facecolor
        saved = (self._face, self._edge, self._patch_alpha, [(a, a._patch_alpha) for a in self._axes])
        try:
            if transparent and facecolor is None:
                self._patch_alpha = 0.0
                for axes in self._axes:
                    axes._patch_alpha = 0.0
            elif face != 'auto':
                self._face = face
            page = self._page(kind, dpi, bbox_inches, pad_inches)
        finally:
            self._face, self._edge, self._patch_alpha = saved[:3]
            for axes, alpha in saved[3]:
                axes._patch_alpha = alpha
        if format in _PICTURES:
            return self._save_picture(page, fname, format)
        write_file(fname, page.pixels() if format in ('raw', 'rgba') else page.encoded())

    @staticmethod
    def _save_picture(page, fname, format):
        """Formats that pictures are written in by PIL, without transparency."""
        import torch
        from PIL import Image
        data = torch.tensor(list(page.pixels()), dtype=torch.uint8).reshape(page.height, page.width, 4)
        picture = Image.fromarray(data).convert('RGB')
        picture.save(fname, format={'jpg': 'jpeg', 'tif': 'tiff'}.get(format, format))

    def show(self, warn=True):
        """Hands the picture to the notebook or terminal that runs the program."""
        if shows_pictures():
            self.display_page().show('')

    def display_page(self):
        """The figure as it is shown."""
        return self._page('image', self.dpi)

    def ginput(self, *args, **kwargs):
        raise NotImplementedError('ginput needs a window')

    def set_canvas(self, canvas):
        pass

    def __str__(self):
        width, height = self.pixel_size()
        return f'Figure({width:g}x{height:g})'

    def __repr__(self):
        width, height = self.pixel_size()
        return f'<Figure size {width:g}x{height:g} with {len(self._axes)} Axes>'


class _Moved(Renderer):
    """Draws with the page's corner at another place."""

    def __init__(self, context, dpi, x0, y0):
        Renderer.__init__(self, _Shifted(context, x0, y0), dpi)


class _Shifted:
    def __init__(self, context, x0, y0):
        self._context, self._x, self._y = context, x0, y0

    def __getattr__(self, name):
        return getattr(self._context, name)

    def lines(self, xs, ys, closed=False, snap=None):
        dx, dy = self._x, self._y
        self._context.lines([x - dx for x in xs], [y - dy for y in ys], closed, snap)

    def path(self, codes, numbers, snap=None):
        dx, dy = self._x, self._y
        self._context.path(codes, [n - (dy if i % 2 else dx) for i, n in enumerate(numbers)], snap)

    def markers(self, codes, numbers, xs, ys, *rest):
        dx, dy = self._x, self._y
        self._context.markers(codes, numbers, [x - dx for x in xs], [y - dy for y in ys], *rest)

    def text(self, text, size, family, bold, italic, x, y, angle, color):
        self._context.text(text, size, family, bold, italic, x - self._x, y - self._y, angle, color)

    def image(self, pixels, columns, rows, x0, y0, x1, y1, smooth, alpha):
        dx, dy = self._x, self._y
        self._context.image(pixels, columns, rows, x0 - dx, y0 - dy, x1 - dx, y1 - dy, smooth, alpha)


class _Inches(Transform):
    def __init__(self, figure):
        self._figure = figure

    def map(self, xs, ys):
        dpi = self._figure.dpi
        return [x * dpi for x in xs], [y * dpi for y in ys]

    def unmap(self, xs, ys):
        dpi = self._figure.dpi
        return [x / dpi for x in xs], [y / dpi for y in ys]


class _FigurePatch:
    """The background, as `fig.patch`."""

    def __init__(self, figure):
        self._figure = figure

    def set_facecolor(self, color):
        self._figure.set_facecolor(color)

    set_color = set_fc = set_facecolor

    def get_facecolor(self):
        return self._figure.get_facecolor()

    def set_alpha(self, alpha):
        self._figure._patch_alpha = alpha

    def set_visible(self, b):
        self._figure._frameon = bool(b)

    def set_edgecolor(self, color):
        self._figure.set_edgecolor(color)

    def set_linewidth(self, w):
        self._figure.set_linewidth(w)
