"""torch.distributions.distribution: the base class of all distributions."""

import torch as _torch
from torch.distributions import constraints as _constraints

__all__ = ["Distribution"]


class Distribution:
    """A batch of distributions over events: `batch_shape` many, each over values of `event_shape`."""

    has_rsample = False
    has_enumerate_support = False
    arg_constraints = {}
    support = None
    _validate_args = True
    # Parameters that follow from others when they are first asked for: name → function of the distribution.
    _lazy = {}

    @staticmethod
    def set_default_validate_args(value):
        if value not in [True, False]:
            raise ValueError
        Distribution._validate_args = value

    def __init__(self, batch_shape=_torch.Size(), event_shape=_torch.Size(), validate_args=None):
        self._batch_shape = _torch.Size(batch_shape)
        self._event_shape = _torch.Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            for name, constraint in self.arg_constraints.items():
                if _constraints.is_dependent(constraint) or name in self._lazy and name not in self.__dict__:
                    continue
                value = getattr(self, name)
                if not bool(constraint.check(value).all()):
                    raise ValueError(
                        f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of "
                        f"distribution {self!r} to satisfy the constraint {constraint!r}, but found invalid values:\n"
                        f"{value}")

    def __getattr__(self, name):
        rule = type(self)._lazy.get(name)
        if rule is None:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        with _torch.enable_grad():
            value = rule(self)
        setattr(self, name, value)
        return value

    def expand(self, batch_shape, _instance=None):
        """The same distribution with its parameters expanded to a larger batch."""
        batch_shape = _torch.Size(batch_shape)
        new = type(self).__new__(type(self))
        for name, value in self.__dict__.items():
            if name in self.arg_constraints or name in self._lazy:
                own = value.dim() - len(self._batch_shape)
                value = value.expand(batch_shape + value.shape[value.dim() - own:] if own > 0 else batch_shape)
            elif isinstance(value, Distribution):
                inner = len(value.batch_shape) - len(self._batch_shape)
                value = value.expand(batch_shape + (value.batch_shape[len(self._batch_shape):] if inner else ()))
            new.__dict__[name] = value
        new._batch_shape = batch_shape
        return new

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def mean(self):
        raise NotImplementedError

    @property
    def mode(self):
        raise NotImplementedError(f"{type(self)} does not implement mode")

    @property
    def variance(self):
        raise NotImplementedError

    @property
    def stddev(self):
        return self.variance.sqrt()

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=_torch.Size()):
        raise NotImplementedError

    def sample_n(self, n):
        return self.sample(_torch.Size((n,)))

    def log_prob(self, value):
        raise NotImplementedError

    def cdf(self, value):
        raise NotImplementedError

    def icdf(self, value):
        raise NotImplementedError

    def enumerate_support(self, expand=True):
        raise NotImplementedError

    def entropy(self):
        raise NotImplementedError

    def perplexity(self):
        return _torch.exp(self.entropy())

    def _extended_shape(self, sample_shape=_torch.Size()):
        if not isinstance(sample_shape, _torch.Size):
            sample_shape = _torch.Size(sample_shape)
        return _torch.Size(sample_shape + self._batch_shape + self._event_shape)

    def _validate_sample(self, value):
        if not isinstance(value, _torch.Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        start = len(value.size()) - len(self._event_shape)
        if value.size()[max(start, 0):] != self._event_shape:
            raise ValueError(
                f"The right-most size of value must match event_shape: {value.size()} vs {self._event_shape}.")
        expected = _torch.Size(self._batch_shape + self._event_shape)
        for i, j in zip(reversed(value.size()), reversed(expected)):
            if i != 1 and j != 1 and i != j:
                raise ValueError(
                    f"Value is not broadcastable with batch_shape+event_shape: {value.size()} vs {expected}.")
        support = self.support
        if support is not None and not bool(support.check(value).all()):
            raise ValueError(
                f"Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the "
                f"support ({support!r}) of the distribution {self!r}, but found invalid values:\n{value}")

    def __repr__(self):
        shown = []
        for name in self.arg_constraints:
            if name in self.__dict__:
                value = self.__dict__[name]
                shown.append(f"{name}: {value if value.numel() == 1 else value.size()}")
        return type(self).__name__ + "(" + ", ".join(shown) + ")"
