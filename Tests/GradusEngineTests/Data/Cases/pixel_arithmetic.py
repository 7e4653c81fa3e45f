"""Arithmetic with the pixels of pictures, and their statistics."""
import zlib

import numpy as np
from PIL import Image, ImageChops, ImageStat

random = np.random.RandomState(0)
pictures = {
    "L": [Image.fromarray(random.randint(0, 256, shape, dtype=np.uint8)) for shape in ((6, 7), (8, 5))],
    "RGB": [Image.fromarray(random.randint(0, 256, (*shape, 3), dtype=np.uint8)) for shape in ((6, 7), (8, 5))],
}
for mode, (a, b) in pictures.items():
    for name in ("difference", "lighter", "darker", "multiply", "screen", "add", "subtract", "add_modulo", "subtract_modulo"):
        made = getattr(ImageChops, name)(a, b)
        print(mode, name, made.mode, made.size, zlib.crc32(made.tobytes()), made.getbbox())
    for made in (ImageChops.add(a, b, 2.5, 3), ImageChops.subtract(a, b, scale=0.7, offset=100), ImageChops.invert(a),
                 ImageChops.offset(a, 3), ImageChops.offset(a, -2, 1), ImageChops.duplicate(b), ImageChops.constant(a, 9)):
        print(mode, made.mode, made.size, zlib.crc32(made.tobytes()))
    print(ImageChops.difference(a, a).getbbox())
    stat = ImageStat.Stat(a)
    print(stat.extrema, stat.count, stat.sum, stat.sum2, stat.mean, stat.median, stat.rms, stat.var, stat.stddev, stat.bands)
one, two = [picture.point(lambda value: 255 if value > 99 else 0).convert("1") for picture in pictures["L"]]
for name in ("logical_and", "logical_or", "logical_xor", "invert"):
    made = getattr(ImageChops, name)(*((one,) if name == "invert" else (one, two)))
    print(name, made.mode, made.size, zlib.crc32(made.convert("L").tobytes()))
print(ImageStat.Stat([0, 3, 1] + [0] * 253).mean)
try:
    ImageChops.difference(pictures["L"][0], pictures["RGB"][0])
except ValueError as error:
    print(error)
try:
    ImageStat.Stat(3)
except TypeError as error:
    print(error)
