"""Pictures as arrays [height, width, bands] of integers, and back."""

import numpy as np
from PIL import Image


def pixels(image):
    """The bytes of a picture as int64; mode 1 has 0 and 255."""
    array = np.asarray(image).astype(np.int64)
    if image.mode == "1":
        array = array * 255
    return array.reshape(image.height, image.width, -1)


def picture(mode, array, like=None):
    """A picture of values 0 ... 255; of mode P with the palette of `like`."""
    height, width = array.shape[:2]
    if mode == "1":
        return Image.fromarray(array.reshape(height, width) != 0)
    out = Image.frombytes(mode, (width, height), array.astype(np.uint8).tobytes())
    if mode == "P" and like is not None:
        out.putpalette(like.getpalette())
    return out
