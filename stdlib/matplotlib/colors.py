"""Colours: names, hexadecimal text, grays, tuples; colour maps; and how numbers become places on them."""
import base64
import re

from matplotlib import _colortables
from matplotlib._arrays import array, flatten, is_sequence, nested, number
from matplotlib._colornames import BASE_COLORS, CSS4_COLORS, TABLEAU_COLORS
from matplotlib._norms import (BoundaryNorm, CenteredNorm, LogNorm, NoNorm, Normalize, PowerNorm, SymLogNorm,
                               TwoSlopeNorm)

_NAMES = dict(CSS4_COLORS)
_NAMES.update(TABLEAU_COLORS)
for _name in list(TABLEAU_COLORS):
    if 'gray' in _name:
        _NAMES[_name.replace('gray', 'grey')] = TABLEAU_COLORS[_name]
_NAMES.update(BASE_COLORS)
cnames = CSS4_COLORS

_HEX = re.compile(r'#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\Z')
_CYCLE = re.compile(r'C\d+\Z')
_cache = {}


def get_named_colors_mapping():
    return _NAMES


def is_color_like(c):
    try:
        to_rgba(c)
    except (TypeError, ValueError):
        return False
    return True


def same_color(c1, c2):
    return to_rgba(c1) == to_rgba(c2)


def to_rgba(c, alpha=None):
    """Red, green, blue and alpha, 0 to 1. Raises ValueError where `c` is no colour."""
    if isinstance(c, tuple) and len(c) == 2 and not isinstance(c[0], (int, float)):
        c, own = c
        alpha = own if alpha is None else alpha
    if isinstance(c, str):
        rgba = _from_text(c)
    else:
        rgba = _from_numbers(c)
    if alpha is not None:
        if not 0 <= alpha <= 1:
            raise ValueError("'alpha' must be between 0 and 1, inclusive")
        if not (isinstance(c, str) and c.lower() == 'none'):
            rgba = rgba[:3] + (float(alpha),)
    return rgba


def _from_text(text):
    if text in _cache:
        return _cache[text]
    if _CYCLE.match(text):
        from matplotlib import rcParams
        colors = rcParams['axes.prop_cycle'].by_key().get('color', ['k'])
        return to_rgba(colors[int(text[1:]) % len(colors)])
    lower = text.lower()
    if lower == 'none':
        rgba = (0.0, 0.0, 0.0, 0.0)
    elif text in _NAMES or (len(text) > 1 and lower in _NAMES):
        value = _NAMES[text] if text in _NAMES else _NAMES[lower]
        rgba = _from_text(value) if isinstance(value, str) else tuple(float(v) for v in value) + (1.0,)
    elif _HEX.match(text):
        digits = text[1:]
        if len(digits) <= 4:
            digits = ''.join(d + d for d in digits)
        rgba = tuple(int(digits[i:i + 2], 16) / 255 for i in range(0, len(digits), 2))
        if len(rgba) == 3:
            rgba += (1.0,)
    elif text.startswith('#'):
        raise ValueError(f'Invalid hex color specifier: {text!r}')
    else:
        try:
            gray = float(text)
        except ValueError:
            gray = None
        if gray is None:
            raise ValueError(f'Invalid RGBA argument: {text!r}')
        if not 0 <= gray <= 1:
            raise ValueError(
                f'Invalid string grayscale value {text!r}. Value must be within 0-1 range')
        rgba = (gray, gray, gray, 1.0)
    _cache[text] = rgba
    return rgba


def _from_numbers(c):
    try:
        items, shape, kind = flatten(c)
    except (TypeError, ValueError):
        raise ValueError(f'Invalid RGBA argument: {c!r}') from None
    if kind in 'UO' or not is_sequence(c) or len(shape) != 1:
        raise ValueError(f'Invalid RGBA argument: {c!r}')
    if len(items) not in (3, 4):
        raise ValueError('RGBA sequence should have length 3 or 4')
    if not all(0 <= v <= 1 for v in items):
        raise ValueError('RGBA values should be within 0-1 range')
    rgba = tuple(float(v) for v in items)
    return rgba if len(rgba) == 4 else rgba + (1.0,)


def to_rgb(c):
    return to_rgba(c)[:3]


def to_hex(c, keep_alpha=False):
    rgba = to_rgba(c)
    if not keep_alpha:
        rgba = rgba[:3]
    return '#' + ''.join(format(round(v * 255), '02x') for v in rgba)


rgb2hex = to_hex
hex2color = to_rgb


def to_rgba_list(c, alpha=None):
    """A list of colours: one for a single colour, none for 'none'."""
    if isinstance(c, str):
        if c.lower() == 'none':
            return []
        try:
            return [to_rgba(c, alpha)]
        except ValueError:
            raise ValueError(f'{c!r} is not a valid color value.') from None
    if isinstance(c, tuple) and len(c) in (3, 4) and all(isinstance(v, (int, float)) for v in c):
        return [to_rgba(c, alpha)]
    if isinstance(c, tuple) and len(c) == 2 and isinstance(c[0], str) and isinstance(c[1], (int, float)):
        return [to_rgba(c, alpha)]
    if isinstance(c, (list, tuple)) and any(isinstance(v, (str, tuple, list)) for v in c):
        alphas = alpha if is_sequence(alpha) else [alpha] * len(c)
        return [to_rgba(v, a) for v, a in zip(c, alphas)]
    items, shape, kind = flatten(c)
    if len(shape) == 2 and shape[1] in (3, 4):
        return [to_rgba(tuple(row), alpha) for row in nested(items, shape)]
    if items:
        return [to_rgba(tuple(items), alpha)]
    return []


def to_rgba_array(c, alpha=None):
    return array([list(rgba) for rgba in to_rgba_list(c, alpha)])


COLOR_HELP = (
    "supported inputs are (r, g, b) and (r, g, b, a) 0-1 float tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' "
    "strings; named color strings; string reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for "
    "colors of the color cycle; and pairs combining one of the above with an alpha value")


def check_color(name, c):
    """Raises the ValueError that setters raise for what is no colour."""
    try:
        return to_rgba(c)
    except (TypeError, ValueError):
        raise ValueError(f'{c!r} is not a valid value for {name}: {COLOR_HELP}') from None


class Colormap:
    """A table of colours for numbers from 0 to 1 (or for integers: places in the table)."""

    def __init__(self, name, N=256, bad=None, under=None, over=None):
        self.name = name
        self.N = int(N)
        self._bad, self._under, self._over = bad or (0.0, 0.0, 0.0, 0.0), under, over
        self._table = None
        self._bytes = None

    def _build(self):
        raise NotImplementedError('Abstract class only')

    @property
    def table(self):
        if self._table is None:
            self._table = self._build()
        return self._table

    def byte_table(self, alpha=None):
        """RGBA bytes of the table, then of under, over and bad."""
        if self._bytes is None:
            table = self.table
            rows = table + [self._under or table[0], self._over or table[-1], self._bad]
            self._bytes = bytes(min(255, max(0, int(v * 255 + 0.5))) for row in rows for v in row)
        return self._bytes

    def __call__(self, X, alpha=None, bytes=False):
        items, shape, kind = flatten(X)
        colors = [self._pick(v, kind) for v in items]
        if alpha is not None:
            colors = [c[:3] + (float(alpha),) for c in colors]
        if bytes:
            colors = [tuple(int(v * 255 + 0.5) for v in c) for c in colors]
        if shape == ():
            return tuple(v if bytes else number(v) for v in colors[0])
        flat = [v for c in colors for v in c]
        return array(nested(flat, tuple(shape) + (4,)))

    def _pick(self, value, kind):
        table = self.table
        if value != value:
            return self._bad
        if kind == 'f':
            if value < 0:
                return self._under or table[0]
            if value > 1:
                return self._over or table[-1]
            return table[min(self.N - 1, int(value * self.N))]
        if value < 0:
            return self._under or table[0]
        if value >= self.N:
            return self._over or table[-1]
        return table[int(value)]

    def pick(self, value):
        """The colour of a float."""
        return self._pick(value, 'f')

    def _changed(self):
        self._bytes = None

    def set_bad(self, color='k', alpha=None):
        self._bad = to_rgba(color, alpha)
        self._changed()

    def set_under(self, color='k', alpha=None):
        self._under = to_rgba(color, alpha)
        self._changed()

    def set_over(self, color='k', alpha=None):
        self._over = to_rgba(color, alpha)
        self._changed()

    def set_extremes(self, *, bad=None, under=None, over=None):
        if bad is not None:
            self.set_bad(bad)
        if under is not None:
            self.set_under(under)
        if over is not None:
            self.set_over(over)

    def with_extremes(self, *, bad=None, under=None, over=None):
        new = self.copy()
        new.set_extremes(bad=bad, under=under, over=over)
        return new

    def get_bad(self):
        return array(list(self._bad))

    def get_under(self):
        return array(list(self._under or self.table[0]))

    def get_over(self):
        return array(list(self._over or self.table[-1]))

    def copy(self):
        new = ListedColormap(self.table, self.name, _full=True)
        new._bad, new._under, new._over = self._bad, self._under, self._over
        return new

    __copy__ = copy

    def reversed(self, name=None):
        new = ListedColormap(self.table[::-1], self.name + '_r' if name is None else name, _full=True)
        new._bad, new._under, new._over = self._bad, self._over, self._under
        return new

    def resampled(self, lutsize):
        table = self.table
        last = max(1, lutsize - 1)
        return ListedColormap([self.pick(i / last) for i in range(lutsize)], self.name, _full=True)

    def __eq__(self, other):
        return isinstance(other, Colormap) and self.table == other.table

    def __hash__(self):
        return hash(self.name)


class ListedColormap(Colormap):
    """Colours one by one."""

    def __init__(self, colors, name='unnamed', N=None, *, bad=None, under=None, over=None, _full=False):
        if isinstance(colors, str):
            colors = [colors]
        rows = list(colors) if _full else [to_rgba(c) for c in to_rgba_list(colors)]
        if N is not None:
            rows = [rows[i % len(rows)] for i in range(N)]
        Colormap.__init__(self, name, len(rows), bad, under, over)
        self._rows = rows
        self.colors = [row[:3] for row in rows]

    def _build(self):
        return self._rows


class LinearSegmentedColormap(Colormap):
    """Colours interpolated between places."""

    def __init__(self, name, segmentdata, N=256, gamma=1.0, *, bad=None, under=None, over=None):
        Colormap.__init__(self, name, N, bad, under, over)
        self._segmentdata = segmentdata
        self._gamma = gamma

    @staticmethod
    def from_list(name, colors, N=256, gamma=1.0, *, bad=None, under=None, over=None):
        colors = list(colors)
        if colors and isinstance(colors[0], (tuple, list)) and len(colors[0]) == 2:
            places = [float(p) for p, _ in colors]
            rows = [to_rgba(c) for _, c in colors]
        else:
            rows = to_rgba_list(colors)
            step = 1 / max(1, len(rows) - 1)
            places = [i * step for i in range(len(rows) - 1)] + [1.0]
        data = {channel: [(p, row[i], row[i]) for p, row in zip(places, rows)]
                for i, channel in enumerate(('red', 'green', 'blue', 'alpha'))}
        return LinearSegmentedColormap(name, data, N, gamma, bad=bad, under=under, over=over)

    def _build(self):
        channels = [_interpolated(self._segmentdata[c], self.N, self._gamma) for c in ('red', 'green', 'blue')]
        alpha = self._segmentdata.get('alpha')
        channels.append(_interpolated(alpha, self.N, 1.0) if alpha else [1.0] * self.N)
        return list(zip(*channels))


def _interpolated(data, count, gamma):
    """`count` values of one channel between points (place, value below, value above)."""
    if callable(data):
        return [min(1.0, max(0.0, float(data((i / (count - 1)) ** gamma)))) for i in range(count)]
    if count == 1:
        return [data[-1][1]]
    # Multiplied by the last place first, in matplotlib's order, for the same last digits.
    last, step = count - 1, 1 / (count - 1)
    values, at = [], 1
    for i in range(count):
        x = last * (i * step) ** gamma
        if i == 0:
            value = data[0][2]
        elif i == last:
            value = data[-1][1]
        else:
            while at < len(data) - 1 and data[at][0] * last < x:
                at += 1
            x0, _, y0 = data[at - 1]
            x1, y1, _ = data[at]
            value = (x - x0 * last) / (x1 * last - x0 * last) * (y1 - y0) + y0
        values.append(min(1.0, max(0.0, value)))
    return values


def build_colormap(name):
    """A named map from the recorded tables; None where there is none."""
    base = name[:-2] if name.endswith('_r') else name
    base = {'grey': 'gray', 'gist_grey': 'gist_gray', 'gist_yerg': 'gist_yarg', 'Grays': 'Greys'}.get(base, base)
    if base in _colortables.PACKED:
        data = base64.b64decode(_colortables.PACKED[base])
        numbers = [int.from_bytes(data[i:i + 3], 'big') / 1e6 for i in range(0, len(data), 3)]
        rows = [(numbers[i], numbers[i + 1], numbers[i + 2], 1.0) for i in range(0, len(numbers), 3)]
        made = ListedColormap(rows, base, _full=True)
    elif base in _colortables.ANCHORS:
        made = LinearSegmentedColormap.from_list(base, _colortables.ANCHORS[base])
    elif base in _colortables.SEGMENTS:
        red, green, blue = _colortables.SEGMENTS[base]
        made = LinearSegmentedColormap(base, {'red': red, 'green': green, 'blue': blue})
    elif base in _colortables.LISTS:
        made = ListedColormap(_colortables.LISTS[base], base)
    else:
        return None
    if name.endswith('_r'):
        made = made.reversed(name)
    made.name = name
    return made


class LightSource:
    """Shading of surfaces is not drawn here; the class keeps its angles."""

    def __init__(self, azdeg=315, altdeg=45, **kwargs):
        self.azdeg, self.altdeg = azdeg, altdeg


# Norms print as this module's.
for _class in (BoundaryNorm, CenteredNorm, LogNorm, NoNorm, Normalize, PowerNorm, SymLogNorm, TwoSlopeNorm):
    _class.__module__ = 'matplotlib.colors'
del _class
