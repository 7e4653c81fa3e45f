"""Functions that only version 2 of the transforms has, and names that it gave to older ones."""

import torch
from PIL import Image
from torchvision.transforms import functional as F
from torchvision.transforms._points2 import adjust_sharpness, autocontrast, equalize, posterize, solarize  # noqa: F401
from torchvision.transforms._warps import elastic_transform


def to_image(inpt):
    """A tensor [C, H, W] of bytes."""
    if isinstance(inpt, torch.Tensor):
        return inpt
    if isinstance(inpt, Image.Image):
        return F.pil_to_tensor(inpt)
    if type(inpt).__name__ == "ndarray":
        values = torch.from_numpy(inpt)
        return (values[:, :, None] if values.ndim == 2 else values).permute(2, 0, 1).contiguous()
    raise TypeError("Input can either be a pure Tensor, a numpy array, or a PIL image, but got "
                    f"{type(inpt)} instead.")


def to_dtype(inpt, dtype=torch.float, scale=False):
    if not scale or inpt.dtype == dtype:
        return inpt.to(dtype)
    if inpt.is_floating_point() or not dtype.is_floating_point:
        return F.convert_image_dtype(inpt, dtype)
    # Version 2 multiplies by a reciprocal where version 1 divides: the last digits differ.
    return inpt.to(dtype).mul_(1.0 / (1 if inpt.dtype == torch.bool else torch.iinfo(inpt.dtype).max))


def convert_image_dtype(image, dtype=torch.float32):
    return to_dtype(image, dtype, scale=True)


horizontal_flip = F.hflip
vertical_flip = F.vflip
get_num_channels = F.get_image_num_channels
elastic = elastic_transform
resize = F._resize2
resized_crop = F._resized_crop2


def get_size(inpt):
    """[height, width]"""
    return F.get_dimensions(inpt)[1:]


def permute_channels(inpt, permutation):
    if isinstance(inpt, Image.Image):
        return Image.merge(inpt.mode, [inpt.getchannel(int(place)) for place in permutation])
    return inpt[..., permutation, :, :]


def grayscale_to_rgb(inpt):
    if isinstance(inpt, Image.Image):
        return inpt.convert("RGB")
    return inpt.expand(*inpt.shape[:-3], 3, *inpt.shape[-2:]) if inpt.shape[-3] == 1 else inpt


def gaussian_noise(inpt, mean=0.0, sigma=0.1, clip=True):
    if sigma < 0:
        raise ValueError(f"sigma shouldn't be negative. Got {sigma}")
    if inpt.dtype == torch.uint8:
        noise = mean * 255 + torch.randn_like(inpt, dtype=torch.float32) * sigma * 255
        noisy = inpt.to(torch.int16) + noise.to(torch.int16)
        return (noisy.clamp(0, 255) if clip else noisy).to(torch.uint8)
    if not inpt.is_floating_point():
        raise ValueError(f"Input tensor is expected to be in uint8 or float dtype, got dtype={inpt.dtype}")
    noisy = inpt + mean + torch.randn_like(inpt) * sigma
    return noisy.clamp(0, 1) if clip else noisy


def jpeg(inpt, quality):
    """What JPEG's compression leaves of a picture."""
    import io
    isolated = inpt if isinstance(inpt, Image.Image) else None
    if isolated is None:
        if inpt.dtype != torch.uint8:
            raise RuntimeError("Input tensor dtype should be uint8")
        if inpt.ndim > 3:
            flat = inpt.reshape(-1, *inpt.shape[-3:])
            return torch.stack([jpeg(picture, quality) for picture in flat]).reshape(inpt.shape)
        isolated = F.to_pil_image(inpt)
    file = io.BytesIO()
    isolated.save(file, format="JPEG", quality=quality)
    file.seek(0)
    made = Image.open(file)
    made.load()
    return made if isinstance(inpt, Image.Image) else F.pil_to_tensor(made)
