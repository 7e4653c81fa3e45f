"""The base class of the data sets."""

from torchvision.datasets import VisionDataset

__all__ = ["StandardTransform", "VisionDataset"]


def __getattr__(name):
    if name == "StandardTransform":
        from torchvision.datasets.folder import StandardTransform
        return StandardTransform
    raise AttributeError(f"module 'torchvision.datasets.vision' has no attribute {name!r}")
