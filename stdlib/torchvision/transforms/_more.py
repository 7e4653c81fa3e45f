"""Transforms of pictures that are composed of others: of points, of neighbours, of crops."""

import enum
import numbers

import torch
from PIL import Image, ImageEnhance, ImageOps
from torch.nn import Module
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F


def _is_picture(img):
    return isinstance(img, Image.Image)


def _check(img):
    if not _is_picture(img) and not isinstance(img, torch.Tensor):
        raise TypeError(f"img should be PIL Image. Got {type(img)}")


def _bound(img):
    """White."""
    return 1.0 if img.is_floating_point() else 255.0


def _channels(img):
    return img.shape[-3] if img.ndim > 2 else 1


def _require_channels(img):
    if _channels(img) not in (1, 3):
        raise TypeError(f"Input image tensor permitted channel values are [1, 3], but found {_channels(img)}")


def _blend(first, second, ratio):
    ratio = float(ratio)
    mixed = ratio * first + (1.0 - ratio) * second
    return mixed.clamp(0, _bound(first)).to(first.dtype)


def adjust_gamma(img, gamma, gain=1):
    _check(img)
    if gamma < 0:
        raise ValueError("Gamma should be a non-negative real number")
    if _is_picture(img):
        table = [int((255 + 1 - 1e-3) * gain * pow(value / 255.0, gamma)) for value in range(256)] * 3
        return img.convert("RGB").point(table).convert(img.mode)
    _require_channels(img)
    result = img if img.is_floating_point() else F.convert_image_dtype(img, torch.float32)
    return F.convert_image_dtype((gain * result ** gamma).clamp(0, 1), img.dtype)


def posterize(img, bits):
    if not 0 <= bits <= 8:
        raise ValueError(f"The number if bits should be between 0 and 8. Got {bits}")
    _check(img)
    if _is_picture(img):
        return ImageOps.posterize(img, bits)
    if img.dtype != torch.uint8:
        raise TypeError(f"Only torch.uint8 image tensors are supported, but found {img.dtype}")
    _require_channels(img)
    return (img // (1 << (8 - bits))) * (1 << (8 - bits)) if bits else torch.zeros_like(img)


def solarize(img, threshold):
    _check(img)
    if _is_picture(img):
        return ImageOps.solarize(img, threshold)
    _require_channels(img)
    if threshold > _bound(img):
        raise TypeError("Threshold should be less than bound of img.")
    return torch.where(img >= threshold, F.invert(img), img)


def autocontrast(img):
    _check(img)
    if _is_picture(img):
        return ImageOps.autocontrast(img)
    _require_channels(img)
    bound = _bound(img)
    values = img if img.is_floating_point() else img.to(torch.float32)
    low = values.amin((-2, -1), keepdim=True)
    high = values.amax((-2, -1), keepdim=True)
    scale = bound / (high - low)
    flat = torch.isfinite(scale).logical_not()
    low = torch.where(flat, torch.zeros_like(low), low)
    scale = torch.where(flat, torch.ones_like(scale), scale)
    return ((values - low) * scale).clamp(0, bound).to(img.dtype)


def _equalized(plane):
    places = plane.reshape(-1).long()
    counts = torch.zeros(256, dtype=torch.int64).scatter_add_(0, places, torch.ones_like(places))
    present = counts[counts != 0]
    step = int(present[:-1].sum()) // 255
    if step == 0:
        return plane
    table = (torch.cumsum(counts, 0) + step // 2) // step
    table = torch.cat([torch.zeros(1, dtype=torch.int64), table])[:-1].clamp(0, 255)
    return table[plane.long()].to(torch.uint8)


def equalize(img):
    _check(img)
    if _is_picture(img):
        return ImageOps.equalize(img)
    if img.dtype != torch.uint8:
        raise TypeError(f"Only torch.uint8 image tensors are supported, but found {img.dtype}")
    _require_channels(img)
    planes = img.reshape((-1,) + tuple(img.shape[-2:]))
    return torch.stack([_equalized(plane) for plane in planes]).reshape(img.shape)


def _filtered(img, kernel):
    """Each channel convolved with a kernel [h, w], in floats; whole numbers come back rounded."""
    values = img if img.is_floating_point() else img.to(torch.float32)
    planes = values.reshape((-1, 1) + tuple(img.shape[-2:]))
    result = torch.nn.functional.conv2d(planes, kernel[None, None].to(values.dtype))
    result = result.reshape((-1,) + tuple(img.shape[-3:-2]) + tuple(result.shape[-2:]))
    result = result.squeeze(0) if img.ndim < 4 else result.reshape(tuple(img.shape[:-2]) + tuple(result.shape[-2:]))
    if not img.is_floating_point():
        result = torch.round(result)
    return result.to(img.dtype)


def adjust_sharpness(img, sharpness_factor):
    _check(img)
    if _is_picture(img):
        return ImageEnhance.Sharpness(img).enhance(sharpness_factor)
    if sharpness_factor < 0:
        raise ValueError(f"sharpness_factor ({sharpness_factor}) is not non-negative.")
    _require_channels(img)
    if img.shape[-1] <= 2 or img.shape[-2] <= 2:
        return img
    kernel = torch.ones(3, 3)
    kernel[1, 1] = 5.0
    kernel /= kernel.sum()
    soft = img.clone()
    soft[..., 1:-1, 1:-1] = _filtered(img, kernel)
    return _blend(img, soft, sharpness_factor)


def _gaussian(size, sigma):
    half = (size - 1) * 0.5
    x = torch.linspace(-half, half, size)
    weights = torch.exp(-0.5 * (x / sigma).pow(2))
    return weights / weights.sum()


def gaussian_blur(img, kernel_size, sigma=None):
    if not isinstance(kernel_size, (int, list, tuple)):
        raise TypeError(f"kernel_size should be int or a sequence of integers. Got {type(kernel_size)}")
    sizes = [kernel_size] * 2 if isinstance(kernel_size, int) else list(kernel_size)
    if len(sizes) != 2:
        raise ValueError(f"If kernel_size is a sequence its length should be 2. Got {len(sizes)}")
    for size in sizes:
        if size % 2 == 0 or size < 0:
            raise ValueError(f"kernel_size should have odd and positive integers. Got {sizes}")
    if sigma is None:
        sigma = [size * 0.15 + 0.35 for size in sizes]
    if not isinstance(sigma, (int, float, list, tuple)):
        raise TypeError(f"sigma should be either float or sequence of floats. Got {type(sigma)}")
    sigmas = [float(sigma)] * 2 if isinstance(sigma, (int, float)) else [float(value) for value in sigma]
    if len(sigmas) == 1:
        sigmas *= 2
    if len(sigmas) != 2:
        raise ValueError(f"If sigma is a sequence, its length should be 2. Got {len(sigmas)}")
    for value in sigmas:
        if value <= 0.0:
            raise ValueError(f"sigma should have positive values. Got {sigmas}")
    _check(img)
    values = F.pil_to_tensor(img) if _is_picture(img) else img
    kernel = torch.mm(_gaussian(sizes[1], sigmas[1])[:, None], _gaussian(sizes[0], sigmas[0])[None])
    floats = values if values.is_floating_point() else values.to(torch.float32)
    padded = F.pad(floats, [sizes[0] // 2, sizes[1] // 2], padding_mode="reflect")
    result = _filtered(padded, kernel)
    if not values.is_floating_point():
        result = torch.round(result).to(values.dtype)
    return F.to_pil_image(result, mode=img.mode) if _is_picture(img) else result


def ten_crop(img, size, vertical_flip=False):
    if isinstance(size, numbers.Number):
        size = (int(size), int(size))
    elif len(size) == 1:
        size = (size[0], size[0])
    if len(size) != 2:
        raise ValueError("Please provide only two dimensions (h, w) for size.")
    first = F.five_crop(img, size)
    img = F.vflip(img) if vertical_flip else F.hflip(img)
    return first + F.five_crop(img, size)


class TenCrop(Module):
    def __init__(self, size, vertical_flip=False):
        super().__init__()
        self.size = _pair(size, "Please provide only two dimensions (h, w) for size.")
        self.vertical_flip = vertical_flip

    def forward(self, img):
        return ten_crop(img, self.size, self.vertical_flip)

    def __repr__(self):
        return f"{type(self).__name__}(size={self.size}, vertical_flip={self.vertical_flip})"


def _pair(size, message):
    if isinstance(size, numbers.Number):
        return int(size), int(size)
    if len(size) == 1:
        return size[0], size[0]
    if len(size) != 2:
        raise ValueError(message)
    return size


class GaussianBlur(Module):
    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        self.kernel_size = _pair(kernel_size, "Kernel size should be a tuple/list of two integers")
        for size in self.kernel_size:
            if size <= 0 or size % 2 == 0:
                raise ValueError("Kernel size value should be an odd and positive number.")
        if isinstance(sigma, numbers.Number):
            if sigma <= 0:
                raise ValueError("If sigma is a single number, it must be positive.")
            sigma = (sigma, sigma)
        elif isinstance(sigma, (list, tuple)) and len(sigma) == 2:
            if not 0.0 < sigma[0] <= sigma[1]:
                raise ValueError(f"sigma values should be positive and of the form (min, max). Got {sigma}")
        else:
            raise ValueError("sigma should be a single number or a list/tuple with length 2.")
        self.sigma = sigma

    @staticmethod
    def get_params(sigma_min, sigma_max):
        return torch.empty(1).uniform_(sigma_min, sigma_max).item()

    def forward(self, img):
        sigma = self.get_params(self.sigma[0], self.sigma[1])
        return gaussian_blur(img, list(self.kernel_size), [sigma, sigma])

    def __repr__(self):
        return f"{type(self).__name__}(kernel_size={self.kernel_size}, sigma={self.sigma})"


class _Sometimes(Module):
    """Applied with probability p."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, img):
        if torch.rand(1).item() < self.p:
            return self._apply(img)
        return img

    def _apply(self, img):
        raise NotImplementedError

    def _shown(self):
        return ""

    def __repr__(self):
        return f"{type(self).__name__}({self._shown()}p={self.p})"


class RandomPosterize(_Sometimes):
    def __init__(self, bits, p=0.5):
        super().__init__(p)
        self.bits = bits

    def _apply(self, img):
        return posterize(img, self.bits)

    def _shown(self):
        return f"bits={self.bits},"


class RandomSolarize(_Sometimes):
    def __init__(self, threshold, p=0.5):
        super().__init__(p)
        self.threshold = threshold

    def _apply(self, img):
        return solarize(img, self.threshold)

    def _shown(self):
        return f"threshold={self.threshold},"


class RandomAdjustSharpness(_Sometimes):
    def __init__(self, sharpness_factor, p=0.5):
        super().__init__(p)
        self.sharpness_factor = sharpness_factor

    def _apply(self, img):
        return adjust_sharpness(img, self.sharpness_factor)

    def _shown(self):
        return f"sharpness_factor={self.sharpness_factor},"


class RandomAutocontrast(_Sometimes):
    def __init__(self, p=0.5):
        super().__init__(p)

    def _apply(self, img):
        return autocontrast(img)


class RandomEqualize(_Sometimes):
    def __init__(self, p=0.5):
        super().__init__(p)

    def _apply(self, img):
        return equalize(img)


class LinearTransformation(Module):
    def __init__(self, transformation_matrix, mean_vector):
        super().__init__()
        if transformation_matrix.size(0) != transformation_matrix.size(1):
            raise ValueError("transformation_matrix should be square. Got "
                             f"{tuple(transformation_matrix.size())} rectangular matrix.")
        if mean_vector.size(0) != transformation_matrix.size(0):
            raise ValueError(f"mean_vector should have the same length {mean_vector.size(0)} as any one of the "
                             f"dimensions of the transformation_matrix [{tuple(transformation_matrix.size())}]")
        self.transformation_matrix = transformation_matrix
        self.mean_vector = mean_vector

    def forward(self, tensor):
        if not isinstance(tensor, torch.Tensor):
            raise TypeError(f"img should be Tensor. Got {type(tensor)}")
        size = tensor.size()
        count = size[-3] * size[-2] * size[-1]
        if count != self.transformation_matrix.size(0):
            raise ValueError("Input tensor and transformation matrix have incompatible shape."
                             f"[{size[-3]} x {size[-2]} x {size[-1]}] != {self.transformation_matrix.size(0)}")
        flat = tensor.view(-1, count) - self.mean_vector
        return torch.mm(flat, self.transformation_matrix.to(flat.dtype)).view(size)

    def __repr__(self):
        return (f"{type(self).__name__}(transformation_matrix={self.transformation_matrix.tolist()}, "
                f"mean_vector={self.mean_vector.tolist()})")


class Transform(Module):
    """The base of transforms of version 2: `transform` is called with every picture and tensor of a sample."""

    def __init__(self):
        super().__init__()

    def check_inputs(self, flat_inputs):
        pass

    def make_params(self, flat_inputs):
        return {}

    def transform(self, inpt, params):
        raise NotImplementedError

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        flat = []
        _leaves(sample, flat)
        self.check_inputs(flat)
        chosen = _chosen(flat)
        if not any(chosen):
            return sample
        params = self.make_params([value for value, wanted in zip(flat, chosen) if wanted])
        turns = iter(chosen)
        return _mapped(sample, lambda value: self.transform(value, params) if next(turns) else value)

    def extra_repr(self):
        shown = [f"{name}={value}" for name, value in self.__dict__.items()
                 if not name.startswith("_") and name != "training"
                 and isinstance(value, (bool, int, float, str, tuple, list, enum.Enum, InterpolationMode))]
        return ", ".join(shown)


def _chosen(flat):
    """Which leaves of a sample are transformed: its pictures, or else its first tensor."""
    has_pictures = any(_is_picture(value) for value in flat)
    chosen, is_first = [], True
    for value in flat:
        is_tensor = isinstance(value, torch.Tensor)
        chosen.append(_is_picture(value) or (is_tensor and is_first and not has_pictures))
        is_first = is_first and not is_tensor
    return chosen


def _leaves(value, out):
    if isinstance(value, (tuple, list)):
        for item in value:
            _leaves(item, out)
    elif isinstance(value, dict):
        for item in value.values():
            _leaves(item, out)
    else:
        out.append(value)


def _mapped(value, function):
    """The sample with each of its leaves replaced by what the function makes of it, in the order of `_leaves`."""
    if isinstance(value, (tuple, list)):
        return type(value)([_mapped(item, function) for item in value])
    if isinstance(value, dict):
        return {key: _mapped(item, function) for key, item in value.items()}
    return function(value)


class Identity(Transform):
    def transform(self, inpt, params):
        return inpt


class ToPureTensor(Transform):
    def transform(self, inpt, params):
        return inpt


class RGB(Transform):
    def transform(self, inpt, params):
        if _is_picture(inpt):
            return inpt.convert("RGB")
        return inpt.expand(*inpt.shape[:-3], 3, *inpt.shape[-2:]) if inpt.shape[-3] == 1 else inpt


class RandomChannelPermutation(Transform):
    def make_params(self, flat_inputs):
        picture = flat_inputs[0]
        count = len(picture.getbands()) if _is_picture(picture) else picture.shape[-3]
        return {"permutation": torch.randperm(count)}

    def transform(self, inpt, params):
        from torchvision.transforms import _version2
        return _version2.permute_channels(inpt, params["permutation"])


class GaussianNoise(Transform):
    def __init__(self, mean=0.0, sigma=0.1, clip=True):
        super().__init__()
        self.mean = mean
        self.sigma = sigma
        self.clip = clip

    def transform(self, inpt, params):
        from torchvision.transforms import _version2
        if _is_picture(inpt):
            raise ValueError("Gaussian Noise is not implemented for PIL images.")
        return _version2.gaussian_noise(inpt, self.mean, self.sigma, self.clip)


for _class in (TenCrop, GaussianBlur, RandomPosterize, RandomSolarize, RandomAdjustSharpness, RandomAutocontrast,
               RandomEqualize, LinearTransformation):
    _class.__module__ = "torchvision.transforms.transforms"
