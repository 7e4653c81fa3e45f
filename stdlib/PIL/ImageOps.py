"""Operations on whole pictures."""

from PIL import Image


def _lut(image, lut, palette=False):
    if image.mode == "P":
        if not palette:
            raise NotImplementedError("mode P support coming soon")
        out = image.copy()
        out.putpalette([lut[value] for value in image.getpalette()])
        return out
    if image.mode not in ("L", "RGB"):
        raise OSError(f"not supported for mode {image.mode}")
    if image.mode == "RGB" and len(lut) == 256:
        lut = lut * 3
    return image.point(lut)


def _counts(image, mask):
    from PIL import _methods
    return _methods.histogram(image, mask)


def autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False):
    """The darkest value becomes black, the lightest white."""
    counts = _counts(image.convert("L") if preserve_tone else image, mask)
    lut = []
    for layer in range(0, len(counts), 256):
        h = counts[layer:layer + 256]
        if ignore is not None:
            for value in [ignore] if isinstance(ignore, int) else ignore:
                h[value] = 0
        if cutoff:
            low, high = cutoff if isinstance(cutoff, tuple) else (cutoff, cutoff)
            _cut(h, range(256), int(sum(h) * low // 100))
            _cut(h, range(255, -1, -1), int(sum(h) * high // 100))
        lo = next((value for value in range(256) if h[value]), 255)
        hi = next((value for value in range(255, -1, -1) if h[value]), 0)
        if hi <= lo:
            lut += list(range(256))
        else:
            scale = 255.0 / (hi - lo)
            offset = -lo * scale
            lut += [min(255, max(0, int(value * scale + offset))) for value in range(256)]
    return _lut(image, lut)


def _cut(h, values, count):
    for value in values:
        if count <= 0:
            return
        taken = min(count, h[value])
        h[value] -= taken
        count -= taken


def equalize(image, mask=None):
    """About as many pixels of each value."""
    if image.mode == "P":
        image = image.convert("RGB")
    h = _counts(image, mask)
    lut = []
    for band in range(0, len(h), 256):
        counts = [count for count in h[band:band + 256] if count]
        step = (sum(counts) - counts[-1]) // 255 if len(counts) > 1 else 0
        if not step:
            lut += list(range(256))
            continue
        n = step // 2
        for value in range(256):
            lut.append(n // step)
            n += h[band + value]
    return _lut(image, lut)


def invert(image):
    if image.mode == "1":
        return image.point(lambda value: 255 - value)
    return _lut(image, [255 - value for value in range(256)], palette=True)


def posterize(image, bits):
    mask = ~(2 ** (8 - bits) - 1)
    return _lut(image, [value & mask for value in range(256)], palette=True)


def solarize(image, threshold=128):
    return _lut(image, [value if value < threshold else 255 - value for value in range(256)], palette=True)


def grayscale(image):
    return image.convert("L")


def mirror(image):
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def flip(image):
    return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def _border(border):
    if isinstance(border, tuple):
        if len(border) == 2:
            return border * 2
        if len(border) == 4:
            return border
    return border, border, border, border


def crop(image, border=0):
    left, top, right, bottom = _border(border)
    return image.crop((left, top, image.size[0] - right, image.size[1] - bottom))


def expand(image, border=0, fill=0):
    left, top, right, bottom = _border(border)
    out = Image.new(image.mode, (left + image.size[0] + right, top + image.size[1] + bottom), fill)
    out.paste(image, (left, top))
    return out


def scale(image, factor, resample=Image.BICUBIC):
    if factor == 1:
        return image.copy()
    if factor <= 0:
        raise ValueError("the factor must be greater than 0")
    return image.resize((round(factor * image.width), round(factor * image.height)), resample)


def colorize(image, black, white, mid=None, blackpoint=0, whitepoint=255, midpoint=127):
    """A gray picture in the colours between two, or among three."""
    from PIL import ImageColor
    if image.mode != "L":
        raise ValueError(f"mode must be L, not {image.mode}")
    if not 0 <= blackpoint <= whitepoint <= 255:
        raise ValueError("blackpoint and whitepoint must each be between or equal to 0 and 255, "
                         "with blackpoint less than or equal to whitepoint")
    if mid is not None and not blackpoint <= midpoint <= whitepoint:
        raise ValueError("midpoint must be between or equal to blackpoint and whitepoint")
    stops = [(blackpoint, black), (whitepoint, white)]
    if mid is not None:
        stops.insert(1, (midpoint, mid))
    stops = [(point, ImageColor.getcolor(color, "RGB") if isinstance(color, str) else color) for point, color in stops]
    lut = []
    for band in range(3):
        lut += [stops[0][1][band]] * blackpoint
        for (start, low), (end, high) in zip(stops, stops[1:]):
            lut += [low[band] + k * (high[band] - low[band]) // (end - start) for k in range(end - start)]
        lut += [stops[-1][1][band]] * (256 - whitepoint)
    return _lut(image.convert("RGB"), lut)


def deform(image, deformer, resample=Image.BILINEAR):
    raise NotImplementedError("Gradus has no deformed pictures; Image.transform maps by AFFINE, PERSPECTIVE and EXTENT")


def contain(image, size, method=Image.BICUBIC):
    """As large as fits into a size, with its own proportions."""
    own, wanted = image.width / image.height, size[0] / size[1]
    if own != wanted:
        if own > wanted:
            height = round(image.height / image.width * size[0])
            size = (size[0], height)
        else:
            width = round(image.width / image.height * size[1])
            size = (width, size[1])
    return image.resize(size, resample=method)


def cover(image, size, method=Image.BICUBIC):
    own, wanted = image.width / image.height, size[0] / size[1]
    if own != wanted:
        if own < wanted:
            size = (size[0], round(image.height / image.width * size[0]))
        else:
            size = (round(image.width / image.height * size[1]), size[1])
    return image.resize(size, resample=method)


def pad(image, size, method=Image.BICUBIC, color=None, centering=(0.5, 0.5)):
    """As large as fits into a size, on a ground of a colour."""
    resized = contain(image, size, method)
    if resized.size == size:
        return resized
    out = Image.new(image.mode, size, 0 if color is None else color)
    if resized.width != size[0]:
        out.paste(resized, (round((size[0] - resized.width) * max(0, min(centering[0], 1))), 0))
    else:
        out.paste(resized, (0, round((size[1] - resized.height) * max(0, min(centering[1], 1)))))
    return out


def fit(image, size, method=Image.BICUBIC, bleed=0.0, centering=(0.5, 0.5)):
    """Cropped to the proportions of a size, and resized to it."""
    x, y = (value if 0.0 <= value <= 1.0 else 0.5 for value in centering)
    if not 0.0 <= bleed < 0.5:
        bleed = 0.0
    edge = bleed * image.width, bleed * image.height
    live = image.width - edge[0] * 2, image.height - edge[1] * 2
    own, wanted = live[0] / live[1], size[0] / size[1]
    if own == wanted:
        width, height = live
    elif own >= wanted:
        width, height = wanted * live[1], live[1]
    else:
        width, height = live[0], live[0] / wanted
    left = edge[0] + (live[0] - width) * x
    top = edge[1] + (live[1] - height) * y
    return image.resize(size, method, box=(left, top, left + width, top + height))


def exif_transpose(image, *, in_place=False):
    return None if in_place else image.copy()
