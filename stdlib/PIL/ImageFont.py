"""Fonts for `ImageDraw.text`. Letters are drawn by cairo, the library under `matplotlib`: widths and edges come near
Pillow's and do not equal them."""

import enum
import math
import os
import struct

# Shares of the size above and below the base line of DejaVu Sans, which stands for the font that Pillow brings along.
_REACH = 0.928, 0.236


class Layout(enum.IntEnum):
    BASIC = 0
    RAQM = 1


def _tables(data, start):
    """The tables of a TrueType or OpenType font, by name."""
    count, = struct.unpack_from(">H", data, start + 4)
    for k in range(count):
        name, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * k)
        yield name.decode("latin-1"), data[offset:offset + length]


def _facts(data):
    """Family and style as the file names them, and the reaches above and below the base line."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    if data[start:start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise OSError("unknown file format")
    tables = dict(_tables(data, start))
    units, = struct.unpack_from(">H", tables["head"], 18)
    above, below = struct.unpack_from(">hh", tables["hhea"], 4)
    names, table = {}, tables["name"]
    _, count, texts = struct.unpack_from(">HHH", table)
    for k in range(count):
        platform, _, language, kind, length, offset = struct.unpack_from(">HHHHHH", table, 6 + 12 * k)
        text = table[texts + offset:texts + offset + length]
        if kind in (1, 2) and (platform != 3 or language == 0x409):
            names[kind] = text.decode("latin-1" if platform == 1 else "utf-16-be")
    return names.get(1), names.get(2), (above / units, -below / units)


def _found(font):
    """The file of a font: a path, or a name in the folders of the system."""
    if os.path.isfile(font):
        return font
    name = os.path.basename(font)
    home = os.path.expanduser("~")
    folders = [os.path.join(home, ".local/share/fonts"), os.path.join(home, ".fonts"), "/usr/local/share/fonts",
               "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts", os.path.join(home, "Library/Fonts")]
    for folder in folders:
        for where, _, files in os.walk(folder):
            for file in files:
                if file == name or os.path.splitext(file)[0] == name:
                    return os.path.join(where, file)
    raise OSError("cannot open resource")


class FreeTypeFont:
    """A font of one size. Files are named by their path; what is drawn is the system's font of their family."""

    def __init__(self, font=None, size=10, index=0, encoding="", layout_engine=None):
        if size <= 0:
            raise ValueError(f"font size must be greater than 0, not {size}")
        self.path, self.size, self.index, self.encoding = font, size, index, encoding
        self.layout_engine = Layout.BASIC
        self._family, self._style, reach = "DejaVu Sans", "Book", _REACH
        if font is not None:
            if hasattr(font, "read"):
                data = font.read()
            else:
                self.path = _found(os.fspath(font))
                with open(self.path, "rb") as file:
                    data = file.read()
            self._family, self._style, reach = _facts(data)
        self._ascent, self._descent = (math.ceil(share * size - 0.05) for share in reach)

    def getname(self):
        """Family and style."""
        return self._family, self._style

    def getmetrics(self):
        """How far letters reach above and below the base line."""
        return self._ascent, self._descent

    def font_variant(self, font=None, size=None, index=None, encoding=None, layout_engine=None):
        return FreeTypeFont(self.path if font is None else font, self.size if size is None else size)

    def _cut(self):
        return self.size, self._family, "Bold" in self._style, "Italic" in self._style or "Oblique" in self._style

    def _extents(self, text):
        from _cairo import Context
        return Context("image", 1, 1).text_extents(text, *self._cut())

    def getlength(self, text, mode="", direction=None, features=None, language=None):
        return round(self._extents(text)[0] * 64) / 64

    def getbbox(self, text, mode="", direction=None, features=None, language=None, stroke_width=0, anchor=None):
        """(left, top, right, bottom) around a line of text, from its anchor."""
        if not text:
            return 0, 0, 0, 0
        advance, left, right, top, bottom = self._extents(text)
        # Ink that only touches a row of pixels does not count, as fonts are fitted to rows.
        top, bottom = math.ceil(top - 0.3), math.ceil(-bottom - 0.3)
        x, y = self._shift(anchor or "la", advance, top, bottom)
        box = min(0, math.floor(left)), -top, math.ceil(max(advance, right)), bottom
        return (box[0] + x - stroke_width, box[1] + y - stroke_width, box[2] + x + stroke_width, box[3] + y + stroke_width)

    def _shift(self, anchor, advance, top, bottom):
        """From an anchor to the beginning of the base line."""
        if len(anchor) != 2 or anchor[0] not in "lmr" or anchor[1] not in "amstbd":
            raise ValueError("bad anchor specified")
        x = {"l": 0, "m": -math.floor(advance / 2 + 0.5), "r": -math.floor(advance + 0.5)}[anchor[0]]
        y = {"a": self._ascent, "t": top, "m": math.floor((self._ascent - self._descent) / 2 + 0.5), "s": 0,
             "b": -bottom, "d": -self._descent}[anchor[1]]
        return x, y

    def _mask(self, text, anchor, stroke_width=0):
        """A picture of mode L of the text, and its place beside the anchor."""
        from _cairo import Context
        from PIL import Image
        left, top, right, bottom = self.getbbox(text, anchor=anchor)
        advance, _, _, high, low = self._extents(text)
        x, y = self._shift(anchor, advance, math.ceil(high - 0.3), math.ceil(-low - 0.3))
        margin = stroke_width + 1
        width, height = max(1, right - left) + 2 * margin, max(1, bottom - top) + 2 * margin
        page = Context("image", width, height)
        places = [(0, 0)]
        if stroke_width:
            turns = max(8, 4 * math.ceil(stroke_width))
            places += [(stroke_width * math.cos(2 * math.pi * k / turns), stroke_width * math.sin(2 * math.pi * k / turns))
                       for k in range(turns)]
        for dx, dy in places:
            page.text(text, *self._cut(), x - left + margin + dx, height - (y - top + margin) + dy, 0, (1, 1, 1, 1))
        mask = Image.frombytes("RGBA", (width, height), page.pixels()).getchannel("A")
        return mask, (left - margin, top - margin)

    def getmask(self, text, mode="", direction=None, features=None, language=None, stroke_width=0, anchor=None, ink=0,
                start=None):
        """The text as a picture of mode L."""
        mask, (left, top) = self._mask(text, anchor or "la", stroke_width)
        box = mask.getbbox()
        return mask.crop(box) if box else mask


class TransposedFont:
    def __init__(self, font, orientation=None):
        raise NotImplementedError("Gradus has no turned fonts; draw into a picture of its own and turn it with rotate")


def truetype(font=None, size=10, index=0, encoding="", layout_engine=None):
    """A font of a TrueType or OpenType file."""
    return FreeTypeFont(font, size, index, encoding, layout_engine)


def load_default(size=None):
    """A font that is always there."""
    return FreeTypeFont(None, 10 if size is None else size)


def load(filename):
    raise NotImplementedError("Gradus reads no bitmap fonts; ImageFont.truetype reads TrueType files")


load_path = load
