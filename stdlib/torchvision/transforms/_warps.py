"""Transforms that bend pictures: perspective and elastic."""

import numbers

import torch
from PIL import Image
from torch.nn import Module
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F


def _is_picture(img):
    return isinstance(img, Image.Image)


def _coefficients(startpoints, endpoints):
    """The eight numbers of the map from target to source points, by least squares (double precision)."""
    if len(startpoints) != 4 or len(endpoints) != 4:
        raise ValueError("Please provide exactly four corners, got "
                         f"{len(startpoints)} startpoints and {len(endpoints)} endpoints.")
    rows = torch.zeros(2 * len(startpoints), 8, dtype=torch.float64)
    for i, (p, q) in enumerate(zip(endpoints, startpoints)):
        rows[2 * i] = torch.tensor([p[0], p[1], 1, 0, 0, 0, -q[0] * p[0], -q[0] * p[1]], dtype=torch.float64)
        rows[2 * i + 1] = torch.tensor([0, 0, 0, p[0], p[1], 1, -q[1] * p[0], -q[1] * p[1]], dtype=torch.float64)
    wanted = torch.tensor(startpoints, dtype=torch.float64).view(8)
    return torch.linalg.lstsq(rows, wanted.unsqueeze(1)).solution.squeeze(1).to(torch.float32).tolist()


def _sampled(img, grid, mode, fill):
    """A tensor sampled at a grid [1, H, W, 2]; `fill` shows where the grid leaves the picture."""
    dtype, rank = img.dtype, img.ndim
    batch = img if rank == 4 else img.reshape((1,) * (4 - rank) + tuple(img.shape))
    batch = batch if batch.is_floating_point() else batch.to(torch.float32)
    if batch.shape[0] > 1:
        grid = grid.expand(batch.shape[0], grid.shape[1], grid.shape[2], grid.shape[3])
    if fill is not None:
        mask = torch.ones(batch.shape[0], 1, batch.shape[2], batch.shape[3], dtype=batch.dtype)
        batch = torch.cat((batch, mask), dim=1)
    batch = torch.nn.functional.grid_sample(batch, grid.to(batch.dtype), mode=mode, padding_mode="zeros",
                                            align_corners=False)
    if fill is not None:
        mask = batch[:, -1:]
        batch = batch[:, :-1]
        mask = mask.expand_as(batch)
        values = fill if isinstance(fill, (tuple, list)) else [float(fill)]
        color = torch.tensor(values, dtype=batch.dtype).view(1, len(values), 1, 1).expand_as(batch)
        batch = torch.where(mask < 0.5, color, batch) if mode == "nearest" else batch * mask + (1.0 - mask) * color
    result = batch if rank == 4 else batch.squeeze(0) if rank == 3 else batch.reshape(tuple(img.shape[:-2]) + tuple(batch.shape[-2:]))
    return result if dtype.is_floating_point else torch.round(result).to(dtype)


def _mode(interpolation):
    return interpolation.value if isinstance(interpolation, InterpolationMode) else interpolation


def perspective(img, startpoints, endpoints, interpolation=InterpolationMode.BILINEAR, fill=None):
    """The picture seen so that the corners `startpoints` come to lie at `endpoints` ([x, y] each)."""
    coefficients = _coefficients(startpoints, endpoints)
    if _is_picture(img):
        color = fill
        if isinstance(fill, (list, tuple)) and len(fill) == 1:
            color = fill[0]
        if isinstance(color, (int, float)) and len(img.getbands()) > 1:
            color = (int(color),) * len(img.getbands())
        elif color is not None:
            color = tuple(int(v) for v in color) if isinstance(color, (list, tuple)) else int(color)
        filters = {"nearest": 0, "bilinear": 2, "bicubic": 3}
        return img.transform(img.size, Image.PERSPECTIVE, coefficients, filters[_mode(interpolation)],
                             fillcolor=color)
    if not isinstance(img, torch.Tensor):
        raise TypeError("Input img is not Tensor")
    mode = _mode(interpolation)
    if mode not in ("nearest", "bilinear"):
        raise ValueError(f"Interpolation mode '{mode}' is unsupported with Tensor input")
    height, width = img.shape[-2], img.shape[-1]
    a, b, c, d, e, f, g, h = coefficients
    base = torch.empty(1, height, width, 3)
    base[..., 0] = torch.linspace(0.5, width - 0.5, width)
    base[..., 1] = torch.linspace(0.5, height - 0.5, height).unsqueeze(-1)
    base[..., 2] = 1
    flat = base.view(1, height * width, 3)
    upper = torch.tensor([[[a, b, c], [d, e, f]]]).transpose(1, 2) / torch.tensor([0.5 * width, 0.5 * height])
    lower = torch.tensor([[[g, h, 1.0], [g, h, 1.0]]]).transpose(1, 2)
    grid = (flat.bmm(upper) / flat.bmm(lower) - 1.0).view(1, height, width, 2)
    return _sampled(img, grid, mode, fill)


def elastic_transform(img, displacement, interpolation=InterpolationMode.BILINEAR, fill=None):
    """Every pixel taken from a place shifted by `displacement` [1, H, W, 2], in halves of the sides."""
    if not isinstance(displacement, torch.Tensor):
        raise TypeError("Argument displacement should be a Tensor")
    values = F.pil_to_tensor(img) if _is_picture(img) else img
    if not isinstance(values, torch.Tensor):
        raise TypeError(f"img should be PIL Image or Tensor. Got {type(img)}")
    height, width = values.shape[-2], values.shape[-1]
    if tuple(displacement.shape) != (1, height, width, 2):
        raise ValueError(f"Argument displacement shape should be {(1, height, width, 2)}, but given "
                         f"{tuple(displacement.shape)}")
    rows, columns = (torch.linspace((-s + 1) / s, (s - 1) / s, s) for s in (height, width))
    y, x = torch.meshgrid(rows, columns, indexing="ij")
    grid = torch.stack([x, y], -1).unsqueeze(0) + displacement
    result = _sampled(values, grid, _mode(interpolation), fill)
    return F.to_pil_image(result, mode=img.mode) if _is_picture(img) else result


def _fill_of(img, fill):
    if isinstance(img, torch.Tensor):
        if isinstance(fill, (int, float)):
            return [float(fill)] * F.get_dimensions(img)[0]
        return [float(value) for value in fill]
    return fill


class RandomPerspective(Module):
    """With probability p, the corners moved inwards by up to `distortion_scale` halves of the sides."""

    def __init__(self, distortion_scale=0.5, p=0.5, interpolation=InterpolationMode.BILINEAR, fill=0):
        super().__init__()
        self.p = p
        self.interpolation = interpolation
        self.distortion_scale = distortion_scale
        if fill is None:
            fill = 0
        elif not isinstance(fill, (list, tuple, numbers.Number)):
            raise TypeError("Fill should be either a sequence or a number.")
        self.fill = fill

    def forward(self, img):
        fill = _fill_of(img, self.fill)
        _, height, width = F.get_dimensions(img)
        if torch.rand(1) < self.p:
            start, end = self.get_params(width, height, self.distortion_scale)
            return perspective(img, start, end, self.interpolation, fill)
        return img

    @staticmethod
    def get_params(width, height, distortion_scale):
        reach_x = int(distortion_scale * (width // 2))
        reach_y = int(distortion_scale * (height // 2))

        def drawn(low, high):
            return int(torch.randint(low, high, size=(1,)).item())

        end = [
            [drawn(0, reach_x + 1), drawn(0, reach_y + 1)],
            [drawn(width - reach_x - 1, width), drawn(0, reach_y + 1)],
            [drawn(width - reach_x - 1, width), drawn(height - reach_y - 1, height)],
            [drawn(0, reach_x + 1), drawn(height - reach_y - 1, height)],
        ]
        return [[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], end

    def __repr__(self):
        return f"{type(self).__name__}(p={self.p})"


def _pair(value, name):
    if isinstance(value, (int, float)):
        return [float(value), float(value)]
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{name} should be float or a sequence of floats. Got {type(value)}")
    if len(value) not in (1, 2):
        raise ValueError(f"If {name} is a sequence its length should be 1 or 2. Got {len(value)}")
    for element in value:
        if not isinstance(element, float):
            raise TypeError(f"{name} should be a sequence of floats. Got {type(element)}")
    return list(value) * (3 - len(value)) if len(value) == 1 else list(value)


class ElasticTransform(Module):
    """Every pixel shifted by smooth noise: strength `alpha`, smoothness `sigma`."""

    def __init__(self, alpha=50.0, sigma=5.0, interpolation=InterpolationMode.BILINEAR, fill=0):
        super().__init__()
        self.alpha = _pair(alpha, "alpha")
        self.sigma = _pair(sigma, "sigma")
        self.interpolation = interpolation
        if isinstance(fill, (int, float)):
            fill = [float(fill)]
        elif isinstance(fill, (list, tuple)):
            fill = [float(value) for value in fill]
        else:
            raise TypeError(f"fill should be int or float or a list or tuple of them. Got {type(fill)}")
        self.fill = fill

    @staticmethod
    def get_params(alpha, sigma, size):
        shifts = []
        for axis in (0, 1):
            shift = torch.rand([1, 1] + list(size)) * 2 - 1
            if sigma[axis] > 0.0:
                kernel = int(8 * sigma[axis] + 1)
                kernel += kernel % 2 == 0
                shift = F.gaussian_blur(shift, [kernel, kernel], sigma)
            shifts.append(shift * alpha[axis] / size[1 - axis])
        return torch.concat(shifts, 1).permute([0, 2, 3, 1])

    def forward(self, tensor):
        _, height, width = F.get_dimensions(tensor)
        displacement = self.get_params(self.alpha, self.sigma, [height, width])
        return elastic_transform(tensor, displacement, self.interpolation, self.fill)

    def __repr__(self):
        return (f"{type(self).__name__}(alpha={self.alpha}, sigma={self.sigma}, interpolation={self.interpolation}, "
                f"fill={self.fill})")


for _class in (RandomPerspective, ElasticTransform):
    _class.__module__ = "torchvision.transforms.transforms"
