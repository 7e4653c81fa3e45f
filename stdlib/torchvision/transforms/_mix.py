"""Transforms of whole batches that mix each sample with its neighbour: MixUp and CutMix."""

import math

import torch
from torchvision.transforms._more import Transform


class _Mixing(Transform):
    def __init__(self, *, alpha=1.0, num_classes=None, labels_getter="default"):
        super().__init__()
        if alpha <= 0:
            raise ValueError("alpha must be > 0")
        self.alpha = float(alpha)
        self.num_classes = num_classes
        self._labels_getter = labels_getter

    def _weight(self):
        alpha = torch.tensor([self.alpha])
        return float(torch.distributions.Beta(alpha, alpha).sample(()))

    def _labels(self, inputs):
        if callable(self._labels_getter):
            return self._labels_getter(inputs)
        if isinstance(inputs, dict):
            for name in ("labels", "label", "target", "targets", "y"):
                if name in inputs:
                    return inputs[name]
            raise ValueError("Could not infer where the labels are in the sample. Try passing a callable as the "
                             "labels_getter parameter?")
        if isinstance(inputs, (tuple, list)) and len(inputs) > 1:
            return inputs[1]
        raise ValueError("Could not infer where the labels are in the sample. Try passing a callable as the "
                         "labels_getter parameter?")

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        labels = self._labels(sample)
        if not isinstance(labels, torch.Tensor):
            raise ValueError(f"The labels must be a tensor, but got {type(labels)} instead.")
        if labels.ndim not in (1, 2):
            raise ValueError("labels should be index based with shape (batch_size,) or probability based with shape "
                             f"(batch_size, num_classes), but got a tensor of shape {labels.shape} instead.")
        if labels.ndim == 2 and self.num_classes is not None and labels.shape[-1] != self.num_classes:
            raise ValueError(f"When passing 2D labels, the number of elements in last dimension must match num_classes: "
                             f"{labels.shape[-1]} != {self.num_classes}. You can Leave num_classes to None.")
        if labels.ndim == 1 and self.num_classes is None:
            raise ValueError("num_classes must be passed if the labels are index-based (1D)")
        pictures = self._first_batch(sample, labels)
        if pictures is None or pictures.ndim != 4:
            shape = "" if pictures is None else f", but got a tensor of shape {pictures.shape} instead"
            raise ValueError(f"Expected a batched input with 4 dims{shape}.")
        if pictures.shape[0] != labels.shape[0]:
            raise ValueError(f"The batch size of the image or video does not match the batch size of the labels: "
                             f"{pictures.shape[0]} != {labels.shape[0]}.")
        params = self._drawn(pictures)
        return self._mapped(sample, labels, params)

    def _first_batch(self, value, labels):
        if isinstance(value, torch.Tensor):
            return None if value is labels else value
        items = value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ()
        for item in items:
            found = self._first_batch(item, labels)
            if found is not None:
                return found
        return None

    def _mapped(self, value, labels, params):
        if value is labels:
            if value.ndim == 1:
                value = torch.nn.functional.one_hot(value, num_classes=self.num_classes)
            if not value.dtype.is_floating_point:
                value = value.float()
            return value.roll(1, 0).mul_(1.0 - params["weight"]).add_(value.mul(params["weight"]))
        if isinstance(value, torch.Tensor):
            return self._mixed(value, params) if value.ndim == 4 else value
        if isinstance(value, dict):
            return {name: self._mapped(item, labels, params) for name, item in value.items()}
        if isinstance(value, (tuple, list)):
            return type(value)([self._mapped(item, labels, params) for item in value])
        return value

    def extra_repr(self):
        return f"alpha={self.alpha}" + ("" if self.num_classes is None else f", num_classes={self.num_classes}")


class MixUp(_Mixing):
    """λ · x + (1 − λ) · (x of the sample before), labels alike."""

    def _drawn(self, pictures):
        return {"weight": self._weight()}

    def _mixed(self, pictures, params):
        weight = params["weight"]
        return pictures.roll(1, 0).mul_(1.0 - weight).add_(pictures.mul(weight))


class CutMix(_Mixing):
    """A box of each picture replaced by that of the sample before; labels weighted by the areas."""

    def _drawn(self, pictures):
        weight = self._weight()
        height, width = pictures.shape[-2:]
        x, y = torch.randint(width, size=(1,)), torch.randint(height, size=(1,))
        half = 0.5 * math.sqrt(1.0 - weight)
        reach_x, reach_y = int(half * width), int(half * height)
        left, top = int(torch.clamp(x - reach_x, min=0)), int(torch.clamp(y - reach_y, min=0))
        right = int(torch.clamp(x + reach_x, max=width))
        bottom = int(torch.clamp(y + reach_y, max=height))
        area = (right - left) * (bottom - top)
        return {"box": (left, top, right, bottom), "weight": float(1.0 - area / (width * height))}

    def _mixed(self, pictures, params):
        left, top, right, bottom = params["box"]
        result = pictures.clone()
        result[..., top:bottom, left:right] = pictures.roll(1, 0)[..., top:bottom, left:right]
        return result
