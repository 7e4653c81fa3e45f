"""MNASNet (Tan et al., "Platform-Aware Neural Architecture Search for Mobile")."""

from torch import nn

from torchvision.models._weights import check

__all__ = ["MNASNet", "mnasnet0_5", "mnasnet0_75", "mnasnet1_0", "mnasnet1_3"]

_MOMENTUM = 1 - 0.9997


class _InvertedResidual(nn.Module):
    def __init__(self, in_ch, out_ch, kernel_size, stride, expansion_factor, bn_momentum=0.1):
        super().__init__()
        if stride not in (1, 2):
            raise ValueError(f"stride should be 1 or 2 instead of {stride}")
        if kernel_size not in (3, 5):
            raise ValueError(f"kernel_size should be 3 or 5 instead of {kernel_size}")
        wide = in_ch * expansion_factor
        self.apply_residual = in_ch == out_ch and stride == 1
        self.layers = nn.Sequential(
            nn.Conv2d(in_ch, wide, 1, bias=False), nn.BatchNorm2d(wide, momentum=bn_momentum), nn.ReLU(inplace=True),
            nn.Conv2d(wide, wide, kernel_size, padding=kernel_size // 2, stride=stride, groups=wide, bias=False),
            nn.BatchNorm2d(wide, momentum=bn_momentum), nn.ReLU(inplace=True),
            nn.Conv2d(wide, out_ch, 1, bias=False), nn.BatchNorm2d(out_ch, momentum=bn_momentum))

    def forward(self, input):
        return self.layers(input) + input if self.apply_residual else self.layers(input)


def _stack(in_ch, out_ch, kernel_size, stride, exp_factor, repeats, bn_momentum):
    blocks = [_InvertedResidual(in_ch, out_ch, kernel_size, stride, exp_factor, bn_momentum=bn_momentum)]
    blocks += [_InvertedResidual(out_ch, out_ch, kernel_size, 1, exp_factor, bn_momentum=bn_momentum)
               for _ in range(1, repeats)]
    return nn.Sequential(*blocks)


def _round(value, divisor=8):
    """The nearest multiple, upwards where rounding down would take more than a tenth away."""
    rounded = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded if rounded >= 0.9 * value else rounded + divisor


class MNASNet(nn.Module):
    def __init__(self, alpha, num_classes=1000, dropout=0.2):
        super().__init__()
        if alpha <= 0.0:
            raise ValueError(f"alpha should be greater than 0.0 instead of {alpha}")
        self.alpha = alpha
        self.num_classes = num_classes
        depths = [_round(depth * alpha) for depth in (32, 16, 24, 40, 80, 96, 192, 320)]
        layers = [
            nn.Conv2d(3, depths[0], 3, padding=1, stride=2, bias=False),
            nn.BatchNorm2d(depths[0], momentum=_MOMENTUM), nn.ReLU(inplace=True),
            nn.Conv2d(depths[0], depths[0], 3, padding=1, stride=1, groups=depths[0], bias=False),
            nn.BatchNorm2d(depths[0], momentum=_MOMENTUM), nn.ReLU(inplace=True),
            nn.Conv2d(depths[0], depths[1], 1, padding=0, stride=1, bias=False),
            nn.BatchNorm2d(depths[1], momentum=_MOMENTUM),
        ]
        rows = [(3, 2, 3, 3), (5, 2, 3, 3), (5, 2, 6, 3), (3, 1, 6, 2), (5, 2, 6, 4), (3, 1, 6, 1)]
        layers += [_stack(before, after, *row, _MOMENTUM) for before, after, row in zip(depths[1:], depths[2:], rows)]
        layers += [nn.Conv2d(depths[7], 1280, 1, padding=0, stride=1, bias=False),
                   nn.BatchNorm2d(1280, momentum=_MOMENTUM), nn.ReLU(inplace=True)]
        self.layers = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(1280, num_classes))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                nn.init.kaiming_uniform_(module.weight, mode="fan_out", nonlinearity="sigmoid")
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(self.layers(x).mean([2, 3]))


def mnasnet0_5(*, weights=None, progress=True, pretrained=False, **kwargs):
    """Half as wide, untrained."""
    check(weights, pretrained, "mnasnet0_5")
    return MNASNet(0.5, **kwargs)


def mnasnet0_75(*, weights=None, progress=True, pretrained=False, **kwargs):
    """Three quarters as wide, untrained."""
    check(weights, pretrained, "mnasnet0_75")
    return MNASNet(0.75, **kwargs)


def mnasnet1_0(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The network of the paper, untrained."""
    check(weights, pretrained, "mnasnet1_0")
    return MNASNet(1.0, **kwargs)


def mnasnet1_3(*, weights=None, progress=True, pretrained=False, **kwargs):
    """Wider by three tenths, untrained."""
    check(weights, pretrained, "mnasnet1_3")
    return MNASNet(1.3, **kwargs)
