"""Rows of pixels of arcs, chords and slices: rings of ellipses, cut by straight lines, as Pillow finds them.

Places are counted in half pixels from the middle. A line (a, b, c) keeps what has a * x + b * y + c >= 0; cuts are joined to trees
by "and" and "or".
"""

import math
import struct

from PIL._shapes import ellipse_spans, quarter, up


def _single(value):
    """Angles are numbers of single precision."""
    return struct.unpack("f", struct.pack("f", value))[0]


def turned(start, end):
    """The same angles with 0 <= start < 360 and start <= end <= start + 360."""
    start, end = _single(start), _single(end)
    if end - start >= 360:
        return 0.0, 360.0
    first = _single(math.fmod(360 - math.fmod(-start, 360) if start < 0 else start, 360))
    return first, _single(first + math.fmod(360 - math.fmod(first - end, 360) if end < first else end - first, 360))


def _rows(a, b, width):
    """Half rows (left, y, right) of the ring of an ellipse."""
    if width < 1:
        return
    outer, inner = {}, {}
    for x, y in quarter(a, b):
        outer.setdefault(y, x)
    for x, y in quarter(a - 2 * (width - 1), b - 2 * (width - 1)):
        inner[y] = x
    for y, right in outer.items():
        left = inner.get(y, a % 2)
        for row in (-y, y) if y else (0,):
            yield -right, row, -left
            if left or left < right:
                yield left or 2, row, right


def _kept(tree, x0, y, x1):
    """What a tree of cuts leaves of a row, as a sorted list of (left, right)."""
    kind, *parts = tree
    if kind == "line":
        a, b, c = parts
        if abs(a) < 1e-9:
            return [(x0, x1)] if b * y + c >= -1e-9 else []
        place = -(b * y + c) / a
        if a * x0 + b * y + c < 1e-9:
            x0 = max(x0, up(place))
        if a * x1 + b * y + c < 1e-9:
            x1 = min(x1, up(place))
        return [(x0, x1)] if x0 <= x1 else []
    one, two = _kept(parts[0], x0, y, x1), _kept(parts[1], x0, y, x1)
    if kind == "and":
        both = [(max(p[0], q[0]), min(p[1], q[1])) for p in one for q in two]
        return sorted(part for part in both if part[0] <= part[1])
    merged = []
    for left, right in sorted(one + two):
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _cut(x0, y0, a, b, width, tree):
    for left, y, right in _rows(a, b, width):
        for start, end in _kept(tree, left, y, right):
            yield y0 + (y + b) // 2, x0 + (start + a) // 2, x0 + (end + a) // 2


def _radians(angle):
    return angle * math.pi / 180


def _ends(a, b, start, end):
    return [(a * math.cos(_radians(angle)), b * math.sin(_radians(angle))) for angle in (start, end)]


def _arc_tree(a, b, start, end):
    """The cuts of an arc: across the ring at both ends, and the half planes that keep their far sides away."""
    if a < b:
        return _mirrored(_arc_tree(b, a, *turned(_single(90 - end), _single(90 - start))))
    first = ("line", -a * math.sin(_radians(start)), b * math.cos(_radians(start)),
             (a * a - b * b) * math.sin(start * math.pi / 90) / 2)
    last = ("line", a * math.sin(_radians(end)), -b * math.cos(_radians(end)),
            (b * b - a * a) * math.sin(end * math.pi / 90) / 2)
    kind = "and" if end - start < 180 else "or"
    if start % 180 == 0 or end % 180 == 0:
        return kind, first, last
    halves = int(start / 180), int(end / 180)
    if sum(halves) % 2:
        sides = [("line", 0, 1 if half % 2 == 0 else -1, 0) for half in halves]
        return "or", ("and", sides[0], first), ("and", sides[1], last)
    return kind, (kind, first, last), ("line", 0, 1 if end < 180 or end > 540 else -1, 0)


def _mirrored(tree):
    kind, *parts = tree
    if kind == "line":
        return kind, parts[1], parts[0], parts[2]
    return kind, _mirrored(parts[0]), _mirrored(parts[1])


def _box(x0, y0, x1, y1):
    return x0, y0, x1 - x0, y1 - y0


def arc_spans(box, start, end, width):
    start, end = turned(start, end)
    if end == start + 360:
        return ellipse_spans(*box, width)
    if start == end:
        return []
    x0, y0, a, b = _box(*box)
    return _cut(x0, y0, a, b, width, _arc_tree(a, b, start, end))


def chord_spans(box, start, end, width=None):
    """The part of an ellipse beyond a chord, or (with a width) its outline."""
    start, end = turned(start, end)
    x0, y0, a, b = _box(*box)
    if end == start + 360:
        yield from ellipse_spans(*box, a + b if width is None else width)
        return
    if start == end:
        return
    (xl, yl), (xr, yr) = _ends(a, b, start, end)
    slope, rise = yr - yl, xl - xr
    shift = -(slope * xl + rise * yl)
    line = ("line", slope, rise, shift)
    if width is not None:
        other = ("line", -slope, -rise, 2 * width * math.sqrt(slope**2 + rise**2) - shift)
        yield from _cut(x0, y0, a, b, a + b + 1, ("and", line, other))
    yield from _cut(x0, y0, a, b, a + b + 1 if width is None else width, line)


def slice_spans(box, start, end, width=None):
    """A slice of an ellipse, or (with a width) its outline."""
    start, end = turned(start, end)
    x0, y0, a, b = _box(*box)
    if end == start + 360:
        yield from ellipse_spans(*box, a + b if width is None else width)
        return
    if start == end:
        return
    ends = _ends(a, b, start, end)
    if width is not None:
        for x, y in ends:
            reach = width * math.sqrt(x * x + y * y)
            tree = ("and", ("and", ("line", -y, x, reach), ("line", y, -x, reach)), ("line", x, y, 0))
            yield from _cut(x0, y0, a, b, a + b + 1, tree)
        # The sides meet in a dot.
        left, top = (up((low + high - width) / 2) for low, high in ((x0, x0 + a), (y0, y0 + b)))
        yield from ellipse_spans(left, top, left + width - 1, top + width - 1, 2 * (width - 1))
    (xl, yl), (xr, yr) = ends
    tree = ("and" if end - start < 180 else "or", ("line", -yl, xl, 0), ("line", yr, -xr, 0))
    if end - start < 90:
        # Keeps the opposite side of a thin slice away.
        tree = ("and", tree, ("line", (xl + xr) / 2, (yl + yr) / 2, 0))
    yield from _cut(x0, y0, a, b, a + b if width is None else width, tree)
