"""Policies of augmentation: AutoAugment, RandAugment, TrivialAugmentWide (tables from the papers of these names)."""

import enum
import math

import torch
from torch.nn import Module
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F


class AutoAugmentPolicy(enum.Enum):
    """Which data set the policy was found for."""

    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"


# One line for each pair of operations: name, probability, bin of the magnitude.
_TABLES = {
    AutoAugmentPolicy.IMAGENET: """
        Posterize 0.4 8 Rotate 0.6 9; Solarize 0.6 5 AutoContrast 0.6 -; Equalize 0.8 - Equalize 0.6 -;
        Posterize 0.6 7 Posterize 0.6 6; Equalize 0.4 - Solarize 0.2 4; Equalize 0.4 - Rotate 0.8 8;
        Solarize 0.6 3 Equalize 0.6 -; Posterize 0.8 5 Equalize 1.0 -; Rotate 0.2 3 Solarize 0.6 8;
        Equalize 0.6 - Posterize 0.4 6; Rotate 0.8 8 Color 0.4 0; Rotate 0.4 9 Equalize 0.6 -;
        Equalize 0.0 - Equalize 0.8 -; Invert 0.6 - Equalize 1.0 -; Color 0.6 4 Contrast 1.0 8;
        Rotate 0.8 8 Color 1.0 2; Color 0.8 8 Solarize 0.8 7; Sharpness 0.4 7 Invert 0.6 -;
        ShearX 0.6 5 Equalize 1.0 -; Color 0.4 0 Equalize 0.6 -; Equalize 0.4 - Solarize 0.2 4;
        Solarize 0.6 5 AutoContrast 0.6 -; Invert 0.6 - Equalize 1.0 -; Color 0.6 4 Contrast 1.0 8;
        Equalize 0.8 - Equalize 0.6 -""",
    AutoAugmentPolicy.CIFAR10: """
        Invert 0.1 - Contrast 0.2 6; Rotate 0.7 2 TranslateX 0.3 9; Sharpness 0.8 1 Sharpness 0.9 3;
        ShearY 0.5 8 TranslateY 0.7 9; AutoContrast 0.5 - Equalize 0.9 -; ShearY 0.2 7 Posterize 0.3 7;
        Color 0.4 3 Brightness 0.6 7; Sharpness 0.3 9 Brightness 0.7 9; Equalize 0.6 - Equalize 0.5 -;
        Contrast 0.6 7 Sharpness 0.6 5; Color 0.7 7 TranslateX 0.5 8; Equalize 0.3 - AutoContrast 0.4 -;
        TranslateY 0.4 3 Sharpness 0.2 6; Brightness 0.9 6 Color 0.2 8; Solarize 0.5 2 Invert 0.0 -;
        Equalize 0.2 - AutoContrast 0.6 -; Equalize 0.2 - Equalize 0.6 -; Color 0.9 9 Equalize 0.6 -;
        AutoContrast 0.8 - Solarize 0.2 8; Brightness 0.1 3 Color 0.7 0; Solarize 0.4 5 AutoContrast 0.9 -;
        TranslateY 0.9 9 TranslateY 0.7 9; AutoContrast 0.9 - Solarize 0.8 3; Equalize 0.8 - Invert 0.1 -;
        TranslateY 0.7 9 AutoContrast 0.9 -""",
    AutoAugmentPolicy.SVHN: """
        ShearX 0.9 4 Invert 0.2 -; ShearY 0.9 8 Invert 0.7 -; Equalize 0.6 - Solarize 0.6 6;
        Invert 0.9 - Equalize 0.6 -; Equalize 0.6 - Rotate 0.9 3; ShearX 0.9 4 AutoContrast 0.8 -;
        ShearY 0.9 8 Invert 0.4 -; ShearY 0.9 5 Solarize 0.2 6; Invert 0.9 - AutoContrast 0.8 -;
        Equalize 0.6 - Rotate 0.9 3; ShearX 0.9 4 Solarize 0.3 3; ShearY 0.8 8 Invert 0.7 -;
        Equalize 0.9 - TranslateY 0.6 6; Invert 0.9 - Equalize 0.6 -; Contrast 0.3 3 Rotate 0.8 4;
        Invert 0.8 - TranslateY 0.0 2; ShearY 0.7 6 Solarize 0.4 8; Invert 0.6 - Rotate 0.8 4;
        ShearY 0.3 7 TranslateX 0.9 3; ShearX 0.1 6 Invert 0.6 -; Solarize 0.7 2 TranslateY 0.6 7;
        ShearY 0.8 4 Invert 0.8 -; ShearX 0.7 9 TranslateY 0.8 3; ShearY 0.8 5 AutoContrast 0.7 -;
        ShearX 0.7 2 Invert 0.1 -""",
}


def _table(policy):
    pairs = []
    for line in _TABLES[policy].split(";"):
        words = line.split()
        pairs.append(tuple((words[i], float(words[i + 1]), None if words[i + 2] == "-" else int(words[i + 2]))
                           for i in (0, 3)))
    return pairs


def _apply(img, name, magnitude, interpolation, fill):
    """One operation; a magnitude is an angle, a shift in pixels, a factor or a bound, as the operation takes it."""
    if name == "ShearX":
        shear = [math.degrees(math.atan(magnitude)), 0.0]
        return F.affine(img, angle=0.0, translate=[0, 0], scale=1.0, shear=shear, interpolation=interpolation,
                        fill=fill, center=[0, 0])
    if name == "ShearY":
        shear = [0.0, math.degrees(math.atan(magnitude))]
        return F.affine(img, angle=0.0, translate=[0, 0], scale=1.0, shear=shear, interpolation=interpolation,
                        fill=fill, center=[0, 0])
    if name in ("TranslateX", "TranslateY"):
        shift = [int(magnitude), 0] if name == "TranslateX" else [0, int(magnitude)]
        return F.affine(img, angle=0.0, translate=shift, scale=1.0, shear=[0.0, 0.0], interpolation=interpolation,
                        fill=fill)
    if name == "Rotate":
        return F.rotate(img, magnitude, interpolation=interpolation, fill=fill)
    if name == "Brightness":
        return F.adjust_brightness(img, 1.0 + magnitude)
    if name == "Color":
        return F.adjust_saturation(img, 1.0 + magnitude)
    if name == "Contrast":
        return F.adjust_contrast(img, 1.0 + magnitude)
    if name == "Sharpness":
        return F.adjust_sharpness(img, 1.0 + magnitude)
    if name == "Posterize":
        return F.posterize(img, int(magnitude))
    if name == "Solarize":
        bound = 255.0 if not isinstance(img, torch.Tensor) or not img.is_floating_point() else 1.0
        return F.solarize(img, magnitude if bound == 255.0 else magnitude / 255.0)
    if name == "AutoContrast":
        return F.autocontrast(img)
    if name == "Equalize":
        return F.equalize(img)
    if name == "Invert":
        return F.invert(img)
    if name == "Identity":
        return img
    raise ValueError(f"The provided operator {name} is not recognized.")


def _space(bins, shear, shift_x, shift_y, angle, factor, bits, leading=(), trailing=()):
    """Name → (magnitudes, whether they are drawn with a sign), in the order that drawn numbers count in."""
    nothing = (torch.tensor(0.0), False)
    space = {name: nothing for name in leading}
    for name in ("ShearX", "ShearY"):
        space[name] = (torch.linspace(0.0, shear, bins), True)
    space["TranslateX"] = (torch.linspace(0.0, shift_x, bins), True)
    space["TranslateY"] = (torch.linspace(0.0, shift_y, bins), True)
    space["Rotate"] = (torch.linspace(0.0, angle, bins), True)
    for name in ("Brightness", "Color", "Contrast", "Sharpness"):
        space[name] = (torch.linspace(0.0, factor, bins), True)
    space["Posterize"] = (8 - (torch.arange(bins) / ((bins - 1) / bits)).round().int(), False)
    space["Solarize"] = (torch.linspace(255.0, 0.0, bins), False)
    space["AutoContrast"] = nothing
    space["Equalize"] = nothing
    for name in trailing:
        space[name] = nothing
    return space


class _Augment(Module):
    def __init__(self, interpolation, fill):
        super().__init__()
        self.interpolation = interpolation
        self.fill = fill

    def _prepared(self, img):
        """The fill for each channel, and the size (height, width)."""
        channels, height, width = F.get_dimensions(img)
        fill = self.fill
        if isinstance(img, torch.Tensor):
            if isinstance(fill, (int, float)):
                fill = [float(fill)] * channels
            elif fill is not None:
                fill = [float(value) for value in fill]
        return fill, (height, width)


class AutoAugment(_Augment):
    """One of 25 pairs of operations, found by search for a data set."""

    def __init__(self, policy=AutoAugmentPolicy.IMAGENET, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.policy = policy
        if policy not in _TABLES:
            raise ValueError(f"The provided policy {policy} is not recognized.")
        self.policies = _table(policy)

    def _augmentation_space(self, num_bins, image_size):
        return _space(num_bins, 0.3, 150.0 / 331.0 * image_size[1], 150.0 / 331.0 * image_size[0], 30.0, 0.9, 4,
                      trailing=("Invert",))

    @staticmethod
    def get_params(transform_num):
        number = int(torch.randint(transform_num, (1,)).item())
        return number, torch.rand((2,)), torch.randint(2, (2,))

    def forward(self, img):
        fill, size = self._prepared(img)
        number, probabilities, signs = self.get_params(len(self.policies))
        space = self._augmentation_space(10, size)
        for place, (name, probability, level) in enumerate(self.policies[number]):
            if probabilities[place] <= probability:
                magnitudes, signed = space[name]
                magnitude = float(magnitudes[level].item()) if level is not None else 0.0
                if signed and signs[place] == 0:
                    magnitude *= -1.0
                img = _apply(img, name, magnitude, interpolation=self.interpolation, fill=fill)
        return img

    def __repr__(self):
        return f"{type(self).__name__}(policy={self.policy}, fill={self.fill})"


class RandAugment(_Augment):
    """A number of operations of one magnitude, drawn anew for each picture."""

    def __init__(self, num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.num_ops = num_ops
        self.magnitude = magnitude
        self.num_magnitude_bins = num_magnitude_bins

    def _augmentation_space(self, num_bins, image_size):
        return _space(num_bins, 0.3, 150.0 / 331.0 * image_size[1], 150.0 / 331.0 * image_size[0], 30.0, 0.9, 4,
                      leading=("Identity",))

    def forward(self, img):
        fill, size = self._prepared(img)
        space = self._augmentation_space(self.num_magnitude_bins, size)
        names = list(space)
        for _ in range(self.num_ops):
            name = names[int(torch.randint(len(space), (1,)).item())]
            magnitudes, signed = space[name]
            magnitude = float(magnitudes[self.magnitude].item()) if magnitudes.ndim > 0 else 0.0
            if signed and torch.randint(2, (1,)):
                magnitude *= -1.0
            img = _apply(img, name, magnitude, interpolation=self.interpolation, fill=fill)
        return img

    def __repr__(self):
        return (f"{type(self).__name__}(num_ops={self.num_ops}, magnitude={self.magnitude}, "
                f"num_magnitude_bins={self.num_magnitude_bins}, interpolation={self.interpolation}, fill={self.fill})")


class TrivialAugmentWide(_Augment):
    """One operation of a drawn magnitude for each picture."""

    def __init__(self, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.num_magnitude_bins = num_magnitude_bins

    def _augmentation_space(self, num_bins):
        return _space(num_bins, 0.99, 32.0, 32.0, 135.0, 0.99, 6, leading=("Identity",))

    def forward(self, img):
        fill, _ = self._prepared(img)
        space = self._augmentation_space(self.num_magnitude_bins)
        name = list(space)[int(torch.randint(len(space), (1,)).item())]
        magnitudes, signed = space[name]
        magnitude = 0.0
        if magnitudes.ndim > 0:
            magnitude = float(magnitudes[torch.randint(len(magnitudes), (1,), dtype=torch.long)].item())
        if signed and torch.randint(2, (1,)):
            magnitude *= -1.0
        return _apply(img, name, magnitude, interpolation=self.interpolation, fill=fill)

    def __repr__(self):
        return (f"{type(self).__name__}(num_magnitude_bins={self.num_magnitude_bins}, "
                f"interpolation={self.interpolation}, fill={self.fill})")


for _class in (AutoAugmentPolicy, AutoAugment, RandAugment, TrivialAugmentWide):
    _class.__module__ = "torchvision.transforms.autoaugment"
