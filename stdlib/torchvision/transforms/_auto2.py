"""The policies of augmentation as version 2 draws them."""

import torch
from torchvision.transforms import InterpolationMode
from torchvision.transforms import _augmix, _points2
from torchvision.transforms import functional as F
from torchvision.transforms._auto import _TABLES, AutoAugmentPolicy, _apply, _table
from torchvision.transforms._more import Transform, _chosen, _leaves, _mapped


def _space(bins, shear, shift_x, shift_y, angle, factor, bits, leading=(), trailing=()):
    space = {name: (None, False) for name in leading}
    for name in ("ShearX", "ShearY"):
        space[name] = (torch.linspace(0.0, shear, bins), True)
    space["TranslateX"] = (torch.linspace(0.0, shift_x, bins), True)
    space["TranslateY"] = (torch.linspace(0.0, shift_y, bins), True)
    space["Rotate"] = (torch.linspace(0.0, angle, bins), True)
    for name in ("Brightness", "Color", "Contrast", "Sharpness"):
        space[name] = (torch.linspace(0.0, factor, bins), True)
    space["Posterize"] = ((8 - (torch.arange(bins) / ((bins - 1) / bits))).round().int(), False)
    # A share of the largest value.
    space["Solarize"] = (torch.linspace(1.0, 0.0, bins), False)
    for name in ("AutoContrast", "Equalize") + tuple(trailing):
        space[name] = (None, False)
    return space


class _Augment(Transform):
    def __init__(self, interpolation, fill):
        super().__init__()
        self.interpolation = interpolation
        self.fill = fill

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        flat = []
        _leaves(sample, flat)
        chosen = _chosen(flat)
        count = sum(chosen)
        if count == 0:
            raise TypeError("Found no image in the sample.")
        if count > 1:
            raise TypeError("Auto augment transformations are only properly defined for a single image or video, "
                            f"but found {count}.")
        turns = iter(chosen)
        return _mapped(sample, lambda value: self._augmented(value) if next(turns) else value)

    def _applied(self, img, name, magnitude):
        fill = self.fill
        if isinstance(img, torch.Tensor):
            channels = img.shape[-3]
            if isinstance(fill, (int, float)):
                fill = [float(fill)] * channels
            elif fill is not None:
                fill = [float(value) for value in fill]
        if name == "Solarize":
            is_float = isinstance(img, torch.Tensor) and img.is_floating_point()
            return _points2.solarize(img, (1.0 if is_float else 255.0) * magnitude)
        if name == "Sharpness":
            return _points2.adjust_sharpness(img, 1.0 + magnitude)
        if name == "Posterize":
            return _points2.posterize(img, int(magnitude))
        if name in ("AutoContrast", "Equalize"):
            return getattr(_points2, name.lower())(img)
        mode = self.interpolation
        mode = InterpolationMode(mode) if isinstance(mode, str) else mode
        return _apply(img, name, magnitude, interpolation=mode, fill=fill)

    @staticmethod
    def _item(space):
        names = list(space)
        name = names[int(torch.randint(len(names), ()))]
        return name, space[name]

    @staticmethod
    def _signed(magnitude, signed):
        return -magnitude if signed and torch.rand(()) <= 0.5 else magnitude


class AutoAugment(_Augment):
    """One of 25 pairs of operations, found by search for a data set."""

    def __init__(self, policy=AutoAugmentPolicy.IMAGENET, interpolation="nearest", fill=None):
        super().__init__(interpolation, fill)
        self.policy = policy
        if policy not in _TABLES:
            raise ValueError(f"The provided policy {policy} is not recognized.")
        self._policies = _table(policy)

    def _augmented(self, img):
        _, height, width = F.get_dimensions(img)
        space = _space(10, 0.3, 150.0 / 331.0 * width, 150.0 / 331.0 * height, 30.0, 0.9, 4, trailing=("Invert",))
        for name, probability, level in self._policies[int(torch.randint(len(self._policies), ()))]:
            if not torch.rand(()) <= probability:
                continue
            magnitudes, signed = space[name]
            magnitude = 0.0 if magnitudes is None else self._signed(float(magnitudes[level]), signed)
            img = self._applied(img, name, magnitude)
        return img


class RandAugment(_Augment):
    """A number of operations of one magnitude, drawn anew for each picture."""

    def __init__(self, num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation="nearest", fill=None):
        super().__init__(interpolation, fill)
        self.num_ops = num_ops
        self.magnitude = magnitude
        self.num_magnitude_bins = num_magnitude_bins

    def _augmented(self, img):
        _, height, width = F.get_dimensions(img)
        space = _space(self.num_magnitude_bins, 0.3, 150.0 / 331.0 * width, 150.0 / 331.0 * height, 30.0, 0.9, 4,
                       leading=("Identity",))
        for _ in range(self.num_ops):
            name, (magnitudes, signed) = self._item(space)
            magnitude = 0.0 if magnitudes is None else self._signed(float(magnitudes[self.magnitude]), signed)
            img = self._applied(img, name, magnitude)
        return img


class TrivialAugmentWide(_Augment):
    """One operation of a drawn magnitude for each picture."""

    def __init__(self, num_magnitude_bins=31, interpolation="nearest", fill=None):
        super().__init__(interpolation, fill)
        self.num_magnitude_bins = num_magnitude_bins

    def _augmented(self, img):
        space = _space(self.num_magnitude_bins, 0.99, 32.0, 32.0, 135.0, 0.99, 6, leading=("Identity",))
        name, (magnitudes, signed) = self._item(space)
        magnitude = 0.0
        if magnitudes is not None:
            magnitude = self._signed(float(magnitudes[int(torch.randint(self.num_magnitude_bins, ()))]), signed)
        return self._applied(img, name, magnitude)


class AugMix(_Augment):
    """A picture mixed with chains of operations on it."""

    def __init__(self, severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True, interpolation="bilinear",
                 fill=None):
        super().__init__(interpolation, fill)
        if not 1 <= severity <= 10:
            raise ValueError(f"The severity must be between [1, 10]. Got {severity} instead.")
        self.severity = severity
        self.mixture_width = mixture_width
        self.chain_depth = chain_depth
        self.alpha = alpha
        self.all_ops = all_ops

    def _augmented(self, img):
        _, height, width = F.get_dimensions(img)
        tensor = img if isinstance(img, torch.Tensor) else F.pil_to_tensor(img)
        space = _augmix._space(height, width, self.all_ops, (4 - (torch.arange(10) / (9 / 4))).round().int(), 1.0)

        def chain(batch):
            depth = self.chain_depth if self.chain_depth > 0 else int(torch.randint(1, 4, (1,)).item())
            for _ in range(depth):
                name, (magnitudes, signed) = self._item(space)
                magnitude = 0.0
                if magnitudes is not None:
                    magnitude = self._signed(float(magnitudes[int(torch.randint(self.severity, ()))]), signed)
                batch = self._applied(batch, name, magnitude)
            return batch

        batch = tensor.reshape([1] * max(4 - tensor.ndim, 0) + list(tensor.shape))
        mix = _augmix._mixed(batch, self.alpha, self.mixture_width, chain).reshape(tensor.shape).to(tensor.dtype)
        return mix if isinstance(img, torch.Tensor) else F.to_pil_image(mix)


for _class in (AutoAugment, RandAugment, TrivialAugmentWide, AugMix):
    _class.__module__ = "torchvision.transforms.v2._auto_augment"
