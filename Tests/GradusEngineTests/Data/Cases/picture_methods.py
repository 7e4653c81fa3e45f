# Functions of PIL.Image and methods of pictures that are composed of others.
import zlib
from PIL import Image, ImageStat


def made(mode, seed=3, width=9, height=7):
    bands = len(Image.new(mode, (1, 1)).getbands())
    data = bytes((x * (seed + 3) + y * y * 5 + band * 71 + (x * y * seed) % 37) % 256
                 for y in range(height) for x in range(width) for band in range(bands))
    return Image.frombytes(mode, (width, height), data)


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


mask = made("L", 8)
for mode in ("L", "RGB", "RGBA", "LA", "1"):
    im = made("L").convert("1") if mode == "1" else made(mode)
    print(mode, round(im.entropy(), 9), round(im.entropy(mask), 9), zlib.crc32(repr(im.histogram(mask)).encode()), len(im.histogram(mask.convert("1"))))
    print(im.getprojection(), im.has_transparency_data, im.get_flattened_data()[:3], dict(im.getexif()), im.tell())
    print(attempt(lambda: im.histogram(made("RGB"))), attempt(lambda: im.histogram(mask.resize((2, 2)))), attempt(lambda: im.seek(1)))
    print(list(im.point(lambda v: v * 0.75).getdata())[:5], list(Image.eval(im, lambda v: v * 2 + 1).getdata())[:5])
print(ImageStat.Stat(made("RGB"), mask).mean)
print(list(made("L").point(lambda v: v / 4, "F").getdata())[:6], list(made("L").point([v * 0.3 for v in range(256)]).getdata())[:9])
for mode in ("I", "F", "I;16"):
    im = made("L").convert(mode)
    print(mode, list(im.point(lambda v: v * 2 + 1).getdata())[:4], list(im.point(lambda v: 3 - v / 2 if mode != "I;16" else 4 * v).getdata())[:4])
    print(attempt(lambda: im.point(lambda v: v > 3)))
under, over = made("RGBA", 2), made("RGBA", 9, 5, 4)
for options in [((2, 3),), ((2, 3), (1, 1)), ((0, 1), (0, 0, 2, 2))]:
    under.alpha_composite(over, *options)
    print(zlib.crc32(under.tobytes()))
print(attempt(lambda: under.alpha_composite(over, 3)), attempt(lambda: under.alpha_composite(over, (0, 0), (-1, 0))))
print([zlib.crc32(getattr(Image, name)("L").tobytes()) for name in ("linear_gradient", "radial_gradient")])
for name in ("getmodebands", "getmodebase", "getmodetype", "getmodebandnames"):
    print(name, [getattr(Image, name)(mode) for mode in ("1", "L", "RGB", "RGBA", "CMYK", "I", "F", "P", "LA", "HSV", "YCbCr")])
print(list(Image.frombuffer("L", (2, 2), b"abcd", "raw", "L", 0, 1).getdata()))
print(Image.Resampling.BICUBIC, repr(Image.Transpose.ROTATE_90), Image.Resampling(2).name, list(Image.Quantize), Image.Dither["NONE"])
print(made("L").resize((3, 2), Image.Resampling.BILINEAR).tobytes() == made("L").resize((3, 2), Image.BILINEAR).tobytes(), Image.BILINEAR)
print(made("L").transpose(Image.Transpose.ROTATE_90).size, made("L").rotate(20, resample=Image.Resampling.BICUBIC).size)
print(made("RGB", width=5, height=3).getcolors()[:6], made("LA", width=5, height=3).getcolors(40)[:6], made("L", width=5, height=3).getcolors()[:6])
changed = made("L", width=2, height=2)
changed.frombytes(b"efgh")
print(list(changed.getdata()))

# Colours by all their names and forms, in all modes.
for color in ("navy", "RebeccaPurple", "#fa08", "hsl(120,100%,25%)", "rgb(10%,20%,30%)", 7, (5,), -1, 300, (1, 2), (1, 2, 3)):
    print(color, [attempt(lambda: Image.new(mode, (1, 1), color).getpixel((0, 0))) for mode in ("L", "LA", "RGB", "RGBA", "CMYK", "HSV")])
print(attempt(lambda: Image.new("RGB", (1, 1), "nothing")))
clear = Image.new("RGBA", (4, 2))
clear.paste((255, 0, 0, 255), (1, 0, 3, 2), Image.frombytes("L", (2, 2), bytes([0, 100, 200, 255])))
print(list(clear.getdata()))
clear.paste((0, 0, 255, 255), (0, 0, 2, 2), Image.frombytes("L", (2, 2), bytes([9, 100, 200, 255])))
print(list(clear.getdata()))
