"""Points, lines, boxes, ellipses and polygons drawn into a picture."""

import math

# What is drawn where no colour is given: white, but for modes of one band, where Pillow's all-ones ink is cut to zero.
INKS = {
    "1": 0, "L": 0, "P": 0, "I": 1, "F": 1.0, "LA": (255, 255), "RGB": (255, 255, 255), "RGBA": (255, 255, 255, 255),
    "CMYK": (255, 255, 255, 255), "YCbCr": (255, 255, 255), "HSV": (255, 255, 255),
}  # fmt: skip


class ImageDraw:
    """Draws into a picture in place."""

    def __init__(self, im, mode=None):
        self.im = self._image = im
        self.mode = im.mode
        self.ink = INKS[im.mode]

    def _dot(self, x, y, color):
        if 0 <= x < self.im.width and 0 <= y < self.im.height:
            self.im.putpixel((x, y), color)

    @staticmethod
    def _points(xy):
        xy = list(xy)
        if xy and isinstance(xy[0], (tuple, list)):
            return [(int(x), int(y)) for x, y in xy]
        return [(int(xy[i]), int(xy[i + 1])) for i in range(0, len(xy), 2)]

    def point(self, xy, fill=None):
        for x, y in self._points(xy):
            self._dot(x, y, self.ink if fill is None else fill)

    def line(self, xy, fill=None, width=1, joint=None):
        if joint == "curve" and width > 4:
            raise NotImplementedError("Gradus has no rounded joints of lines")
        points = self._points(xy)
        color = self.ink if fill is None else fill
        for start, end in zip(points, points[1:]):
            if width > 1:
                self._paint(wide_line(*start, *end, width), color)
            elif width:
                self._segment(*start, *end, color)

    def _segment(self, x0, y0, x1, y1, color):
        dx, dy = abs(x1 - x0), abs(y1 - y0)
        step_x, step_y = (1 if x1 >= x0 else -1), (1 if y1 >= y0 else -1)
        if dx == 0 or dy == 0:
            count = max(dx, dy)
            for k in range(count + 1):
                self._dot(x0 + (step_x * k if dx else 0), y0 + (step_y * k if dy else 0), color)
        elif dx > dy:
            n, dy2 = dx, dy + dy
            error = dy2 - dx
            for _ in range(n):
                self._dot(x0, y0, color)
                if error >= 0:
                    y0 += step_y
                    error -= dx + dx
                error += dy2
                x0 += step_x
            self._dot(x1, y1, color)
        else:
            n, dx2 = dy, dx + dx
            error = dx2 - dy
            for _ in range(n):
                self._dot(x0, y0, color)
                if error >= 0:
                    x0 += step_x
                    error -= dy + dy
                error += dx2
                y0 += step_y
            self._dot(x1, y1, color)

    def rectangle(self, xy, fill=None, outline=None, width=1):
        x0, y0, x1, y1 = self._corners(xy)
        fill, outline = self._colors(fill, outline)
        if fill is not None:
            self._box(x0, y0, x1, y1, fill)
        if outline is not None and outline != fill and width != 0:
            # Sides go from below the upper border to above the lower one, backwards too where borders overlap, as Pillow's.
            start, end = y0 + width, y1 - width + 1
            low, high = (start, end - 1) if start < end else (end + 1, start)
            for k in range(width):
                self._box(x0, y0 + k, x1, y0 + k, outline)
                self._box(x0, y1 - k, x1, y1 - k, outline)
                self._box(x0 + k, low, x0 + k, high, outline)
                self._box(x1 - k, low, x1 - k, high, outline)

    def ellipse(self, xy, fill=None, outline=None, width=1):
        x0, y0, x1, y1 = self._corners(xy)
        fill, outline = self._colors(fill, outline)
        if fill is not None:
            self._paint(ellipse_spans(x0, y0, x1, y1, x1 - x0 + y1 - y0), fill)
        if outline is not None and outline != fill and width != 0:
            self._paint(ellipse_spans(x0, y0, x1, y1, width), outline)

    def circle(self, xy, radius, fill=None, outline=None, width=1):
        x, y = xy
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill, outline, width)

    def polygon(self, xy, fill=None, outline=None, width=1):
        points = self._points(xy)
        if len(points) < 2:
            raise TypeError("coordinate list must contain at least 2 coordinates")
        fill, outline = self._colors(fill, outline)
        inside = polygon_spans(polygon_edges(points), self.im.height)
        if fill is not None:
            self._paint(inside, fill)
        if outline is None or outline == fill or width == 0:
            return
        for start, end in zip(points, points[1:] + points[:1]):
            if width == 1:
                self._segment(*start, *end, outline)
            else:
                # A thick outline grows inwards only: what a line of twice the width leaves inside.
                self._paint(common(wide_line(*start, *end, 2 * width - 1), inside), outline)

    def regular_polygon(self, bounding_circle, n_sides, rotation=0, fill=None, outline=None, width=1):
        if not isinstance(n_sides, int):
            raise TypeError("n_sides should be an int")
        if n_sides < 3:
            raise ValueError("n_sides should be an int > 2")
        *center, radius = bounding_circle
        x, y = center if len(center) == 2 else center[0]
        turn = 360 / n_sides
        angles = [math.radians(90 + turn * (0.5 - k) - rotation) for k in range(n_sides)]
        points = [(round(radius * math.cos(t) + x, 2), round(radius * math.sin(t) + y, 2)) for t in angles]
        self.polygon(points, fill, outline, width)

    def _colors(self, fill, outline):
        return (None, self.ink) if fill is None and outline is None else (fill, outline)

    def _corners(self, xy):
        (x0, y0), (x1, y1) = self._points(xy)
        if x1 < x0:
            raise ValueError("x1 must be greater than or equal to x0")
        if y1 < y0:
            raise ValueError("y1 must be greater than or equal to y0")
        return x0, y0, x1, y1

    def _paint(self, spans, color):
        for y, x0, x1 in spans:
            self._box(x0, y, x1, y, color)

    def _box(self, x0, y0, x1, y1, color):
        left, top = max(0, x0), max(0, y0)
        right, bottom = min(self.im.width, x1 + 1), min(self.im.height, y1 + 1)
        if left < right and top < bottom:
            self.im.paste(color, (left, top, right, bottom))


def quarter(a, b):
    """Points of a quarter of an ellipse with axes a and b, in half pixels, from its side to its end."""
    if a < 0 or b < 0:
        return
    x, y = a, b % 2

    def error(x, y):
        return abs(a * a * y * y + b * b * x * x - a * a * b * b)

    while True:
        yield x, y
        if (x, y) == (a % 2, b):
            return
        steps = [(x, y + 2)]
        if x > 1:
            steps += [(x - 2, y + 2), (x - 2, y)]
        x, y = min(steps, key=lambda step: error(*step))


def ellipse_spans(x0, y0, x1, y1, width):
    """Rows of the ring of that width inside a box, from quarters of the outer and the inner ellipse, as Pillow makes them."""
    a, b = x1 - x0, y1 - y0
    if width < 1:
        return
    outer, inner = {}, {}
    for x, y in quarter(a, b):
        outer.setdefault(y, x)
    for x, y in quarter(a - 2 * (width - 1), b - 2 * (width - 1)):
        inner[y] = x
    last = a % 2
    for y, right in outer.items():
        left = inner.get(y, last if y not in inner else 0)
        for sign in (1, -1) if y > 0 else (1,):
            row = y0 + (sign * y + b) // 2
            if left > 0 and left <= right:
                yield row, x0 + (-right + a) // 2, x0 + (-left + a) // 2
                yield row, x0 + (left + a) // 2, x0 + (right + a) // 2
            else:
                yield row, x0 + (-right + a) // 2, x0 + (right + a) // 2


def up(value):
    """The nearest integer; halves go away from zero."""
    return math.floor(value + 0.5) if value >= 0 else -math.floor(-value + 0.5)


def down(value):
    """The nearest integer; halves go towards zero."""
    return math.ceil(value - 0.5) if value >= 0 else -math.ceil(-value - 0.5)


def wide_line(x0, y0, x1, y1, width):
    dx, dy = x1 - x0, y1 - y0
    if dx == 0 and dy == 0:
        return [(y0, x0, x0)]
    length, half = math.hypot(dx, dy), (width - 1) / 2
    most, least = up(half) / length, down(half) / length
    left, right, above, below = down(least * dy), down(most * dy), up(least * dx), up(most * dx)
    corners = [(x0 - left, y0 + below), (x1 - left, y1 + below), (x1 + right, y1 - above), (x0 + right, y0 - above)]
    edges = [(*start, *end) for start, end in zip(corners, corners[1:] + corners[:1])]
    return polygon_spans(edges, None)


def polygon_edges(points):
    return [(*start, *end) for start, end in zip(points, points[1:] + points[:1])]


def crossing(edge, y):
    x0, y0, x1, y1 = edge
    return (y - y0) * (x1 - x0) / (y1 - y0) + x0


def polygon_spans(edges, height):
    """Rows inside a polygon, its edges included."""
    spans = [(y0, min(x0, x1), max(x0, x1)) for x0, y0, x1, y1 in edges if y0 == y1]
    sloped = [edge for edge in edges if edge[1] != edge[3]]
    rows = [y for edge in edges for y in (edge[1], edge[3])]
    top, bottom = min(rows), max(rows)
    first = top if height is None else max(top, 0)
    last = bottom if height is None else min(bottom, height)
    for y in range(first, last + 1):
        places = []
        for i, edge in enumerate(sloped):
            low, high = sorted((edge[1], edge[3]))
            if not low <= y <= high:
                continue
            places.append(crossing(edge, y))
            if y == high and y < last:
                # An edge that ends here counts twice, so that crossings go in pairs.
                places.append(places[-1])
            elif edge[0] != edge[2] and len(places) % 2 == 1 and round(places[-1]) == places[-1]:
                places[-1] = corner(sloped[:i] + sloped[i + 1 :], edge, places[-1], y, -1 if y == last else 1)
        places.sort()
        start = 0 if height is not None else min(min(e[0], e[2]) for e in edges)
        for x0, x1 in zip(places[::2], places[1::2]):
            x0, x1 = max(up(x0), start), down(x1)
            if x0 <= x1:
                spans.append((y, x0, x1))
                start = x1 + 1
    return spans


def corner(others, edge, place, y, step):
    """Where a row begins that goes through a sharp corner: beside what the next row has, so that no gap is left."""
    slope = (edge[2] - edge[0]) * (edge[3] - edge[1])
    for other in others:
        turn = (other[2] - other[0]) * (other[3] - other[1])
        if slope > 0 and turn <= 0 or slope < 0 and turn >= 0 or crossing(other, y) != place:
            continue
        low, high = sorted((other[1], other[3]))
        if low <= y + step <= high:
            next1, next2 = crossing(edge, y + step), crossing(other, y + step)
            if place > next1 + 1 and place > next2 + 1:
                return up(max(next1, next2)) + 1
            if place < next1 - 1 and place < next2 - 1:
                return up(min(next1, next2)) - 1
            break
    return place


def common(spans, others):
    """Parts of spans that lie in others too."""
    for y, x0, x1 in spans:
        for row, left, right in others:
            if row == y and max(x0, left) <= min(x1, right):
                yield y, max(x0, left), min(x1, right)


def Draw(im, mode=None):
    return ImageDraw(im, mode)
