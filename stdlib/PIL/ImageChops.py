"""Arithmetic between pictures, pixel by pixel ("channel operations")."""

from PIL import Image

_WIDE = ("I", "F", "I;16")


def _pair(first, second):
    """The arrays of two pictures, cut to what both have."""
    from PIL._arrays import pixels
    if first.mode in _WIDE:
        raise ValueError("image has wrong mode")
    if second.mode in _WIDE or len(first.getbands()) != len(second.getbands()):
        raise ValueError("images do not match")
    a, b = pixels(first), pixels(second)
    height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    return a[:height, :width], b[:height, :width]


def _made(image, array):
    from PIL._arrays import picture
    return picture(image.mode, array, image)


def _clipped(image, array):
    return _made(image, array.clip(0, 255))


def _logical(first, second, function):
    if first.mode != "1" or second.mode != "1":
        raise ValueError("image has wrong mode")
    a, b = _pair(first, second)
    return _made(first, function(a != 0, b != 0) * 255)


def constant(image, value):
    """A channel of one gray, as large as a picture."""
    return Image.new("L", image.size, value)


def duplicate(image):
    return image.copy()


def invert(image):
    a, _ = _pair(image, image)
    return _made(image, 255 - a)


def lighter(image1, image2):
    """The larger value of each pixel."""
    import numpy as np
    return _made(image1, np.maximum(*_pair(image1, image2)))


def darker(image1, image2):
    """The smaller value of each pixel."""
    import numpy as np
    return _made(image1, np.minimum(*_pair(image1, image2)))


def difference(image1, image2):
    a, b = _pair(image1, image2)
    return _made(image1, abs(a - b))


def multiply(image1, image2):
    """One picture through the other, as slides lie on one another: black stays black, white changes nothing."""
    a, b = _pair(image1, image2)
    return _made(image1, a * b // 255)


def screen(image1, image2):
    """Both pictures projected onto one wall."""
    a, b = _pair(image1, image2)
    return _made(image1, 255 - (255 - a) * (255 - b) // 255)


def _strong(a, b, choice):
    import numpy as np
    return np.where(choice < 128, a * b // 127, 255 - (255 - a) * (255 - b) // 127)


def soft_light(image1, image2):
    a, b = _pair(image1, image2)
    light = 255 - (255 - a) * (255 - b) // 255
    return _made(image1, ((255 - a) * (a * b) // 65536 + a * light // 255) & 255)


def hard_light(image1, image2):
    """`multiply` where the second picture is dark, `screen` where it is light."""
    a, b = _pair(image1, image2)
    return _clipped(image1, _strong(a, b, b))


def overlay(image1, image2):
    """`multiply` where the first picture is dark, `screen` where it is light."""
    a, b = _pair(image1, image2)
    return _clipped(image1, _strong(a, b, a))


def _scaled(values, scale, offset):
    import numpy as np
    # Single precision, cut towards zero, as Pillow's C code has it.
    return np.trunc(values.astype(np.float32) / np.float32(scale) + np.float32(int(offset))).clip(0, 255)


def add(image1, image2, scale=1.0, offset=0):
    """(image1 + image2) / scale + offset"""
    a, b = _pair(image1, image2)
    return _made(image1, _scaled(a + b, scale, offset))


def subtract(image1, image2, scale=1.0, offset=0):
    """(image1 - image2) / scale + offset"""
    a, b = _pair(image1, image2)
    return _made(image1, _scaled(a - b, scale, offset))


def add_modulo(image1, image2):
    """The sum, which begins at 0 again after 255."""
    a, b = _pair(image1, image2)
    return _made(image1, (a + b) & 255)


def subtract_modulo(image1, image2):
    a, b = _pair(image1, image2)
    return _made(image1, (a - b) & 255)


def logical_and(image1, image2):
    return _logical(image1, image2, lambda a, b: a & b)


def logical_or(image1, image2):
    return _logical(image1, image2, lambda a, b: a | b)


def logical_xor(image1, image2):
    return _logical(image1, image2, lambda a, b: a != b)


def blend(image1, image2, alpha):
    return Image.blend(image1, image2, alpha)


def composite(image1, image2, mask):
    return Image.composite(image1, image2, mask)


def offset(image, xoffset, yoffset=None):
    """Moved to the right and down; what leaves the picture comes in on the other side."""
    import numpy as np
    from PIL._arrays import pixels
    if yoffset is None:
        yoffset = xoffset
    if image.mode in ("I", "F"):
        return Image.frombytes(image.mode, image.size, np.roll(np.asarray(image), (yoffset, xoffset), (0, 1)).tobytes())
    return _made(image, np.roll(pixels(image), (yoffset, xoffset), (0, 1)))
