"""Functions and numbered constants of `PIL.Image` that are written in the language."""

import enum

from PIL import Image


class Transpose(enum.IntEnum):
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Transform(enum.IntEnum):
    AFFINE = 0
    EXTENT = 1
    PERSPECTIVE = 2
    QUAD = 3
    MESH = 4


class Resampling(enum.IntEnum):
    NEAREST = 0
    BOX = 4
    BILINEAR = 2
    HAMMING = 5
    BICUBIC = 3
    LANCZOS = 1


class Dither(enum.IntEnum):
    NONE = 0
    ORDERED = 1
    RASTERIZE = 2
    FLOYDSTEINBERG = 3


class Palette(enum.IntEnum):
    WEB = 0
    ADAPTIVE = 1


class Quantize(enum.IntEnum):
    MEDIANCUT = 0
    MAXCOVERAGE = 1
    FASTOCTREE = 2
    LIBIMAGEQUANT = 3


for _class in (Transpose, Transform, Resampling, Dither, Palette, Quantize):
    _class.__module__ = "PIL.Image"

# Bands, basic mode and type of numbers.
_MODES = {
    "1": (("1",), "L", "L"), "L": (("L",), "L", "L"), "I": (("I",), "L", "I"), "F": (("F",), "L", "F"),
    "P": (("P",), "P", "L"), "RGB": (("R", "G", "B"), "RGB", "L"), "RGBX": (("R", "G", "B", "X"), "RGB", "L"),
    "RGBA": (("R", "G", "B", "A"), "RGB", "L"), "CMYK": (("C", "M", "Y", "K"), "RGB", "L"),
    "YCbCr": (("Y", "Cb", "Cr"), "RGB", "L"), "LAB": (("L", "A", "B"), "RGB", "L"), "HSV": (("H", "S", "V"), "RGB", "L"),
    "LA": (("L", "A"), "L", "L"), "PA": (("P", "A"), "RGB", "L"), "I;16": (("I",), "L", "L"),
}  # fmt: skip


def getmodebase(mode):
    """The plain mode, L or RGB, of which a mode is a variety."""
    return _MODES[mode][1]


def getmodetype(mode):
    return _MODES[mode][2]


def getmodebandnames(mode):
    return _MODES[mode][0]


def getmodebands(mode):
    return len(_MODES[mode][0])


def eval(image, *args):
    """A function of each value."""
    return image.point(args[0])


def frombuffer(mode, size, data, decoder_name="raw", *args):
    """A picture of bytes; here they are copied."""
    return Image.frombytes(mode, size, bytes(data))


def linear_gradient(mode):
    """256 x 256 pixels from black above to white below."""
    if mode != "L":
        raise ValueError("image has wrong mode")
    return Image.frombytes("L", (256, 256), bytes(y for y in range(256) for _ in range(256)))


def radial_gradient(mode):
    """256 x 256 pixels from black in the middle to white at the edges."""
    import numpy as np
    if mode != "L":
        raise ValueError("image has wrong mode")
    steps = np.arange(256.0) - 128
    far = np.sqrt((steps[:, None] ** 2 + steps[None, :] ** 2) * 2).astype(np.int64)
    return Image.frombytes("L", (256, 256), far.clip(0, 255).astype(np.uint8).tobytes())


def effect_noise(size, sigma):
    """Gaussian noise around a middle gray, from Python's random numbers."""
    import random
    values = bytes(min(255, max(0, int(128 + random.gauss(0, sigma)))) for _ in range(size[0] * size[1]))
    return Image.frombytes("L", size, values)


def registered_extensions():
    """The formats of files, by the ends of their names."""
    return {".png": "PNG", ".apng": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".jpe": "JPEG", ".jfif": "JPEG", ".bmp": "BMP",
            ".dib": "DIB", ".ppm": "PPM", ".pgm": "PPM", ".pbm": "PPM", ".pnm": "PPM"}


def init():
    """Nothing is left to be loaded."""
    return True


def preinit():
    return None


# The numbers by their own names too.
MEDIANCUT, MAXCOVERAGE, FASTOCTREE, LIBIMAGEQUANT = 0, 1, 2, 3


class Exif(dict):
    """What a camera noted, by the numbers of EXIF; Gradus reads none of it."""

    endian = None

    def get_ifd(self, tag):
        return {}
