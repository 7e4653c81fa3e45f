"""Layers that take a size from their first input and then become the plain layer."""

import torch
from torch import nn as _nn


def _sizes(value, axes):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * axes


class _Lazy(_nn.Module):
    """Keeps the constructor's arguments until the first call; its parameters are empty until then."""

    _base = None
    _axes = None
    _feature = 1

    def _prepare(self, args, kwargs, parameters, buffers=()):
        self._given = (args, kwargs)
        for name in parameters:
            self.register_parameter(name, _nn.Parameter(torch.empty(0)))
        for name in buffers:
            self.register_buffer(name, torch.empty(0))
        self._wait()

    def has_uninitialized_params(self):
        return True

    def _size(self, input):
        ranks = [self._axes + 1, self._axes + 2]
        if input.dim() not in ranks:
            raise RuntimeError(
                f"Expected {ranks[0]}D (unbatched) or {ranks[1]}D (batched) input to {type(self).__name__}, but got "
                f"input of size: {list(input.shape)}")
        return input.shape[-self._axes - 1]

    def initialize_parameters(self, input):
        """Becomes the plain layer for inputs of this size."""
        args, kwargs = self._given
        layer = self._base(self._size(input), *args, **kwargs)
        del self._given
        self._become(layer)

    def __call__(self, *args, **kwargs):
        self.initialize_parameters(*args)
        return self(*args, **kwargs)


class _LazyConvolution(_Lazy):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ):
        super().__init__()
        self._start(
            out_channels, kernel_size, stride, padding, 0, dilation, groups, bias, padding_mode,
            (out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode))

    def _start(
        self, out_channels, kernel_size, stride, padding, output_padding, dilation, groups, bias, padding_mode, args,
    ):
        axes = self._axes
        self.in_channels = 0
        self.out_channels = out_channels
        self.kernel_size = _sizes(kernel_size, axes)
        self.stride = _sizes(stride, axes)
        self.padding = padding if isinstance(padding, str) else _sizes(padding, axes)
        self.dilation = _sizes(dilation, axes)
        self.output_padding = _sizes(output_padding, axes)
        self.groups = groups
        self.padding_mode = padding_mode
        self._prepare(args, {}, ["weight", "bias"] if bias else ["weight"])
        if not bias:
            self.register_parameter("bias", None)

    def extra_repr(self):
        zeros = (0,) * self._axes
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        if self.padding != zeros:
            text += f", padding={self.padding}"
        if self.dilation != (1,) * self._axes:
            text += f", dilation={self.dilation}"
        if self.output_padding != zeros:
            text += f", output_padding={self.output_padding}"
        if self.groups != 1:
            text += f", groups={self.groups}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text


class _LazyTransposed(_LazyConvolution):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):
        _nn.Module.__init__(self)
        self._start(
            out_channels, kernel_size, stride, padding, output_padding, dilation, groups, bias, padding_mode,
            (out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode))


class LazyConv1d(_LazyConvolution):
    __module__ = "torch.nn.modules.conv"
    _base = _nn.Conv1d
    _axes = 1


class LazyConv2d(_LazyConvolution):
    __module__ = "torch.nn.modules.conv"
    _base = _nn.Conv2d
    _axes = 2


class LazyConv3d(_LazyConvolution):
    __module__ = "torch.nn.modules.conv"
    _base = _nn.Conv3d
    _axes = 3


class LazyConvTranspose1d(_LazyTransposed):
    __module__ = "torch.nn.modules.conv"
    _base = _nn.ConvTranspose1d
    _axes = 1


class LazyConvTranspose2d(_LazyTransposed):
    __module__ = "torch.nn.modules.conv"
    _base = _nn.ConvTranspose2d
    _axes = 2


class LazyConvTranspose3d(_LazyTransposed):
    __module__ = "torch.nn.modules.conv"
    _base = getattr(_nn, "ConvTranspose3d", None)
    _axes = 3


class _LazyNorm(_Lazy):
    _ranks = ()

    def __init__(self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None):
        super().__init__()
        self.num_features = 0
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        self._prepare(
            (eps, momentum, affine, track_running_stats), {}, ["weight", "bias"] if affine else [],
            ["running_mean", "running_var"] if track_running_stats else [])
        if track_running_stats:
            self.register_buffer("num_batches_tracked", torch.tensor(0))

    def _size(self, input):
        if input.dim() not in self._ranks:
            wanted = " or ".join(f"{rank}D" for rank in self._ranks)
            raise ValueError(f"expected {wanted} input (got {input.dim()}D input)")
        return input.shape[1]

    def extra_repr(self):
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.affine}, track_running_stats={self.track_running_stats}")


class LazyBatchNorm1d(_LazyNorm):
    __module__ = "torch.nn.modules.batchnorm"
    _base = _nn.BatchNorm1d
    _ranks = (2, 3)


class LazyBatchNorm2d(_LazyNorm):
    __module__ = "torch.nn.modules.batchnorm"
    _base = _nn.BatchNorm2d
    _ranks = (4,)


class LazyBatchNorm3d(_LazyNorm):
    __module__ = "torch.nn.modules.batchnorm"
    _base = getattr(_nn, "BatchNorm3d", None)
    _ranks = (5,)


class LazyInstanceNorm1d(_LazyNorm):
    __module__ = "torch.nn.modules.instancenorm"
    _base = _nn.InstanceNorm1d
    _ranks = (2, 3)


class LazyInstanceNorm2d(_LazyNorm):
    __module__ = "torch.nn.modules.instancenorm"
    _base = _nn.InstanceNorm2d
    _ranks = (3, 4)


class LazyInstanceNorm3d(_LazyNorm):
    __module__ = "torch.nn.modules.instancenorm"
    _base = getattr(_nn, "InstanceNorm3d", None)
    _ranks = (4, 5)
