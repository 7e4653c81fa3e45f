"""Methods of pictures that are written in the language."""

import math

from PIL import Image


def alpha_composite(image, im, dest=(0, 0), source=(0, 0)):
    """Puts a picture of mode RGBA over this one, in place."""
    if not isinstance(source, (list, tuple)):
        raise ValueError("Source must be a list or tuple")
    if not isinstance(dest, (list, tuple)):
        raise ValueError("Destination must be a list or tuple")
    if len(source) not in (2, 4):
        raise ValueError("Source must be a sequence of length 2 or 4")
    if len(dest) != 2:
        raise ValueError("Destination must be a sequence of length 2")
    if min(source) < 0:
        raise ValueError("Source must be non-negative")
    box = tuple(source) if len(source) == 4 else (*source, *im.size)
    over = im.crop(box)
    left, top = dest
    place = left, top, left + over.width, top + over.height
    image.paste(Image.alpha_composite(image.crop(place), over), place)


def histogram(image, mask=None, extrema=None):
    """How many pixels have each value, band by band, where a mask is set."""
    if mask is None:
        return image.histogram()
    if image.size != mask.size:
        raise ValueError("images do not match")
    if mask.mode not in ("1", "L"):
        raise ValueError("bad transparency mask")
    if image.mode in ("I", "F"):
        raise ValueError("image has wrong mode")
    import numpy as np
    from PIL._arrays import pixels
    chosen = pixels(image)[np.asarray(mask) != 0]
    return [count for band in range(chosen.shape[1]) for count in np.bincount(chosen[:, band], minlength=256).tolist()]


def entropy(image, mask=None, extrema=None):
    """The bits that a pixel needs at least, of the counts of all bands."""
    counts = [count for count in histogram(image, mask) if count]
    total = sum(counts)
    # In the order of Pillow's steps, for the last digit.
    bits = 0.0
    for count in counts:
        share = count / total
        bits += share * math.log(share) * 1.4426950408889634
    return -bits


def getprojection(image):
    """Which columns, and which rows, have anything in them."""
    import numpy as np
    from PIL._arrays import pixels
    used = np.any(pixels(image) != 0, axis=2)
    return [int(x) for x in used.any(axis=0)], [int(x) for x in used.any(axis=1)]


def get_flattened_data(image, band=None):
    return tuple(image.getdata(band))


def getexif(image):
    return Image.Exif()


def getxmp(image):
    return {}


def tell(image):
    return 0


def seek(image, frame):
    if frame != 0:
        raise EOFError("no more images in file")


def draft(image, mode, size):
    return None


def frombytes(image, data, decoder_name="raw", *args):
    """Puts bytes in the place of all pixels."""
    image.paste(Image.frombytes(image.mode, image.size, bytes(data)))


def quantize(image, colors=256, method=None, kmeans=0, palette=None, dither=3):
    raise NotImplementedError("Gradus finds no palette for the colours of a picture; ImageOps.posterize has fewer colours")


class _Line:
    """value * scale + offset, as far as a function of it has this form."""

    def __init__(self, scale, offset):
        self.scale, self.offset = scale, offset

    def __neg__(self):
        return _Line(-self.scale, -self.offset)

    def __add__(self, other):
        if isinstance(other, _Line):
            return _Line(self.scale + other.scale, self.offset + other.offset)
        return _Line(self.scale, self.offset + other)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return other + -self

    def __mul__(self, other):
        return NotImplemented if isinstance(other, _Line) else _Line(self.scale * other, self.offset * other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NotImplemented if isinstance(other, _Line) else _Line(self.scale / other, self.offset / other)


_Line.__name__ = _Line.__qualname__ = "ImagePointTransform"


def point(image, lut, mode=None):
    """`Image.point` of wide pictures, whose functions are `value * scale + offset`, and of tables of floats."""
    import numpy as np
    array = np.asarray(image)
    if image.mode in ("I", "F", "I;16"):
        if not callable(lut):
            raise ValueError("point operation not supported for this mode")
        line = lut(_Line(1, 0))
        if not isinstance(line, _Line):
            line = _Line(0, line)
        values = array.astype(np.float64) * line.scale + line.offset
        if image.mode == "F":
            return Image.frombytes("F", image.size, values.astype(np.float32).tobytes())
        if image.mode == "I":
            return Image.frombytes("I", image.size, np.trunc(values).astype(np.int32).tobytes())
        whole = np.trunc(values).astype(np.int64)
        return Image.frombytes("I;16", image.size, np.stack([whole & 255, whole >> 8 & 255], -1).astype(np.uint8).tobytes())
    if image.mode != "L" or mode != "F":
        raise ValueError("point operation not supported for this mode")
    table = [lut(value) for value in range(256)] if callable(lut) else list(lut)
    return Image.frombytes("F", image.size, np.array(table, dtype=np.float32)[array].tobytes())
