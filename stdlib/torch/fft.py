"""torch.fft: only what has real results; Gradus has no complex tensors."""

import torch as _torch

__all__ = ["fftfreq", "rfftfreq", "fftshift", "ifftshift"]


def fftfreq(n, d=1.0, *, dtype=None, device=None):
    """The frequencies of a transform of n samples at distance d."""
    positive = (n - 1) // 2 + 1
    counts = _torch.cat([_torch.arange(positive), _torch.arange(-(n // 2), 0)])
    return counts.to(_torch.get_default_dtype() if dtype is None else dtype) * (1.0 / (n * d))


def rfftfreq(n, d=1.0, *, dtype=None, device=None):
    return _torch.arange(n // 2 + 1).to(_torch.get_default_dtype() if dtype is None else dtype) * (1.0 / (n * d))


def _axes(input, dim):
    return list(range(input.dim())) if dim is None else [dim] if isinstance(dim, int) else list(dim)


def fftshift(input, dim=None):
    """Frequency 0 moved to the middle."""
    axes = _axes(input, dim)
    return _torch.roll(input, [input.shape[a] // 2 for a in axes], axes)


def ifftshift(input, dim=None):
    axes = _axes(input, dim)
    return _torch.roll(input, [(input.shape[a] + 1) // 2 for a in axes], axes)


def _refused(name):
    def transform(*args, **kwargs):
        raise NotImplementedError(f"torch.fft.{name}: the result is complex, and Gradus has no complex tensors")

    transform.__name__ = transform.__qualname__ = name
    return transform


fft, ifft, rfft, irfft = _refused("fft"), _refused("ifft"), _refused("rfft"), _refused("irfft")
fft2, ifft2, rfft2, irfft2 = _refused("fft2"), _refused("ifft2"), _refused("rfft2"), _refused("irfft2")
fftn, ifftn, rfftn, irfftn = _refused("fftn"), _refused("ifftn"), _refused("rfftn"), _refused("irfftn")
hfft, ihfft = _refused("hfft"), _refused("ihfft")
