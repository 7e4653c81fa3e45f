"""torchvision.datasets.fakedata: where some programs look for the classes."""

from torchvision.datasets import FakeData  # noqa: F401
