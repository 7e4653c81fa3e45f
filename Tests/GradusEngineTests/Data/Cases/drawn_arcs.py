# Arcs, chords, slices, round corners, filled regions and colours that let the ground through, by a checksum of all pixels.
import zlib
from PIL import Image, ImageDraw


def tell(name, call, mode="L", size=(24, 18), *more):
    picture = Image.new(mode, size)
    try:
        call(ImageDraw.Draw(picture, *more))
    except Exception as error:
        print(name, type(error).__name__, error)
        return
    print(name, zlib.crc32(picture.tobytes()), picture.getbbox(), sum(1 for v in picture.getdata() if v))


for name in ("arc", "chord", "pieslice"):
    print(name)
    for box in [(1, 1, 22, 16), (2, 3, 12, 17), (5, 2, 14, 11), (-5, -4, 12, 10), (3, 3, 3, 3), (0, 0, 23, 1)]:
        for start, end in [(0, 90), (0, 180), (30, 100), (100, 400), (-45, 45), (180, 360), (90, 450), (10, 10), (200, 170.5), (300, 20), (33.3, 340)]:
            for width in (1, 3, 0, 12):
                if name == "arc":
                    tell(f"{box} {start} {end} {width}", lambda d: d.arc(box, start, end, 200, width))
                else:
                    tell(f"{box} {start} {end} {width}", lambda d: getattr(d, name)(box, start, end, 90, 200, width))
    tell("default", lambda d: getattr(d, name)([(1, 2), (20, 12)], 20, 230))
    tell("reversed", lambda d: getattr(d, name)((10, 2, 3, 12), 20, 230))
print("rounded")
for box in [(1, 1, 22, 16), (2, 3, 12, 17), (5, 2, 14, 11), (-5, -4, 12, 10), (3, 3, 9, 4), (1.6, 2.4, 20.5, 13.5)]:
    for radius in (0, 2, 4.5, 30):
        for width in (1, 3):
            for corners in (None, (True, False, True, False), (False, False, False, True)):
                tell(f"{box} {radius} {width} {corners}",
                     lambda d: d.rounded_rectangle(box, radius, 90, 200, width, corners=corners))
    tell("line", lambda d: d.rounded_rectangle(box, 5))
    tell("filled", lambda d: d.rounded_rectangle(box, radius=5, fill=7))
tell("points", lambda d: d.rounded_rectangle([(2, 2), (18, 12)], 4, outline=50, width=2))
for width in (1, 4, 5, 8, 9, 12):
    tell(f"joint {width}", lambda d: d.line([(4, 4), (20, 6), (9, 15), (3, 12)], 9, width, "curve"))
    tell(f"other joint {width}", lambda d: d.line([20, 4, 4, 6, 4, 16, 20, 16], 9, width, joint="curve"))
print("blended")
for name, call in [
    ("box", lambda d: d.rectangle((2, 2, 12, 9), fill=(255, 0, 0, 100), outline=(0, 0, 255))),
    ("names", lambda d: d.ellipse((4, 2, 12, 9), fill="navy", outline="#ffcc0080", width=2)),
    ("line", lambda d: d.line((0, 0, 20, 9), fill=(1, 200, 3, 128), width=1)),
    ("polygon", lambda d: d.polygon([(0, 0), (20, 9), (4, 15)], fill=(1, 200, 3, 128), outline=(255, 255, 255, 50))),
    ("point", lambda d: d.point([(3, 3), (4, 4)], (100, 100, 100, 77))),
    ("slice", lambda d: d.pieslice((3, 3, 14, 14), 20, 300, (100, 100, 100, 77), (9, 9, 9, 9))),
    ("plain", lambda d: d.rectangle((2, 2, 12, 9))),
]:
    def ground(draw):
        draw._image.paste((30, 60, 90), (0, 0, 24, 18))
        call(draw)
    tell(name, ground, "RGB", (24, 18), "RGBA")
tell("mismatch", lambda d: d.line((0, 0, 3, 3)), "L", (5, 5), "RGB")
for mode in ("RGB", "RGBA", "L", "LA", "CMYK", "HSV", "YCbCr"):
    picture = Image.new(mode, (4, 4))
    draw = ImageDraw.Draw(picture)
    draw.point((0, 0), "tomato")
    draw.rectangle((1, 1, 2, 2), "rebeccapurple")
    draw.line((3, 0, 3, 3), "hsl(120, 100%, 50%)")
    print(mode, picture.getpixel((0, 0)), picture.getpixel((1, 1)), picture.getpixel((3, 2)))
picture = Image.new("L", (12, 9))
draw = ImageDraw.Draw(picture)
draw.rectangle((2, 2, 8, 7), outline=50)
draw.line((0, 4, 11, 4), 60)
ImageDraw.floodfill(picture, (4, 6), 200)
ImageDraw.floodfill(picture, (0, 0), 100, thresh=55)
ImageDraw.floodfill(picture, (4, 3), 7, border=50)
ImageDraw.floodfill(picture, (99, 3), 7)
print(list(picture.getdata()))
colored = Image.new("RGB", (5, 5), "white")
ImageDraw.floodfill(colored, (2, 2), (255, 0, 0))
print(colored.getpixel((4, 4)))
