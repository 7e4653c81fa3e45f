"""Paths: points and commands (M moves, L goes straight, C bends by three points, Z closes)."""
import math

from matplotlib._arrays import array, flatten, nested

# How far the handles of a quarter circle's curve reach.
_KAPPA = 0.5522847498307936


class Path:
    STOP, MOVETO, LINETO, CURVE3, CURVE4, CLOSEPOLY = 0, 1, 2, 3, 4, 79

    def __init__(self, vertices, codes=None, _interpolation_steps=1, closed=False, readonly=False):
        items, shape, kind = flatten(vertices)
        self._numbers = [float(v) for v in items]
        self._codes = None if codes is None else [int(c) for c in codes]
        self._closed = closed

    @property
    def vertices(self):
        return array(nested(self._numbers, (len(self._numbers) // 2, 2)))

    @property
    def codes(self):
        return None if self._codes is None else array(self._codes)

    def commands(self):
        """Letters and numbers for drawing."""
        xs, ys = self._numbers[0::2], self._numbers[1::2]
        if self._codes is None:
            letters = 'M' + 'L' * (len(xs) - 1) + ('Z' if self._closed else '')
            return letters, list(self._numbers)
        letters, numbers, at = '', [], 0
        last = (0.0, 0.0)
        while at < len(self._codes) and at < len(xs):
            code = self._codes[at]
            if code == self.CLOSEPOLY:
                letters += 'Z'
                at += 1
            elif code == self.CURVE4:
                letters += 'C'
                for i in range(at, min(at + 3, len(xs))):
                    numbers += [xs[i], ys[i]]
                at += 3
                last = (xs[min(at, len(xs)) - 1], ys[min(at, len(xs)) - 1])
            elif code == self.CURVE3:
                (cx, cy), (ex, ey) = (xs[at], ys[at]), (xs[at + 1], ys[at + 1])
                letters += 'C'
                numbers += [last[0] + 2 / 3 * (cx - last[0]), last[1] + 2 / 3 * (cy - last[1]),
                            ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey), ex, ey]
                at += 2
                last = (ex, ey)
            elif code == self.STOP:
                break
            else:
                letters += 'M' if code == self.MOVETO else 'L'
                numbers += [xs[at], ys[at]]
                last = (xs[at], ys[at])
                at += 1
        return letters, numbers

    @staticmethod
    def unit_circle():
        return Path.circle()

    @staticmethod
    def circle(center=(0.0, 0.0), radius=1.0, readonly=False):
        codes, numbers = ellipse(center[0], center[1], radius, radius)
        return Path._of(codes, numbers)

    @staticmethod
    def _of(letters, numbers):
        codes, at, points = [], 0, []
        for letter in letters:
            count = {'M': 1, 'L': 1, 'C': 3, 'Z': 0}[letter]
            code = {'M': 1, 'L': 2, 'C': 4, 'Z': 79}[letter]
            if letter == 'Z':
                points.append([0.0, 0.0])
                codes.append(79)
            for _ in range(count):
                points.append([numbers[at], numbers[at + 1]])
                codes.append(code)
                at += 2
        return Path(points, codes)

    @staticmethod
    def unit_rectangle():
        return Path([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], [1, 2, 2, 2, 79])

    def __len__(self):
        return len(self._numbers) // 2

    def __repr__(self):
        return f'Path({self.vertices!r}, {self.codes!r})'

    def contains_point(self, point, transform=None, radius=0.0):
        xs, ys = self._numbers[0::2], self._numbers[1::2]
        x, y = point
        inside, j = False, len(xs) - 1
        for i in range(len(xs)):
            if (ys[i] > y) != (ys[j] > y) and x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]:
                inside = not inside
            j = i
        return inside

    def contains_points(self, points, transform=None, radius=0.0):
        items, shape, kind = flatten(points)
        return array([self.contains_point((items[i], items[i + 1])) for i in range(0, len(items), 2)])


def ellipse(x, y, rx, ry, angle=0.0):
    """An ellipse as four curves; the angle in degrees."""
    k = _KAPPA
    points = [(1, 0), (1, k), (k, 1), (0, 1), (-k, 1), (-1, k), (-1, 0), (-1, -k), (-k, -1), (0, -1), (k, -1), (1, -k), (1, 0)]
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    numbers = []
    for px, py in points:
        px, py = px * rx, py * ry
        numbers += [x + px * c - py * s, y + px * s + py * c]
    return 'MCCCCZ', numbers


def arc(x, y, rx, ry, start, stop):
    """Curves from an angle to another (degrees, counter-clockwise): letters after the first point, and numbers."""
    pieces = max(1, math.ceil(abs(stop - start) / 90 - 1e-9))
    step = math.radians(stop - start) / pieces
    k = 4 / 3 * math.tan(step / 4)
    angle = math.radians(start)
    numbers = [x + rx * math.cos(angle), y + ry * math.sin(angle)]
    for _ in range(pieces):
        c, s = math.cos(angle), math.sin(angle)
        angle += step
        d, t = math.cos(angle), math.sin(angle)
        numbers += [x + rx * (c - k * s), y + ry * (s + k * c), x + rx * (d + k * t), y + ry * (t - k * d),
                    x + rx * d, y + ry * t]
    return 'C' * pieces, numbers


def rounded_box(x0, y0, x1, y1, radius):
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    k = r * (1 - _KAPPA)
    numbers = [x0 + r, y0, x1 - r, y0, x1 - k, y0, x1, y0 + k, x1, y0 + r, x1, y1 - r, x1, y1 - k, x1 - k, y1, x1 - r, y1,
               x0 + r, y1, x0 + k, y1, x0, y1 - k, x0, y1 - r, x0, y0 + r, x0, y0 + k, x0 + k, y0, x0 + r, y0]
    return 'MLCLCLCLCZ', numbers
