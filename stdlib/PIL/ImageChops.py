"""Arithmetic with the pixels of pictures."""

from PIL import Image


def _pixels(image):
    import numpy
    return numpy.array(image.convert("L") if image.mode == "1" else image).reshape(image.height, image.width, -1)


def _made(values, image):
    import numpy
    size = values.shape[1], values.shape[0]
    mode = "L" if image.mode == "1" else image.mode
    made = Image.frombytes(mode, size, values.clip(0, 255).astype(numpy.uint8).tobytes())
    return made.convert("1") if image.mode == "1" else made


def _pair(image1, image2):
    """The pixels of both as far as both reach."""
    import numpy
    if image1.mode != image2.mode:
        raise ValueError("images do not match")
    height, width = min(image1.height, image2.height), min(image1.width, image2.width)
    return [_pixels(image)[:height, :width].astype(numpy.int64) for image in (image1, image2)]


def duplicate(image):
    return image.copy()


def constant(image, value):
    """A grey picture of the same size."""
    return Image.new("L", image.size, value)


def invert(image):
    return _made(255 - _pixels(image), image)


def difference(image1, image2):
    """How far the pixels of two pictures lie apart."""
    a, b = _pair(image1, image2)
    return _made(abs(a - b), image1)


def lighter(image1, image2):
    a, b = _pair(image1, image2)
    return _made(a * (a >= b) + b * (a < b), image1)


def darker(image1, image2):
    a, b = _pair(image1, image2)
    return _made(a * (a <= b) + b * (a > b), image1)


def multiply(image1, image2):
    a, b = _pair(image1, image2)
    return _made(a * b // 255, image1)


def screen(image1, image2):
    a, b = _pair(image1, image2)
    return _made(255 - (255 - a) * (255 - b) // 255, image1)


def _scaled(values, scale, offset):
    import numpy
    # In float32, as Pillow divides.
    return numpy.trunc(values.astype(numpy.float32) / numpy.float32(scale) + numpy.float32(offset))


def add(image1, image2, scale=1.0, offset=0):
    a, b = _pair(image1, image2)
    return _made(_scaled(a + b, scale, offset), image1)


def subtract(image1, image2, scale=1.0, offset=0):
    a, b = _pair(image1, image2)
    return _made(_scaled(a - b, scale, offset), image1)


def add_modulo(image1, image2):
    a, b = _pair(image1, image2)
    return _made((a + b) % 256, image1)


def subtract_modulo(image1, image2):
    a, b = _pair(image1, image2)
    return _made((a - b) % 256, image1)


def logical_and(image1, image2):
    a, b = _pair(image1, image2)
    return _made(((a > 0) & (b > 0)) * 255, image1)


def logical_or(image1, image2):
    a, b = _pair(image1, image2)
    return _made(((a > 0) | (b > 0)) * 255, image1)


def logical_xor(image1, image2):
    a, b = _pair(image1, image2)
    return _made(((a > 0) ^ (b > 0)) * 255, image1)


def blend(image1, image2, alpha):
    return Image.blend(image1, image2, alpha)


def composite(image1, image2, mask):
    return Image.composite(image1, image2, mask)


def offset(image, xoffset, yoffset=None):
    """The picture moved; what leaves on one side comes in on the other."""
    import numpy
    yoffset = xoffset if yoffset is None else yoffset
    return _made(numpy.roll(_pixels(image), (yoffset, xoffset), axis=(0, 1)), image)
