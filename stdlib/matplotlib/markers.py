"""Markers as paths of the size one."""
import math

from matplotlib.path import Path, ellipse

TICKLEFT, TICKRIGHT, TICKUP, TICKDOWN = 0, 1, 2, 3
CARETLEFT, CARETRIGHT, CARETUP, CARETDOWN = 4, 5, 6, 7
CARETLEFTBASE, CARETRIGHTBASE, CARETUPBASE, CARETDOWNBASE = 8, 9, 10, 11


def _polygon(points):
    return 'M' + 'L' * (len(points) - 1) + 'Z', [v for p in points for v in p], True


def _strokes(*lines):
    letters, numbers = '', []
    for line in lines:
        letters += 'M' + 'L' * (len(line) - 1)
        numbers += [v for p in line for v in p]
    return letters, numbers, False


def _regular(count, radius=0.5, turn=0.0):
    return [(radius * math.sin(2 * math.pi * i / count + turn), radius * math.cos(2 * math.pi * i / count + turn))
            for i in range(count)]


def _star(count, inner, radius=0.5):
    points = []
    for i in range(2 * count):
        r = radius if i % 2 == 0 else radius * inner
        points.append((r * math.sin(math.pi * i / count), r * math.cos(math.pi * i / count)))
    return points


def _circle(radius):
    letters, numbers = ellipse(0.0, 0.0, radius, radius)
    return letters, numbers, True


def _turned(points, degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in points]


_TRIANGLE = [(0, 0.5), (-0.5, -0.5), (0.5, -0.5)]
_SQUARE = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
_PLUS = [(1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3), (1, 2), (0, 2), (0, 1), (1, 1)]
_CROSS = [(1, 0), (2, 1), (3, 0), (4, 1), (3, 2), (4, 3), (3, 4), (2, 3), (1, 4), (0, 3), (1, 2), (0, 1)]
_TRI = [(0, -0.5), (0.4, 0.25), (-0.4, 0.25)]


def _tri(degrees):
    return _strokes(*[[(0, 0), p] for p in _turned(_TRI, degrees)])


_SHAPES = {
    'o': lambda: _circle(0.5), '.': lambda: _circle(0.25), ',': lambda: _polygon([(x / 9, y / 9) for x, y in _SQUARE]),
    '^': lambda: _polygon(_TRIANGLE), 'v': lambda: _polygon(_turned(_TRIANGLE, 180)),
    '<': lambda: _polygon(_turned(_TRIANGLE, 90)), '>': lambda: _polygon(_turned(_TRIANGLE, 270)),
    's': lambda: _polygon(_SQUARE), 'D': lambda: _polygon(_turned(_SQUARE, 45)),
    'd': lambda: _polygon([(x * 0.6, y) for x, y in _turned(_SQUARE, 45)]),
    'p': lambda: _polygon(_regular(5)), 'h': lambda: _polygon(_regular(6)),
    'H': lambda: _polygon(_regular(6, turn=math.pi / 6)), '8': lambda: _polygon(_regular(8, turn=math.pi / 8)),
    '*': lambda: _polygon(_star(5, 0.381966)),
    'P': lambda: _polygon([(x / 3 - 0.5, y / 3 - 0.5) for x, y in _PLUS]),
    'X': lambda: _polygon([(x / 4 - 0.5, y / 4 - 0.5) for x, y in _CROSS]),
    '+': lambda: _strokes([(-0.5, 0), (0.5, 0)], [(0, -0.5), (0, 0.5)]),
    'x': lambda: _strokes([(-0.5, -0.5), (0.5, 0.5)], [(-0.5, 0.5), (0.5, -0.5)]),
    '|': lambda: _strokes([(0, -0.5), (0, 0.5)]), '_': lambda: _strokes([(-0.5, 0), (0.5, 0)]),
    '1': lambda: _tri(0), '2': lambda: _tri(180), '3': lambda: _tri(270), '4': lambda: _tri(90),
    0: lambda: _strokes([(-1, 0), (0, 0)]), 1: lambda: _strokes([(0, 0), (1, 0)]),
    2: lambda: _strokes([(0, 0), (0, 1)]), 3: lambda: _strokes([(0, -1), (0, 0)]),
    4: lambda: _polygon([(0, 0), (0.75, 0.5), (0.75, -0.5)]), 5: lambda: _polygon([(0, 0), (-0.75, 0.5), (-0.75, -0.5)]),
    6: lambda: _polygon([(0, 0), (-0.5, -0.75), (0.5, -0.75)]), 7: lambda: _polygon([(0, 0), (-0.5, 0.75), (0.5, 0.75)]),
    8: lambda: _polygon([(-0.75, 0), (0, 0.5), (0, -0.5)]), 9: lambda: _polygon([(0.75, 0), (0, 0.5), (0, -0.5)]),
    10: lambda: _polygon([(0, 0.75), (-0.5, 0), (0.5, 0)]), 11: lambda: _polygon([(0, -0.75), (-0.5, 0), (0.5, 0)]),
}
NOTHING = ('None', 'none', ' ', '')


class MarkerStyle:
    """`letters` and `numbers` of the path, whether it is filled, and how its corners join."""

    markers = {**{k: '' for k in _SHAPES}, **{k: 'nothing' for k in NOTHING}}
    filled_markers = ('.', 'o', 'v', '^', '<', '>', '8', 's', 'p', '*', 'h', 'H', 'D', 'd', 'P', 'X')

    def __init__(self, marker='o', fillstyle=None, **kwargs):
        if isinstance(marker, MarkerStyle):
            marker = marker._marker
        self._marker = marker
        self._fillstyle = fillstyle or 'full'
        self.letters, self.numbers, self.is_filled, self.text = '', [], True, None
        self.join = 'round'
        if marker is None or (isinstance(marker, str) and marker in NOTHING):
            return
        if isinstance(marker, Path):
            self.letters, self.numbers = marker.commands()
            size = max([abs(v) for v in self.numbers] or [1.0]) * 2
            self.numbers = [v / size for v in self.numbers]
        elif isinstance(marker, str) and len(marker) > 2 and marker[0] == marker[-1] == '$':
            self.text = marker
        elif isinstance(marker, (str, int)) and marker in _SHAPES:
            self.letters, self.numbers, self.is_filled = _SHAPES[marker]()
            if marker not in ('o', '.', '+', 'x', '|', '_'):
                self.join = 'bevel' if marker == '*' else 'miter'
        elif isinstance(marker, tuple) and len(marker) in (2, 3):
            sides, style = marker[0], marker[1] if len(marker) > 1 else 0
            turn = -math.radians(marker[2]) if len(marker) == 3 else 0.0
            if style == 0:
                self.letters, self.numbers, self.is_filled = _polygon(_regular(sides, turn=turn))
            elif style == 1:
                self.letters, self.numbers, self.is_filled = _polygon(_turned(_star(sides, 0.5), -math.degrees(turn)))
            else:
                rays = _regular(sides, turn=turn)
                self.letters, self.numbers, self.is_filled = _strokes(*[[(0, 0), p] for p in rays])
        elif isinstance(marker, (list, tuple)) and len(marker) and isinstance(marker[0], (list, tuple)):
            size = max(abs(float(v)) for p in marker for v in p) * 2
            self.letters, self.numbers, self.is_filled = _polygon([(p[0] / size, p[1] / size) for p in marker])
        else:
            raise ValueError(f'Unrecognized marker style {marker!r}')
        if self._fillstyle == 'none':
            self.is_filled = False

    def __bool__(self):
        return bool(self.letters) or self.text is not None

    def get_marker(self):
        return self._marker

    def is_filled_marker(self):
        return self.is_filled
