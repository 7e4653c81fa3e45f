"""Transforms of version 2 that draw a size, a distortion or a quality for each picture."""

import torch
from torchvision.transforms import InterpolationMode, _version2
from torchvision.transforms import functional as F
from torchvision.transforms._more import Transform


def _dimensions(flat_inputs):
    """[channels, height, width] of the sample's picture."""
    return F.get_dimensions(flat_inputs[0])


def _range(value, name):
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"{name} should be a sequence of length 2.")
    if len(value) != 2:
        raise ValueError(f"{name} should be a sequence of length 2.")


class _Resizing(Transform):
    def transform(self, inpt, params):
        mode = self.interpolation
        if isinstance(mode, str):
            mode = InterpolationMode(mode)
        return _version2.resize(inpt, params["size"], interpolation=mode, antialias=self.antialias)


class RandomResize(_Resizing):
    """Resizes to a drawn length of the shorter side."""

    def __init__(self, min_size, max_size, interpolation="bilinear", antialias=True):
        super().__init__()
        self.min_size = min_size
        self.max_size = max_size
        self.interpolation = interpolation
        self.antialias = antialias

    def make_params(self, flat_inputs):
        return {"size": [int(torch.randint(self.min_size, self.max_size, ()))]}


class RandomShortestSize(_Resizing):
    """Resizes to one of some lengths of the shorter side."""

    def __init__(self, min_size, max_size=None, interpolation="bilinear", antialias=True):
        super().__init__()
        self.min_size = [min_size] if isinstance(min_size, int) else list(min_size)
        self.max_size = max_size
        self.interpolation = interpolation
        self.antialias = antialias

    def make_params(self, flat_inputs):
        _, height, width = _dimensions(flat_inputs)
        ratio = self.min_size[int(torch.randint(len(self.min_size), ()))] / min(height, width)
        if self.max_size is not None:
            ratio = min(ratio, self.max_size / max(height, width))
        return {"size": (int(height * ratio), int(width * ratio))}


class ScaleJitter(_Resizing):
    """Resizes by a drawn factor of what fits a target."""

    def __init__(self, target_size, scale_range=(0.1, 2.0), interpolation="bilinear", antialias=True):
        super().__init__()
        self.target_size = target_size
        self.scale_range = scale_range
        self.interpolation = interpolation
        self.antialias = antialias

    def make_params(self, flat_inputs):
        _, height, width = _dimensions(flat_inputs)
        low, high = self.scale_range
        scale = low + torch.rand(1) * (high - low)
        ratio = min(self.target_size[1] / height, self.target_size[0] / width) * scale
        return {"size": (int(height * ratio), int(width * ratio))}


class RandomZoomOut(Transform):
    """Puts the picture somewhere into a larger one."""

    def __init__(self, fill=0, side_range=(1.0, 4.0), p=0.5):
        if not 0.0 <= p <= 1.0:
            raise ValueError("`p` should be a floating point value in the interval [0.0, 1.0].")
        super().__init__()
        self.p = p
        self.fill = fill
        _range(side_range, "side_range")
        self.side_range = side_range
        if side_range[0] < 1.0 or side_range[0] > side_range[1]:
            raise ValueError(f"Invalid side range provided {side_range}.")

    def forward(self, *inputs):
        if torch.rand(1) >= self.p:
            return inputs if len(inputs) > 1 else inputs[0]
        return super().forward(*inputs)

    def make_params(self, flat_inputs):
        _, height, width = _dimensions(flat_inputs)
        low, high = self.side_range
        ratio = low + torch.rand(1) * (high - low)
        wide, tall = int(width * ratio), int(height * ratio)
        place = torch.rand(2)
        left, top = int((wide - width) * place[0]), int((tall - height) * place[1])
        return {"padding": [left, top, wide - (left + width), tall - (top + height)]}

    def transform(self, inpt, params):
        fill = self.fill
        if isinstance(inpt, torch.Tensor) and isinstance(fill, (tuple, list)):
            base = F.pad(inpt, params["padding"], fill=0)
            mask = F.pad(torch.ones_like(inpt[..., :1, :, :]), params["padding"], fill=0).bool()
            colour = torch.tensor(fill).to(inpt.dtype).reshape(-1, 1, 1)
            return torch.where(mask, base, colour.expand_as(base))
        return F.pad(inpt, params["padding"], fill=0 if fill is None else fill)


class RandomPhotometricDistort(Transform):
    """Brightness, contrast, saturation, hue and the order of channels, each changed with a probability (SSD)."""

    def __init__(self, brightness=(0.875, 1.125), contrast=(0.5, 1.5), saturation=(0.5, 1.5), hue=(-0.05, 0.05), p=0.5):
        super().__init__()
        self.brightness = brightness
        self.contrast = contrast
        self.hue = hue
        self.saturation = saturation
        self.p = p

    def make_params(self, flat_inputs):
        channels = _dimensions(flat_inputs)[0]
        params = {}
        for name, (low, high) in (("brightness", self.brightness), ("contrast", self.contrast),
                                  ("saturation", self.saturation), ("hue", self.hue)):
            params[name] = torch.empty(1).uniform_(low, high).item() if torch.rand(1) < self.p else None
        params["contrast_before"] = bool(torch.rand(()) < 0.5)
        params["permutation"] = torch.randperm(channels) if torch.rand(1) < self.p else None
        return params

    def transform(self, inpt, params):
        contrast, before = params["contrast"], params["contrast_before"]
        if params["brightness"] is not None:
            inpt = F.adjust_brightness(inpt, params["brightness"])
        if contrast is not None and before:
            inpt = F.adjust_contrast(inpt, contrast)
        if params["saturation"] is not None:
            inpt = F.adjust_saturation(inpt, params["saturation"])
        if params["hue"] is not None:
            inpt = F.adjust_hue(inpt, params["hue"])
        if contrast is not None and not before:
            inpt = F.adjust_contrast(inpt, contrast)
        if params["permutation"] is not None:
            inpt = _version2.permute_channels(inpt, params["permutation"])
        return inpt


class JPEG(Transform):
    """What JPEG's compression of a drawn quality leaves."""

    def __init__(self, quality):
        super().__init__()
        if isinstance(quality, int):
            if isinstance(quality, bool):
                raise TypeError("quality can't be bool")
            quality = [quality, quality]
        else:
            _range(quality, "quality")
        if not (1 <= quality[0] <= quality[1] <= 100 and isinstance(quality[0], int) and isinstance(quality[1], int)):
            raise ValueError(f"quality must be an integer from 1 to 100, got {quality =}")
        self.quality = quality

    def make_params(self, flat_inputs):
        return {"quality": torch.randint(self.quality[0], self.quality[1] + 1, ()).item()}

    def transform(self, inpt, params):
        return _version2.jpeg(inpt, params["quality"])


for _class in (RandomResize, RandomShortestSize, ScaleJitter, RandomZoomOut):
    _class.__module__ = "torchvision.transforms.v2._geometry"
RandomPhotometricDistort.__module__ = "torchvision.transforms.v2._color"
JPEG.__module__ = "torchvision.transforms.v2._augment"
