"""Axes without plots: box, limits, ticks, titles, and the order of drawing."""
import math

from _cairo import extent
from matplotlib import rcParams
from matplotlib._arrays import array, flatten, number
from matplotlib.artist import Artist
from matplotlib.axes._limits import Limits
from matplotlib.axes._ticks import Ticks
from matplotlib.axis import XAxis, YAxis
from matplotlib.cbook import silent_list
from matplotlib.colors import check_color, to_rgba
from matplotlib.spines import Spines
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BlendedTransform, BoxTransform, DataTransform


class ArtistList:
    """The artists of one kind, as `ax.lines`."""

    def __init__(self, axes, name, kinds):
        self._axes, self._name, self._kinds = axes, name, kinds

    def _items(self):
        return [a for a in self._axes._artists if isinstance(a, self._kinds)]

    def __len__(self):
        return len(self._items())

    def __iter__(self):
        return iter(self._items())

    def __getitem__(self, key):
        return self._items()[key]

    def __add__(self, other):
        return self._items() + list(other)

    def __radd__(self, other):
        return list(other) + self._items()

    def __contains__(self, item):
        return item in self._items()

    def __repr__(self):
        return f'<Axes.ArtistList of {len(self)} {self._name}>'


class PropertyCycle:
    """The colours (and styles) that plots take one after the other."""

    def __init__(self):
        self.set(rcParams['axes.prop_cycle'])

    def set(self, cycle):
        self._rows, self.place = [dict(row) for row in cycle], 0

    def next(self):
        row = self._rows[self.place % len(self._rows)] if self._rows else {'color': 'k'}
        self.place += 1
        return row

    def next_color(self):
        return self.next().get('color', 'k')


class AxesBase(Limits, Ticks, Artist):
    name = 'rectilinear'

    def __init__(self, fig, position=None, *, facecolor=None, frameon=True, sharex=None, sharey=None, label='',
                 xscale=None, yscale=None, box_aspect=None, **kwargs):
        Artist.__init__(self)
        self.axes, self.figure = self, fig
        self._subplotspec = None
        if hasattr(position, 'get_gridspec'):
            self._subplotspec = position
            position = position.get_position(fig)
        elif not isinstance(position, Bbox):
            position = Bbox.from_bounds(*(float(v) for v in position))
        self._original, self._active = position, position
        self._label = label
        self._facecolor = rcParams['axes.facecolor'] if facecolor is None else facecolor
        check_color('facecolor', self._facecolor)
        self._frame_on, self._axis_on = frameon, True
        self._axisbelow = rcParams['axes.axisbelow']
        self._aspect, self._adjustable, self._anchor = 'auto', 'box', 'C'
        self._box_aspect = box_aspect
        self._sharex, self._sharey = sharex, sharey
        self._twins = [self]
        self._colorbar = None
        self.transAxes = BoxTransform(self.pixel_box)
        self.transData = DataTransform(self)
        self.transScale = self.transLimits = self.transData
        self._box_cache = None
        self._insets = []
        self.spines = Spines(self)
        self._reset()
        if sharex is not None:
            self._share('x', sharex)
        if sharey is not None:
            self._share('y', sharey)
        if xscale is not None:
            self.set_xscale(xscale)
        if yscale is not None:
            self.set_yscale(yscale)
        self._update(kwargs)

    def _reset(self):
        self._artists = []
        self.containers = []
        self.legend_ = None
        self.xaxis, self.yaxis = XAxis(self), YAxis(self)
        self.lines_cycle, self.patches_cycle = PropertyCycle(), PropertyCycle()
        self._margins = {'x': rcParams['axes.xmargin'], 'y': rcParams['axes.ymargin']}
        self.use_sticky_edges = True
        self._tight = None
        self.child_axes = []
        self._current_image = None
        size, weight = rcParams['axes.titlesize'], rcParams['axes.titleweight']
        color = rcParams['axes.titlecolor']
        color = rcParams['text.color'] if color == 'auto' else color
        self._titles = {}
        for place, x in (('center', 0.5), ('left', 0.0), ('right', 1.0)):
            title = Text(x, 1.0, '', fontsize=size, fontweight=weight, color=color, verticalalignment='baseline',
                         horizontalalignment=place)
            title.axes, title.figure = self, self.figure
            self._titles[place] = title
        self.title = self._titles['center']
        self._title_pad = rcParams['axes.titlepad']
        self._title_y = {}

    def _share(self, name, other):
        own, theirs = getattr(self, name + 'axis'), getattr(other, name + 'axis')
        theirs.group.append(own)
        own.group = theirs.group
        own._low, own._high = theirs.limits()
        own.is_auto = theirs.is_auto
        own.categories = theirs.categories
        own.scale = theirs.scale
        own._default_ticks = theirs._default_ticks
        # Both have the same locator; each formats its own labels.
        import copy
        for kind in ('_locator', '_formatter', '_minor_locator', '_minor_formatter'):
            copied = copy.copy(getattr(theirs, kind))
            copied.axis = own
            setattr(own, kind, copied)

    def sharex(self, other):
        self._sharex = other
        self._share('x', other)

    def sharey(self, other):
        self._sharey = other
        self._share('y', other)

    def get_shared_x_axes(self):
        return _Grouper('xaxis')

    def get_shared_y_axes(self):
        return _Grouper('yaxis')

    # The box.

    def _original_pixels(self):
        x0, y0, x1, y1 = self._position_values()
        width, height = self.figure.pixel_size()
        return x0 * width, y0 * height, x1 * width, y1 * height

    def _position_values(self):
        box = self._original
        return box.x0, box.y0, box.x1, box.y1

    def pixel_box(self):
        """x0, y0, x1, y1 in pixels, after the aspect ratio has been seen to."""
        if self._aspect == 'auto' and self._box_aspect is None:
            return self._original_pixels()
        if self._box_cache is not None:
            return self._box_cache
        return self._aspect_box()

    def clip_box(self):
        return self.pixel_box()

    def contains_pixel(self, x, y):
        x0, y0, x1, y1 = self.pixel_box()
        return x0 - 0.5 <= x <= x1 + 0.5 and y0 - 0.5 <= y <= y1 + 0.5

    def _aspect_box(self):
        box = self._original_pixels()
        x0, y0, x1, y1 = box
        ratio = self._box_aspect
        if ratio is None:
            if self._adjustable == 'datalim':
                return box
            # Limits may need the box (ticks do): they see the whole one.
            self._box_cache = box
            try:
                ratio = self._aspect * self._data_ratio()
            finally:
                self._box_cache = None
        width, height = x1 - x0, y1 - y0
        if not ratio > 0 or not math.isfinite(ratio):
            return box
        new_width, new_height = (height / ratio, height) if height / ratio <= width else (width, width * ratio)
        ax, ay = self._anchor if isinstance(self._anchor, tuple) else {
            'C': (0.5, 0.5), 'SW': (0, 0), 'S': (0.5, 0), 'SE': (1, 0), 'E': (1, 0.5), 'NE': (1, 1), 'N': (0.5, 1),
            'NW': (0, 1), 'W': (0, 0.5)}[self._anchor]
        x0 += (width - new_width) * ax
        y0 += (height - new_height) * ay
        return x0, y0, x0 + new_width, y0 + new_height

    def _data_ratio(self):
        (a, b), (c, d) = self.xaxis.limits(), self.yaxis.limits()
        forward, other = self.xaxis.scale.forward, self.yaxis.scale.forward
        width, height = abs(forward(b) - forward(a)), abs(other(d) - other(c))
        return max(height, 1e-30) / max(width, 1e-30)

    def get_data_ratio(self):
        return self._data_ratio()

    def apply_aspect(self, position=None):
        """Widens the limits where the aspect ratio asks for it (`adjustable='datalim'`)."""
        if self._aspect == 'auto' or self._adjustable != 'datalim':
            return
        x0, y0, x1, y1 = self._original_pixels()
        data_ratio = (y1 - y0) / (x1 - x0) / self._aspect
        (xa, xb), (ya, yb) = self.xaxis.limits(), self.yaxis.limits()
        xsize, ysize = max(abs(xb - xa), 1e-30), max(abs(yb - ya), 1e-30)
        expander = data_ratio * xsize / ysize - 1
        if abs(expander) < 0.005:
            return
        xr = 1.05 * max(0.0, self.xaxis.data_high - self.xaxis.data_low)
        yr = 1.05 * max(0.0, self.yaxis.data_high - self.yaxis.data_low)
        x_wanted, y_wanted = ysize / data_ratio, data_ratio * xsize
        shared_x, shared_y = len(self.xaxis.group) > 1, len(self.yaxis.group) > 1
        if shared_x and not shared_y:
            adjusts_y = True
        elif shared_y and not shared_x:
            adjusts_y = False
        elif xsize - xr > 0 and ysize - yr > 0:
            adjusts_y = (y_wanted - yr > 0 and expander < 0) or (x_wanted - xr < 0 and expander > 0)
        else:
            adjusts_y = expander > 0
        if adjusts_y:
            middle, half = (ya + yb) / 2, y_wanted / 2
            self.yaxis.set_limits(*((middle - half, middle + half) if yb >= ya else (middle + half, middle - half)),
                                  auto=None)
        else:
            middle, half = (xa + xb) / 2, x_wanted / 2
            self.xaxis.set_limits(*((middle - half, middle + half) if xb >= xa else (middle + half, middle - half)),
                                  auto=None)

    def get_position(self, original=False):
        if original:
            return self._original.frozen()
        if self._drawn_box is None or (self._aspect == 'auto' and self._box_aspect is None):
            return self._original.frozen()
        return Bbox(self._drawn_box)

    # Where the axes stood when they were drawn last, with their aspect ratio.
    _drawn_box = None

    def _note_box(self):
        x0, y0, x1, y1 = self.pixel_box()
        width, height = self.figure.pixel_size()
        self._drawn_box = ((x0 / width, y0 / height), (x1 / width, y1 / height))

    def set_position(self, pos, which='both'):
        self._original = pos if isinstance(pos, Bbox) else Bbox.from_bounds(*(float(v) for v in pos))
        self._subplotspec = None

    def get_subplotspec(self):
        return self._subplotspec

    def set_subplotspec(self, spec):
        self._subplotspec = spec
        self._original = spec.get_position(self.figure)
        self._drawn_box = None

    def get_gridspec(self):
        return self._subplotspec.get_gridspec() if self._subplotspec is not None else None

    def set_aspect(self, aspect, adjustable=None, anchor=None, share=False):
        if aspect == 'equal':
            aspect = 1.0
        if aspect != 'auto':
            aspect = float(aspect)
            if aspect <= 0 or not math.isfinite(aspect):
                raise ValueError('aspect must be finite and positive ')
        self._aspect = aspect
        if adjustable is not None:
            self.set_adjustable(adjustable)
        if anchor is not None:
            self._anchor = anchor

    def get_aspect(self):
        return self._aspect

    def set_adjustable(self, adjustable, share=False):
        if adjustable not in ('box', 'datalim'):
            raise ValueError(f"{adjustable!r} is not a valid value for adjustable. Supported values are 'box', 'datalim'")
        self._adjustable = adjustable

    def get_adjustable(self):
        return self._adjustable

    def set_anchor(self, anchor, share=False):
        self._anchor = anchor

    def get_anchor(self):
        return self._anchor

    def set_box_aspect(self, aspect=None):
        self._box_aspect = None if aspect is None else float(aspect)

    def get_box_aspect(self):
        return self._box_aspect

    # Artists.

    def _add(self, artist, limits=None):
        """Takes up an artist. `limits`: whether its points widen the data limits."""
        artist.axes, artist.figure = self, self.figure
        self._artists.append(artist)
        artist._remove = self._artists.remove
        return artist

    def _note(self, xs=None, ys=None, requests=True):
        """Widens the data limits by points and asks for new view limits."""
        if xs is not None:
            self.xaxis.note_data(*extent(xs))
        if ys is not None:
            self.yaxis.note_data(*extent(ys))
        if requests:
            self.autoscale_view(None, xs is not None, ys is not None)

    def _sticky(self, x=(), y=()):
        self.xaxis.sticky += [float(v) for v in x]
        self.yaxis.sticky += [float(v) for v in y]

    def add_line(self, line):
        self._add(line)
        if not line.get_label():
            line.set_label(f'_child{len(self._artists) - 1}')
        line._x, line._y = self.xaxis.convert(line._original_x), self.yaxis.convert(line._original_y)
        self._line_limits(line)
        return line

    def _line_limits(self, line):
        transform = line.get_transform()
        if transform is self.transData:
            xs, ys = line._x, line._y
            if any(v != v for v in xs) or any(v != v for v in ys):
                pairs = [(x, y) for x, y in zip(xs, ys) if x == x and y == y]
                xs, ys = [p[0] for p in pairs], [p[1] for p in pairs]
            self._note(xs, ys)
        elif isinstance(transform, BlendedTransform):
            self._note(line._x if transform._x is self.transData else None,
                       line._y if transform._y is self.transData else None)

    def add_patch(self, p):
        self._add(p)
        if p.get_transform() is self.transData:
            self._patch_limits(p)
        return p

    def _patch_limits(self, patch):
        xs, ys = patch.data_points()
        # A bar without size leaves the limits alone.
        if xs and not (hasattr(patch, 'get_width') and not patch.get_width() and not patch.get_height()):
            self._note(xs, ys, requests=False)

    def add_collection(self, collection, autolim=True):
        self._add(collection)
        if not collection.get_label():
            collection.set_label(f'_child{len(self._artists) - 1}')
        if autolim and collection.get_transform() is self.transData:
            self._collection_limits(collection)
        return collection

    def _collection_limits(self, collection):
        if hasattr(collection, '_sizes'):
            self._note(collection._xs, collection._ys)
        elif hasattr(collection, 'data_points'):
            xs, ys = collection.data_points()
            if xs:
                self._note(xs, ys)

    def add_artist(self, a):
        self._add(a)
        return a

    def add_image(self, image):
        self._add(image)
        if not image.get_label():
            image.set_label(f'_child{len(self._artists) - 1}')
        return image

    def add_container(self, container):
        self.containers.append(container)
        return container

    def relim(self, visible_only=False):
        """The data limits from the artists as they are now."""
        for axis in (self.xaxis, self.yaxis):
            sticky = axis.sticky
            axis.reset_data()
            axis.sticky = sticky
        for artist in self._artists:
            if visible_only and not artist.get_visible():
                continue
            if hasattr(artist, 'draw_stroke'):
                self._line_limits(artist)
            elif hasattr(artist, 'look') and artist.get_transform() is self.transData:
                self._patch_limits(artist)
            elif hasattr(artist, 'get_extent'):
                left, right, bottom, top = artist.get_extent()
                self._note([float(left), float(right)], [float(bottom), float(top)])
            elif hasattr(artist, 'data_points') and artist.get_transform() is self.transData:
                self._collection_limits(artist)

    def _of(self, name, *modules):
        import importlib
        kinds = []
        for module, cls in modules:
            kinds.append(getattr(importlib.import_module('matplotlib.' + module), cls))
        return ArtistList(self, name, tuple(kinds))

    lines = property(lambda self: self._of('lines', ('lines', 'Line2D')))
    patches = property(lambda self: self._of('patches', ('patches', 'Patch')))
    collections = property(lambda self: self._of('collections', ('collections', 'Collection')))
    images = property(lambda self: self._of('images', ('image', 'AxesImage')))
    texts = property(lambda self: self._of('texts', ('text', 'Text')))
    artists = property(lambda self: self._of('artists', ('offsetbox', 'OffsetBox')))

    def get_lines(self):
        return silent_list('Line2D', self.lines)

    def get_images(self):
        return list(self.images)

    def get_children(self):
        return (self._artists + list(self.spines.values()) + [self.xaxis, self.yaxis] + list(self._titles.values())
                + ([self.legend_] if self.legend_ else []))

    def has_data(self):
        return bool(self._artists)

    def cla(self):
        """Empties the axes."""
        xgroup, ygroup = self.xaxis.group, self.yaxis.group
        old = (self.xaxis, self.yaxis)
        visible = (self.xaxis._visible, self.yaxis._visible)
        self.spines = Spines(self)
        self._axis_on = True
        self._aspect = 'auto' if not hasattr(self, '_keeps_aspect') else self._aspect
        self._reset()
        for name, group, previous in (('x', xgroup, old[0]), ('y', ygroup, old[1])):
            others = [a for a in group if a is not previous]
            if previous in group:
                group.remove(previous)
            if others:
                self._share(name, others[0].axes)
        if self._label_outer_state:
            self._apply_label_outer()

    _label_outer_state = None

    def clear(self):
        self.cla()

    def remove(self):
        self.figure.delaxes(self)
        for axis in (self.xaxis, self.yaxis):
            if axis in axis.group:
                axis.group.remove(axis)
            axis.group = [axis]

    # Colours, frames.

    def set_facecolor(self, color):
        check_color('facecolor', color)
        self._facecolor = color

    def get_facecolor(self):
        return to_rgba(self._facecolor)

    set_fc = set_facecolor

    @property
    def patch(self):
        return _AxesPatch(self)

    @property
    def dataLim(self):
        return Bbox(((self.xaxis.data_low, self.yaxis.data_low), (self.xaxis.data_high, self.yaxis.data_high)))

    @property
    def viewLim(self):
        (x0, x1), (y0, y1) = self.xaxis.limits(), self.yaxis.limits()
        return Bbox(((x0, y0), (x1, y1)))

    @property
    def bbox(self):
        x0, y0, x1, y1 = self.pixel_box()
        return Bbox(((x0, y0), (x1, y1)))

    def get_xaxis_transform(self, which='grid'):
        return BlendedTransform(self.transData, self.transAxes)

    def get_yaxis_transform(self, which='grid'):
        return BlendedTransform(self.transAxes, self.transData)

    def set_prop_cycle(self, *args, **kwargs):
        from cycler import cycler
        if len(args) == 1 and args[0] is None:
            cycle = rcParams['axes.prop_cycle']
        else:
            cycle = cycler(*args, **kwargs)
        self.lines_cycle.set(cycle)
        self.patches_cycle.set(cycle)

    def _sci(self, im):
        self._current_image = im
        self.figure._current_image = im

    def _gci(self):
        return self._current_image

    def format_coord(self, x, y):
        return f'(x, y) = ({x:g}, {y:g})'

    def get_title(self, loc='center'):
        if loc not in self._titles:
            raise ValueError(f"{loc!r} is not a valid value for loc. Supported values are 'left', 'center', 'right'")
        return self._titles[loc].get_text()

    def get_xlabel(self):
        return self.xaxis.label.get_text()

    def get_ylabel(self):
        return self.yaxis.label.get_text()

    def get_legend(self):
        return self.legend_

    # Drawing.

    def _place_titles(self, renderer):
        x0, y0, x1, y1 = self.pixel_box()
        pad = renderer.points(self._title_pad)
        above = y1
        for axes in self._twins:
            if axes.xaxis._visible and axes._axis_on and \
                    (axes.xaxis.style()['label2'] or axes.xaxis._label_position == 'top'):
                box = axes.xaxis.tight_box(renderer)
                if box is not None and box.y1 > above and box.y1 > y1:
                    above = box.y1
        for place, title in self._titles.items():
            x = {'center': 0.5, 'left': 0.0, 'right': 1.0}[place]
            y = self._title_y.get(place)
            base = above if y is None else y0 + y * (y1 - y0)
            if y is None and above == y1:
                base = y1
            title._pixel = (x0 + x * (x1 - x0), base + pad)
            if hasattr(title, '_given_x'):
                title._pixel = (x0 + title._given_x * (x1 - x0), base + pad)
            title._anchor_pixels = lambda renderer, title=title: title._pixel
        shown = [t for t in self._titles.values() if t._text]
        if shown and above == y1 and not self._title_y:
            # Above the offset text of the y axis where that is in the way.
            offset = self.yaxis.offsetText
            if self._axis_on and self.yaxis._visible and offset._text and self._titles['left']._text:
                for t in shown:
                    t._pixel = (t._pixel[0], t._pixel[1] + renderer.points(10))

    def draw(self, renderer):
        if not self._visible:
            return
        self.apply_aspect()
        self.xaxis.limits(), self.yaxis.limits()
        self._box_cache = None
        self._box_cache = self._aspect_box() if not (self._aspect == 'auto' and self._box_aspect is None) else None
        try:
            self._note_box()
            self._draw_all(renderer)
        finally:
            self._box_cache = None

    def _draw_all(self, renderer):
        x0, y0, x1, y1 = self.pixel_box()
        if self._axis_on and self._frame_on:
            face = to_rgba(self._facecolor)
            if face[3] > 0 and self._patch_visible:
                if self._patch_alpha is not None:
                    face = face[:3] + (self._patch_alpha,)
                renderer.polygon([x0, x1, x1, x0], [y0, y0, y1, y1], face, None, 0.0)
        items = [(a.zorder, a) for a in self._artists if a._visible]
        if self._axis_on:
            order = 0.5 if self._axisbelow is True else 2.5 if self._axisbelow is False else 1.5
            items += [(order, self.xaxis), (order, self.yaxis)]
            if self._frame_on:
                items += [(s.zorder, s) for s in self.spines.values()]
        self._place_titles(renderer)
        items += [(3, title) for title in self._titles.values()]
        if self.legend_ is not None:
            items.append((self.legend_.zorder, self.legend_))
        items += [(a.zorder, a) for a in self.child_axes]
        items.sort(key=lambda pair: pair[0])
        for _, artist in items:
            artist.draw(renderer)

    _patch_visible, _patch_alpha = True, None

    def tight_box(self, renderer, for_layout=False):
        """The pixels of everything outside the data area, too."""
        if not self._visible:
            return None
        self.apply_aspect()
        self._note_box()
        x0, y0, x1, y1 = self.pixel_box()
        boxes = [Bbox(((x0, y0), (x1, y1)))]
        if self._axis_on:
            for axis in (self.xaxis, self.yaxis):
                boxes.append(axis.tight_box(renderer))
            boxes += [s.tight_box(renderer) for s in self.spines.values()]
        self._place_titles(renderer)
        boxes += [t.tight_box(renderer) for t in self._titles.values()]
        for artist in self._artists:
            if artist._visible and artist._in_layout and (not artist._clip_on or hasattr(artist, 'get_text')):
                boxes.append(artist.tight_box(renderer))
        if self.legend_ is not None and self.legend_._visible and self.legend_._in_layout:
            boxes.append(self.legend_.tight_box(renderer))
        boxes += [child.tight_box(renderer) for child in self.child_axes]
        return Bbox.union([b for b in boxes if b is not None])

    def get_tightbbox(self, renderer=None, **kwargs):
        return self.tight_box(self.figure.measuring_renderer())

    def get_window_extent(self, renderer=None):
        return self.bbox

    def __repr__(self):
        fields = []
        if self._label:
            fields.append(f'label={self._label!r}')
        titles = {k: t.get_text() for k, t in (('left', self._titles['left']), ('center', self._titles['center']),
                                               ('right', self._titles['right'])) if t.get_text()}
        if titles:
            fields.append(f'title={titles}')
        for name in ('x', 'y'):
            text = getattr(self, name + 'axis').get_label_text()
            if text:
                fields.append(f'{name}label={text!r}')
        return f'<{self.__class__.__name__}: ' + ', '.join(fields) + '>'

    def __str__(self):
        x0, y0, x1, y1 = self._position_values()
        return f'{type(self).__name__}({x0:g},{y0:g};{x1 - x0:g}x{y1 - y0:g})'


class _AxesPatch:
    """The background, as `ax.patch`."""

    def __init__(self, axes):
        self._axes = axes

    def set_facecolor(self, color):
        self._axes.set_facecolor(color)

    set_color = set_fc = set_facecolor

    def get_facecolor(self):
        return self._axes.get_facecolor()

    def set_alpha(self, alpha):
        self._axes._patch_alpha = alpha

    def set_visible(self, b):
        self._axes._patch_visible = bool(b)

    def get_visible(self):
        return self._axes._patch_visible

    def set_edgecolor(self, color):
        pass

    def set_linewidth(self, w):
        pass


class _Grouper:
    """`ax.get_shared_x_axes()`: joins axes."""

    def __init__(self, name):
        self._name = name

    def join(self, first, *others):
        for other in others:
            other._share(self._name[0], first)

    def joined(self, a, b):
        return getattr(a, self._name).group is getattr(b, self._name).group

    def get_siblings(self, a):
        return [axis.axes for axis in getattr(a, self._name).group]
