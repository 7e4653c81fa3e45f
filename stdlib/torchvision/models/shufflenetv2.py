"""ShuffleNetV2 (Ma et al., "Practical Guidelines for Efficient CNN Architecture Design")."""

import torch
from torch import nn

from torchvision.models._weights import check

__all__ = ["ShuffleNetV2", "shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0"]


def channel_shuffle(x, groups):
    """Channels of different groups taken in turn."""
    count, channels, height, width = x.size()
    mixed = x.view(count, groups, channels // groups, height, width).transpose(1, 2).contiguous()
    return mixed.view(count, channels, height, width)


class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride):
        super().__init__()
        if stride not in (1, 2, 3):
            raise ValueError("illegal stride value")
        self.stride = stride
        half = oup // 2
        if stride == 1 and inp != half << 1:
            raise ValueError(
                f"Invalid combination of stride {stride}, inp {inp} and oup {oup} values. If stride == 1 then inp "
                "should be equal to oup // 2 << 1.")
        self.branch1 = nn.Sequential() if stride == 1 else nn.Sequential(
            self.depthwise_conv(inp, inp, kernel_size=3, stride=stride, padding=1), nn.BatchNorm2d(inp),
            nn.Conv2d(inp, half, kernel_size=1, stride=1, padding=0, bias=False), nn.BatchNorm2d(half),
            nn.ReLU(inplace=True))
        self.branch2 = nn.Sequential(
            nn.Conv2d(inp if stride > 1 else half, half, kernel_size=1, stride=1, padding=0, bias=False),
            nn.BatchNorm2d(half), nn.ReLU(inplace=True),
            self.depthwise_conv(half, half, kernel_size=3, stride=stride, padding=1), nn.BatchNorm2d(half),
            nn.Conv2d(half, half, kernel_size=1, stride=1, padding=0, bias=False), nn.BatchNorm2d(half),
            nn.ReLU(inplace=True))

    @staticmethod
    def depthwise_conv(i, o, kernel_size, stride=1, padding=0, bias=False):
        return nn.Conv2d(i, o, kernel_size, stride, padding, bias=bias, groups=i)

    def forward(self, x):
        if self.stride == 1:
            kept, x = x.chunk(2, dim=1)
            return channel_shuffle(torch.cat((kept, self.branch2(x)), dim=1), 2)
        return channel_shuffle(torch.cat((self.branch1(x), self.branch2(x)), dim=1), 2)


class ShuffleNetV2(nn.Module):
    def __init__(self, stages_repeats, stages_out_channels, num_classes=1000, inverted_residual=InvertedResidual):
        super().__init__()
        if len(stages_repeats) != 3:
            raise ValueError("expected stages_repeats as list of 3 positive ints")
        if len(stages_out_channels) != 5:
            raise ValueError("expected stages_out_channels as list of 5 positive ints")
        channels = stages_out_channels[0]
        self.conv1 = nn.Sequential(nn.Conv2d(3, channels, 3, 2, 1, bias=False), nn.BatchNorm2d(channels),
                                   nn.ReLU(inplace=True))
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        for stage, repeats, output in zip((2, 3, 4), stages_repeats, stages_out_channels[1:]):
            blocks = [inverted_residual(channels, output, 2)]
            blocks += [inverted_residual(output, output, 1) for _ in range(repeats - 1)]
            setattr(self, f"stage{stage}", nn.Sequential(*blocks))
            channels = output
        last = stages_out_channels[-1]
        self.conv5 = nn.Sequential(nn.Conv2d(channels, last, 1, 1, 0, bias=False), nn.BatchNorm2d(last),
                                   nn.ReLU(inplace=True))
        self.fc = nn.Linear(last, num_classes)

    def forward(self, x):
        x = self.stage4(self.stage3(self.stage2(self.maxpool(self.conv1(x)))))
        return self.fc(self.conv5(x).mean([2, 3]))


def _make(name, channels, weights, pretrained, kwargs):
    check(weights, pretrained, name)
    return ShuffleNetV2([4, 8, 4], channels, **kwargs)


def shufflenet_v2_x0_5(*, weights=None, progress=True, pretrained=False, **kwargs):
    """Half as wide, untrained."""
    return _make("shufflenet_v2_x0_5", [24, 48, 96, 192, 1024], weights, pretrained, kwargs)


def shufflenet_v2_x1_0(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The network of the paper, untrained."""
    return _make("shufflenet_v2_x1_0", [24, 116, 232, 464, 1024], weights, pretrained, kwargs)


def shufflenet_v2_x1_5(*, weights=None, progress=True, pretrained=False, **kwargs):
    """One and a half times as wide, untrained."""
    return _make("shufflenet_v2_x1_5", [24, 176, 352, 704, 1024], weights, pretrained, kwargs)


def shufflenet_v2_x2_0(*, weights=None, progress=True, pretrained=False, **kwargs):
    """Twice as wide, untrained."""
    return _make("shufflenet_v2_x2_0", [24, 244, 488, 976, 2048], weights, pretrained, kwargs)
