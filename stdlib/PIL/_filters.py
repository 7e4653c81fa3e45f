"""The arithmetic of filters: sums in windows, and ranks of what windows hold, on arrays [height, width, bands]."""

import math

import numpy as np
from PIL._arrays import picture, pixels

_BLURRED = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV")


def _box_rows(array, radius, passes):
    """Means of a row's windows that reach a (broken) number of pixels to both sides, several times over."""
    radius = float(np.float32(radius))
    reach, width = int(radius), array.shape[1]
    # Weights of whole pixels and of the two that are touched in part, in 24 bits, as Pillow has them.
    whole = int(np.float32(1 << 24) / np.float32(np.float32(radius) * 2 + 1))
    part = ((1 << 24) - (reach * 2 + 1) * whole) // 2
    for _ in range(passes):
        wide = np.pad(array, ((0, 0), (reach + 1, reach + 1), (0, 0)), mode="edge")
        sums = np.cumsum(np.pad(wide, ((0, 0), (1, 0), (0, 0))), axis=1)
        inner = sums[:, 2 * reach + 2:2 * reach + 2 + width] - sums[:, 1:1 + width]
        outer = wide[:, :width] + wide[:, 2 * reach + 2:2 * reach + 2 + width]
        array = (inner * whole + outer * part + (1 << 23)) >> 24
    return array


def box_blur(image, radii, passes=1):
    if image.mode not in _BLURRED:
        raise ValueError("image has wrong mode")
    return picture(image.mode, _blurred(pixels(image), radii, passes))


def _blurred(array, radii, passes):
    if array.size and radii[0]:
        array = _box_rows(array, radii[0], passes)
    if array.size and radii[1]:
        array = _box_rows(array.transpose(1, 0, 2), radii[1], passes).transpose(1, 0, 2)
    return array


def _gaussian_radius(sigma):
    """The reach of a box that comes near a Gaussian after three passes (Gwosdek and others, 2011)."""
    variance = sigma * sigma / 3
    length = math.sqrt(12.0 * variance + 1.0)
    whole = math.floor((length - 1.0) / 2.0)
    part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance)
    return whole + part / (6 * (variance - (whole + 1) * (whole + 1)))


def gaussian_blur(image, sigmas):
    return box_blur(image, [_gaussian_radius(sigma) for sigma in sigmas], 3)


def unsharp_mask(image, radius, percent, threshold):
    """What the blurred picture lacks, added once more where it is enough."""
    if image.mode not in _BLURRED:
        raise ValueError("image has wrong mode")
    array = pixels(image)
    reach = _gaussian_radius(radius)
    missing = array - _blurred(array, (reach, reach), 3)
    more = np.sign(missing) * (abs(missing) * percent // 100)
    return picture(image.mode, np.where(abs(missing) > threshold, array + more, array).clip(0, 255))


def rank(image, size, place):
    """The value at a place of each window's sorted values; the border is repeated outside."""
    if image.mode == "P":
        raise ValueError("cannot filter palette images")
    array, reach = np.asarray(image), size // 2
    if image.width == 0 or image.height == 0:
        return image.copy()
    array = array.reshape(image.height, image.width, -1)
    wide = np.pad(array, ((reach, reach), (reach, reach), (0, 0)), mode="edge")
    if place in (0, size * size - 1):
        # The least and the greatest go by rows and columns.
        choose = np.minimum if place == 0 else np.maximum
        for axis in (0, 1):
            length = wide.shape[axis] - 2 * reach
            parts = [wide[k:k + length] if axis == 0 else wide[:, k:k + length] for k in range(size)]
            wide = parts[0]
            for part in parts[1:]:
                wide = choose(wide, part)
        return _like(image, wide)
    height, width = image.height, image.width
    windows = np.stack([wide[y:y + height, x:x + width] for y in range(size) for x in range(size)])
    return _like(image, np.sort(windows, axis=0)[place])


def _like(image, array):
    from PIL import Image
    if image.mode in ("I", "F"):
        return Image.frombytes(image.mode, image.size, array.tobytes())
    return picture(image.mode, array)


def mode(image, size):
    """The value that each window has most often, where it has it more than twice."""
    array, reach = np.asarray(image).astype(np.int16), size // 2
    height, width = image.height, image.width
    if image.mode == "1":
        array = array * 255
    array = array.reshape(height, width, -1)
    # What lies outside is larger than all values, and never the answer.
    wide = np.pad(array, ((reach, reach), (reach, reach), (0, 0)), constant_values=256)
    side = range(2 * reach + 1)
    windows = np.sort(np.stack([wide[y:y + height, x:x + width] for y in side for x in side]), axis=0)
    best, most, run = windows[0], np.ones(array.shape, np.int16), np.ones(array.shape, np.int16)
    for before, value in zip(windows, windows[1:]):
        run = np.where(value == before, run + 1, 1)
        better = (run > most) & (value < 256)
        best, most = np.where(better, value, best), np.where(better, run, most)
    return picture(image.mode, np.where(most > 2, best, array), image)
