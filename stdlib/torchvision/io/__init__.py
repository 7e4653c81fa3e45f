"""Pictures in files as tensors [C, H, W] of bytes."""

import enum
import io as _io
import os

import torch
from torch import _files

__all__ = ["ImageReadMode", "decode_image", "decode_jpeg", "decode_png", "encode_jpeg", "encode_png", "read_file",
           "read_image", "write_file", "write_jpeg", "write_png"]


class ImageReadMode(enum.Enum):
    UNCHANGED = 0
    GRAY = 1
    GRAY_ALPHA = 2
    RGB = 3
    RGB_ALPHA = 4


_MODES = {ImageReadMode.GRAY: "L", ImageReadMode.GRAY_ALPHA: "LA", ImageReadMode.RGB: "RGB", ImageReadMode.RGB_ALPHA: "RGBA"}


def read_file(path):
    with open(path, "rb") as file:
        return _files.from_bytes(file.read(), torch.uint8)


def write_file(filename, data):
    with open(filename, "wb") as file:
        file.write(_files.to_bytes(data))


def _opened(source, mode):
    from PIL import Image
    from torchvision.transforms.functional import pil_to_tensor
    picture = Image.open(source)
    if isinstance(mode, str):
        mode = ImageReadMode[mode.upper()]
    if mode != ImageReadMode.UNCHANGED:
        picture = picture.convert(_MODES[mode])
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode == "P":
        picture = picture.convert("RGB" if min(picture.convert("RGBA").getchannel("A").getextrema()) == 255 else "RGBA")
    return pil_to_tensor(picture)


def decode_image(input, mode=ImageReadMode.UNCHANGED, apply_exif_orientation=False):
    """The picture in bytes (a tensor) or in a file (a path)."""
    if isinstance(input, torch.Tensor):
        return _opened(_io.BytesIO(_files.to_bytes(input)), mode)
    return _opened(os.fspath(input), mode)


def read_image(path, mode=ImageReadMode.UNCHANGED, apply_exif_orientation=False):
    return _opened(os.fspath(path), mode)


decode_png = decode_image


def decode_jpeg(input, mode=ImageReadMode.UNCHANGED, device="cpu", apply_exif_orientation=False):
    if isinstance(input, list):
        return [decode_image(data, mode) for data in input]
    return decode_image(input, mode)


def _encoded(input, format, **options):
    from torchvision.transforms.functional import to_pil_image
    if input.dtype != torch.uint8:
        raise RuntimeError("Input tensor dtype should be uint8")
    if input.ndim != 3:
        raise RuntimeError("Input data should be a 3-dimensional tensor")
    if input.shape[0] not in (1, 3):
        raise RuntimeError(f"The number of channels should be 1 or 3, got: {input.shape[0]}")
    buffer = _io.BytesIO()
    to_pil_image(input).save(buffer, format, **options)
    return _files.from_bytes(buffer.getvalue(), torch.uint8)


def encode_png(input, compression_level=6):
    return _encoded(input, "PNG", compress_level=compression_level)


def encode_jpeg(input, quality=75):
    if quality < 1 or quality > 100:
        raise ValueError("Image quality should be a positive number between 1 and 100")
    return _encoded(input, "JPEG", quality=quality)


def write_png(input, filename, compression_level=6):
    write_file(filename, encode_png(input, compression_level))


def write_jpeg(input, filename, quality=75):
    write_file(filename, encode_jpeg(input, quality))
