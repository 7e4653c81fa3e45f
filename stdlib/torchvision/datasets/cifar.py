"""torchvision.datasets.cifar: where some programs look for the classes."""

from torchvision.datasets import CIFAR10, CIFAR100  # noqa: F401
