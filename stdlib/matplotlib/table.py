"""Tables of text under or over axes."""
from matplotlib._rc import font_points
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.text import Text
from matplotlib.transforms import Bbox


class Cell:
    """Text on a coloured ground."""

    def __init__(self, text, color, align):
        self._text, self._color, self._align = Text(0, 0, text), color, align
        self._height = 0.0
        self._edge = 'k'

    def get_text(self):
        return self._text

    def set_facecolor(self, color):
        self._color = color

    def set_edgecolor(self, color):
        self._edge = color

    def set_fontsize(self, size):
        self._text.set_fontsize(size)

    def set_text_props(self, **kwargs):
        self._text._update(kwargs)

    def set_height(self, h):
        self._height = h

    def set_width(self, w):
        pass


class Table(Artist):
    zorder = 3

    def __init__(self, axes, texts, colors, align, widths, row_labels, row_colors, row_align, column_labels, column_colors,
                 column_align, loc, bbox):
        Artist.__init__(self)
        self._clip_on = False
        self._loc, self._bbox = loc, bbox
        self._scale = (1.0, 1.0)
        if texts is None and colors is None:
            raise ValueError('At least one argument from "cellColours" or "cellText" must be provided to create a table.')
        if texts is None:
            texts = [[''] * len(row) for row in colors]
        self._rows, self._columns = len(texts), len(texts[0])
        self._cells = {}
        offset = 1 if column_labels is not None else 0
        for r, row in enumerate(texts):
            if len(row) != self._columns:
                raise ValueError(f"Each row in 'cellText' must have {self._columns} columns")
            for c, text in enumerate(row):
                self._cells[r + offset, c] = Cell(str(text), colors[r][c] if colors is not None else 'w', align)
            if row_labels is not None:
                self._cells[r + offset, -1] = Cell(str(row_labels[r]), row_colors[r] if row_colors is not None else 'w',
                                                   row_align)
        for c in range(self._columns if column_labels is not None else 0):
            self._cells[0, c] = Cell(str(column_labels[c]), column_colors[c] if column_colors is not None else 'w',
                                     column_align)
        self._widths = list(widths) if widths is not None else [1.0 / self._columns] * self._columns
        self._total = self._rows + offset
        for cell in self._cells.values():
            cell._text.figure = axes.figure

    def __getitem__(self, key):
        return self._cells[key]

    def get_celld(self):
        return self._cells

    def auto_set_font_size(self, value=True):
        pass

    def set_fontsize(self, size):
        for cell in self._cells.values():
            cell.set_fontsize(size)

    def scale(self, xscale, yscale):
        self._scale = (self._scale[0] * xscale, self._scale[1] * yscale)

    def auto_set_column_width(self, col):
        pass

    def _box(self, renderer):
        x0, y0, x1, y1 = self.axes.pixel_box()
        size = font_points(next(iter(self._cells.values()))._text._size)
        height = renderer.points(size) * 1.2 * self._scale[1] * self._total
        width = sum(self._widths) * (x1 - x0) * self._scale[0]
        if self._bbox is not None:
            bx, by, bw, bh = self._bbox
            return x0 + bx * (x1 - x0), y0 + by * (y1 - y0), bw * (x1 - x0), bh * (y1 - y0)
        left = (x0 + x1 - width) / 2
        if self._loc in ('left', 'center left'):
            left = x0
        elif self._loc in ('right', 'center right'):
            left = x1 - width
        if self._loc == 'top':
            return left, y1 + renderer.points(2), width, height
        if 'center' in self._loc and 'upper' not in self._loc and 'lower' not in self._loc:
            return left, (y0 + y1 - height) / 2, width, height
        if 'upper' in self._loc:
            return left, y1 - height, width, height
        if 'lower' in self._loc:
            return left, y0, width, height
        return left, y0 - height - renderer.points(2), width, height

    def _draw(self, renderer):
        left, bottom, width, height = self._box(renderer)
        total = sum(self._widths)
        row_height = height / self._total
        label_width = 0.0
        for (r, c), cell in self._cells.items():
            if c == -1:
                font, lines, box = cell._text._layout(renderer)
                label_width = max(label_width, box[2] - box[0] + renderer.points(8))
        for (r, c), cell in self._cells.items():
            if c == -1:
                x0, w = left - label_width, label_width
            else:
                x0, w = left + width * sum(self._widths[:c]) / total, width * self._widths[c] / total
            y0 = bottom + height - (r + 1) * row_height
            renderer.polygon([x0, x0 + w, x0 + w, x0], [y0, y0, y0 + row_height, y0 + row_height], to_rgba(cell._color),
                             to_rgba(cell._edge), 1.0)
            pad = renderer.points(4)
            text = cell._text
            text._ha, text._va = {'left': 'left', 'right': 'right'}.get(cell._align, 'center'), 'center'
            text._x = {'left': x0 + pad, 'right': x0 + w - pad}.get(cell._align, x0 + w / 2)
            text._y = y0 + row_height / 2
            text.draw(renderer)

    def tight_box(self, renderer):
        left, bottom, width, height = self._box(renderer)
        return Bbox.from_bounds(left, bottom, width, height)


def table(ax, **kwargs):
    return ax.table(**kwargs)
