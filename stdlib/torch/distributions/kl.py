"""torch.distributions.kl: Kullback–Leibler divergences, by the kinds of both distributions."""

import math as _math

import torch as _torch
from torch.distributions._composed import Independent, MultivariateNormal
from torch.distributions._discrete import (
    Bernoulli, Binomial, Categorical, Geometric, OneHotCategorical, Poisson)
from torch.distributions._gamma import Beta, Dirichlet, Exponential, Gamma
from torch.distributions._location import Cauchy, HalfNormal, Laplace, LogNormal, Normal, Uniform

__all__ = ["register_kl", "kl_divergence"]

_rules = {}


def register_kl(type_p, type_q):
    """Makes a function the divergence of two kinds of distribution."""

    def decorator(function):
        _rules[type_p, type_q] = function
        return function

    return decorator


def kl_divergence(p, q):
    """The Kullback–Leibler divergence of p from q: E_p[log p − log q]."""
    for first in type(p).__mro__:
        for second in type(q).__mro__:
            if (first, second) in _rules:
                return _rules[first, second](p, q)
    raise NotImplementedError(
        f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}")


@register_kl(Normal, Normal)
def _normal(p, q):
    ratio = (p.scale / q.scale).pow(2)
    return 0.5 * (ratio + ((p.loc - q.loc) / q.scale).pow(2) - 1 - ratio.log())


@register_kl(LogNormal, LogNormal)
@register_kl(HalfNormal, HalfNormal)
def _base(p, q):
    return kl_divergence(p.base_dist, q.base_dist)


@register_kl(Bernoulli, Bernoulli)
def _bernoulli(p, q):
    softplus = _torch.nn.functional.softplus
    yes = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    yes = yes.masked_fill(q.probs == 0, _math.inf).masked_fill(p.probs == 0, 0)
    no = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    return yes + no.masked_fill(q.probs == 1, _math.inf).masked_fill(p.probs == 1, 0)


@register_kl(Binomial, Binomial)
def _binomial(p, q):
    if (p.total_count < q.total_count).any():
        raise NotImplementedError("KL between Binomials where q.total_count > p.total_count is not implemented")
    kl = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
    return kl.masked_fill(p.total_count > q.total_count, _math.inf)


@register_kl(Categorical, Categorical)
def _categorical(p, q):
    t = p.probs * (p.logits - q.logits)
    t = t.masked_fill((q.probs == 0).expand_as(t), _math.inf)
    return t.masked_fill((p.probs == 0).expand_as(t), 0).sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _one_hot(p, q):
    return _categorical(p._categorical, q._categorical)


@register_kl(Exponential, Exponential)
def _exponential(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(Gamma, Gamma)
def _gamma(p, q):
    t1 = q.concentration * (p.rate / q.rate).log()
    t2 = _torch.lgamma(q.concentration) - _torch.lgamma(p.concentration)
    t3 = (p.concentration - q.concentration) * _torch.digamma(p.concentration)
    return t1 + t2 + t3 + (q.rate - p.rate) * (p.concentration / p.rate)


@register_kl(Beta, Beta)
def _beta(p, q):
    total_p = p.concentration1 + p.concentration0
    total_q = q.concentration1 + q.concentration0
    t1 = q.concentration1.lgamma() + q.concentration0.lgamma() + total_p.lgamma()
    t2 = p.concentration1.lgamma() + p.concentration0.lgamma() + total_q.lgamma()
    t3 = (p.concentration1 - q.concentration1) * _torch.digamma(p.concentration1)
    t4 = (p.concentration0 - q.concentration0) * _torch.digamma(p.concentration0)
    return t1 - t2 + t3 + t4 + (total_q - total_p) * _torch.digamma(total_p)


@register_kl(Dirichlet, Dirichlet)
def _dirichlet(p, q):
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    t1 = total_p.lgamma() - total_q.lgamma()
    t2 = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    t4 = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return t1 - t2 + ((p.concentration - q.concentration) * t4).sum(-1)


@register_kl(Geometric, Geometric)
def _geometric(p, q):
    return -p.entropy() - _torch.log1p(-q.probs) / p.probs - q.logits


@register_kl(Poisson, Poisson)
def _poisson(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(Laplace, Laplace)
def _laplace(p, q):
    ratio = p.scale / q.scale
    distance = (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * _torch.exp(-distance / p.scale) - 1


@register_kl(Uniform, Uniform)
def _uniform(p, q):
    result = ((q.high - q.low) / (p.high - p.low)).log()
    return result.masked_fill((q.low > p.low) | (q.high < p.high), _math.inf)


@register_kl(Uniform, Normal)
def _uniform_normal(p, q):
    width = p.high - p.low
    middle = (p.high + p.low) / 2
    t1 = (_math.sqrt(_math.pi * 2) * q.scale / width).log()
    return t1 + 0.5 * (width.pow(2) / 12 + (middle - q.loc).pow(2)) / q.scale.pow(2)


@register_kl(Cauchy, Cauchy)
def _cauchy(p, q):
    t1 = ((p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)).log()
    return t1 - (4 * p.scale * q.scale).log()


@register_kl(MultivariateNormal, MultivariateNormal)
def _multivariate_normal(p, q):
    if p.event_shape != q.event_shape:
        raise ValueError("KL-divergence between two Multivariate Normals with different event shapes cannot be computed")
    first, second = q._unbroadcasted_scale_tril, p._unbroadcasted_scale_tril
    half = (first.diagonal(dim1=-2, dim2=-1).log().sum(-1) - second.diagonal(dim1=-2, dim2=-1).log().sum(-1))
    shape = _torch.broadcast_shapes(first.shape[:-2], second.shape[:-2])
    n = p.event_shape[0]
    solved = _torch.linalg.solve_triangular(
        first.expand(shape + (n, n)), second.expand(shape + (n, n)), upper=False)
    difference = (q.loc - p.loc).unsqueeze(-1)
    batch = _torch.broadcast_shapes(first.shape[:-2], difference.shape[:-2])
    away = _torch.linalg.solve_triangular(
        first.expand(batch + (n, n)), difference.expand(batch + (n, 1)), upper=False)
    return half + 0.5 * (solved.pow(2).sum((-2, -1)) + away.pow(2).sum((-2, -1)) - n)


@register_kl(Independent, Independent)
def _independent(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return p._sum(kl_divergence(p.base_dist, q.base_dist))
