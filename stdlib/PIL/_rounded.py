"""Boxes with round corners."""

from PIL import _arcs


def draw(into, xy, radius, fill, outline, width, corners):
    pairs = xy if isinstance(xy[0], (tuple, list)) else list(zip(xy[::2], xy[1::2]))
    (x0, y0), (x1, y1) = pairs
    if x1 < x0:
        raise ValueError("x1 must be greater than or equal to x0")
    if y1 < y0:
        raise ValueError("y1 must be greater than or equal to y0")
    corners = (True, True, True, True) if corners is None else corners
    across = min(x1 - x0, y1 - y0, radius * 2)
    x0, y0, x1, y1 = round(x0), round(y0), round(x1), round(y1)
    wide = high = False
    if all(corners):
        # Corners that come together are halves of one ellipse.
        wide = across >= x1 - x0 - 1
        if wide:
            across = x1 - x0
        high = across >= y1 - y0 - 1
        if high:
            across = y1 - y0
        if wide and high:
            return into.ellipse(xy, fill, outline, width)
    if across == 0 or not any(corners):
        return into.rectangle(xy, fill, outline, width)
    reach = int(across // 2)
    fill, outline = into._colors(fill, outline)
    boxes = [(x0, y0, x0 + across, y0 + across), (x1 - across, y0, x1, y0 + across),
             (x1 - across, y1 - across, x1, y1), (x0, y1 - across, x0 + across, y1)]
    if wide:
        parts = [(boxes[0], 180, 360), (boxes[3], 0, 180)]
    elif high:
        parts = [(boxes[0], 90, 270), (boxes[1], 270, 90)]
    else:
        turns = [(180, 270), (270, 360), (0, 90), (90, 180)]
        parts = [(box, *turn) for box, turn, rounded in zip(boxes, turns, corners) if rounded]
    parts = [([int(edge) for edge in box], start, end) for box, start, end in parts]

    def upright(left, right, first, last, color):
        """A strip that leaves out the round corners above and below it."""
        into._box(left, y0 + (reach + 1 if corners[first] else 0), right, y1 - (reach + 1 if corners[last] else 0), color)

    def flat(top, bottom, first, last, color):
        into._box(x0 + (reach + 1 if corners[first] else 0), top, x1 - (reach + 1 if corners[last] else 0), bottom, color)

    if fill is not None:
        for box, start, end in parts:
            into._paint(_arcs.slice_spans(box, start, end), fill)
        if wide:
            into._box(x0, y0 + reach + 1, x1, y1 - reach - 1, fill)
        elif x1 - reach - 1 >= x0 + reach + 1:
            into._box(x0 + reach + 1, y0, x1 - reach - 1, y1, fill)
        if not wide and not high:
            upright(x0, x0 + reach, 0, 3, fill)
            upright(x1 - reach, x1, 1, 2, fill)
    if outline is not None and outline != fill and width != 0:
        for box, start, end in parts:
            into._paint(_arcs.arc_spans(box, start, end, width), outline)
        if not wide:
            flat(y0, y0 + width - 1, 0, 1, outline)
            flat(y1 - width + 1, y1, 3, 2, outline)
        if not high:
            upright(x0, x0 + width - 1, 0, 3, outline)
            upright(x1 - width + 1, x1, 1, 2, outline)
