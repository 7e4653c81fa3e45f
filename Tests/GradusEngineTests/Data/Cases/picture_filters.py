# Filters of PIL.ImageFilter and arithmetic of PIL.ImageChops, by a checksum of all pixels.
import zlib
from PIL import Image, ImageChops, ImageColor, ImageFilter, ImageSequence, ImageStat


def made(mode, width, height, seed):
    bands = len(Image.new(mode, (1, 1)).getbands())
    data = bytes((x * (seed + 3) + y * y * 5 + band * 71 + (x * y * seed) % 37) % 256
                 for y in range(height) for x in range(width) for band in range(bands))
    return Image.frombytes(mode, (width, height), data)


def tell(name, call):
    try:
        picture = call()
    except Exception as error:
        print(name, type(error).__name__, error)
        return
    print(name, picture.mode, picture.size, zlib.crc32(picture.tobytes()), list(picture.crop((0, 0, 3, 1)).getdata()))


small = made("L", 7, 5, 4)
filters = [
    ImageFilter.GaussianBlur(), ImageFilter.GaussianBlur(0.4), ImageFilter.GaussianBlur(5), ImageFilter.GaussianBlur((1, 3)),
    ImageFilter.GaussianBlur(0), ImageFilter.GaussianBlur((0, 2)), ImageFilter.BoxBlur(1), ImageFilter.BoxBlur(2.3), ImageFilter.BoxBlur(0),
    ImageFilter.BoxBlur((3, 0.5)), ImageFilter.BoxBlur(20), ImageFilter.MedianFilter(), ImageFilter.MedianFilter(5),
    ImageFilter.MinFilter(), ImageFilter.MaxFilter(5), ImageFilter.RankFilter(3, 2), ImageFilter.ModeFilter(),
    ImageFilter.ModeFilter(size=5), ImageFilter.UnsharpMask(), ImageFilter.UnsharpMask(radius=1, percent=220, threshold=0),
    ImageFilter.Kernel((3, 3), (-1, -1, -1, -1, 9, -1, -1, -1, -1)), ImageFilter.Kernel((3, 3), [1] * 9, scale=4, offset=9),
    ImageFilter.Kernel((5, 5), [1, 2, 3, 4, 5] * 5), ImageFilter.MedianFilter, ImageFilter.SHARPEN,
]
for mode in ("L", "RGB", "RGBA", "LA"):
    for size in ((23, 17), (4, 3)):
        picture = made(mode, *size, 5)
        for one in filters:
            tell(f"{mode} {one.name}", lambda: picture.filter(one))
gray = Image.new("L", (9, 9), 10)
gray.paste(200, (2, 2, 6, 6))
gray.putpixel((7, 7), 90)
tell("mode", lambda: gray.filter(ImageFilter.ModeFilter(3)))
tell("blur of mode 1", lambda: gray.convert("1").filter(ImageFilter.GaussianBlur(2)))
for name, call in [("even", lambda: ImageFilter.MedianFilter(4)), ("rank", lambda: ImageFilter.RankFilter(3, 9)),
                   ("negative", lambda: ImageFilter.BoxBlur(-1)), ("weights", lambda: ImageFilter.Kernel((3, 3), [1] * 8)),
                   ("size", lambda: gray.filter(ImageFilter.Kernel((4, 4), [1] * 16)))]:
    tell(name, call)

two = ["lighter", "darker", "difference", "multiply", "screen", "soft_light", "hard_light", "overlay", "add", "subtract",
       "add_modulo", "subtract_modulo", "logical_and", "logical_or", "logical_xor"]
for mode in ("L", "RGB", "RGBA", "LA", "1", "CMYK"):
    if mode == "1":
        a, b = made("L", 12, 9, 1).convert("1"), made("L", 10, 11, 2).convert("1")
    else:
        a, b = made(mode, 12, 9, 1), made(mode, 10, 11, 2)
    for name in two:
        tell(f"{mode} {name}", lambda: getattr(ImageChops, name)(a, b))
    tell(f"{mode} invert", lambda: ImageChops.invert(a))
    tell(f"{mode} offset", lambda: ImageChops.offset(a, 3, -2))
a, b = made("L", 12, 9, 1), made("L", 12, 9, 2)
tell("add", lambda: ImageChops.add(a, b, 2.0, 7))
tell("subtract", lambda: ImageChops.subtract(a, b, scale=0.7, offset=100))
tell("offset", lambda: ImageChops.offset(a, 5))
tell("constant", lambda: ImageChops.constant(a, 9))
tell("duplicate", lambda: ImageChops.duplicate(a))
tell("blend", lambda: ImageChops.blend(a, b, 0.3))
tell("composite", lambda: ImageChops.composite(a, b, a))
tell("bands", lambda: ImageChops.add(a, made("RGB", 3, 3, 1)))
tell("wide", lambda: ImageChops.lighter(a.convert("I"), a))
tell("offset", lambda: ImageChops.offset(a.convert("F"), 1, 2))
print(ImageChops.difference(a, a).getbbox())

stat = ImageStat.Stat(made("RGB", 23, 17, 5))
print(stat.count, stat.sum, stat.sum2, stat.extrema, stat.bands)
print(stat.mean, stat.median, stat.rms, stat.var, stat.stddev)
print(ImageStat.Stat(a.histogram()).mean, ImageStat.Stat([0] * 256).mean, ImageStat.Stat([0] * 256).extrema)
try:
    ImageStat.Stat(3)
except TypeError as error:
    print(error)

for text in ("red", "Navy", "#fa0", "#FA08", "#ff8000", "#ff800040", "rgb(1, 2,3)", "rgb(10%,50%,100%)", "hsl(120,100%,25%)",
             "hsv(30.5, 80%, 60%)", "hsb(200,10%,10%)", "rgba(1,2,3,4)", "rebeccapurple", "rgb(1,2,3,4)", "nothing", "#12345", ""):
    try:
        print(repr(text), ImageColor.getrgb(text), [ImageColor.getcolor(text, m) for m in ("L", "RGB", "RGBA", "LA", "1", "HSV", "CMYK")])
    except ValueError as error:
        print(error)
print(len(ImageColor.colormap), ImageColor.colormap["tomato"])
print(len(list(ImageSequence.Iterator(a))), [x.size for x in ImageSequence.all_frames(a, lambda im: im.resize((3, 2)))])
