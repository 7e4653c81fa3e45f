"""Boxes of text and pictures at places."""
from matplotlib.artist import Artist


class OffsetBox(Artist):
    pass


class OffsetImage(OffsetBox):
    def __init__(self, arr, *, zoom=1, cmap=None, norm=None, interpolation=None, origin=None, **kwargs):
        Artist.__init__(self)
        from matplotlib.image import AxesImage
        self.image = AxesImage(None, cmap=cmap, norm=norm, interpolation=interpolation, origin=origin)
        self.image.set_data(arr)
        self.zoom = zoom


class TextArea(OffsetBox):
    def __init__(self, s, *, textprops=None, multilinebaseline=False):
        Artist.__init__(self)
        self.text, self.props = s, dict(textprops or {})


class AnnotationBbox(OffsetBox):
    """A picture (or text) centred at a place."""

    zorder = 3

    def __init__(self, offsetbox, xy, xybox=None, xycoords='data', boxcoords=None, *, frameon=True, pad=0.4,
                 box_alignment=(0.5, 0.5), bboxprops=None, arrowprops=None, fontsize=None, **kwargs):
        Artist.__init__(self)
        self._box, self.xy, self._frame, self._align = offsetbox, xy, frameon, box_alignment
        self._pad = pad
        self._xybox = xybox or xy
        self._clip_on = False

    def _draw(self, renderer):
        x, y = self.axes.transData.point(float(self._xybox[0]), float(self._xybox[1]))
        if isinstance(self._box, TextArea):
            from matplotlib.text import Text
            text = Text(x, y, self._box.text, horizontalalignment='center', verticalalignment='center', **self._box.props)
            text.figure = self.figure
            text.draw(renderer)
            return
        image = self._box.image
        rows, columns = image.get_size()
        width = renderer.points(columns * self._box.zoom)
        height = renderer.points(rows * self._box.zoom)
        x0, y0 = x - width * self._align[0], y - height * self._align[1]
        if self._frame:
            pad = renderer.points(self._pad * 10)
            renderer.polygon([x0 - pad, x0 + width + pad, x0 + width + pad, x0 - pad],
                             [y0 - pad, y0 - pad, y0 + height + pad, y0 + height + pad], (1, 1, 1, 1), (0, 0, 0, 1), 1.0)
        data = image.pixels()
        if image.origin == 'lower':
            from _cairo import flip
            data = flip(data, columns, False)
        renderer.image(data, columns, rows, (x0, y0, x0 + width, y0 + height), image._filter(width, height), 1.0)


class AnchoredText(OffsetBox):
    """Text in a corner."""

    zorder = 5

    def __init__(self, s, loc, *, pad=0.4, borderpad=0.5, prop=None, frameon=True, **kwargs):
        Artist.__init__(self)
        self._text, self._loc, self._prop, self._frame = s, loc, dict(prop or {}), frameon
        self._clip_on = False

    def _draw(self, renderer):
        from matplotlib.legend import _CODES, _PLACES
        from matplotlib.text import Text
        code = _CODES[self._loc] if isinstance(self._loc, str) else self._loc
        fx, fy = _PLACES.get(code, (1, 1))
        x0, y0, x1, y1 = self.axes.pixel_box()
        pad = renderer.points(9)
        ha = {0: 'left', 0.5: 'center', 1: 'right'}[fx]
        va = {0: 'bottom', 0.5: 'center', 1: 'top'}[fy]
        text = Text(x0 + pad + fx * (x1 - x0 - 2 * pad), y0 + pad + fy * (y1 - y0 - 2 * pad), self._text,
                    horizontalalignment=ha, verticalalignment=va, **self._prop)
        text.figure = self.figure
        if self._frame:
            text.set_bbox({'facecolor': 'white', 'edgecolor': 'black', 'pad': 4})
        text.draw(renderer)
