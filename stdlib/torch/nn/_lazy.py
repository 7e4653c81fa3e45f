"""Layers that take a size from their first input and then become the plain layer."""

from torch import nn as _nn


class _Lazy(_nn.Module):
    """Keeps the constructor's arguments until the first call."""

    _base = None
    _attribute = "in_channels"
    _axes = None

    def __init__(self, *args, **kwargs):
        super().__init__()
        self._given = (args, kwargs)

    def _size(self, input):
        if self._axes is not None and input.dim() not in (self._axes + 1, self._axes + 2):
            raise RuntimeError(
                f"Expected {self._axes + 1}D (unbatched) or {self._axes + 2}D (batched) input to "
                f"{type(self).__name__}, but got input of size: {input.shape}")
        return input.shape[-self._axes - 1] if self._axes is not None else input.shape[1]

    def initialize_parameters(self, input):
        """Becomes the plain layer for inputs of this size."""
        args, kwargs = self._given
        mode = self.training
        del self._given
        self.__class__ = self._base
        self._base.__init__(self, self._sized(input), *args, **kwargs)
        self.train(mode)

    def _sized(self, input):
        return self._size(input)

    def has_uninitialized_params(self):
        return True

    def forward(self, *args):
        size = self._size(args[0])
        given, kwargs = self._given
        layer = self._base(size, *given, **kwargs)
        raise RuntimeError("a lazy layer cannot be called before it is initialized")

    def __call__(self, *args, **kwargs):
        self.initialize_parameters(*args)
        return self(*args, **kwargs)
