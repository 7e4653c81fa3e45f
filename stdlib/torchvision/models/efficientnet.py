"""EfficientNet (Tan and Le, "Rethinking Model Scaling for CNNs" and "Smaller Models and Faster Training")."""

import copy
import math
from functools import partial

import torch
from torch import nn

from torchvision.models._weights import check
from torchvision.models.mobilenetv2 import _make_divisible
from torchvision.ops.misc import Conv2dNormActivation, SqueezeExcitation, StochasticDepth

__all__ = ["EfficientNet", "efficientnet_b0", "efficientnet_b1", "efficientnet_b2", "efficientnet_b3",
           "efficientnet_b4", "efficientnet_b5", "efficientnet_b6", "efficientnet_b7", "efficientnet_v2_s",
           "efficientnet_v2_m", "efficientnet_v2_l"]


class _MBConvConfig:
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block):
        self.expand_ratio = expand_ratio
        self.kernel = kernel
        self.stride = stride
        self.input_channels = input_channels
        self.out_channels = out_channels
        self.num_layers = num_layers
        self.block = block

    @staticmethod
    def adjust_channels(channels, width_mult, min_value=None):
        return _make_divisible(channels * width_mult, 8, min_value)


class MBConvConfig(_MBConvConfig):
    """A stage of the first version, scaled in width and depth."""

    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, width_mult=1.0,
                 depth_mult=1.0, block=None):
        super().__init__(expand_ratio, kernel, stride, self.adjust_channels(input_channels, width_mult),
                         self.adjust_channels(out_channels, width_mult), int(math.ceil(num_layers * depth_mult)),
                         MBConv if block is None else block)


class FusedMBConvConfig(_MBConvConfig):
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block=None):
        super().__init__(expand_ratio, kernel, stride, input_channels, out_channels, num_layers,
                         FusedMBConv if block is None else block)


class _Residual(nn.Module):
    """What both kinds of block share: the sum with the input, which is left out now and then."""

    def __init__(self, cnf, layers, stochastic_depth_prob):
        super().__init__()
        if cnf.stride not in (1, 2):
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.out_channels = cnf.out_channels

    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result


class MBConv(_Residual):
    """Widened, convolved by channel, weighted and narrowed again."""

    def __init__(self, cnf, stochastic_depth_prob, norm_layer, se_layer=SqueezeExcitation):
        wide = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        layers = []
        if wide != cnf.input_channels:
            layers.append(Conv2dNormActivation(cnf.input_channels, wide, kernel_size=1, norm_layer=norm_layer,
                                               activation_layer=nn.SiLU))
        layers.append(Conv2dNormActivation(wide, wide, kernel_size=cnf.kernel, stride=cnf.stride, groups=wide,
                                           norm_layer=norm_layer, activation_layer=nn.SiLU))
        layers.append(se_layer(wide, max(1, cnf.input_channels // 4), activation=partial(nn.SiLU, inplace=True)))
        layers.append(Conv2dNormActivation(wide, cnf.out_channels, kernel_size=1, norm_layer=norm_layer,
                                           activation_layer=None))
        super().__init__(cnf, layers, stochastic_depth_prob)


class FusedMBConv(_Residual):
    """Widened by the convolution itself."""

    def __init__(self, cnf, stochastic_depth_prob, norm_layer):
        wide = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        if wide != cnf.input_channels:
            layers = [
                Conv2dNormActivation(cnf.input_channels, wide, kernel_size=cnf.kernel, stride=cnf.stride,
                                     norm_layer=norm_layer, activation_layer=nn.SiLU),
                Conv2dNormActivation(wide, cnf.out_channels, kernel_size=1, norm_layer=norm_layer,
                                     activation_layer=None),
            ]
        else:
            layers = [Conv2dNormActivation(cnf.input_channels, cnf.out_channels, kernel_size=cnf.kernel,
                                           stride=cnf.stride, norm_layer=norm_layer, activation_layer=nn.SiLU)]
        super().__init__(cnf, layers, stochastic_depth_prob)


class EfficientNet(nn.Module):
    def __init__(self, inverted_residual_setting, dropout, stochastic_depth_prob=0.2, num_classes=1000,
                 norm_layer=None, last_channel=None):
        super().__init__()
        if not inverted_residual_setting:
            raise ValueError("The inverted_residual_setting should not be empty")
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        layers = [Conv2dNormActivation(3, inverted_residual_setting[0].input_channels, kernel_size=3, stride=2,
                                       norm_layer=norm_layer, activation_layer=nn.SiLU)]
        total = sum(cnf.num_layers for cnf in inverted_residual_setting)
        made = 0
        for cnf in inverted_residual_setting:
            stage = []
            for _ in range(cnf.num_layers):
                row = copy.copy(cnf)
                if stage:
                    row.input_channels = row.out_channels
                    row.stride = 1
                stage.append(row.block(row, stochastic_depth_prob * float(made) / total, norm_layer))
                made += 1
            layers.append(nn.Sequential(*stage))
        channels = inverted_residual_setting[-1].out_channels
        last = 4 * channels if last_channel is None else last_channel
        layers.append(Conv2dNormActivation(channels, last, kernel_size=1, norm_layer=norm_layer,
                                           activation_layer=nn.SiLU))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(last, num_classes))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                bound = 1.0 / math.sqrt(module.out_features)
                nn.init.uniform_(module.weight, -bound, bound)
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


# Expansion, kernel, stride, channels before and after, layers.
_FIRST = [(1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3),
          (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]
# The same for the second version; the first rows, as many as the number says, are fused.
_SECOND = {
    "s": (3, [(1, 3, 1, 24, 24, 2), (4, 3, 2, 24, 48, 4), (4, 3, 2, 48, 64, 4), (4, 3, 2, 64, 128, 6),
              (6, 3, 1, 128, 160, 9), (6, 3, 2, 160, 256, 15)]),
    "m": (3, [(1, 3, 1, 24, 24, 3), (4, 3, 2, 24, 48, 5), (4, 3, 2, 48, 80, 5), (4, 3, 2, 80, 160, 7),
              (6, 3, 1, 160, 176, 14), (6, 3, 2, 176, 304, 18), (6, 3, 1, 304, 512, 5)]),
    "l": (3, [(1, 3, 1, 32, 32, 4), (4, 3, 2, 32, 64, 7), (4, 3, 2, 64, 96, 7), (4, 3, 2, 96, 192, 10),
              (6, 3, 1, 192, 224, 19), (6, 3, 2, 224, 384, 25), (6, 3, 1, 384, 640, 7)]),
}


def _first(name, width, depth, dropout, weights, pretrained, kwargs):
    check(weights, pretrained, name)
    rows = [MBConvConfig(*row, width_mult=width, depth_mult=depth) for row in _FIRST]
    if depth >= 2.2 and "norm_layer" not in kwargs:
        kwargs["norm_layer"] = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    return EfficientNet(rows, kwargs.pop("dropout", dropout), **kwargs)


def _second(size, dropout, weights, pretrained, kwargs):
    check(weights, pretrained, f"efficientnet_v2_{size}")
    fused, table = _SECOND[size]
    rows = [FusedMBConvConfig(*row) for row in table[:fused]] + [MBConvConfig(*row) for row in table[fused:]]
    kwargs.setdefault("norm_layer", partial(nn.BatchNorm2d, eps=1e-03))
    return EfficientNet(rows, kwargs.pop("dropout", dropout), last_channel=1280, **kwargs)


def efficientnet_b0(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The smallest of the first version, untrained."""
    return _first("efficientnet_b0", 1.0, 1.0, 0.2, weights, pretrained, kwargs)


def efficientnet_b1(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 240, untrained."""
    return _first("efficientnet_b1", 1.0, 1.1, 0.2, weights, pretrained, kwargs)


def efficientnet_b2(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 288, untrained."""
    return _first("efficientnet_b2", 1.1, 1.2, 0.3, weights, pretrained, kwargs)


def efficientnet_b3(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 300, untrained."""
    return _first("efficientnet_b3", 1.2, 1.4, 0.3, weights, pretrained, kwargs)


def efficientnet_b4(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 380, untrained."""
    return _first("efficientnet_b4", 1.4, 1.8, 0.4, weights, pretrained, kwargs)


def efficientnet_b5(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 456, untrained."""
    return _first("efficientnet_b5", 1.6, 2.2, 0.4, weights, pretrained, kwargs)


def efficientnet_b6(*, weights=None, progress=True, pretrained=False, **kwargs):
    """For pictures of 528, untrained."""
    return _first("efficientnet_b6", 1.8, 2.6, 0.5, weights, pretrained, kwargs)


def efficientnet_b7(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The largest of the first version, untrained."""
    return _first("efficientnet_b7", 2.0, 3.1, 0.5, weights, pretrained, kwargs)


def efficientnet_v2_s(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The smallest of the second version, untrained."""
    return _second("s", 0.2, weights, pretrained, kwargs)


def efficientnet_v2_m(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The middle one of the second version, untrained."""
    return _second("m", 0.3, weights, pretrained, kwargs)


def efficientnet_v2_l(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The largest of the second version, untrained."""
    return _second("l", 0.4, weights, pretrained, kwargs)
