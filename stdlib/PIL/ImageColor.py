"""Names and texts of colours as numbers."""

import colorsys
import re

from matplotlib._colornames import CSS4_COLORS

colormap = {name: code.lower() for name, code in CSS4_COLORS.items()}

_NUMBER = r"\s*(\d+\.?\d*)\s*"
_FORMS = [
    (re.compile(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)$"), lambda *parts: tuple(map(int, parts))),
    (re.compile(r"rgb\(\s*(\d+)%\s*,\s*(\d+)%\s*,\s*(\d+)%\s*\)$"),
     lambda *parts: tuple(int(int(part) * 255 / 100.0 + 0.5) for part in parts)),
    (re.compile(rf"hsl\({_NUMBER},{_NUMBER}%\s*,{_NUMBER}%\s*\)$"),
     lambda h, s, l: _whole(colorsys.hls_to_rgb(float(h) / 360.0, float(l) / 100.0, float(s) / 100.0))),
    (re.compile(rf"hs[bv]\({_NUMBER},{_NUMBER}%\s*,{_NUMBER}%\s*\)$"),
     lambda h, s, v: _whole(colorsys.hsv_to_rgb(float(h) / 360.0, float(s) / 100.0, float(v) / 100.0))),
    (re.compile(r"rgba\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)$"), lambda *parts: tuple(map(int, parts))),
]


def _whole(parts):
    return tuple(int(part * 255 + 0.5) for part in parts)


def getrgb(color):
    """A colour's red, green and blue, and its alpha where the text has one."""
    if len(color) > 100:
        raise ValueError("color specifier is too long")
    text = color.lower()
    text = colormap.get(text, text)
    if re.match(r"#([0-9a-f]{3,4})$", text):
        return tuple(int(digit * 2, 16) for digit in text[1:])
    if re.match(r"#([0-9a-f]{6}|[0-9a-f]{8})$", text):
        return tuple(int(text[at:at + 2], 16) for at in range(1, len(text), 2))
    for form, numbers in _FORMS:
        match = form.match(text)
        if match:
            return numbers(*match.groups())
    raise ValueError(f"unknown color specifier: {color!r}")


def getcolor(color, mode):
    """A colour as a pixel of a mode: a number, or a tuple of its bands."""
    rgb = getrgb(color)
    alpha = rgb[3] if len(rgb) == 4 else 255
    red, green, blue = rgb[:3]
    if mode == "HSV":
        return tuple(int(part * 255) for part in colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255))
    if mode in ("1", "L", "LA", "La", "I", "F") or mode.startswith("I;"):
        # The weights of ITU-R 601-2 in parts of 2 ** 16, as Pillow has them.
        grey = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
        return (grey, alpha) if mode[-1] == "A" else grey
    return (red, green, blue, alpha) if mode[-1] == "A" else (red, green, blue)
