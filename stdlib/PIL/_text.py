"""What `ImageDraw` knows of text."""

from PIL import ImageFont


class TextDrawing:
    font = None

    def getfont(self):
        if not self.font:
            self.font = ImageFont.load_default()
        return self.font

    def text(self, xy, text, fill=None, font=None, anchor=None, spacing=4, align="left", direction=None, features=None,
             language=None, stroke_width=0, stroke_fill=None, embedded_color=False, *, font_size=None):
        """Lines of text from a place: of their left upper corner, or of another anchor."""
        color = self.ink if fill is None else self._color(fill)
        border = color if stroke_fill is None else self._color(stroke_fill)
        for line, place, line_anchor, used in self._lines(xy, text, font, font_size, anchor, spacing, align, stroke_width):
            if stroke_width:
                self._letters(used, line, place, line_anchor, border, stroke_width)
            if not stroke_width or border != color:
                self._letters(used, line, place, line_anchor, color, 0)

    multiline_text = text

    def _letters(self, font, line, place, anchor, color, stroke_width):
        if not line:
            return
        mask, (left, top) = font._mask(line, anchor, stroke_width)
        if self.fontmode == "1":
            mask = mask.point(lambda value: 255 if value >= 128 else 0)
        self.bitmap((int(place[0]) + left, int(place[1]) + top), mask, color)

    def _lines(self, xy, text, font, font_size, anchor, spacing, align, stroke_width):
        """Each line with its place, its anchor and the font."""
        if font is None:
            font = self.getfont() if font_size is None else ImageFont.load_default(font_size)
        lines = (text.decode() if isinstance(text, bytes) else text).split("\n")
        anchor = anchor or "la"
        if len(anchor) != 2:
            raise ValueError("anchor must be a 2 character string")
        if len(lines) > 1 and anchor[1] in "tb":
            raise ValueError("anchor not supported for multiline text")
        step = font.getbbox("A", stroke_width=stroke_width)[3] + stroke_width + spacing
        widths = [font.getlength(line) for line in lines]
        top = xy[1]
        if anchor[1] in "md":
            top -= (0.5 if anchor[1] == "m" else 1) * (len(lines) - 1) * step
        if align not in ("left", "center", "right"):
            raise ValueError('align must be "left", "center", "right" or "justify"')
        share = {"left": 0, "center": 0.5, "right": 1}[align] - {"l": 0, "m": 0.5, "r": 1}.get(anchor[0], 0)
        for line, width in zip(lines, widths):
            yield line, (xy[0] + share * (max(widths) - width) if share else xy[0], top), anchor, font
            top += step

    def textlength(self, text, font=None, direction=None, features=None, language=None, embedded_color=False, *,
                   font_size=None):
        if "\n" in text:
            raise ValueError("can't measure length of multiline text")
        if font is None:
            font = self.getfont() if font_size is None else ImageFont.load_default(font_size)
        return font.getlength(text)

    def textbbox(self, xy, text, font=None, anchor=None, spacing=4, align="left", direction=None, features=None,
                 language=None, stroke_width=0, embedded_color=False, *, font_size=None):
        """(left, top, right, bottom) around the text that `text` draws."""
        boxes = []
        for line, (x, y), line_anchor, used in self._lines(xy, text, font, font_size, anchor, spacing, align, stroke_width):
            left, top, right, bottom = used.getbbox(line, stroke_width=stroke_width, anchor=line_anchor)
            boxes.append((x + left, y + top, x + right, y + bottom))
        lefts, tops, rights, bottoms = zip(*boxes)
        return min(lefts), min(tops), max(rights), max(bottoms)

    multiline_textbbox = textbbox
