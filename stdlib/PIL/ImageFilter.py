"""Filters of neighbouring pixels."""

import math

BLURRED = ("L", "LA", "La", "RGB", "RGBA", "RGBa", "RGBX", "CMYK")


class Filter:
    """What `Image.filter` takes."""


class MultibandFilter(Filter):
    pass


class Kernel(Filter):
    """A convolution with 3 x 3 or 5 x 5 weights."""

    name = "Kernel"

    def __init__(self, size, kernel, scale=None, offset=0):
        if scale is None:
            scale = sum(kernel)
        if size[0] * size[1] != len(kernel):
            raise ValueError("not enough coefficients in kernel")
        self.filterargs = size, scale, offset, kernel

    def filter(self, image):
        _, scale, offset, kernel = self.filterargs
        return image._convolve([weight / scale for weight in kernel], offset)


class BuiltinFilter(Kernel):
    def __init__(self):
        pass


class BLUR(BuiltinFilter):
    name = "Blur"
    filterargs = (5, 5), 16, 0, (1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1)


class CONTOUR(BuiltinFilter):
    name = "Contour"
    filterargs = (3, 3), 1, 255, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


class DETAIL(BuiltinFilter):
    name = "Detail"
    filterargs = (3, 3), 6, 0, (0, -1, 0, -1, 10, -1, 0, -1, 0)


class EDGE_ENHANCE(BuiltinFilter):
    name = "Edge-enhance"
    filterargs = (3, 3), 2, 0, (-1, -1, -1, -1, 10, -1, -1, -1, -1)


class EDGE_ENHANCE_MORE(BuiltinFilter):
    name = "Edge-enhance More"
    filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 9, -1, -1, -1, -1)


class EMBOSS(BuiltinFilter):
    name = "Emboss"
    filterargs = (3, 3), 1, 128, (-1, 0, 0, 0, 1, 0, 0, 0, 0)


class FIND_EDGES(BuiltinFilter):
    name = "Find Edges"
    filterargs = (3, 3), 1, 0, (-1, -1, -1, -1, 8, -1, -1, -1, -1)


class SHARPEN(BuiltinFilter):
    name = "Sharpen"
    filterargs = (3, 3), 16, 0, (-2, -2, -2, -2, 32, -2, -2, -2, -2)


class SMOOTH(BuiltinFilter):
    name = "Smooth"
    filterargs = (3, 3), 13, 0, (1, 1, 1, 1, 5, 1, 1, 1, 1)


class SMOOTH_MORE(BuiltinFilter):
    name = "Smooth More"
    filterargs = (5, 5), 100, 0, (1, 1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 5, 44, 5, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1, 1)


def _pixels(image):
    """The numbers of a picture: rows, columns and bands."""
    import numpy

    pixels = numpy.array(image)
    return pixels.reshape(image.height, image.width, -1)


def _picture(pixels, image):
    from PIL import Image

    return Image.frombytes(image.mode, image.size, pixels.tobytes())


def _spread(pixels, before, after):
    """The outermost rows repeated beyond the picture."""
    import numpy

    return numpy.concatenate([pixels[:1]] * before + [pixels] + [pixels[-1:]] * after)


def _box_columns(pixels, radius, passes):
    """The columns averaged over 2 * radius + 1 rows, in Pillow's fixed-point numbers of 24 bits."""
    import numpy

    if radius == 0:
        return pixels
    reach, height = int(radius), len(pixels)
    weight = int(numpy.float32(1 << 24) / (numpy.float32(radius) * 2 + 1))
    far = ((1 << 24) - (reach * 2 + 1) * weight) // 2
    for _ in range(passes):
        wide = _spread(pixels, reach + 1, reach + 1)
        if reach < 12:
            inner = wide[1:height + 1].copy()
            for start in range(2, 2 * reach + 2):
                inner += wide[start:start + height]
        else:
            sums = wide.cumsum(axis=0)
            inner = sums[2 * reach + 1:-1] - sums[:height]
        inner *= weight
        inner += (wide[:height] + wide[-height:]) * far
        inner += 1 << 23
        inner >>= 24
        pixels = inner
    return pixels


def _box(image, radii, passes):
    import numpy

    if image.mode not in BLURRED:
        raise ValueError("image has wrong mode")
    # Along the rows first, as Pillow does: what is rounded on the way depends on it.
    pixels = _pixels(image).transpose(1, 0, 2).astype(numpy.int64)
    pixels = _box_columns(pixels, radii[0], passes).transpose(1, 0, 2)
    pixels = _box_columns(numpy.ascontiguousarray(pixels), radii[1], passes)
    return _picture(pixels.astype(numpy.uint8), image)


def _box_radius(radius, passes=3):
    """The radius of a box that blurs like a Gaussian when applied `passes` times, in float32 as Pillow has it."""
    from numpy import float32

    variance = float32(radius) * float32(radius) / float32(passes)
    whole = float32(math.floor((float(float32(math.sqrt(12.0 * float(variance) + 1.0))) - 1.0) / 2.0))
    part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance)
    return whole + part / (6 * (variance - (whole + 1) * (whole + 1)))


def _pair(radius):
    return (radius, radius) if isinstance(radius, (int, float)) else radius


class BoxBlur(MultibandFilter):
    """The average over a square."""

    name = "BoxBlur"

    def __init__(self, radius):
        if min(_pair(radius)) < 0:
            raise ValueError("radius must be >= 0")
        self.radius = radius

    def filter(self, image):
        radii = _pair(self.radius)
        return image.copy() if tuple(radii) == (0, 0) else _box(image, radii, 1)


class GaussianBlur(MultibandFilter):
    """A blur whose standard deviation is `radius`, made of three averages as Pillow makes it."""

    name = "GaussianBlur"

    def __init__(self, radius=2):
        self.radius = radius

    def filter(self, image):
        radii = _pair(self.radius)
        return image.copy() if tuple(radii) == (0, 0) else _box(image, [_box_radius(r) for r in radii], 3)


class UnsharpMask(MultibandFilter):
    """Sharper edges: what a blur took away is added again."""

    name = "UnsharpMask"

    def __init__(self, radius=2, percent=150, threshold=3):
        self.radius = radius
        self.percent = percent
        self.threshold = threshold

    def filter(self, image):
        import numpy

        pixels = _pixels(image).astype(numpy.int64)
        change = pixels - _pixels(GaussianBlur(self.radius).filter(image)).astype(numpy.int64)
        # Divided towards zero, as C does.
        added = numpy.sign(change) * (abs(change) * self.percent // 100)
        sharp = numpy.where(abs(change) > self.threshold, pixels + added, pixels)
        return _picture(sharp.clip(0, 255).astype(numpy.uint8), image)


class RankFilter(Filter):
    """The `rank`-th smallest of `size` x `size` pixels."""

    name = "Rank"

    def __init__(self, size, rank):
        self.size = size
        self.rank = rank

    def filter(self, image):
        import numpy

        if image.mode == "P":
            raise ValueError("cannot filter palette images")
        if self.size % 2 == 0:
            raise ValueError("bad filter size")
        if not 0 <= self.rank < self.size * self.size:
            raise ValueError("bad rank value")
        reach = self.size // 2
        wide = _spread(_spread(_pixels(image), reach, reach).transpose(1, 0, 2), reach, reach)
        near = [wide[x:x + image.width, y:y + image.height] for x in range(self.size) for y in range(self.size)]
        return _picture(numpy.sort(numpy.stack(near), axis=0)[self.rank].transpose(1, 0, 2), image)


class MedianFilter(RankFilter):
    """The median of the pixels around."""

    name = "Median"

    def __init__(self, size=3):
        RankFilter.__init__(self, size, size * size // 2)


class MinFilter(RankFilter):
    """The darkest of the pixels around."""

    name = "Min"

    def __init__(self, size=3):
        RankFilter.__init__(self, size, 0)


class MaxFilter(RankFilter):
    """The lightest of the pixels around."""

    name = "Max"

    def __init__(self, size=3):
        RankFilter.__init__(self, size, size * size - 1)
