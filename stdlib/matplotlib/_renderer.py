"""What artists draw with: a page of cairo with points for widths and sizes, and measured text."""
import math

from _cairo import Context
from matplotlib import _mathtext

_extents = {}
_scratch = []


def _measure(text, size, family, bold, italic):
    """Advance, left, right, top and bottom of a piece of text; remembered."""
    key = (text, size, family, bold, italic)
    found = _extents.get(key)
    if found is None:
        if not _scratch:
            _scratch.append(Context('image', 1, 1))
        if len(_extents) > 5000:
            _extents.clear()
        found = _extents[key] = _scratch[0].text_extents(text, size, family, bold, italic)
    return found


class Font:
    """Size in pixels, family and cut."""

    __slots__ = ('size', 'family', 'bold', 'italic')

    def __init__(self, size, family, bold, italic):
        self.size, self.family, self.bold, self.italic = size, family, bold, italic


class Line:
    """One measured line: pieces with their places, the width, and the ink above and below the base line."""

    def __init__(self, text, font):
        self.pieces = []
        x, top, bottom, left = 0.0, 0.0, 0.0, None
        right = 0.0
        for part, scale, rise, italic, bold in _mathtext.pieces(text):
            size = font.size * scale
            bold, italic = bold or font.bold, italic or font.italic
            advance, l, r, t, b = _measure(part, size, font.family, bold, italic)
            self.pieces.append((part, size, bold, italic, x, rise * font.size))
            top, bottom = max(top, t + rise * font.size), min(bottom, b + rise * font.size)
            if r > l:
                left = x + l if left is None else min(left, x + l)
                right = max(right, x + r)
            x += advance
        self.left = left or 0.0
        self.advance, self.ascent, self.descent = x, top, -bottom
        self.width = max(x, right)


def line_metrics(font):
    """Height and depth that every line has at least: those of 'lp' in whole pixels."""
    advance, left, right, top, bottom = _measure('lp', font.size, font.family, font.bold, False)
    depth = math.ceil(-bottom)
    return math.ceil(top) + depth, depth


class Renderer:
    def __init__(self, context, dpi):
        self.context, self.dpi = context, dpi
        self.scale = dpi / 72
        self._boxes = []

    def points(self, points):
        return points * self.scale

    # Clipping.

    def push_clip(self, box):
        self.context.push()
        self.context.new_path()
        x0, y0, x1, y1 = box
        self.context.lines([x0, x1, x1, x0], [y0, y0, y1, y1], True, None)
        self.context.clip()

    def push_clip_path(self, codes, numbers):
        self.context.push()
        self.context.new_path()
        self.context.path(codes, numbers)
        self.context.clip()

    def pop_clip(self):
        self.context.pop()

    # Shapes. Widths and dashes are in points.

    def snap(self, width):
        """Where lines of a width in points stand in their pixel."""
        return 0.5 if round(self.points(width)) % 2 else 0.0

    def lines(self, xs, ys, color, width, dashes=None, offset=0.0, cap='butt', join='round', snap=None):
        if width <= 0 or color[3] == 0:
            return
        if snap is None and len(xs) <= 1024 and _is_rectilinear(xs, ys):
            snap = self.snap(width)
        self.context.new_path()
        self.context.lines(xs, ys, False, snap)
        self._stroke(color, width, dashes, offset, cap, join)

    def _stroke(self, color, width, dashes, offset, cap, join):
        pattern = [d * self.scale for d in dashes] if dashes else None
        self.context.stroke(color, self.points(width), pattern, offset * self.scale, cap, join)

    def polygon(self, xs, ys, face, edge, width, dashes=None, join='miter', cap='butt', smooth=True):
        snap = None
        if len(xs) <= 1024 and _is_rectilinear(xs, ys):
            snap = self.snap(width) if edge is not None and width > 0 else 0.0
        self.context.new_path()
        self.context.lines(xs, ys, True, snap)
        self._paint(face, edge, width, dashes, cap, join, smooth)

    def path(self, codes, numbers, face, edge, width, dashes=None, join='miter', cap='butt'):
        self.context.new_path()
        self.context.path(codes, numbers)
        self._paint(face, edge, width, dashes, cap, join, True)

    def _paint(self, face, edge, width, dashes, cap, join, smooth):
        if face is not None and face[3] > 0:
            self.context.fill(face, smooth)
        if edge is not None and width > 0 and edge[3] > 0:
            self._stroke(edge, width, dashes, 0.0, cap, join)
        self.context.new_path()

    def markers(self, codes, numbers, xs, ys, scales, faces, edges, widths, join='round'):
        self.context.markers(codes, numbers, xs, ys, scales, faces, edges, [self.points(w) for w in widths], join)

    def text_line(self, line, font, x, y, angle, color):
        """A measured line with the left end of its base line at a place."""
        if angle:
            c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        else:
            c, s = 1.0, 0.0
        for part, size, bold, italic, dx, dy in line.pieces:
            self.context.text(part, size, font.family, bold, italic, x + dx * c - dy * s, y + dx * s + dy * c, angle, color)

    def image(self, pixels, columns, rows, box, smooth, alpha):
        x0, y0, x1, y1 = box
        self.context.image(pixels, columns, rows, x0, y0, x1, y1, smooth, alpha)


def _is_rectilinear(xs, ys):
    """Whether every step goes along an axis."""
    if len(xs) < 2:
        return False
    px, py = xs[0], ys[0]
    for x, y in zip(xs, ys):
        if abs(x - px) > 1e-4 and abs(y - py) > 1e-4:
            return False
        px, py = x, y
    return True
