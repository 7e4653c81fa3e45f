"""A transform of pictures as a layer, so that it can stand in `nn.Sequential` and its like."""

from torch import nn


class TransformLayer(nn.Module):
    def __init__(self, transform):
        super().__init__()
        self.transform = transform

    def forward(self, *inputs):
        return self.transform(*inputs)

    def __repr__(self):
        return repr(self.transform)
