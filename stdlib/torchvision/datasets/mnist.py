"""torchvision.datasets.mnist: where some programs look for the classes."""

from torchvision.datasets import MNIST, FashionMNIST, KMNIST, EMNIST, QMNIST  # noqa: F401
