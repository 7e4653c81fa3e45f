"""Filters of neighbouring pixels."""


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
        if image.mode == "P":
            raise ValueError("cannot filter palette images")
        size, scale, offset, kernel = self.filterargs
        if tuple(size) not in ((3, 3), (5, 5)):
            raise ValueError("bad kernel size")
        return image._convolve([weight / scale for weight in kernel], offset)


class BuiltinFilter(Kernel):
    def __init__(self):
        pass


class RankFilter(Filter):
    """The value at a place among the sorted values of a square window."""

    name = "Rank"

    def __init__(self, size, rank):
        if size % 2 == 0:
            raise ValueError("bad filter size")
        if size * size * 4 > 2**31 - 1:
            raise ValueError("filter size too large")
        if rank < 0 or rank >= size * size:
            raise ValueError("bad rank value")
        self.size = size
        self.rank = rank

    def filter(self, image):
        from PIL import _filters
        return _filters.rank(image, self.size, self.rank)


class MedianFilter(RankFilter):
    name = "Median"

    def __init__(self, size=3):
        super().__init__(size, size * size // 2)


class MinFilter(RankFilter):
    name = "Min"

    def __init__(self, size=3):
        super().__init__(size, 0)


class MaxFilter(RankFilter):
    name = "Max"

    def __init__(self, size=3):
        super().__init__(size, size * size - 1)


class ModeFilter(Filter):
    """The most frequent value of a square window."""

    name = "Mode"

    def __init__(self, size=3):
        self.size = size

    def filter(self, image):
        from PIL import _filters
        return _filters.mode(image, self.size)


class GaussianBlur(MultibandFilter):
    """Three passes of boxes that come near a Gaussian of a standard deviation, or of two, (x, y)."""

    name = "GaussianBlur"

    def __init__(self, radius=2):
        self.radius = radius

    def filter(self, image):
        from PIL import _filters
        radii = self.radius if isinstance(self.radius, (tuple, list)) else (self.radius, self.radius)
        return image.copy() if not any(radii) else _filters.gaussian_blur(image, radii)


class BoxBlur(MultibandFilter):
    """Means of boxes that reach `radius` pixels (or parts of one) in each direction."""

    name = "BoxBlur"

    def __init__(self, radius):
        radii = radius if isinstance(radius, (tuple, list)) else (radius, radius)
        if not all(value >= 0 for value in radii):
            raise ValueError("radius must be >= 0")
        if any(value >= 2**31 for value in radii):
            raise ValueError("radius too large")
        self.radius = radius

    def filter(self, image):
        from PIL import _filters
        radii = self.radius if isinstance(self.radius, (tuple, list)) else (self.radius, self.radius)
        return image.copy() if not any(radii) else _filters.box_blur(image, radii)


class UnsharpMask(MultibandFilter):
    """Sharper by what a blurred picture lacks: `percent` of it, where it is more than `threshold`."""

    name = "UnsharpMask"

    def __init__(self, radius=2, percent=150, threshold=3):
        self.radius = radius
        self.percent = percent
        self.threshold = threshold

    def filter(self, image):
        from PIL import _filters
        return _filters.unsharp_mask(image, self.radius, self.percent, self.threshold)


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
