"""AugMix: chains of operations mixed with the picture (Hendrycks et al., 2020), in both versions."""

import torch
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F
from torchvision.transforms._auto import _apply, _Augment

_BINS = 10


def _dirichlet(alpha, count, rows):
    return torch.distributions.Dirichlet(torch.full((rows, count), float(alpha))).sample()


def _mixed(img, alpha, width, chain):
    """The batch [N, C, H, W] mixed with `width` chains of itself."""
    rows = [img.shape[0]] + [1] * (img.ndim - 1)
    shares = _dirichlet(alpha, 2, img.shape[0])
    weights = _dirichlet(alpha, width, img.shape[0]) * shares[:, 1].reshape(-1, 1)
    mix = shares[:, 0].reshape(rows) * img
    for place in range(width):
        mix.add_(weights[:, place].reshape(rows) * chain(img))
    return mix


def _space(height, width, all_ops, posterize, solarize):
    """Name → (magnitudes, whether they are drawn with a sign), in the order that drawn numbers count in."""
    space = {
        "ShearX": (torch.linspace(0.0, 0.3, _BINS), True), "ShearY": (torch.linspace(0.0, 0.3, _BINS), True),
        "TranslateX": (torch.linspace(0.0, width / 3.0, _BINS), True),
        "TranslateY": (torch.linspace(0.0, height / 3.0, _BINS), True),
        "Rotate": (torch.linspace(0.0, 30.0, _BINS), True), "Posterize": (posterize, False),
        "Solarize": (torch.linspace(solarize, 0.0, _BINS), False), "AutoContrast": (None, False),
        "Equalize": (None, False),
    }
    if all_ops:
        for name in ("Brightness", "Color", "Contrast", "Sharpness"):
            space[name] = (torch.linspace(0.0, 0.9, _BINS), True)
    return space


class AugMix(_Augment):
    """A picture mixed with chains of operations on it."""

    def __init__(self, severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True,
                 interpolation=InterpolationMode.BILINEAR, fill=None):
        super().__init__(interpolation, fill)
        if not 1 <= severity <= _BINS:
            raise ValueError(f"The severity must be between [1, {_BINS}]. Got {severity} instead.")
        self.severity = severity
        self.mixture_width = mixture_width
        self.chain_depth = chain_depth
        self.alpha = alpha
        self.all_ops = all_ops

    def forward(self, orig_img):
        fill, (height, width) = self._prepared(orig_img)
        is_tensor = isinstance(orig_img, torch.Tensor)
        img = orig_img if is_tensor else F.pil_to_tensor(orig_img)
        space = _space(height, width, self.all_ops,
                       4 - (torch.arange(_BINS) / ((_BINS - 1) / 4)).round().int(), 255.0)
        names = list(space)

        def chain(batch):
            depth = self.chain_depth if self.chain_depth > 0 else int(torch.randint(1, 4, (1,)).item())
            for _ in range(depth):
                name = names[int(torch.randint(len(names), (1,)).item())]
                magnitudes, signed = space[name]
                magnitude = 0.0
                if magnitudes is not None:
                    magnitude = float(magnitudes[torch.randint(self.severity, (1,), dtype=torch.long)].item())
                if signed and torch.randint(2, (1,)):
                    magnitude *= -1.0
                batch = _apply(batch, name, magnitude, interpolation=self.interpolation, fill=fill)
            return batch

        batch = img.view([1] * max(4 - img.ndim, 0) + list(img.shape))
        mix = _mixed(batch, self.alpha, self.mixture_width, chain).view(img.shape).to(img.dtype)
        return mix if is_tensor else F.to_pil_image(mix)

    def __repr__(self):
        return (f"{type(self).__name__}(severity={self.severity}, mixture_width={self.mixture_width}, "
                f"chain_depth={self.chain_depth}, alpha={self.alpha}, all_ops={self.all_ops}, "
                f"interpolation={self.interpolation}, fill={self.fill})")


AugMix.__module__ = "torchvision.transforms.autoaugment"
