"""Distributions of categories and counts."""

import math as _math

import torch as _torch
import torch.nn.functional as _F
from torch.distributions import constraints as _c
from torch.distributions.distribution import Distribution
from torch.distributions.utils import broadcast_all, clamp_probs, logits_to_probs, probs_to_logits

__all__ = [
    "Bernoulli", "Binomial", "Categorical", "Geometric", "Multinomial", "NegativeBinomial", "OneHotCategorical",
    "OneHotCategoricalStraightThrough", "Poisson", "RelaxedBernoulli", "RelaxedOneHotCategorical",
]


def _check_one(probs, logits):
    if (probs is None) == (logits is None):
        raise ValueError("Either `probs` or `logits` must be specified, but not both.")


class _Binary(Distribution):
    """Distributions over probabilities of a yes, given as such or as logits."""

    _lazy = {
        "logits": lambda self: probs_to_logits(self.probs, is_binary=True),
        "probs": lambda self: logits_to_probs(self.logits, is_binary=True),
    }

    def _set(self, probs, logits):
        _check_one(probs, logits)
        if probs is not None:
            (self.probs,) = broadcast_all(probs)
        else:
            (self.logits,) = broadcast_all(logits)

    @property
    def _param(self):
        return self.probs if "probs" in self.__dict__ else self.logits

    @property
    def param_shape(self):
        return self._param.size()


class Bernoulli(_Binary):
    """1 with probability probs, else 0."""

    arg_constraints = {"probs": _c.unit_interval, "logits": _c.real}
    support = _c.boolean
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set(probs, logits)
        super().__init__(self._param.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.probs

    @property
    def mode(self):
        mode = (self.probs >= 0.5).to(self.probs)
        mode[self.probs == 0.5] = _math.nan
        return mode

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        with _torch.no_grad():
            return _torch.bernoulli(self.probs.expand(shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        return -_F.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self):
        return _F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")

    def enumerate_support(self, expand=True):
        values = _torch.arange(2, dtype=self._param.dtype).view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + self._batch_shape) if expand else values


class Geometric(_Binary):
    """The number of failures before the first success."""

    arg_constraints = {"probs": _c.unit_interval, "logits": _c.real}
    support = _c.nonnegative_integer

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set(probs, logits)
        super().__init__(self._param.size(), validate_args=validate_args)
        if self._validate_args and probs is not None:
            value = self.probs
            if not bool((value > 0).all()):
                raise ValueError(
                    f"Expected parameter probs ({type(value).__name__} of shape {tuple(value.shape)}) of distribution "
                    f"{self!r} to be positive but found invalid values:\n{value}")

    @property
    def mean(self):
        return 1.0 / self.probs - 1.0

    @property
    def mode(self):
        return _torch.zeros_like(self.probs)

    @property
    def variance(self):
        return (1.0 / self.probs - 1.0) / self.probs

    def sample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        tiny = _torch.finfo(self.probs.dtype).tiny
        with _torch.no_grad():
            u = _torch.empty(shape, dtype=self.probs.dtype).uniform_(tiny, 1)
            return (u.log() / (-self.probs).log1p()).floor()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        value, probs = broadcast_all(value, self.probs)
        probs = probs.clone()
        probs[(probs == 1) & (value == 0)] = 0
        return value * (-probs).log1p() + self.probs.log()

    def entropy(self):
        return _F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none") / self.probs


class Binomial(_Binary):
    """The number of successes among total_count trials."""

    arg_constraints = {"total_count": _c.nonnegative_integer, "probs": _c.unit_interval, "logits": _c.real}
    has_enumerate_support = True

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        _check_one(probs, logits)
        if probs is not None:
            self.total_count, self.probs = broadcast_all(total_count, probs)
            self.total_count = self.total_count.type_as(self.probs)
        else:
            self.total_count, self.logits = broadcast_all(total_count, logits)
            self.total_count = self.total_count.type_as(self.logits)
        super().__init__(self._param.size(), validate_args=validate_args)

    @property
    def support(self):
        return _c.integer_interval(0, self.total_count)

    @property
    def mean(self):
        return self.total_count * self.probs

    @property
    def mode(self):
        return ((self.total_count + 1) * self.probs).floor().clamp(max=self.total_count)

    @property
    def variance(self):
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        with _torch.no_grad():
            return _torch.binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        n = self.total_count
        normalise = (n * (self.logits.clamp(min=0) + _torch.log1p(_torch.exp(-_torch.abs(self.logits))))
                     - _torch.lgamma(n + 1))
        return value * self.logits - _torch.lgamma(value + 1) - _torch.lgamma(n - value + 1) - normalise

    def entropy(self):
        total = int(self.total_count.max())
        if not self.total_count.min() == total:
            raise NotImplementedError("Inhomogeneous total count not supported by `entropy`.")
        log_prob = self.log_prob(self.enumerate_support(False))
        return -(_torch.exp(log_prob) * log_prob).sum(0)

    def enumerate_support(self, expand=True):
        total = int(self.total_count.max())
        if not self.total_count.min() == total:
            raise NotImplementedError("Inhomogeneous total count not supported by `enumerate_support`.")
        values = _torch.arange(1 + total, dtype=self._param.dtype).view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + self._batch_shape) if expand else values


class NegativeBinomial(_Binary):
    """The number of successes before total_count failures."""

    arg_constraints = {
        "total_count": _c.greater_than_eq(0), "probs": _c.half_open_interval(0.0, 1.0), "logits": _c.real}
    support = _c.nonnegative_integer

    def __init__(self, total_count, probs=None, logits=None, validate_args=None):
        _check_one(probs, logits)
        if probs is not None:
            self.total_count, self.probs = broadcast_all(total_count, probs)
            self.total_count = self.total_count.type_as(self.probs)
        else:
            self.total_count, self.logits = broadcast_all(total_count, logits)
            self.total_count = self.total_count.type_as(self.logits)
        super().__init__(self._param.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.total_count * _torch.exp(self.logits)

    @property
    def mode(self):
        return ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0)

    @property
    def variance(self):
        return self.mean / _torch.sigmoid(-self.logits)

    def sample(self, sample_shape=_torch.Size()):
        from torch.distributions._gamma import Gamma

        with _torch.no_grad():
            rates = Gamma(self.total_count, _torch.exp(-self.logits), validate_args=False)
            return _torch.poisson(rates.sample(sample_shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        unnormalised = self.total_count * _F.logsigmoid(-self.logits) + value * _F.logsigmoid(self.logits)
        normalise = (-_torch.lgamma(self.total_count + value) + _torch.lgamma(1.0 + value)
                     + _torch.lgamma(self.total_count))
        return unnormalised - normalise.masked_fill(self.total_count + value == 0.0, 0.0)


class Poisson(Distribution):
    """The Poisson distribution of a rate."""

    arg_constraints = {"rate": _c.nonnegative}
    support = _c.nonnegative_integer

    def __init__(self, rate, validate_args=None):
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.rate

    @property
    def mode(self):
        return self.rate.floor()

    @property
    def variance(self):
        return self.rate

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            return _torch.poisson(self.rate.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        rate, value = broadcast_all(self.rate, value)
        return value.xlogy(rate) - rate - (value + 1).lgamma()


class Categorical(Distribution):
    """One of several categories."""

    arg_constraints = {"probs": _c.simplex, "logits": _c.real_vector}
    has_enumerate_support = True
    _lazy = {
        "logits": lambda self: probs_to_logits(self.probs),
        "probs": lambda self: logits_to_probs(self.logits),
    }

    def __init__(self, probs=None, logits=None, validate_args=None):
        _check_one(probs, logits)
        if probs is not None:
            if probs.dim() < 1:
                raise ValueError("`probs` parameter must be at least one-dimensional.")
            self.probs = probs / probs.sum(-1, keepdim=True)
        else:
            if logits.dim() < 1:
                raise ValueError("`logits` parameter must be at least one-dimensional.")
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
        self._num_events = self._param.size()[-1]
        super().__init__(self._param.size()[:-1], validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        new = super().expand(batch_shape)
        new._num_events = self._num_events
        return new

    @property
    def _param(self):
        return self.probs if "probs" in self.__dict__ else self.logits

    @property
    def param_shape(self):
        return self._param.size()

    @property
    def support(self):
        return _c.integer_interval(0, self._num_events - 1)

    @property
    def mean(self):
        return _torch.full(self._extended_shape(), _math.nan, dtype=self.probs.dtype)

    @property
    def mode(self):
        return self.probs.argmax(dim=-1)

    @property
    def variance(self):
        return _torch.full(self._extended_shape(), _math.nan, dtype=self.probs.dtype)

    def sample(self, sample_shape=_torch.Size()):
        if not isinstance(sample_shape, _torch.Size):
            sample_shape = _torch.Size(sample_shape)
        with _torch.no_grad():
            rows = self.probs.reshape(-1, self._num_events)
            drawn = _torch.multinomial(rows, sample_shape.numel(), True).T
            return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        value = value.long().unsqueeze(-1)
        value, log_pmf = _torch.broadcast_tensors(value, self.logits)
        return log_pmf.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self):
        logits = _torch.clamp(self.logits, min=_torch.finfo(self.logits.dtype).min)
        return -(logits * self.probs).sum(-1)

    def enumerate_support(self, expand=True):
        values = _torch.arange(self._num_events, dtype=_torch.long).view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + self._batch_shape) if expand else values


class OneHotCategorical(Distribution):
    """One of several categories, as a vector with a one."""

    arg_constraints = {"probs": _c.simplex, "logits": _c.real_vector}
    support = _c.one_hot
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        super().__init__(
            self._categorical.batch_shape, self._categorical.param_shape[-1:], validate_args=validate_args)

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    @property
    def mean(self):
        return self._categorical.probs

    @property
    def mode(self):
        return _F.one_hot(self.probs.argmax(axis=-1), num_classes=self.probs.shape[-1]).to(self.probs)

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=_torch.Size()):
        indices = self._categorical.sample(_torch.Size(sample_shape))
        return _F.one_hot(indices, self._categorical._num_events).to(self._categorical._param)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self):
        return self._categorical.entropy()

    def enumerate_support(self, expand=True):
        n = self.event_shape[0]
        values = _torch.eye(n, dtype=self.probs.dtype).view((n,) + (1,) * len(self.batch_shape) + (n,))
        return values.expand((n,) + self.batch_shape + (n,)) if expand else values


class OneHotCategoricalStraightThrough(OneHotCategorical):
    """As OneHotCategorical, with the gradient of the probabilities passed through the draw."""

    has_rsample = True

    def rsample(self, sample_shape=_torch.Size()):
        samples = self.sample(sample_shape)
        probs = self._categorical.probs
        return samples + (probs - probs.detach())


class Multinomial(Distribution):
    """How often each category came among total_count draws."""

    arg_constraints = {"probs": _c.simplex, "logits": _c.real_vector}

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        self._categorical = Categorical(probs=probs, logits=logits)
        super().__init__(
            self._categorical.batch_shape, self._categorical.param_shape[-1:], validate_args=validate_args)

    @property
    def support(self):
        return _c.multinomial(self.total_count)

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    @property
    def mean(self):
        return self.probs * self.total_count

    @property
    def variance(self):
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape=_torch.Size()):
        sample_shape = _torch.Size(sample_shape)
        drawn = self._categorical.sample(_torch.Size((self.total_count,)) + sample_shape)
        drawn = drawn.permute(list(range(1, drawn.dim())) + [0])
        counts = _torch.zeros(self._extended_shape(sample_shape), dtype=drawn.dtype)
        counts.scatter_add_(-1, drawn, _torch.ones_like(drawn))
        return counts.type_as(self.probs)

    def entropy(self):
        n = _torch.tensor(self.total_count)
        support = Binomial(self.total_count, self.probs, validate_args=False).enumerate_support(expand=False)[1:]
        weights = _torch.exp(Binomial(self.total_count, self.probs, validate_args=False).log_prob(support))
        weighted = (weights * _torch.lgamma(support + 1)).sum([0, -1])
        return n * self._categorical.entropy() - _torch.lgamma(n + 1) + weighted

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        logits = logits.clone()
        logits[(value == 0) & (logits == -_math.inf)] = 0
        return _torch.lgamma(value.sum(-1) + 1) - _torch.lgamma(value + 1).sum(-1) + (logits * value).sum(-1)


class RelaxedOneHotCategorical(Distribution):
    """The Gumbel-softmax distribution of a temperature."""

    arg_constraints = {"probs": _c.simplex, "logits": _c.real_vector}
    support = _c.simplex
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        self.temperature = temperature
        super().__init__(
            self._categorical.batch_shape, self._categorical.param_shape[-1:], validate_args=validate_args)

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        uniforms = clamp_probs(_torch.rand(shape, dtype=self.logits.dtype))
        scores = (self.logits - (-uniforms.log()).log()) / self.temperature
        return (scores - scores.logsumexp(dim=-1, keepdim=True)).exp()

    def log_prob(self, value):
        k = self._categorical._num_events
        logits, value = broadcast_all(self.logits, value.log())
        temperature = _torch.as_tensor(self.temperature, dtype=logits.dtype)
        scale = _torch.full_like(temperature, float(k)).lgamma() - temperature.log().mul(-(k - 1))
        score = logits - value.mul(temperature)
        return (score - score.logsumexp(dim=-1, keepdim=True)).sum(-1) + scale - value.sum(-1)


class RelaxedBernoulli(Distribution):
    """A Bernoulli distribution relaxed to (0, 1) at a temperature."""

    arg_constraints = {"probs": _c.unit_interval, "logits": _c.real}
    support = _c.unit_interval
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        self._bernoulli = Bernoulli(probs, logits)
        super().__init__(self._bernoulli.batch_shape, validate_args=validate_args)

    @property
    def probs(self):
        return self._bernoulli.probs

    @property
    def logits(self):
        return self._bernoulli.logits

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, probs_to_logits(value, is_binary=True))
        difference = logits - value.mul(self.temperature)
        density = _torch.as_tensor(self.temperature).log() + difference - 2 * difference.exp().log1p()
        return density + _F.softplus(-value) + _F.softplus(value)

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        probs = clamp_probs(self.probs.expand(shape))
        uniforms = clamp_probs(_torch.rand(shape, dtype=probs.dtype))
        logits = uniforms.log() - (-uniforms).log1p() + probs.log() - (-probs).log1p()
        return _torch.sigmoid(logits / self.temperature)
