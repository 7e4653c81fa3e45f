"""One axis of axes: its limits, scale, ticks, labels and grid lines."""
import math

from matplotlib import _strokes, rcParams
from matplotlib._arrays import array, flatten, float_array, is_sequence
from matplotlib._rc import font_points
from matplotlib.artist import Artist
from matplotlib.colors import check_color, to_rgba
from matplotlib.lines import Line2D
from matplotlib.scale import LinearScale, make_scale
from matplotlib.text import Text
from matplotlib.ticker import Formatter, FixedLocator, FuncFormatter, NullLocator, StrMethodFormatter, _Labels
from matplotlib.transforms import Bbox, nonsingular


class Tick(Artist):
    """A mark with its labels."""

    def __init__(self, axis, is_minor):
        Artist.__init__(self)
        self.axes, self._axis = axis.axes, axis
        style = axis.style(is_minor)
        self.label1, self.label2 = Text(0, 0, ''), Text(0, 0, '')
        for label in (self.label1, self.label2):
            label.axes, label.figure = axis.axes, axis.axes.figure
            label._size, label._color = style['labelsize'], style['labelcolor']
            label._rotation = style['labelrotation']
            label._family = style['labelfontfamily']
        if axis.name == 'x':
            self.label1._ha, self.label1._va = rcParams['xtick.alignment'], 'top'
            self.label2._ha, self.label2._va = rcParams['xtick.alignment'], 'bottom'
        else:
            self.label1._ha, self.label1._va = 'right', rcParams['ytick.alignment']
            self.label2._ha, self.label2._va = 'left', rcParams['ytick.alignment']
        self.tick1line, self.tick2line, self.gridline = Line2D([], []), Line2D([], []), Line2D([], [])
        self._loc = 0.0

    label = property(lambda self: self.label1)

    def get_loc(self):
        return self._loc


class XTick(Tick):
    pass


class YTick(Tick):
    pass


_COLOR_KEYS = ('color', 'labelcolor', 'grid_color')


class Axis(Artist):
    name = 'x'
    zorder = 1.5

    def __init__(self, axes):
        Artist.__init__(self)
        self.axes, self.figure = axes, axes.figure
        self._low, self._high = 0.0, 1.0
        self.is_auto, self._is_stale, self._was_set = True, False, False
        # Axes of other axes with the same limits.
        self.group = [self]
        self.categories = None
        self.reset_data()
        prefix = self.name + 'tick'
        sides = ('bottom', 'top') if self.name == 'x' else ('left', 'right')
        self._styles = []
        for kind in ('major', 'minor'):
            color = rcParams[f'{prefix}.color']
            labelcolor = rcParams[f'{prefix}.labelcolor']
            self._styles.append({
                'size': rcParams[f'{prefix}.{kind}.size'], 'width': rcParams[f'{prefix}.{kind}.width'],
                'pad': rcParams[f'{prefix}.{kind}.pad'], 'direction': rcParams[f'{prefix}.direction'], 'color': color,
                'labelsize': rcParams[f'{prefix}.labelsize'],
                'labelcolor': color if labelcolor == 'inherit' else labelcolor, 'labelrotation': 0.0,
                'labelfontfamily': rcParams['font.family'],
                'tick1': rcParams[f'{prefix}.{sides[0]}'] and rcParams[f'{prefix}.{kind}.{sides[0]}'],
                'tick2': rcParams[f'{prefix}.{sides[1]}'] and rcParams[f'{prefix}.{kind}.{sides[1]}'],
                'label1': rcParams[f'{prefix}.label{sides[0]}'], 'label2': rcParams[f'{prefix}.label{sides[1]}'],
                'grid': rcParams['axes.grid'] and rcParams['axes.grid.which'] in (kind, 'both')
                        and rcParams['axes.grid.axis'] in (self.name, 'both'),
                'grid_color': rcParams['grid.color'], 'grid_alpha': rcParams['grid.alpha'],
                'grid_linestyle': rcParams['grid.linestyle'], 'grid_linewidth': rcParams['grid.linewidth'],
            })
        self.label = self._make_label()
        self.label.axes, self.label.figure = axes, axes.figure
        self.labelpad = rcParams['axes.labelpad']
        self._label_position = sides[0]
        self.offsetText = Text(0, 0, '', fontsize=rcParams[f'{prefix}.labelsize'], color=self._styles[0]['labelcolor'])
        self.offsetText.axes, self.offsetText.figure = axes, axes.figure
        self._is_inverted = False
        self._ticks, self._minor_ticks = [], []
        self.set_scale_object(LinearScale())
        if rcParams[f'{prefix}.minor.visible']:
            from matplotlib.ticker import AutoMinorLocator
            self.set_minor_locator(AutoMinorLocator())

    def _make_label(self):
        return Text(0.5, 0, '', color=rcParams['axes.labelcolor'], fontsize=rcParams['axes.labelsize'],
                    fontweight=rcParams['axes.labelweight'], verticalalignment='top', horizontalalignment='center')

    def style(self, is_minor=False):
        return self._styles[1 if is_minor else 0]

    # Data and limits.

    def reset_data(self):
        self.data_low, self.data_high, self.data_minpos = math.inf, -math.inf, math.inf
        self.sticky = []

    def note_data(self, low, high, minpos):
        self.data_low, self.data_high = min(self.data_low, low), max(self.data_high, high)
        self.data_minpos = min(self.data_minpos, minpos)

    def minpos(self):
        return min(axis.data_minpos for axis in self.group)

    get_minpos = minpos

    def request_autoscale(self):
        for axis in self.group:
            axis._is_stale = True

    def limits(self):
        """Low and high end as floats, brought up to date."""
        if self._is_stale:
            stale = [axis for axis in self.group if axis._is_stale]
            for axis in stale:
                axis._is_stale = False
            if self.is_auto:
                self.axes._autoscale_axis(self)
        return self._low, self._high

    def set_limits(self, low, high, auto=False):
        for axis in self.group:
            axis._low, axis._high = float(low), float(high)
            axis._is_stale = False
            axis._was_set = True
            if auto is not None:
                axis.is_auto = bool(auto)

    def get_view_interval(self):
        return float_array(list(self.limits()))

    def get_data_interval(self):
        return float_array([self.data_low, self.data_high])

    def get_inverted(self):
        low, high = self.limits()
        return high < low

    def set_inverted(self, inverted):
        low, high = self.limits()
        if (high < low) != bool(inverted):
            self.set_limits(high, low, auto=None)
        for axis in self.group:
            axis._is_inverted = bool(inverted)

    # Units: words have places 0, 1, 2, …

    def convert(self, values):
        """Data as a list of floats; words become categories."""
        items, shape, kind = flatten(values)
        if kind == 'U':
            return [self._category(v) for v in items]
        if kind == 'f':
            return items
        if kind == 'O':
            return [self.convert_one(v) for v in items]
        return [float(v) for v in items]

    def convert_one(self, value):
        if isinstance(value, str):
            return self._category(value)
        if value is None:
            return math.nan
        if hasattr(value, 'toordinal'):
            from matplotlib.dates import date2num
            self._use_dates()
            return date2num(value)
        return float(value)

    def _category(self, word):
        if not isinstance(word, str):
            return float(word)
        if self.categories is None:
            table = {}
            for axis in self.group:
                axis.categories = table
            from matplotlib.category import StrCategoryFormatter, StrCategoryLocator
            self.set_major_locator(StrCategoryLocator(table))
            self.set_major_formatter(StrCategoryFormatter(table))
        if word not in self.categories:
            self.categories[word] = len(self.categories)
        return float(self.categories[word])

    def _use_dates(self):
        from matplotlib import dates
        if self._default_ticks:
            locator = dates.AutoDateLocator()
            self.set_major_locator(locator)
            self.set_major_formatter(dates.AutoDateFormatter(locator))

    def update_units(self, data):
        self.convert(data)
        return False

    # Scale, locators, formatters.

    def set_scale_object(self, scale):
        self.scale = scale
        self.set_major_locator(scale.default_locator(self))
        self.set_major_formatter(scale.default_formatter())
        self.set_minor_locator(scale.minor_locator())
        self.set_minor_formatter(scale.minor_formatter())
        self._default_ticks = True

    def set_scale(self, value, **kwargs):
        for axis in self.group:
            axis.set_scale_object(make_scale(value, **kwargs))
        self.request_autoscale()

    def get_scale(self):
        return self.scale.name

    def set_major_locator(self, locator):
        self._default_ticks = False
        self._locator = locator
        locator.set_axis(self)

    def set_minor_locator(self, locator):
        self._minor_locator = locator
        locator.set_axis(self)

    def _as_formatter(self, formatter):
        if isinstance(formatter, str):
            return StrMethodFormatter(formatter)
        if isinstance(formatter, Formatter):
            return formatter
        if callable(formatter):
            return FuncFormatter(formatter)
        raise TypeError('formatter must be an instance of matplotlib.ticker.Formatter, str, or function, not '
                        f'a {type(formatter).__name__}')

    def set_major_formatter(self, formatter):
        self._formatter = self._as_formatter(formatter)
        self._formatter.set_axis(self)

    def set_minor_formatter(self, formatter):
        self._minor_formatter = self._as_formatter(formatter)
        self._minor_formatter.set_axis(self)

    def get_major_locator(self):
        return self._locator

    def get_minor_locator(self):
        return self._minor_locator

    def get_major_formatter(self):
        return self._formatter

    def get_minor_formatter(self):
        return self._minor_formatter

    def get_tick_space(self):
        x0, y0, x1, y1 = self.axes.pixel_box()
        # In space every axis counts as a wide one.
        is_wide = self.name == 'x' or self.axes.name == '3d'
        length = (x1 - x0 if is_wide else y1 - y0) * 72 / self.axes.figure.dpi
        size = font_points(self._styles[0]['labelsize']) * (3 if is_wide else 2)
        return int(math.floor(length / size)) if size > 0 else 2 ** 31 - 1

    # Ticks.

    def major_ticks(self):
        return self._locator.ticks()

    def minor_ticks(self):
        minors = self._minor_locator.ticks()
        if not minors:
            return minors
        low, high = (self.scale.forward(v) for v in self.limits())
        tolerance = abs(high - low) * 1e-5
        majors = [self.scale.forward(v) for v in self.major_ticks()]
        return [v for v in minors if not any(abs(self.scale.forward(v) - m) < tolerance for m in majors)]

    def get_majorticklocs(self):
        return array(self.major_ticks()) if self.major_ticks() else float_array([])

    def get_minorticklocs(self):
        return float_array(self.minor_ticks())

    def get_ticklocs(self, *, minor=False):
        return self.get_minorticklocs() if minor else self.get_majorticklocs()

    def _updated(self, is_minor=False):
        """The tick objects with their places and texts."""
        places = self.minor_ticks() if is_minor else self.major_ticks()
        formatter = self._minor_formatter if is_minor else self._formatter
        texts = formatter.format_ticks(places)
        ticks = self._minor_ticks if is_minor else self._ticks
        make = XTick if self.name == 'x' else YTick
        while len(ticks) < len(places):
            ticks.append(make(self, is_minor))
        for tick, place, text in zip(ticks, places, texts):
            tick._loc = place
            for label in (tick.label1, tick.label2):
                label.set_text(text)
                if self.name == 'x':
                    label._x = place
                else:
                    label._y = place
        return ticks[:len(places)]

    def get_major_ticks(self, numticks=None):
        ticks = self._updated()
        return ticks if numticks is None else ticks[:numticks]

    def get_minor_ticks(self, numticks=None):
        return self._updated(True)

    def get_ticklabels(self, minor=False, which=None):
        if which == 'both':
            return self.get_ticklabels() + self.get_ticklabels(minor=True)
        is_minor = minor or which == 'minor'
        style = self.style(is_minor)
        ticks = self._updated(is_minor)
        return [t.label2 if style['label2'] and not style['label1'] else t.label1 for t in ticks]

    get_majorticklabels = get_ticklabels

    def get_minorticklabels(self):
        return self.get_ticklabels(minor=True)

    def get_ticklines(self, minor=False):
        return [t.tick1line for t in self._updated(minor)]

    def get_gridlines(self):
        return [t.gridline for t in self._updated()]

    def set_ticks(self, ticks, labels=None, *, minor=False, **kwargs):
        if labels is None and kwargs:
            first = next(iter(kwargs))
            raise ValueError(f'Incorrect use of keyword argument {first!r}. Keyword arguments other than \'minor\' modify '
                             'the text labels and can only be used if \'labels\' are passed as well.')
        items, shape, kind = flatten(ticks)
        places = items if kind in 'iu' and items else self.convert(ticks)
        if places and not minor:
            low, high = self.limits()
            self.set_limits(*((min(low, *places), max(high, *places)) if high >= low
                              else (max(low, *places), min(high, *places))), auto=None)
            # The limits keep following the data only where they did before; ticks widen them for good.
        if minor:
            self.set_minor_locator(FixedLocator(places))
        else:
            for axis in self.group:
                axis.set_major_locator(FixedLocator(places))
        if labels is not None:
            self.set_ticklabels(labels, minor=minor, **kwargs)
        return self.get_minor_ticks() if minor else self.get_major_ticks()

    def set_ticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        texts = [t.get_text() if hasattr(t, 'get_text') else _label_text(t) for t in _listed(labels)]
        locator = self._minor_locator if minor else self._locator
        if not texts:
            from matplotlib.ticker import NullFormatter
            formatter = NullFormatter()
        elif isinstance(locator, FixedLocator):
            if len(locator.locs) != len(texts):
                raise ValueError(f'The number of FixedLocator locations ({len(locator.locs)}), usually from a call to '
                                 f'set_ticks, does not match the number of labels ({len(texts)}).')
            formatter = _Labels(dict(zip(locator.locs, texts)))
        else:
            from matplotlib.ticker import FixedFormatter
            formatter = FixedFormatter(texts)
        if minor:
            self.set_minor_formatter(formatter)
        else:
            for axis in self.group:
                axis.set_major_formatter(formatter)
        kwargs = dict(fontdict or {}, **kwargs)
        result = self.get_ticklabels(minor=minor)
        if kwargs:
            ticks = self._updated(minor)
            for tick in ticks:
                tick.label1._update(kwargs)
                tick.label2._update(kwargs)
        return result

    def set_tick_params(self, which='major', reset=False, **kwargs):
        names = {'length': 'size', 'rotation': 'labelrotation', 'colors': None, 'grid_lw': 'grid_linewidth',
                 'grid_ls': 'grid_linestyle', 'left': 'tick1', 'bottom': 'tick1', 'right': 'tick2', 'top': 'tick2',
                 'labelleft': 'label1', 'labelbottom': 'label1', 'labelright': 'label2', 'labeltop': 'label2',
                 'labelrotation': 'labelrotation', 'gridOn': 'grid'}
        other = ('left', 'right', 'labelleft', 'labelright') if self.name == 'x' else \
            ('bottom', 'top', 'labelbottom', 'labeltop')
        for is_minor in (False, True):
            if which not in ('both', 'minor' if is_minor else 'major'):
                continue
            style = self.style(is_minor)
            for key, value in kwargs.items():
                if key in other:
                    continue
                if key == 'colors':
                    style['color'] = style['labelcolor'] = value
                elif key == 'zorder':
                    pass
                else:
                    name = names.get(key, key)
                    if name not in style:
                        raise ValueError(f'keyword {key} is not recognized; valid keywords are {sorted(list(style) + list(names))}')
                    if name in _COLOR_KEYS:
                        check_color(key, value)
                    if name == 'labelrotation':
                        value = value[1] if isinstance(value, tuple) else value
                    style[name] = value
            for tick in (self._minor_ticks if is_minor else self._ticks):
                for label in (tick.label1, tick.label2):
                    if 'labelsize' in kwargs:
                        label._size = kwargs['labelsize']
                    if 'labelcolor' in kwargs or 'colors' in kwargs:
                        label._color = style['labelcolor']
                    if 'labelrotation' in kwargs or 'rotation' in kwargs:
                        label.set_rotation(style['labelrotation'])
            if 'labelcolor' in kwargs or 'colors' in kwargs:
                if not is_minor:
                    self.offsetText._color = style['labelcolor']

    def grid(self, visible=None, which='major', **kwargs):
        if visible is None and not kwargs:
            visible = not self.style(which == 'minor')['grid']
        elif visible is None or (kwargs and not visible):
            visible = True
        names = {'c': 'color', 'ls': 'linestyle', 'lw': 'linewidth'}
        for is_minor in (False, True):
            if which in ('both', 'minor' if is_minor else 'major'):
                style = self.style(is_minor)
                style['grid'] = bool(visible)
                for key, value in kwargs.items():
                    name = names.get(key, key)
                    if name in ('zorder', 'clip_on', 'dashes', 'label', 'antialiased', 'aa'):
                        continue
                    if name not in ('color', 'linestyle', 'linewidth', 'alpha'):
                        raise ValueError(f'keyword grid_{key} is not recognized; valid keywords are {sorted(style)}')
                    style['grid_' + name] = value

    # Labels.

    def set_label_text(self, label, fontdict=None, **kwargs):
        self.label.set_text(label)
        if fontdict is not None:
            self.label._update(fontdict)
        self.label._update(kwargs)
        return self.label

    def get_label_text(self):
        return self.label.get_text()

    def get_label(self):
        return self.label

    def set_label_coords(self, x, y, transform=None):
        self._label_coords = (x, y)

    _label_coords = None

    def get_offset_text(self):
        return self.offsetText

    def set_label_position(self, position):
        self._label_position = position

    def get_label_position(self):
        return self._label_position

    def _side(self, ticks):
        """Ticks and labels on the first side, the second one, both, or none."""
        labels = {1: (True, False), 2: (False, True), 3: (True, True), 0: (False, False)}[ticks]
        self.set_tick_params(which='both', **{
            ('bottom' if self.name == 'x' else 'left'): labels[0], ('top' if self.name == 'x' else 'right'): labels[1],
            ('labelbottom' if self.name == 'x' else 'labelleft'): labels[0] or (ticks == 3),
            ('labeltop' if self.name == 'x' else 'labelright'): labels[1] and ticks != 3})

    def get_ticks_position(self):
        style = self.style()
        first, second = ('bottom', 'top') if self.name == 'x' else ('left', 'right')
        if style['tick1'] and style['tick2']:
            return 'both'
        return first if style['tick1'] else second if style['tick2'] else 'none'

    # Drawing.

    def _shown_ticks(self, is_minor):
        """Ticks in view with their pixels along the axis."""
        low, high = sorted(self.limits())
        ticks = self._updated(is_minor)
        inside = [t for t in ticks if math.isfinite(t._loc)]
        places = [t._loc for t in inside]
        if self.name == 'x':
            pixels = self.axes.transData.map(places, [self.axes.yaxis.limits()[0]] * len(places))[0]
        else:
            pixels = self.axes.transData.map([self.axes.xaxis.limits()[0]] * len(places), places)[1]
        x0, y0, x1, y1 = self.axes.pixel_box()
        first, last = (x0, x1) if self.name == 'x' else (y0, y1)
        tolerance = 1e-7 * abs(last - first)
        return [(t, p) for t, p in zip(inside, pixels) if first - tolerance <= p <= last + tolerance]

    def _place_labels(self, renderer, shown, is_minor):
        """Puts the labels of ticks beside the edges; the visible ones."""
        style = self.style(is_minor)
        out = {'out': 1.0, 'inout': 0.5, 'in': 0.0}[style['direction']]
        gap = renderer.points(style['size'] * out + style['pad'])
        spines = self.axes.spines
        first, second = ('bottom', 'top') if self.name == 'x' else ('left', 'right')
        near, far = spines[first].place(renderer.scale), spines[second].place(renderer.scale)
        labels = []
        for tick, pixel in shown:
            for label, is_on, at in ((tick.label1, style['label1'] and (style['tick1'] or True), near - gap),
                                     (tick.label2, style['label2'], far + gap)):
                if is_on and label._visible and label._text:
                    label._pixel = (pixel, at) if self.name == 'x' else (at, pixel)
                    labels.append(label)
        return labels

    def prepare(self, renderer):
        """Places all texts; what is drawn and measured afterwards."""
        majors, minors = self._shown_ticks(False), self._shown_ticks(True)
        labels = self._place_labels(renderer, majors, False) + self._place_labels(renderer, minors, True)
        boxes = [_at_pixel(label, renderer) for label in labels]
        boxes = [b for b in boxes if b is not None]
        self._place_label(renderer, boxes)
        self._place_offset(renderer, boxes)
        return majors, minors, labels

    def draw(self, renderer):
        if not self._visible:
            return
        majors, minors, labels = self.prepare(renderer)
        self._draw_grid(renderer, majors, False)
        self._draw_grid(renderer, minors, True)
        self._draw_marks(renderer, majors, False)
        self._draw_marks(renderer, minors, True)
        for label in labels:
            _draw_at_pixel(label, renderer)
        self.label.draw(renderer)
        if self.offsetText._text:
            self.offsetText.draw(renderer)

    def _draw_grid(self, renderer, shown, is_minor):
        style = self.style(is_minor)
        if not style['grid']:
            return
        color = to_rgba(style['grid_color'], style['grid_alpha'])
        linestyle = _strokes.check(style['grid_linestyle'])
        width = style['grid_linewidth']
        if linestyle == 'None':
            return
        dashes, offset = _strokes.dashes(linestyle, width)
        x0, y0, x1, y1 = self.axes.pixel_box()
        for tick, pixel in shown:
            if not tick.gridline._visible:
                continue
            if self.name == 'x':
                renderer.lines([pixel, pixel], [y0, y1], color, width, dashes, offset)
            else:
                renderer.lines([x0, x1], [pixel, pixel], color, width, dashes, offset)

    def _draw_marks(self, renderer, shown, is_minor):
        style = self.style(is_minor)
        size = renderer.points(style['size'])
        if size <= 0 or style['width'] <= 0:
            return
        color = to_rgba(style['color'])
        out, inside = {'out': (size, 0.0), 'in': (0.0, size), 'inout': (size / 2, size / 2)}[style['direction']]
        spines = self.axes.spines
        first, second = ('bottom', 'top') if self.name == 'x' else ('left', 'right')
        for is_on, side, sign in ((style['tick1'], first, -1), (style['tick2'], second, 1)):
            if not is_on:
                continue
            at = spines[side].place(renderer.scale)
            a, b = at + sign * out, at - sign * inside
            for tick, pixel in shown:
                line = tick.tick1line if sign < 0 else tick.tick2line
                if not line._visible:
                    continue
                if self.name == 'x':
                    renderer.lines([pixel, pixel], [a, b], color, style['width'])
                else:
                    renderer.lines([a, b], [pixel, pixel], color, style['width'])

    def tight_box(self, renderer):
        if not self._visible:
            return None
        majors, minors, labels = self.prepare(renderer)
        boxes = [_at_pixel(label, renderer) for label in labels]
        boxes += [self.label.tight_box(renderer), self.offsetText.tight_box(renderer)]
        boxes = [b for b in boxes if b is not None and b.width > 0]
        return Bbox.union(boxes) if boxes else None

    def get_children(self):
        return [self.label, self.offsetText] + self._ticks


def _label_text(value):
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(value)
    return str(value)


def _listed(values):
    if isinstance(values, (list, tuple, range)):
        return list(values)
    if hasattr(values, 'tolist'):
        return values.tolist()
    return list(values)


def _at_pixel(label, renderer):
    """The box of a label that stands at `_pixel`."""
    x, y, transform = label._x, label._y, label._transform
    label._x, label._y = label._pixel
    label._transform = None
    box = label.tight_box(renderer)
    label._x, label._y, label._transform = x, y, transform
    return box


def _draw_at_pixel(label, renderer):
    x, y, transform = label._x, label._y, label._transform
    label._x, label._y = label._pixel
    label._transform = None
    label.draw(renderer)
    label._x, label._y, label._transform = x, y, transform


class XAxis(Axis):
    name = 'x'
    axis_name = 'x'

    def _place_label(self, renderer, boxes):
        axes = self.axes
        x0, y0, x1, y1 = axes.pixel_box()
        pad = renderer.points(self.labelpad)
        label = self.label
        label._transform = _HalfAxes(axes, 'x')
        if self._label_coords is not None:
            label._x = self._label_coords[0]
            label._y = y0 + self._label_coords[1] * (y1 - y0)
        elif self._label_position == 'bottom':
            label._y = min([b.y0 for b in boxes] + [axes.spines['bottom'].place(renderer.scale), y0]) - pad
            label._va = 'top' if label._va in ('top', 'bottom') else label._va
        else:
            label._y = max([b.y1 for b in boxes] + [axes.spines['top'].place(renderer.scale), y1]) + pad
            label._va = 'bottom' if label._va in ('top', 'bottom', 'baseline') else label._va

    def _place_offset(self, renderer, boxes):
        text = self.offsetText
        text.set_text(self._formatter.get_offset())
        x0, y0, x1, y1 = self.axes.pixel_box()
        text._x, text._ha = x1, 'right'
        if self._label_position == 'bottom':
            text._y, text._va = min([b.y0 for b in boxes] + [y0]) - renderer.points(3), 'top'
        else:
            text._y, text._va = max([b.y1 for b in boxes] + [y1]) + renderer.points(3), 'bottom'

    def tick_top(self):
        self._side(2)

    def tick_bottom(self):
        self._side(1)

    def set_ticks_position(self, position):
        self._side({'bottom': 1, 'default': 1, 'top': 2, 'both': 3, 'none': 0}[position])
        if position == 'top':
            self.set_tick_params(which='both', labeltop=True, labelbottom=False)


class YAxis(Axis):
    name = 'y'
    axis_name = 'y'

    def _make_label(self):
        return Text(0, 0.5, '', color=rcParams['axes.labelcolor'], fontsize=rcParams['axes.labelsize'],
                    fontweight=rcParams['axes.labelweight'], verticalalignment='bottom', horizontalalignment='center',
                    rotation='vertical', rotation_mode='anchor')

    def _place_label(self, renderer, boxes):
        axes = self.axes
        x0, y0, x1, y1 = axes.pixel_box()
        pad = renderer.points(self.labelpad)
        label = self.label
        label._transform = _HalfAxes(axes, 'y')
        if self._label_coords is not None:
            label._x = x0 + self._label_coords[0] * (x1 - x0)
            label._y = self._label_coords[1]
        elif self._label_position == 'left':
            label._x = min([b.x0 for b in boxes] + [axes.spines['left'].place(renderer.scale), x0]) - pad
            if label._rotation_mode == 'anchor' and label._va in ('top', 'bottom'):
                label._va = 'bottom'
        else:
            label._x = max([b.x1 for b in boxes] + [axes.spines['right'].place(renderer.scale), x1]) + pad
            if label._rotation_mode == 'anchor' and label._va in ('top', 'bottom'):
                label._va = 'top'

    def _place_offset(self, renderer, boxes):
        text = self.offsetText
        text.set_text(self._formatter.get_offset())
        x0, y0, x1, y1 = self.axes.pixel_box()
        is_left = not (self.style()['label2'] and not self.style()['label1'])
        text._x, text._ha = (x0, 'left') if is_left else (x1, 'right')
        text._y, text._va = y1 + renderer.points(3), 'baseline'

    def tick_left(self):
        self._side(1)

    def tick_right(self):
        self._side(2)

    def set_offset_position(self, position):
        pass

    def set_ticks_position(self, position):
        self._side({'left': 1, 'default': 1, 'right': 2, 'both': 3, 'none': 0}[position])
        if position == 'right':
            self.set_tick_params(which='both', labelright=True, labelleft=False)


class _HalfAxes:
    """Axes fractions along one direction, pixels along the other."""

    def __init__(self, axes, along):
        self._axes, self._along = axes, along

    def point(self, x, y):
        x0, y0, x1, y1 = self._axes.pixel_box()
        return (x0 + x * (x1 - x0), y) if self._along == 'x' else (x, y0 + y * (y1 - y0))

    def map(self, xs, ys):
        pairs = [self.point(x, y) for x, y in zip(xs, ys)]
        return [p[0] for p in pairs], [p[1] for p in pairs]
