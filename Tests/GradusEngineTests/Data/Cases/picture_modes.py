# Pictures of gray with alpha, of four inks, of luma and chroma, of hues, with palettes, of wide integers and floats.
import io

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T
import torchvision.transforms.functional as F

values = np.array([(x * 37 + y * 59 + c * 83 + x * y * 11) % 256 for y in range(9) for x in range(12) for c in range(4)],
                  dtype=np.uint8).reshape(9, 12, 4)
rgb = Image.fromarray(values[:, :, :3].copy())
rgba = Image.fromarray(values)
gray = Image.fromarray(values[:, :, 0].copy())


def t(name, function):
    try:
        made = function()
        if isinstance(made, Image.Image):
            # Arrays of 16 bits without sign are shown with 32.
            array = np.asarray(made.convert("I") if made.mode == "I;16" else made)
            print(name, made.mode, made.size, array.dtype, array.shape, array.reshape(-1)[:14].tolist(),
                  round(float(array.astype(np.float64).sum()), 2))
        elif isinstance(made, torch.Tensor):
            print(name, tuple(made.shape), made.dtype, round(float(made.double().sum()), 3))
        else:
            print(name, made)
    except Exception as error:
        print(name, type(error).__name__, error)


modes = ["1", "L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"]
for source in (gray, rgb, rgba):
    for mode in modes:
        t(f"{source.mode}->{mode}", lambda: source.convert(mode))
for first in ("LA", "CMYK", "YCbCr", "HSV"):
    for mode in modes[:8]:
        t(f"RGB->{first}->{mode}", lambda: rgb.convert(first).convert(mode))
for first in ("I", "F", "I;16"):
    for mode in ("L", "I", "F", "I;16"):
        t(f"L->{first}->{mode}", lambda: gray.convert(first).convert(mode))
floats = Image.fromarray(values[:, :, 0].astype(np.float32) * 1.5 - 40.25)
ints = Image.fromarray(values[:, :, 0].astype(np.int32) * 300 - 1000)
t("floats", lambda: floats)
t("floats L", lambda: floats.convert("L"))
t("floats I", lambda: floats.convert("I"))
t("floats RGB", lambda: floats.convert("RGB"))
t("ints", lambda: ints)
t("ints L", lambda: ints.convert("L"))
t("ints F", lambda: ints.convert("F"))
for name, picture in (("F", floats), ("I", ints), ("LA", rgba.convert("LA")), ("YCbCr", rgb.convert("YCbCr"))):
    t(name + " pixel", lambda: (picture.getpixel((3, 4)), picture.getextrema(), picture.getbands()))
    t(name + " crop", lambda: picture.crop((2, 1, 7, 5)))
    t(name + " flip", lambda: picture.transpose(Image.FLIP_LEFT_RIGHT))
    t(name + " turn", lambda: picture.transpose(Image.ROTATE_90))
    t(name + " nearest", lambda: picture.resize((5, 4), Image.NEAREST))
    t(name + " copy", lambda: picture.copy())
    t(name + " bytes", lambda: len(picture.tobytes()))
    t(name + " split", lambda: [p.mode for p in picture.split()])
for name, picture in (("F", floats), ("I", ints), ("YCbCr", rgb.convert("YCbCr")), ("LA", rgba.convert("LA"))):
    t(name + " resize", lambda: picture.resize((20, 5), Image.BILINEAR))
    t(name + " smaller", lambda: picture.resize((5, 4), Image.BICUBIC))
t("new F", lambda: Image.new("F", (3, 2), 1.5))
t("new I", lambda: Image.new("I", (3, 2), -70000))
t("new I;16", lambda: Image.new("I;16", (3, 2), 40000))
t("new LA", lambda: Image.new("LA", (3, 2), (7, 9)))
t("new CMYK", lambda: Image.new("CMYK", (3, 2), (1, 2, 3, 4)))


def put():
    picture = Image.new("F", (3, 2))
    picture.putpixel((1, 1), 2.5)
    return picture


t("put", put)
y, cb, cr = rgb.convert("YCbCr").split()
t("y", lambda: y)
t("merge", lambda: Image.merge("YCbCr", [y, cb, cr]).convert("RGB"))
t("merge LA", lambda: Image.merge("LA", [gray, gray]))
t("to_tensor F", lambda: F.to_tensor(floats))
t("to_tensor I", lambda: F.to_tensor(ints))
t("to_tensor LA", lambda: F.to_tensor(rgba.convert("LA")))
t("to_tensor I;16", lambda: F.to_tensor(gray.convert("I;16")))
t("to_pil int16", lambda: T.ToPILImage()(values[:, :, 0].astype(np.int16)))
t("to_pil floats", lambda: T.ToPILImage()(values[:, :, :3] / 255))
t("to_pil int64", lambda: T.ToPILImage()(values[:, :, 0].astype(np.int64)))
t("fromarray float64", lambda: Image.fromarray(values[:, :, 0] / 3))
t("fromarray int64", lambda: Image.fromarray(values[:, :, 0].astype(np.int64)))
t("fromarray LA", lambda: Image.fromarray(values[:, :, :2].copy()))
t("pil_to_tensor F", lambda: F.pil_to_tensor(floats))
t("pil_to_tensor YCbCr", lambda: F.pil_to_tensor(rgb.convert("YCbCr")))
t("to_pil F", lambda: T.ToPILImage()(values[:, :, 0].astype(np.float32)))
t("to_pil I", lambda: T.ToPILImage()(values[:, :, 0].astype(np.int32)))
t("to_pil LA", lambda: T.ToPILImage()(values[:, :, :2].copy()))
t("to_pil mode", lambda: T.ToPILImage(mode="YCbCr")(torch.from_numpy(values[:, :, :3].copy()).permute(2, 0, 1)))
t("to_pil HSV", lambda: T.ToPILImage("HSV")(torch.from_numpy(values[:, :, :3].copy()).permute(2, 0, 1)))
for picture in (rgba.convert("LA"), gray.convert("I;16")):
    file = io.BytesIO()
    picture.save(file, format="PNG")
    file.seek(0)
    opened = Image.open(file)
    t("png", lambda: opened)
    t("png again", lambda: opened.convert("RGB") if opened.mode == "LA" else opened.convert("I"))
file = io.BytesIO()
t("save F", lambda: floats.save(file, format="PNG"))
t("save F jpeg", lambda: floats.save(file, format="JPEG"))
t("save CMYK", lambda: rgb.convert("CMYK").save(file, format="PNG"))
t("save LA jpeg", lambda: rgba.convert("LA").save(file, format="JPEG"))
file = io.BytesIO()
rgb.convert("CMYK").save(file, format="JPEG", quality=95)
file.seek(0)
t("jpeg CMYK", lambda: Image.open(file).mode)
t("affine", lambda: rgb.transform((8, 8), Image.AFFINE, (1, 0.2, -1, 0.1, 1.1, 0)))
t("affine bilinear", lambda: rgb.transform((8, 8), Image.AFFINE, (1, 0.2, -1, 0.1, 1.1, 0), Image.BILINEAR))
t("perspective", lambda: rgb.transform((12, 9), Image.PERSPECTIVE, (1, 0.2, -1, 0.1, 1.1, 0, 0.01, 0.02)))
t("perspective bicubic", lambda: rgb.transform((12, 9), Image.PERSPECTIVE, (1, 0.2, -1, 0.1, 1.1, 0, 0.01, 0.02),
                                               Image.BICUBIC))
t("extent", lambda: rgb.transform((5, 5), Image.EXTENT, (2, 1, 9, 8)))
t("fill", lambda: rgb.transform((12, 9), Image.PERSPECTIVE, (1, 0.2, -4, 0.1, 1.1, 0, 0.01, 0.02), Image.BILINEAR,
                                fillcolor=(9, 8, 7)))
t("F.perspective", lambda: F.perspective(rgb, [[0, 0], [11, 0], [11, 8], [0, 8]], [[1, 1], [10, 2], [11, 8], [2, 7]]))
t("alpha", lambda: Image.alpha_composite(rgba, Image.merge("RGBA", list(rgba.split())[::-1])))


def palette():
    picture = Image.fromarray(values[:, :, 0] % 4).convert("P")
    picture.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7])
    return picture


t("P", palette)
t("P RGB", lambda: palette().convert("RGB"))
t("P L", lambda: palette().convert("L"))
t("P RGBA", lambda: palette().crop((1, 1, 5, 4)).convert("RGBA"))
t("P resize", lambda: palette().resize((5, 4)).convert("RGB"))
t("P pixel", lambda: (palette().getpixel((3, 2)), palette().getpalette()[:12]))
file = io.BytesIO()
palette().save(file, format="PNG")
file.seek(0)
t("P png", lambda: Image.open(file))
t("P png RGB", lambda: Image.open(file).convert("RGB"))
