# BMP and Netpbm files, and arguments of PIL's methods.
import io
import os
import random
import tempfile

from PIL import Image

random.seed(0)
D = tempfile.mkdtemp()


def mark(image):
    return image.mode, image.size, sum((i + 1) * b for i, b in enumerate(image.tobytes())) % 10**9


def show(f):
    try:
        made = f()
        print(mark(made) if isinstance(made, Image.Image) else made)
    except Exception as error:
        print(type(error).__name__, str(error).split(" object at ")[0].replace(D, "D"))


def picture(mode, width=13, height=9):
    size = (width + 7) // 8 * height if mode == "1" else width * height * {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[mode]
    return Image.frombytes(mode, (width, height), bytes(random.randrange(256) for _ in range(size)))


for mode in ("1", "L", "RGB", "RGBA", "LA"):
    image = picture(mode)
    for kind in ("BMP", "PPM"):
        def saved():
            stream = io.BytesIO()
            image.save(stream, format=kind)
            stream.seek(0)
            back = Image.open(stream)
            back.load()
            return len(stream.getvalue()), back.format, mark(back)
        show(saved)
    show(lambda: image.convert("1", dither=0))
    show(lambda: image.crop((0.6, 1.2, 5.5, 6.7)))
    show(lambda: image.transpose(9))
    show(lambda: image.point([1, 2]))
    if mode == "L":
        show(lambda: image.point(lambda value: value > 100, "1"))
        image.putalpha(100)
        show(lambda: image)
for name in ("a.bmp", "b.ppm", "c.pgm", "d.pnm", "e.foo"):
    show(lambda: picture("RGB").save(os.path.join(D, name)))
    if os.path.exists(os.path.join(D, name)):
        with Image.open(os.path.join(D, name)) as back:
            print(type(back).__name__, back.format, back.mode, back.size)
for data in (b"P2\n# made by hand\n3 2\n255\n1 2 3\n40 50 255\n", b"P3 2 1 10\n0 5 10 10 0 1", b"P1\n3 2\n1 0 1\n0 1 1\n",
             b"P5 2 2 15\n\x00\x05\x0a\x0f", b"P4 10 2\n\xff\x80\x00\x40"):
    show(lambda: Image.open(io.BytesIO(data)).copy())
head = b"BM" + b"\0" * 8 + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")
top_down = head + (2).to_bytes(4, "little") + (-2).to_bytes(4, "little", signed=True) + b"\1\0\x18\0" + b"\0" * 24
show(lambda: Image.open(io.BytesIO(top_down + bytes(range(16)))).copy())
indexed = head[:10] + (62).to_bytes(4, "little") + head[14:] + (3).to_bytes(4, "little") + (1).to_bytes(4, "little")
indexed += b"\1\0\x08\0" + b"\0" * 16 + (2).to_bytes(4, "little") * 2 + b"\x10\x20\x30\0\x40\x50\x60\0" + b"\0\1\0\0"
show(lambda: Image.open(io.BytesIO(indexed)).convert("RGB"))
show(lambda: Image.open(io.BytesIO(b"P7 what")))
show(lambda: Image.open(io.BytesIO(b"BM")))
