"""Points, lines and boxes drawn into a picture."""


class ImageDraw:
    """Draws into a picture in place."""

    def __init__(self, im, mode=None):
        self.im = self._image = im
        self.mode = im.mode
        self.ink = {"1": 255, "L": 255, "RGB": (255, 255, 255), "RGBA": (255, 255, 255, 255)}[im.mode]

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

    def line(self, xy, fill=None, width=0, joint=None):
        if width > 1:
            raise NotImplementedError("lines of more than a pixel are not available")
        points = self._points(xy)
        for start, end in zip(points, points[1:]):
            self._segment(*start, *end, self.ink if fill is None else fill)

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
        (x0, y0), (x1, y1) = self._points(xy)
        if x1 < x0:
            raise ValueError("x1 must be greater than or equal to x0")
        if y1 < y0:
            raise ValueError("y1 must be greater than or equal to y0")
        if fill is not None:
            self._box(x0, y0, x1, y1, fill)
        if fill is None and outline is None:
            outline = self.ink
        if outline is not None and outline != fill and width != 0:
            for k in range(width):
                self._box(x0, y0 + k, x1, y0 + k, outline)
                self._box(x0, y1 - k, x1, y1 - k, outline)
                self._box(x0 + k, y0, x0 + k, y1, outline)
                self._box(x1 - k, y0, x1 - k, y1, outline)

    def _box(self, x0, y0, x1, y1, color):
        left, top = max(0, x0), max(0, y0)
        right, bottom = min(self.im.width, x1 + 1), min(self.im.height, y1 + 1)
        if left < right and top < bottom:
            self.im.paste(color, (left, top, right, bottom))


def Draw(im, mode=None):
    return ImageDraw(im, mode)
