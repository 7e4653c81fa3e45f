"""`matplotlib.pyplot`: figures and axes that are current, and functions that draw in them."""
import contextlib

import matplotlib
from matplotlib import _strokes, cm, colors, rcParams, rcParamsDefault, style
from matplotlib._hints import hint
from matplotlib._rc import RcParams
from matplotlib.artist import Artist, get, getp, setp
from matplotlib.axes import REFUSED, Axes, Subplot
from matplotlib.cm import ScalarMappable, _colormaps as colormaps
from matplotlib.colors import Normalize
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.lines import Line2D
from matplotlib.patches import Arrow, Circle, Polygon, Rectangle
from matplotlib.text import Annotation, Text
from matplotlib.ticker import (AutoLocator, FixedFormatter, FixedLocator, FormatStrFormatter, Formatter, FuncFormatter,
                               IndexLocator, LinearLocator, Locator, LogFormatter, LogFormatterExponent,
                               LogFormatterMathtext, LogLocator, MaxNLocator, MultipleLocator, NullFormatter, NullLocator,
                               ScalarFormatter, TickHelper)

# Open figures by number, the current one last.
_figures = {}


def _is_agg_named():
    return matplotlib._backend[1]


# Figures.

def figure(num=None, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, frameon=True, FigureClass=Figure,
           clear=False, **kwargs):
    """A new figure, or the one with a number or name."""
    if isinstance(num, Figure):
        if num.number is not None and num.number in _figures:
            _activate(num.number)
        return num
    label = ''
    if num is None:
        num = max(_figures, default=0) + 1
    elif isinstance(num, str):
        label = num
        known = [n for n, f in _figures.items() if f.get_label() == label]
        num = known[0] if known else max(_figures, default=0) + 1
    else:
        num = int(num)
    if num in _figures:
        _activate(num)
        if clear:
            _figures[num].clear()
        return _figures[num]
    limit = rcParams['figure.max_open_warning']
    if len(_figures) == limit >= 1:
        import warnings
        warnings.warn('More than %d figures have been opened. Figures created through the pyplot interface '
                      '(`matplotlib.pyplot.figure`) are retained until explicitly closed and may consume too much memory. '
                      '(To control this warning, see the rcParam `figure.max_open_warning`). Consider using '
                      '`matplotlib.pyplot.close()`.' % limit, RuntimeWarning)
    made = FigureClass(figsize=figsize, dpi=dpi, facecolor=facecolor, edgecolor=edgecolor, frameon=frameon, **kwargs)
    made.number = num
    made.set_label(label)
    made.canvas.manager = FigureManagerBase(made, num)
    _figures[num] = made
    return made


def _activate(num):
    _figures[num] = _figures.pop(num)


def gcf():
    if _figures:
        return list(_figures.values())[-1]
    return figure()


def fignum_exists(num):
    return num in _figures if isinstance(num, int) else num in get_figlabels()


def get_fignums():
    return sorted(_figures)


def get_figlabels():
    return [_figures[n].get_label() for n in sorted(_figures)]


def get_current_fig_manager():
    return gcf().canvas.manager


def close(fig=None):
    """Forgets the current figure, one, or 'all'."""
    if fig is None:
        if _figures:
            _figures.pop(list(_figures)[-1])
    elif isinstance(fig, str):
        if fig == 'all':
            _figures.clear()
        else:
            for n in [n for n, f in _figures.items() if f.get_label() == fig]:
                _figures.pop(n)
    elif isinstance(fig, int):
        _figures.pop(fig, None)
    elif isinstance(fig, Figure):
        for n in [n for n, f in _figures.items() if f is fig]:
            _figures.pop(n)
    else:
        raise TypeError("'fig' must be an instance of matplotlib.figure.Figure, int, str or None, not a "
                        f'{type(fig).__name__}')


def clf():
    gcf().clear()


def show(*args, **kwargs):
    """Shows all open figures in the notebook or terminal that runs the program, and forgets them.

    Where nothing is shown, or files alone were asked for by `use('agg')`, they stay open, as they do without a screen.
    """
    from _cairo import shows_pictures
    if not shows_pictures() or str(matplotlib._backend[0]).lower() == 'agg' and matplotlib._backend[1]:
        return
    for number in sorted(_figures):
        if _figures[number].axes or _figures[number]._artists:
            _figures[number].show()
    _figures.clear()


def pause(interval):
    """Waits where pictures are shown; without a window there is nothing to wait for."""
    import time
    from _cairo import shows_pictures
    if interval > 0 and shows_pictures():
        time.sleep(interval)


def draw():
    gcf().canvas.draw_idle()


def draw_if_interactive():
    pass


def savefig(*args, **kwargs):
    gcf().savefig(*args, **kwargs)


def ion():
    stack = contextlib.ExitStack()
    stack.callback(ion if isinteractive() else ioff)
    matplotlib.interactive(True)
    return stack


def ioff():
    stack = contextlib.ExitStack()
    stack.callback(ion if isinteractive() else ioff)
    matplotlib.interactive(False)
    return stack


def isinteractive():
    return matplotlib.is_interactive()


def install_repl_displayhook():
    pass


uninstall_repl_displayhook = install_repl_displayhook


def switch_backend(newbackend):
    close('all')
    matplotlib.use(newbackend)


get_backend = matplotlib.get_backend


def waitforbuttonpress(timeout=-1):
    return None


def ginput(*args, **kwargs):
    return gcf().ginput(*args, **kwargs)


def connect(s, func):
    return 0


def disconnect(cid):
    pass


def figtext(x, y, s, fontdict=None, **kwargs):
    return gcf().text(x, y, s, fontdict=fontdict, **kwargs)


def figimage(X, *args, **kwargs):
    return gcf().figimage(X, *args, **kwargs)


def figlegend(*args, **kwargs):
    return gcf().legend(*args, **kwargs)


def suptitle(t, **kwargs):
    return gcf().suptitle(t, **kwargs)


def tight_layout(*, pad=1.08, h_pad=None, w_pad=None, rect=None):
    gcf().tight_layout(pad=pad, h_pad=h_pad, w_pad=w_pad, rect=rect)


def subplots_adjust(left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
    gcf().subplots_adjust(left, bottom, right, top, wspace, hspace)


# Settings.

def rc(group, **kwargs):
    matplotlib.rc(group, **kwargs)


def rc_context(rc=None, fname=None):
    return matplotlib.rc_context(rc, fname)


def rcdefaults():
    matplotlib.rcdefaults()


def xkcd(scale=1, length=100, randomness=2):
    return contextlib.ExitStack()


def set_loglevel(level):
    pass


# Axes.

def axes(arg=None, **kwargs):
    fig = gcf()
    if arg is None:
        return fig.add_subplot(**kwargs)
    return fig.add_axes(arg, **kwargs)


def delaxes(ax=None):
    ax = gca() if ax is None else ax
    ax.remove()


def sca(ax):
    figure(ax.figure)
    ax.figure.sca(ax)


def gca():
    return gcf().gca()


def cla():
    gca().cla()


def subplot(*args, **kwargs):
    """The axes in a cell of a grid: those that stand there, or new ones."""
    fig = gcf()
    if not args:
        args = (1, 1, 1)
    if len(args) >= 3 and isinstance(args[2], bool):
        import warnings
        warnings.warn('The subplot index argument to subplot() appears to be a boolean. Did you intend to use subplots()?')
    if 'nrows' in kwargs or 'ncols' in kwargs:
        raise TypeError("subplot() got an unexpected keyword argument 'ncols' and/or 'nrows'.  Did you intend to call "
                        'subplots()?')
    spec = fig._spec(args)
    wanted = kwargs.get('projection', 'polar' if kwargs.get('polar') else None)
    for ax in fig.axes:
        if ax.get_subplotspec() == spec and (not kwargs or (wanted or 'rectilinear') == ax.name):
            fig.sca(ax)
            return ax
    return fig.add_subplot(spec, **kwargs)


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None,
             subplot_kw=None, gridspec_kw=None, **fig_kw):
    fig = figure(**fig_kw)
    made = fig.subplots(nrows=nrows, ncols=ncols, sharex=sharex, sharey=sharey, squeeze=squeeze, subplot_kw=subplot_kw,
                        gridspec_kw=gridspec_kw, height_ratios=height_ratios, width_ratios=width_ratios)
    return fig, made


def subplot_mosaic(mosaic, *, sharex=False, sharey=False, width_ratios=None, height_ratios=None, empty_sentinel='.',
                   subplot_kw=None, gridspec_kw=None, **fig_kw):
    fig = figure(**fig_kw)
    return fig, fig.subplot_mosaic(mosaic, sharex=sharex, sharey=sharey, width_ratios=width_ratios,
                                   height_ratios=height_ratios, empty_sentinel=empty_sentinel, subplot_kw=subplot_kw,
                                   gridspec_kw=gridspec_kw)


def subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **kwargs):
    fig = gcf() if fig is None else fig
    grid = fig._grid(*shape)
    row, column = loc
    return fig.add_subplot(grid[row:row + rowspan, column:column + colspan], **kwargs)


def twinx(ax=None):
    return (gca() if ax is None else ax).twinx()


def twiny(ax=None):
    return (gca() if ax is None else ax).twiny()


def box(on=None):
    ax = gca()
    ax.set_frame_on(not ax.get_frame_on() if on is None else on)


# Limits, ticks, labels.

def xlim(*args, **kwargs):
    ax = gca()
    return ax.get_xlim() if not args and not kwargs else ax.set_xlim(*args, **kwargs)


def ylim(*args, **kwargs):
    ax = gca()
    return ax.get_ylim() if not args and not kwargs else ax.set_ylim(*args, **kwargs)


def _ticks(name, ticks, labels, minor, kwargs):
    axis = getattr(gca(), name + 'axis')
    if ticks is None:
        locs = axis.get_ticklocs(minor=minor)
        if labels is not None:
            raise TypeError(f"{name}ticks(): Parameter 'labels' can't be set without setting 'ticks'")
    else:
        locs = axis.set_ticks(ticks, minor=minor)
    if labels is None:
        texts = axis.get_ticklabels(minor=minor)
        for text in texts:
            text._update(kwargs)
    else:
        texts = axis.set_ticklabels(labels, minor=minor, **kwargs)
    return locs, texts


def xticks(ticks=None, labels=None, *, minor=False, **kwargs):
    return _ticks('x', ticks, labels, minor, kwargs)


def yticks(ticks=None, labels=None, *, minor=False, **kwargs):
    return _ticks('y', ticks, labels, minor, kwargs)


def xlabel(xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
    return gca().set_xlabel(xlabel, fontdict=fontdict, labelpad=labelpad, loc=loc, **kwargs)


def ylabel(ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
    return gca().set_ylabel(ylabel, fontdict=fontdict, labelpad=labelpad, loc=loc, **kwargs)


def title(label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs):
    return gca().set_title(label, fontdict=fontdict, loc=loc, pad=pad, y=y, **kwargs)


def xscale(value, **kwargs):
    gca().set_xscale(value, **kwargs)


def yscale(value, **kwargs):
    gca().set_yscale(value, **kwargs)


def polar(*args, **kwargs):
    return subplot(polar=True).plot(*args, **kwargs)


# Pictures.

def sci(im):
    gca()._sci(im)


def gci():
    return gcf()._gci()


def clim(vmin=None, vmax=None):
    im = gci()
    if im is None:
        raise RuntimeError('You must first define an image, e.g., with imshow')
    im.set_clim(vmin, vmax)


def colorbar(mappable=None, cax=None, ax=None, **kwargs):
    if mappable is None:
        mappable = gci()
        if mappable is None:
            raise RuntimeError('No mappable was found to use for colorbar creation. First define a mappable such as an image '
                               '(with imshow) or a contour set (with contourf).')
    return gcf().colorbar(mappable, cax=cax, ax=ax, **kwargs)


def get_cmap(name=None, lut=None):
    if isinstance(name, str) and name not in colormaps:
        raise ValueError(f'{name!r} is not a valid value for name.{hint(name, list(colormaps))}')
    return cm.get_colormap(name, lut)


def set_cmap(cmap):
    found = get_cmap(cmap)
    matplotlib.rc('image', cmap=found.name)
    im = gci()
    if im is not None:
        im.set_cmap(found)


def imread(fname, format=None):
    from matplotlib.image import imread as read
    return read(fname, format)


def imsave(fname, arr, **kwargs):
    from matplotlib.image import imsave as save
    save(fname, arr, **kwargs)


def matshow(A, fignum=None, **kwargs):
    from matplotlib._arrays import flatten
    if fignum == 0:
        fig = gcf()
    else:
        rows, columns = flatten(A)[1][:2]
        ratio = rows / columns
        width, height = rcParams['figure.figsize']
        size = (width, width * ratio) if ratio < height / width else (height / ratio, height)
        fig = figure(fignum, figsize=(min(max(size[0], 4.0), 16.0), min(max(size[1], 2.0), 16.0)))
    ax = fig.add_axes((0.15, 0.09, 0.775, 0.775))
    return ax.matshow(A, **kwargs)


def findobj(o=None, match=None, include_self=True):
    return (gcf() if o is None else o).findobj(match, include_self)


def rgrids(radii=None, labels=None, **kwargs):
    ax = gca()
    if not hasattr(ax, 'set_rgrids'):
        raise RuntimeError('rgrids only defined for polar Axes')
    return ax.set_rgrids(radii, labels, **kwargs)


def thetagrids(angles=None, labels=None, **kwargs):
    ax = gca()
    if not hasattr(ax, 'set_thetagrids'):
        raise RuntimeError('thetagrids only defined for polar Axes')
    return ax.set_thetagrids(angles, labels, **kwargs)


def interactive(b):
    matplotlib.interactive(b)


def __getattr__(name):
    if name == 'np':
        import numpy
        return numpy
    if name == 'cycler':
        from cycler import cycler
        return cycler
    if name == 'color_sequences':
        return matplotlib.color_sequences
    raise AttributeError(f"module 'matplotlib.pyplot' has no attribute {name!r}")


# Functions that draw in the current axes, as their methods do.

def _method(name, becomes_current):
    def function(*args, **kwargs):
        made = getattr(gca(), name)(*args, **kwargs)
        if becomes_current:
            image = made[3] if name == 'hist2d' else made
            if isinstance(image, ScalarMappable):
                gca()._sci(image)
        return made
    function.__name__ = function.__qualname__ = name
    function.__module__ = 'matplotlib.pyplot'
    function.__doc__ = f'`{name}` of the current axes.'
    return function


for _name in ('annotate', 'arrow', 'autoscale', 'axhline', 'axhspan', 'axis', 'axline', 'axvline', 'axvspan', 'bar', 'bar_label',
              'barh', 'boxplot', 'broken_barh', 'clabel', 'ecdf', 'errorbar', 'eventplot', 'fill', 'fill_between', 'fill_betweenx',
              'grid', 'hist', 'hlines', 'legend', 'locator_params', 'loglog', 'margins', 'minorticks_off', 'minorticks_on',
              'pie', 'plot', 'plot_date', 'quiverkey', 'semilogx', 'semilogy', 'spy', 'stackplot', 'stairs', 'stem',
              'step', 'table', 'text', 'tick_params', 'ticklabel_format', 'violinplot', 'vlines') + REFUSED:
    globals()[_name] = _method(_name, False)
for _name in ('contour', 'contourf', 'hexbin', 'hist2d', 'imshow', 'pcolor', 'pcolormesh', 'quiver', 'scatter'):
    globals()[_name] = _method(_name, True)


def _colormap_setter(name):
    def function():
        set_cmap(name)
    function.__name__ = name
    return function


for _name in ('autumn', 'bone', 'cool', 'copper', 'flag', 'gray', 'hot', 'hsv', 'jet', 'pink', 'prism', 'spring', 'summer',
              'winter', 'magma', 'inferno', 'plasma', 'viridis', 'nipy_spectral'):
    globals()[_name] = _colormap_setter(_name)
del _name
