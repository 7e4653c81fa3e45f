"""torch.distributions: probability distributions to draw from and to differentiate through."""

import importlib as _importlib

from torch.distributions import constraints, transforms  # noqa: F401
from torch.distributions._composed import Independent, MixtureSameFamily, MultivariateNormal
from torch.distributions._discrete import (
    Bernoulli, Binomial, Categorical, Geometric, Multinomial, NegativeBinomial, OneHotCategorical,
    OneHotCategoricalStraightThrough, Poisson, RelaxedBernoulli, RelaxedOneHotCategorical)
from torch.distributions._gamma import (
    Beta, Chi2, Dirichlet, Exponential, FisherSnedecor, Gamma, InverseGamma, Pareto, Weibull)
from torch.distributions._location import (
    Cauchy, Gumbel, HalfCauchy, HalfNormal, Laplace, LogNormal, Normal, StudentT, Uniform)
from torch.distributions._transformed import (
    ContinuousBernoulli, Kumaraswamy, LogisticNormal, LowRankMultivariateNormal, TransformedDistribution)
from torch.distributions.distribution import Distribution
from torch.distributions.kl import kl_divergence, register_kl
from torch.distributions.transforms import *  # noqa: F401, F403

__all__ = transforms.__all__ + [
    "Bernoulli", "Beta", "Binomial", "Categorical", "Cauchy", "Chi2", "ContinuousBernoulli", "Dirichlet", "Distribution",
    "Exponential", "FisherSnedecor", "Gamma", "Geometric", "Gumbel", "HalfCauchy", "HalfNormal", "Independent",
    "InverseGamma", "Kumaraswamy", "Laplace", "LogNormal", "LogisticNormal", "LowRankMultivariateNormal",
    "MixtureSameFamily", "Multinomial", "MultivariateNormal", "NegativeBinomial", "Normal", "OneHotCategorical",
    "OneHotCategoricalStraightThrough", "Pareto", "Poisson", "RelaxedBernoulli", "RelaxedOneHotCategorical", "StudentT",
    "TransformedDistribution", "Uniform", "Weibull", "kl_divergence", "register_kl",
]

_MODULES = (
    "bernoulli", "beta", "binomial", "categorical", "cauchy", "chi2", "constraints", "continuous_bernoulli", "dirichlet",
    "distribution", "exponential", "fishersnedecor", "gamma", "geometric", "gumbel", "half_cauchy", "half_normal",
    "independent", "inverse_gamma", "kl", "kumaraswamy", "laplace", "log_normal", "logistic_normal",
    "lowrank_multivariate_normal", "mixture_same_family", "multinomial", "multivariate_normal", "negative_binomial",
    "normal", "one_hot_categorical", "pareto", "poisson", "relaxed_bernoulli", "relaxed_categorical", "studentT",
    "transformed_distribution", "uniform", "utils", "weibull",
)


def __getattr__(name):
    # PyTorch imports these itself: torch.distributions.normal.Normal.
    if name in _MODULES:
        return _importlib.import_module("torch.distributions." + name)
    raise AttributeError(f"module 'torch.distributions' has no attribute '{name}'")
