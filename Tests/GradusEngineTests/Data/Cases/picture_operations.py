# Operations of PIL.ImageOps, by a checksum of all pixels.
import zlib
from PIL import Image, ImageOps


def made(mode, seed=3, width=12, height=9):
    bands = len(Image.new(mode, (1, 1)).getbands())
    data = bytes((x * (seed + 3) + y * y * 5 + band * 71 + (x * y * seed) % 37) % 200 + 20
                 for y in range(height) for x in range(width) for band in range(bands))
    return Image.frombytes(mode, (width, height), data)


def tell(name, call):
    try:
        picture = call()
    except Exception as error:
        print(name, type(error).__name__, error)
        return
    print(name, picture.mode, picture.size, zlib.crc32(picture.tobytes()), list(picture.crop((0, 0, 3, 1)).getdata()))


mask = made("L", 7).point(lambda v: 255 if v > 120 else 0)
for mode in ("L", "RGB", "RGBA"):
    im = made(mode)
    for name, call in {
        "autocontrast": lambda: ImageOps.autocontrast(im), "cut": lambda: ImageOps.autocontrast(im, 5),
        "cuts": lambda: ImageOps.autocontrast(im, (2, 10)), "ignore": lambda: ImageOps.autocontrast(im, ignore=20),
        "masked": lambda: ImageOps.autocontrast(im, mask=mask), "tone": lambda: ImageOps.autocontrast(im, preserve_tone=True),
        "equalize": lambda: ImageOps.equalize(im), "equalize masked": lambda: ImageOps.equalize(made(mode, 3, 90, 40), made("L", 5, 90, 40)),
        "invert": lambda: ImageOps.invert(im), "posterize": lambda: ImageOps.posterize(im, 3), "solarize": lambda: ImageOps.solarize(im, 60),
        "expand": lambda: ImageOps.expand(im, (1, 2, 3, 4), fill=7), "red": lambda: ImageOps.expand(im, border=(1, 2), fill="red"),
        "scale": lambda: ImageOps.scale(im, 1.5), "contain": lambda: ImageOps.contain(im, (7, 7)), "cover": lambda: ImageOps.cover(im, (7, 7)),
        "pad": lambda: ImageOps.pad(im, (9, 20), color="red", centering=(0, 1)), "fit": lambda: ImageOps.fit(im, (6, 3), bleed=0.1),
        "colorize": lambda: ImageOps.colorize(im, "black", "white"),
        "three colours": lambda: ImageOps.colorize(im, "navy", (255, 255, 0), mid="red", blackpoint=20, whitepoint=200, midpoint=100),
        "points": lambda: ImageOps.colorize(im, "red", "blue", blackpoint=9, whitepoint=3),
        "middle": lambda: ImageOps.colorize(im, "red", "blue", mid="lime", midpoint=300),
    }.items():
        tell(f"{mode} {name}", call)
palette = made("L").convert("P")
for name in ("invert", "solarize", "equalize", "autocontrast"):
    tell(f"P {name}", lambda: getattr(ImageOps, name)(palette).convert("RGB"))
