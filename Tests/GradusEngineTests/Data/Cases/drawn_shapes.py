# Lines, boxes, ellipses and polygons that ImageDraw makes, dot by dot.
from PIL import Image, ImageDraw


def show(name, call, mode="L", size=(14, 9)):
    picture = Image.new(mode, size)
    try:
        call(ImageDraw.Draw(picture))
    except Exception as error:
        print(name, type(error).__name__, error)
        return
    print(name)
    for y in range(size[1]):
        print("".join("." if not picture.getpixel((x, y)) else str(picture.getpixel((x, y))) for x in range(size[0])))


show("disc", lambda d: d.ellipse((1, 1, 12, 7), fill=3))
show("ring", lambda d: d.ellipse([(0, 0), (13, 8)], outline=2, width=2))
show("disc with a rim", lambda d: d.ellipse((2, 0, 10, 8), fill=1, outline=7))
show("over the edge", lambda d: d.ellipse((-4, -3, 6, 5), fill=4))
show("circle", lambda d: d.circle((6, 4), 3, outline=5))
show("small", lambda d: d.ellipse((3, 3, 3, 4), fill=6))
show("upside down", lambda d: d.ellipse((5, 5, 2, 2)))
show("triangle", lambda d: d.polygon([(1, 1), (12, 2), (5, 8)], fill=2))
show("rim of a triangle", lambda d: d.polygon([1, 1, 12, 2, 5, 8], outline=3))
show("thick rim", lambda d: d.polygon([(0, 0), (13, 1), (6, 8)], fill=1, outline=4, width=2))
show("sharp corner", lambda d: d.polygon([(2, 2), (13, 3), (10, 7)], fill=1))
show("star", lambda d: d.polygon([(7, 0), (9, 8), (0, 3), (13, 3), (3, 8)], fill=8))
show("hexagon", lambda d: d.regular_polygon((7, 4, 4), 6, rotation=30, fill=1, outline=2))
show("two sides", lambda d: d.regular_polygon((7, 4, 4), 2))
show("thick line", lambda d: d.line([(1, 1), (12, 6)], fill=5, width=3))
show("thick corner", lambda d: d.line([(1, 7), (6, 1), (12, 7)], fill=5, width=2))
show("no width", lambda d: d.line([(1, 1), (12, 6)], fill=5, width=0))
show("thin line", lambda d: d.line([(1, 1), (12, 6)], fill=5))
show("thick box", lambda d: d.rectangle((2, 1, 11, 7), fill=1, outline=9, width=2))
show("flat box", lambda d: d.rectangle((2, 4, 11, 4), outline=9))
for mode in ("1", "L", "LA", "RGB", "RGBA", "I", "CMYK", "YCbCr", "HSV"):
    picture = Image.new(mode, (3, 3))
    ImageDraw.Draw(picture).point((1, 1))
    print(mode, picture.getpixel((1, 1)), picture.getpixel((0, 0)))
colored = Image.new("RGB", (9, 7), "white")
draw = ImageDraw.Draw(colored)
draw.ellipse((1, 1, 7, 5), fill="red", outline=(0, 0, 255))
draw.polygon([(0, 6), (8, 6), (4, 3)], fill="#00ff00")
print([colored.getpixel((x, y)) for x, y in [(0, 0), (4, 1), (3, 2), (4, 4), (0, 6)]])
