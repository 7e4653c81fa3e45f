"""Points, lines, boxes, ellipses, polygons and text drawn into a picture."""

import math

from PIL import Image, _arcs, _rounded
from PIL._shapes import common, ellipse_spans, joined, polygon_edges, polygon_spans, wide_line
from PIL._text import TextDrawing

# What is drawn where no colour is given: white, but for modes of one band, where Pillow's all-ones ink is cut to zero.
INKS = {
    "1": 0, "L": 0, "P": 0, "I": 1, "F": 1.0, "LA": (255, 255), "RGB": (255, 255, 255), "RGBA": (255, 255, 255, 255),
    "CMYK": (255, 255, 255, 255), "YCbCr": (255, 255, 255), "HSV": (255, 255, 255),
}  # fmt: skip


class ImageDraw(TextDrawing):
    """Draws into a picture in place."""

    def __init__(self, im, mode=None):
        self.im = self._image = im
        self.mode = im.mode if mode is None else mode
        # Colours of mode RGBA let through what is below them in a picture of mode RGB.
        self._blends = self.mode == "RGBA" and im.mode == "RGB"
        if self.mode != im.mode and not self._blends:
            raise ValueError("mode mismatch")
        self.ink = INKS[self.mode]
        self.fontmode = "1" if self.mode in ("1", "P", "I", "F") else "L"
        self.fill = False

    def _color(self, color):
        if isinstance(color, str):
            from PIL import ImageColor
            color = ImageColor.getcolor(color, self.mode)
        if isinstance(color, list):
            color = tuple(color)
        if self._blends and isinstance(color, int):
            return tuple(color >> shift & 255 for shift in (0, 8, 16, 24))
        if self.mode in ("RGBA", "CMYK") and isinstance(color, tuple) and len(color) == 3:
            return (*color, 255)
        return color

    def _dot(self, x, y, color):
        if self._blends:
            self._box(x, y, x, y, color)
        elif 0 <= x < self.im.width and 0 <= y < self.im.height:
            self.im.putpixel((x, y), color)

    @staticmethod
    def _points(xy):
        xy = list(xy)
        if xy and isinstance(xy[0], (tuple, list)):
            return [(int(x), int(y)) for x, y in xy]
        return [(int(xy[i]), int(xy[i + 1])) for i in range(0, len(xy), 2)]

    def point(self, xy, fill=None):
        color = self.ink if fill is None else self._color(fill)
        for x, y in self._points(xy):
            self._dot(x, y, color)

    def line(self, xy, fill=None, width=1, joint=None):
        points = self._points(xy)
        color = self.ink if fill is None else self._color(fill)
        for start, end in zip(points, points[1:]):
            if width > 1:
                self._paint(self._once(wide_line(*start, *end, width)), color)
            elif width:
                self._segment(*start, *end, color)
        if width == 1 and len(points) > 1:
            self._dot(*points[-1], color)
        if joint == "curve" and width > 4:
            pairs = list(xy) if isinstance(xy[0], (tuple, list)) else list(zip(xy[::2], xy[1::2]))
            for before, point, after in zip(pairs, pairs[1:], pairs[2:]):
                self._joint(before, point, after, fill, width)

    def _joint(self, before, point, after, fill, width):
        """A slice over the gap between two thick lines that meet."""
        first, second = (math.degrees(math.atan2(end[0] - start[0], start[1] - end[1])) % 360
                         for start, end in ((before, point), (point, after)))
        if first == second:
            return
        flipped = second > first and second - 180 > first or second < first and second + 180 > first
        reach = width / 2 - 1
        box = [(point[0] - reach, point[1] - reach), (point[0] + reach, point[1] + reach)]
        start, end = (second + 90, first + 90) if flipped else (first - 90, second - 90)
        self.pieslice(box, start - 90, end - 90, fill)
        if width > 8:
            side = 90 if flipped else -90

            def beside(angle):
                turn = math.radians(angle + side - 90)
                return tuple(place + int(step) for place, step in zip(point, (reach * math.cos(turn), reach * math.sin(turn))))

            self.line([beside(first), point, beside(second)], fill, width=3)

    def _segment(self, x0, y0, x1, y1, color):
        """A thin line without its last dot, which belongs to the next one."""
        dx, dy = abs(x1 - x0), abs(y1 - y0)
        step_x, step_y = (1 if x1 >= x0 else -1), (1 if y1 >= y0 else -1)
        if dx == 0 or dy == 0:
            for k in range(max(dx, dy)):
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

    def arc(self, xy, start, end, fill=None, width=1):
        box = self._corners(xy)
        if width:
            self._paint(_arcs.arc_spans(box, start, end, width), self.ink if fill is None else self._color(fill))

    def chord(self, xy, start, end, fill=None, outline=None, width=1):
        self._part(_arcs.chord_spans, xy, start, end, fill, outline, width)

    def pieslice(self, xy, start, end, fill=None, outline=None, width=1):
        self._part(_arcs.slice_spans, xy, start, end, fill, outline, width)

    def _part(self, spans, xy, start, end, fill, outline, width):
        box = self._corners(xy)
        fill, outline = self._colors(fill, outline)
        if fill is not None:
            self._paint(spans(box, start, end), fill)
        if outline is not None and outline != fill and width:
            self._paint(spans(box, start, end, width), outline)

    def circle(self, xy, radius, fill=None, outline=None, width=1):
        x, y = xy
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill, outline, width)

    def polygon(self, xy, fill=None, outline=None, width=1):
        points = self._points(xy)
        if len(points) < 2:
            raise TypeError("coordinate list must contain at least 2 coordinates")
        fill, outline = self._colors(fill, outline)
        inside = self._once(polygon_spans(polygon_edges(points), self.im.height))
        if fill is not None:
            self._paint(inside, fill)
        if outline is None or outline == fill or width == 0:
            return
        for start, end in zip(points, points[1:] + points[:1]):
            if width == 1:
                self._segment(*start, *end, outline)
            else:
                # A thick outline grows inwards only: what a line of twice the width leaves inside.
                self._paint(common(self._once(wide_line(*start, *end, 2 * width - 1)), inside), outline)

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
        if fill is None and outline is None:
            return (self.ink, None) if self.fill else (None, self.ink)
        return tuple(None if color is None else self._color(color) for color in (fill, outline))

    def _corners(self, xy):
        (x0, y0), (x1, y1) = self._points(xy)
        if x1 < x0:
            raise ValueError("x1 must be greater than or equal to x0")
        if y1 < y0:
            raise ValueError("y1 must be greater than or equal to y0")
        return x0, y0, x1, y1

    def _once(self, spans):
        """Rows that may overlap, joined where a colour lets the ground through."""
        return joined(spans) if self._blends else spans

    def _paint(self, spans, color):
        for y, x0, x1 in spans:
            self._box(x0, y, x1, y, color)

    def _box(self, x0, y0, x1, y1, color):
        left, top = max(0, x0), max(0, y0)
        right, bottom = min(self.im.width, x1 + 1), min(self.im.height, y1 + 1)
        if left < right and top < bottom:
            if self._blends:
                mask = Image.new("L", (right - left, bottom - top), color[3])
                self.im.paste(color[:3], (left, top, right, bottom), mask)
            else:
                self.im.paste(color, (left, top, right, bottom))

    def rounded_rectangle(self, xy, radius=0, fill=None, outline=None, width=1, *, corners=None):
        _rounded.draw(self, xy, radius, fill, outline, width, corners)

    def bitmap(self, xy, bitmap, fill=None):
        """A colour where a picture of mode 1, L or RGBA is set."""
        color = self.ink if fill is None else self._color(fill)
        x, y = (int(place) for place in xy)
        if self.mode in ("I", "F"):
            for place, value in enumerate(bitmap.getdata()):
                if value:
                    self._dot(x + place % bitmap.width, y + place // bitmap.width, color)
            return
        self.im.paste(color[:3] if self._blends else color, (x, y, x + bitmap.width, y + bitmap.height), bitmap)


def Draw(im, mode=None):
    return ImageDraw(im, mode)


def _distance(one, other):
    one, other = ((color,) if not isinstance(color, tuple) else color for color in (one, other))
    return sum(abs(a - b) for a, b in zip(one, other))


def floodfill(image, xy, value, border=None, thresh=0):
    """Gives a colour to all that hangs together with a pixel: what looks like it, or what a border encloses."""
    pixel = image.load()
    x, y = xy
    if not (-image.width <= x < image.width and -image.height <= y < image.height):
        return
    ground = pixel[x, y]
    if _distance(value, ground) <= thresh:
        return
    pixel[x, y] = value
    seen, waiting = {(x, y)}, [(x, y)]
    while waiting:
        x, y = waiting.pop()
        for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if place in seen or not (0 <= place[0] < image.width and 0 <= place[1] < image.height):
                continue
            seen.add(place)
            found = pixel[place]
            if _distance(found, ground) <= thresh if border is None else found not in (value, border):
                pixel[place] = value
                waiting.append(place)
