"""VGG networks (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition")."""

import torch
from torch import nn

from torchvision.models._weights import check

__all__ = ["VGG", "vgg11", "vgg11_bn", "vgg13", "vgg13_bn", "vgg16", "vgg16_bn", "vgg19", "vgg19_bn"]


class VGG(nn.Module):
    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(p=dropout),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(p=dropout),
            nn.Linear(4096, num_classes))
        if init_weights:
            for module in self.modules():
                if isinstance(module, nn.Conv2d):
                    nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                    if module.bias is not None:
                        nn.init.constant_(module.bias, 0)
                elif isinstance(module, nn.BatchNorm2d):
                    nn.init.constant_(module.weight, 1)
                    nn.init.constant_(module.bias, 0)
                elif isinstance(module, nn.Linear):
                    nn.init.normal_(module.weight, 0, 0.01)
                    nn.init.constant_(module.bias, 0)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


# Channels of the convolutions; M is a pooling.
_PLANS = {
    11: "64 M 128 M 256 256 M 512 512 M 512 512 M",
    13: "64 64 M 128 128 M 256 256 M 512 512 M 512 512 M",
    16: "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M",
    19: "64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M",
}


def _features(plan, batch_norm):
    layers = []
    channels = 3
    for word in plan.split():
        if word == "M":
            layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
            continue
        layers.append(nn.Conv2d(channels, int(word), kernel_size=3, padding=1))
        if batch_norm:
            layers.append(nn.BatchNorm2d(int(word)))
        layers.append(nn.ReLU(inplace=True))
        channels = int(word)
    return nn.Sequential(*layers)


def _maker(depth, batch_norm):
    name = f"vgg{depth}" + ("_bn" if batch_norm else "")

    def make(weights=None, progress=True, pretrained=False, **kwargs):
        check(weights, pretrained, name)
        return VGG(_features(_PLANS[depth], batch_norm), **kwargs)
    make.__name__ = make.__qualname__ = name
    make.__doc__ = f"`{name}`, untrained."
    return make


vgg11, vgg11_bn = _maker(11, False), _maker(11, True)
vgg13, vgg13_bn = _maker(13, False), _maker(13, True)
vgg16, vgg16_bn = _maker(16, False), _maker(16, True)
vgg19, vgg19_bn = _maker(19, False), _maker(19, True)
