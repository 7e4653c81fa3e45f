"""Transforms of version 2 that choose among others, and functions of one's own."""

import torch
from torchvision.transforms._more import Transform, _mapped


def _checked(transforms):
    if not isinstance(transforms, (list, tuple)):
        raise TypeError("Argument transforms should be a sequence of callables")
    if not transforms:
        raise ValueError("Pass at least one transform")
    return transforms


class RandomChoice(Transform):
    """One of several transforms, drawn by PyTorch's generator."""

    def __init__(self, transforms, p=None):
        _checked(transforms)
        if p is None:
            p = [1] * len(transforms)
        elif len(p) != len(transforms):
            raise ValueError(f"Length of p doesn't match the number of transforms: {len(p)} != {len(transforms)}")
        super().__init__()
        self.transforms = transforms
        total = sum(p)
        self.p = [part / total for part in p]

    def forward(self, *inputs):
        return self.transforms[int(torch.multinomial(torch.tensor(self.p), 1))](*inputs)


class RandomOrder(Transform):
    """All of several transforms, in an order drawn by PyTorch's generator."""

    def __init__(self, transforms):
        _checked(transforms)
        super().__init__()
        self.transforms = transforms

    def forward(self, *inputs):
        several = len(inputs) > 1
        for place in torch.randperm(len(self.transforms)).tolist():
            outputs = self.transforms[place](*inputs)
            inputs = outputs if several else (outputs,)
        return outputs


class Lambda(Transform):
    """A function of each part of a sample that is of certain types."""

    def __init__(self, lambd, *types):
        super().__init__()
        self.lambd = lambd
        self.types = types or (object,)

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        return _mapped(sample, lambda value: self.lambd(value) if isinstance(value, self.types) else value)

    def extra_repr(self):
        name = getattr(self.lambd, "__name__", None)
        shown = [name] if name else []
        return ", ".join([*shown, f"types={[one.__name__ for one in self.types]}"])


for _class in (RandomChoice, RandomOrder):
    _class.__module__ = "torchvision.transforms.v2._container"
Lambda.__module__ = "torchvision.transforms.v2._misc"
