"""Functions of points and neighbours as version 2 computes them, and the transforms that apply them at random."""

import torch
from torch.nn import functional as nnF
from torchvision.transforms import _more
from torchvision.transforms import functional as F
from torchvision.transforms._more import Transform, _is_picture


def _bound(image):
    return 1.0 if image.is_floating_point() else float(torch.iinfo(image.dtype).max)


def autocontrast(inpt):
    """Each plane's values stretched from the smallest to the largest possible."""
    if _is_picture(inpt):
        return _more.autocontrast(inpt)
    if inpt.ndim < 3 or inpt.shape[-3] not in (1, 3):
        raise TypeError(f"Input image tensor can have 1 or 3 channels, but found {inpt.shape[-3]}")
    if inpt.numel() == 0:
        return inpt
    bound = _bound(inpt)
    values = inpt if inpt.is_floating_point() else inpt.to(torch.float32)
    least = values.amin(dim=(-2, -1), keepdim=True)
    most = values.amax(dim=(-2, -1), keepdim=True)
    flat = most == least
    scale = torch.where(flat, torch.ones_like(most), (most - least) * (1.0 / bound))
    least = torch.where(flat, torch.zeros_like(least), least)
    return values.sub(least).div(scale).clamp(0, bound).to(inpt.dtype)


def adjust_sharpness(inpt, sharpness_factor):
    """The picture mixed with a smoothed one: 0 smoothed, 1 itself, 2 sharpened."""
    if _is_picture(inpt):
        return _more.adjust_sharpness(inpt, sharpness_factor)
    channels, height, width = inpt.shape[-3:]
    if channels not in (1, 3):
        raise TypeError(f"Input image tensor can have 1 or 3 channels, but found {channels}")
    if sharpness_factor < 0:
        raise ValueError(f"sharpness_factor ({sharpness_factor}) is not non-negative.")
    if inpt.numel() == 0 or height <= 2 or width <= 2:
        return inpt
    is_float = inpt.is_floating_point()
    image = inpt.reshape(-1, channels, height, width)
    output = image.to(inpt.dtype if is_float else torch.float32, copy=True)
    a, b = 1.0 / 13.0, 5.0 / 13.0
    kernel = torch.tensor([[a, a, a], [a, b, a], [a, a, a]], dtype=output.dtype).expand(channels, 1, 3, 3)
    smooth = nnF.conv2d(output, kernel, groups=channels)
    if not is_float:
        smooth = smooth.round()
    inner = output[..., 1:-1, 1:-1]
    inner.add_(smooth - inner, alpha=1.0 - sharpness_factor)
    output = output.clamp_(0, _bound(inpt))
    return output.to(inpt.dtype).reshape(inpt.shape)


def posterize(inpt, bits):
    """Only so many bits of each value."""
    if _is_picture(inpt) or not inpt.is_floating_point():
        return _more.posterize(inpt, bits)
    levels = 1 << bits
    return inpt.mul(levels).floor_().clamp_(0, levels - 1).mul_(1.0 / levels)


def equalize(inpt):
    """All values made equally frequent, in bytes."""
    if _is_picture(inpt) or not inpt.is_floating_point():
        return _more.equalize(inpt)
    return F.convert_image_dtype(_more.equalize(F.convert_image_dtype(inpt, torch.uint8)), inpt.dtype)


def solarize(inpt, threshold):
    """Values from the threshold on turned round."""
    if not _is_picture(inpt) and threshold > _bound(inpt):
        raise TypeError(f"Threshold should be less or equal the maximum value of the dtype, but got {threshold}")
    return _more.solarize(inpt, threshold)


class _Sometimes(Transform):
    def __init__(self, p=0.5):
        if not 0.0 <= p <= 1.0:
            raise ValueError("`p` should be a floating point value in the interval [0.0, 1.0].")
        super().__init__()
        self.p = p

    def forward(self, *inputs):
        if torch.rand(1) >= self.p:
            return inputs if len(inputs) > 1 else inputs[0]
        return super().forward(*inputs)


class RandomPosterize(_Sometimes):
    def __init__(self, bits, p=0.5):
        super().__init__(p)
        self.bits = bits

    def transform(self, inpt, params):
        return posterize(inpt, self.bits)


class RandomSolarize(_Sometimes):
    def __init__(self, threshold, p=0.5):
        super().__init__(p)
        self.threshold = threshold

    def transform(self, inpt, params):
        return solarize(inpt, self.threshold)


class RandomAdjustSharpness(_Sometimes):
    def __init__(self, sharpness_factor, p=0.5):
        super().__init__(p)
        self.sharpness_factor = sharpness_factor

    def transform(self, inpt, params):
        return adjust_sharpness(inpt, self.sharpness_factor)


class RandomAutocontrast(_Sometimes):
    def transform(self, inpt, params):
        return autocontrast(inpt)


class RandomEqualize(_Sometimes):
    def transform(self, inpt, params):
        return equalize(inpt)


for _class in (RandomPosterize, RandomSolarize, RandomAdjustSharpness, RandomAutocontrast, RandomEqualize):
    _class.__module__ = "torchvision.transforms.v2._color"
