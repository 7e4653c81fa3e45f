"""Colours by name and as text: `#rgb`, `rgb(…)`, `hsl(…)`, `hsv(…)` and the names of the web."""

import colorsys
import functools
import re

from matplotlib._colornames import CSS4_COLORS

colormap = {name: code.lower() for name, code in CSS4_COLORS.items()}

_HEX = re.compile("#([a-f0-9]{3,4}|[a-f0-9]{6}|[a-f0-9]{8})$")
_BYTES = re.compile(r"(rgba?)\(\s*" + r"\s*,\s*".join([r"(\d+)"] * 3) + r"(?:\s*,\s*(\d+))?\s*\)$")
_PARTS = re.compile(r"rgb\(\s*" + r"%\s*,\s*".join([r"(\d+)"] * 3) + r"%\s*\)$")
_TURNS = re.compile(r"hs([lbv])\(\s*(\d+\.?\d*)\s*,\s*(\d+\.?\d*)%\s*,\s*(\d+\.?\d*)%\s*\)$")


@functools.lru_cache
def getrgb(color):
    """(red, green, blue) of a text, and alpha where it names one."""
    if len(color) > 100:
        raise ValueError("color specifier is too long")
    color = color.lower()
    text = colormap.get(color, color)
    if isinstance(text, tuple):
        return text
    if match := _HEX.match(text):
        digits = match.group(1)
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return tuple(bytes.fromhex(digits))
    if match := _BYTES.match(text):
        kind, *values = match.groups()
        if (kind == "rgba") == (values[3] is not None):
            return tuple(int(value) for value in values if value is not None)
    if match := _PARTS.match(text):
        return tuple(int(int(value) * 255 / 100.0 + 0.5) for value in match.groups())
    if match := _TURNS.match(text):
        hue, first, second = float(match.group(2)) / 360, float(match.group(3)) / 100, float(match.group(4)) / 100
        if match.group(1) == "l":
            parts = colorsys.hls_to_rgb(hue, second, first)
        else:
            parts = colorsys.hsv_to_rgb(hue, first, second)
        return tuple(int(part * 255 + 0.5) for part in parts)
    raise ValueError(f"unknown color specifier: {color!r}")


@functools.lru_cache
def getcolor(color, mode):
    """The pixel of a mode that a text names: a number, or a tuple where it has several bands."""
    *rgb, alpha = (*getrgb(color), 255)[:4]
    if mode == "HSV":
        return tuple(int(part * 255) for part in colorsys.rgb_to_hsv(*(part / 255 for part in rgb)))
    value = tuple(rgb)
    if mode in ("1", "L", "LA", "La", "I", "F", "I;16", "I;16L", "I;16B", "I;16N"):
        # The weights of ITU-R 601-2 in 24 bits, as `convert` has them.
        red, green, blue = rgb
        value = ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16,)
    if mode[-1] == "a":
        value = tuple(round(band * alpha / 255) for band in value)
    if mode[-1] in "Aa":
        return (*value, alpha)
    return value[0] if len(value) == 1 else value
