"""Rows of pixels inside shapes: ellipses, wide lines and polygons, as Pillow finds them."""

import math


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


def joined(spans):
    """The same pixels, each once."""
    rows = {}
    for y, x0, x1 in spans:
        rows.setdefault(y, []).append((x0, x1))
    found = []
    for y, parts in rows.items():
        left, right = None, None
        for x0, x1 in sorted(parts):
            if left is not None and x0 <= right + 1:
                right = max(right, x1)
                continue
            if left is not None:
                found.append((y, left, right))
            left, right = x0, x1
        found.append((y, left, right))
    return found
