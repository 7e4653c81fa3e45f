"""Waiting times and what is made of gamma variables."""

import math as _math

import torch as _torch
from torch.distributions import constraints as _c
from torch.distributions.distribution import Distribution
from torch.distributions.utils import broadcast_all

__all__ = ["Beta", "Chi2", "Dirichlet", "Exponential", "FisherSnedecor", "Gamma", "InverseGamma", "Pareto", "Weibull"]


class Exponential(Distribution):
    """The exponential distribution of a rate."""

    arg_constraints = {"rate": _c.positive}
    support = _c.nonnegative
    has_rsample = True

    def __init__(self, rate, validate_args=None):
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.rate.reciprocal()

    @property
    def mode(self):
        return _torch.zeros_like(self.rate)

    @property
    def stddev(self):
        return self.rate.reciprocal()

    @property
    def variance(self):
        return self.rate.pow(-2)

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        return _torch.empty(shape, dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return 1 - _torch.exp(-self.rate * value)

    def icdf(self, value):
        return -_torch.log1p(-value) / self.rate

    def entropy(self):
        return 1.0 - _torch.log(self.rate)


class Gamma(Distribution):
    """The gamma distribution of a concentration and a rate."""

    arg_constraints = {"concentration": _c.positive, "rate": _c.positive}
    support = _c.nonnegative
    has_rsample = True

    def __init__(self, concentration, rate, validate_args=None):
        self.concentration, self.rate = broadcast_all(concentration, rate)
        super().__init__(self.concentration.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.rate

    @property
    def mode(self):
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self):
        return self.concentration / self.rate.pow(2)

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        value = _torch._standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        value.detach().clamp_(min=_torch.finfo(value.dtype).tiny)
        return value

    def log_prob(self, value):
        value = _torch.as_tensor(value, dtype=self.rate.dtype)
        if self._validate_args:
            self._validate_sample(value)
        return (_torch.xlogy(self.concentration, self.rate) + _torch.xlogy(self.concentration - 1, value)
                - self.rate * value - _torch.lgamma(self.concentration))

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return _torch.special.gammainc(self.concentration, self.rate * value)

    def entropy(self):
        return (self.concentration - _torch.log(self.rate) + _torch.lgamma(self.concentration)
                + (1.0 - self.concentration) * _torch.digamma(self.concentration))


class Chi2(Gamma):
    """The sum of df squared standard normal variables."""

    arg_constraints = {"df": _c.positive}

    def __init__(self, df, validate_args=None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    @property
    def df(self):
        return self.concentration * 2

    def expand(self, batch_shape, _instance=None):
        return Chi2(self.df.expand(batch_shape), validate_args=False)


class InverseGamma(Distribution):
    """1/x of a gamma variable."""

    arg_constraints = {"concentration": _c.positive, "rate": _c.positive}
    support = _c.positive
    has_rsample = True

    def __init__(self, concentration, rate, validate_args=None):
        self.base_dist = Gamma(concentration, rate, validate_args=validate_args)
        super().__init__(self.base_dist.batch_shape, validate_args=validate_args)

    @property
    def concentration(self):
        return self.base_dist.concentration

    @property
    def rate(self):
        return self.base_dist.rate

    @property
    def mean(self):
        result = self.rate / (self.concentration - 1)
        return _torch.where(self.concentration > 1, result, _math.inf)

    @property
    def mode(self):
        return self.rate / (self.concentration + 1)

    @property
    def variance(self):
        result = self.rate.square() / ((self.concentration - 1).square() * (self.concentration - 2))
        return _torch.where(self.concentration > 2, result, _math.inf)

    def rsample(self, sample_shape=_torch.Size()):
        return self.base_dist.rsample(sample_shape).reciprocal()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self.base_dist.log_prob(value.reciprocal()) - 2 * value.log()

    def entropy(self):
        return (self.concentration + self.rate.log() + self.concentration.lgamma()
                - (1 + self.concentration) * self.concentration.digamma())


class Dirichlet(Distribution):
    """A distribution over vectors of probabilities."""

    arg_constraints = {"concentration": _c.independent(_c.positive, 1)}
    support = _c.simplex
    has_rsample = True

    def __init__(self, concentration, validate_args=None):
        if concentration.dim() < 1:
            raise ValueError("`concentration` parameter must be at least one-dimensional.")
        self.concentration = concentration
        super().__init__(concentration.shape[:-1], concentration.shape[-1:], validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def mode(self):
        shifted = (self.concentration - 1).clamp(min=0.0)
        mode = shifted / shifted.sum(-1, True)
        mask = (self.concentration < 1).all(dim=-1)
        mode[mask] = _torch.nn.functional.one_hot(mode[mask].argmax(dim=-1), self._event_shape[-1]).to(mode)
        return mode

    @property
    def variance(self):
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=_torch.Size()):
        parts = _torch._standard_gamma(self.concentration.expand(self._extended_shape(sample_shape)).double())
        shares = (parts / parts.sum(-1, True)).to(self.concentration.dtype)
        info = _torch.finfo(shares.dtype)
        return shares.clamp(min=info.tiny, max=1 - info.eps / 2)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return (_torch.xlogy(self.concentration - 1.0, value).sum(-1) + _torch.lgamma(self.concentration.sum(-1))
                - _torch.lgamma(self.concentration).sum(-1))

    def entropy(self):
        k = self.concentration.size(-1)
        total = self.concentration.sum(-1)
        return (_torch.lgamma(self.concentration).sum(-1) - _torch.lgamma(total)
                - (k - total) * _torch.digamma(total)
                - ((self.concentration - 1.0) * _torch.digamma(self.concentration)).sum(-1))


class Beta(Distribution):
    """The beta distribution over [0, 1]."""

    arg_constraints = {"concentration1": _c.positive, "concentration0": _c.positive}
    support = _c.unit_interval
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        first, second = broadcast_all(concentration1, concentration0)
        self._dirichlet = Dirichlet(_torch.stack([first, second], -1), validate_args=validate_args)
        super().__init__(self._dirichlet._batch_shape, validate_args=validate_args)

    @property
    def concentration1(self):
        return self._dirichlet.concentration[..., 0]

    @property
    def concentration0(self):
        return self._dirichlet.concentration[..., 1]

    @property
    def mean(self):
        return self.concentration1 / (self.concentration1 + self.concentration0)

    @property
    def mode(self):
        return self._dirichlet.mode[..., 0]

    @property
    def variance(self):
        total = self.concentration1 + self.concentration0
        return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=()):
        return self._dirichlet.rsample(sample_shape).select(-1, 0)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self._dirichlet.log_prob(_torch.stack([value, 1.0 - value], -1))

    def entropy(self):
        return self._dirichlet.entropy()


class FisherSnedecor(Distribution):
    """The ratio of two chi-squared variables over their degrees of freedom."""

    arg_constraints = {"df1": _c.positive, "df2": _c.positive}
    support = _c.positive
    has_rsample = True

    def __init__(self, df1, df2, validate_args=None):
        self.df1, self.df2 = broadcast_all(df1, df2)
        self._gamma1 = Gamma(self.df1 * 0.5, self.df1)
        self._gamma2 = Gamma(self.df2 * 0.5, self.df2)
        super().__init__(self.df1.size(), validate_args=validate_args)

    @property
    def mean(self):
        df2 = _torch.where(self.df2 <= 2, _math.nan, self.df2)
        return df2 / (df2 - 2)

    @property
    def mode(self):
        mode = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        return _torch.where(self.df1 <= 2, _math.nan, mode)

    @property
    def variance(self):
        df2 = _torch.where(self.df2 <= 4, _math.nan, self.df2)
        return 2 * df2.pow(2) * (self.df1 + df2 - 2) / (self.df1 * (df2 - 2).pow(2) * (df2 - 4))

    def rsample(self, sample_shape=_torch.Size()):
        first = self._gamma1.rsample(sample_shape)
        second = self._gamma2.rsample(sample_shape)
        tiny = _torch.finfo(second.dtype).tiny
        return (first / second.clamp(min=tiny)).clamp(min=tiny)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        a, b = self.df1 * 0.5, self.df2 * 0.5
        ratio = self.df1 / self.df2
        beta = (a + b).lgamma() - a.lgamma() - b.lgamma()
        return beta + a * ratio.log() + (a - 1) * value.log() - (a + b) * _torch.log1p(ratio * value)


class _PowerOfExponential(Distribution):
    """The two parameters of a function of an exponential variable of rate 1."""

    has_rsample = True

    def _exponential(self, sample_shape):
        return _torch.empty(self._extended_shape(sample_shape), dtype=self.scale.dtype).exponential_()


class Weibull(_PowerOfExponential):
    """The Weibull distribution of a scale and a concentration."""

    arg_constraints = {"scale": _c.positive, "concentration": _c.positive}
    support = _c.positive

    def __init__(self, scale, concentration, validate_args=None):
        self.scale, self.concentration = broadcast_all(scale, concentration)
        self.concentration_reciprocal = self.concentration.reciprocal()
        super().__init__(self.scale.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.scale * _torch.exp(_torch.lgamma(1 + self.concentration_reciprocal))

    @property
    def mode(self):
        return self.scale * ((self.concentration - 1) / self.concentration) ** self.concentration.reciprocal()

    @property
    def variance(self):
        return self.scale.pow(2) * (
            _torch.exp(_torch.lgamma(1 + 2 * self.concentration_reciprocal))
            - _torch.exp(2 * _torch.lgamma(1 + self.concentration_reciprocal)))

    def rsample(self, sample_shape=_torch.Size()):
        return self.scale * self._exponential(sample_shape).pow(self.concentration_reciprocal)

    def cdf(self, value):
        return 1 - _torch.exp(-(value / self.scale).pow(self.concentration))

    def icdf(self, value):
        return self.scale * (-_torch.log1p(-value)).pow(self.concentration_reciprocal)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        ratio = value / self.scale
        return (_torch.log(self.concentration / self.scale) + (self.concentration - 1) * ratio.log()
                - ratio.pow(self.concentration))

    def entropy(self):
        return (0.57721566490153286060 * (1 - self.concentration_reciprocal)
                + _torch.log(self.scale * self.concentration_reciprocal) + 1)


class Pareto(_PowerOfExponential):
    """The Pareto distribution above a scale."""

    arg_constraints = {"alpha": _c.positive, "scale": _c.positive}

    def __init__(self, scale, alpha, validate_args=None):
        self.scale, self.alpha = broadcast_all(scale, alpha)
        super().__init__(self.scale.size(), validate_args=validate_args)

    @property
    def support(self):
        return _c.greater_than_eq(self.scale)

    @property
    def mean(self):
        a = self.alpha.clamp(min=1)
        return a * self.scale / (a - 1)

    @property
    def mode(self):
        return self.scale

    @property
    def variance(self):
        a = self.alpha.clamp(min=2)
        return self.scale.pow(2) * a / ((a - 1).pow(2) * (a - 2))

    def rsample(self, sample_shape=_torch.Size()):
        return self.scale * (self._exponential(sample_shape) / self.alpha).exp()

    def cdf(self, value):
        return 1 - (self.scale / value).pow(self.alpha)

    def icdf(self, value):
        return self.scale * (-_torch.log1p(-value) / self.alpha).exp()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self.alpha.log() + self.alpha * self.scale.log() - (self.alpha + 1) * value.log()

    def entropy(self):
        return (self.scale / self.alpha).log() + (1 + self.alpha.reciprocal())
