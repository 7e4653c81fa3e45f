"""Transforms of version 1 as version 2 has them: they take whole samples, and show their settings."""

import torch
from torchvision.transforms import InterpolationMode, _more, _warps
from torchvision.transforms import functional as F
from torchvision.transforms._more import Transform


def _filter(interpolation):
    return InterpolationMode(interpolation) if isinstance(interpolation, str) else interpolation


class GaussianBlur(Transform):
    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        checked = _more.GaussianBlur(kernel_size, sigma)
        self.kernel_size = tuple(checked.kernel_size)
        self.sigma = [float(value) for value in checked.sigma]

    def make_params(self, flat_inputs):
        sigma = torch.empty(1).uniform_(self.sigma[0], self.sigma[1]).item()
        return {"sigma": [sigma, sigma]}

    def transform(self, inpt, params):
        return _more.gaussian_blur(inpt, list(self.kernel_size), params["sigma"])


class RandomPerspective(Transform):
    def __init__(self, distortion_scale=0.5, p=0.5, interpolation="bilinear", fill=0):
        super().__init__()
        if not 0.0 <= p <= 1.0:
            raise ValueError("`p` should be a floating point value in the interval [0.0, 1.0].")
        if not 0 <= distortion_scale <= 1:
            raise ValueError("Argument distortion_scale value should be between 0 and 1")
        self.p = p
        self.distortion_scale = distortion_scale
        self.interpolation = interpolation
        self.fill = fill

    def forward(self, *inputs):
        if torch.rand(1).item() >= self.p:
            return inputs if len(inputs) > 1 else inputs[0]
        return super().forward(*inputs)

    def make_params(self, flat_inputs):
        _, height, width = F.get_dimensions(flat_inputs[0])
        start, end = _warps.RandomPerspective.get_params(width, height, self.distortion_scale)
        return {"startpoints": start, "endpoints": end}

    def transform(self, inpt, params):
        return _warps.perspective(inpt, params["startpoints"], params["endpoints"], _filter(self.interpolation),
                                  _fill(inpt, self.fill))


def _fill(inpt, fill):
    if not isinstance(inpt, torch.Tensor):
        return 0 if fill is None else fill
    if isinstance(fill, (list, tuple)):
        return [float(value) for value in fill]
    return [float(fill or 0)] * F.get_dimensions(inpt)[0]


class ElasticTransform(Transform):
    def __init__(self, alpha=50.0, sigma=5.0, interpolation="bilinear", fill=0):
        super().__init__()
        checked = _warps.ElasticTransform(alpha, sigma)
        self.alpha, self.sigma = checked.alpha, checked.sigma
        self.interpolation = interpolation
        self.fill = fill

    def make_params(self, flat_inputs):
        _, height, width = F.get_dimensions(flat_inputs[0])
        return {"displacement": _warps.ElasticTransform.get_params(self.alpha, self.sigma, [height, width])}

    def transform(self, inpt, params):
        fill = [float(value) for value in self.fill] if isinstance(self.fill, (list, tuple)) else [float(self.fill or 0)]
        return _warps.elastic_transform(inpt, params["displacement"], _filter(self.interpolation), fill)


class LinearTransformation(Transform):
    def __init__(self, transformation_matrix, mean_vector):
        super().__init__()
        # The method alone, so that no layer inside is shown.
        self._first = _more.LinearTransformation(transformation_matrix, mean_vector).forward
        self.transformation_matrix = transformation_matrix
        self.mean_vector = mean_vector

    def transform(self, inpt, params):
        if not isinstance(inpt, torch.Tensor):
            raise TypeError(f"{type(self).__name__}() does not support PIL images.")
        return self._first(inpt)


for _class, _home in ((GaussianBlur, "_misc"), (RandomPerspective, "_geometry"), (ElasticTransform, "_geometry"),
                      (LinearTransformation, "_misc")):
    _class.__module__ = "torchvision.transforms.v2." + _home
