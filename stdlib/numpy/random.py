"""numpy.random: the legacy functions and generators, with NumPy's numbers from a seed."""

import _numpy
import _numpy_random as _native
from _numpy import asarray, arange

__all__ = ["seed", "rand", "randn", "randint", "default_rng", "RandomState", "Generator"]


def _shape(size):
    if size is None:
        return None
    if isinstance(size, (tuple, list)):
        return tuple(int(n) for n in size)
    return (size.__index__() if hasattr(size, "__index__") else int(size),)


def _system_entropy():
    import os
    return int.from_bytes(os.urandom(16), "little")


def _broadcast(size, *parameters):
    """The shape of a draw whose parameters are numbers or arrays; None for one number."""
    shapes = [asarray(p).shape for p in parameters]
    if size is None:
        shape = _numpy.broadcast_shapes(*shapes) if shapes else ()
        return None if shape == () else shape
    shape = _shape(size)
    if any(s != () for s in shapes):
        if _numpy.broadcast_shapes(shape, *shapes) != shape:
            raise ValueError(f"Output size {shape} is not compatible with broadcast dimensions of inputs "
                             f"{_numpy.broadcast_shapes(*shapes)}.")
    return shape


def _check(condition, message):
    if not asarray(condition).all():
        raise ValueError(message)


class _Draws:
    """What RandomState and Generator share."""

    _masked = True

    def _random(self, size):
        return _native.doubles(self._source, _shape(size))

    def _normal(self, size):
        return _native.normals(self._source, _shape(size))

    def _draw(self, name, size, *parameters):
        shape = _broadcast(size, *parameters)
        result = _native.draw(self._source, name, shape, *parameters)
        return _plain(result) if shape is None else result

    def standard_normal(self, size=None, dtype=float, out=None):
        """Numbers of the standard normal distribution."""
        return _cast(self._normal(size), dtype)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Numbers of a normal distribution."""
        _check(~(asarray(scale) < 0), "scale < 0")
        return _plain_or_array(loc + scale * self._sized_normal(_broadcast(size, loc, scale)))

    def _sized_normal(self, shape):
        return _native.normals(self._source, shape)

    def uniform(self, low=0.0, high=1.0, size=None):
        """Numbers between low and high."""
        if asarray(low).ndim == 0 and asarray(high).ndim == 0:
            low, high = float(low), float(high)
        else:
            low, high = asarray(low) * 1.0, asarray(high) * 1.0
        shape = _broadcast(size, low, high)
        return _plain_or_array(low + (high - low) * _native.doubles(self._source, shape))

    def standard_exponential(self, size=None, *args, **kwargs):
        return self._draw("exponential", size)

    def exponential(self, scale=1.0, size=None):
        _check(~(asarray(scale) < 0), "scale < 0")
        shape = _broadcast(size, scale)
        return _plain_or_array(scale * self._draw("exponential", shape))

    def standard_gamma(self, shape, size=None, *args, **kwargs):
        _check(asarray(shape) >= 0, "shape < 0")
        return self._draw("gamma", size, shape)

    def gamma(self, shape, scale=1.0, size=None):
        _check(asarray(shape) >= 0, "shape < 0")
        _check(~(asarray(scale) < 0), "scale < 0")
        return _plain_or_array(scale * self._draw("gamma", _broadcast(size, shape, scale), shape))

    def beta(self, a, b, size=None):
        _check(asarray(a) > 0, "a <= 0")
        _check(asarray(b) > 0, "b <= 0")
        return self._draw("beta", size, a, b)

    def chisquare(self, df, size=None):
        _check(asarray(df) > 0, "df <= 0")
        return self._draw("chisquare", size, df)

    def standard_t(self, df, size=None):
        _check(asarray(df) > 0, "df <= 0")
        return self._draw("standard_t", size, df)

    def f(self, dfnum, dfden, size=None):
        return self._draw("f", size, dfnum, dfden)

    def standard_cauchy(self, size=None):
        return self._draw("cauchy", size)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        return self._draw("laplace", size, loc, scale)

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        return self._draw("gumbel", size, loc, scale)

    def logistic(self, loc=0.0, scale=1.0, size=None):
        return self._draw("logistic", size, loc, scale)

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        return _plain_or_array(_numpy.exp(self.normal(mean, sigma, size)))

    def rayleigh(self, scale=1.0, size=None):
        return self._draw("rayleigh", size, scale)

    def weibull(self, a, size=None):
        return self._draw("weibull", size, a)

    def pareto(self, a, size=None):
        return self._draw("pareto", size, a)

    def power(self, a, size=None):
        return self._draw("power", size, a)

    def triangular(self, left, mode, right, size=None):
        return self._draw("triangular", size, left, mode, right)

    def binomial(self, n, p, size=None):
        """How many of n trials succeed."""
        _check(asarray(n) >= 0, "n < 0")
        _check((asarray(p) >= 0) & (asarray(p) <= 1), "p < 0, p > 1 or p contains NaNs")
        return self._draw("binomial", size, n, p)

    def poisson(self, lam=1.0, size=None):
        _check(asarray(lam) >= 0, "lam < 0 or lam contains NaNs")
        return self._draw("poisson", size, lam)

    def geometric(self, p, size=None):
        _check((asarray(p) > 0) & (asarray(p) <= 1), "p <= 0, p > 1 or p contains NaNs")
        return self._draw("geometric", size, p)

    def negative_binomial(self, n, p, size=None):
        return self._draw("negative_binomial", size, n, p)

    def multinomial(self, n, pvals, size=None):
        """How often each of several outcomes comes in n trials."""
        pvals = asarray(pvals) * 1.0
        if float(pvals[:-1].sum()) > 1.0 + 1e-12:
            raise ValueError("sum(pvals[:-1]) > 1.0")
        shape = _shape(size)
        count = 1
        for k in shape or ():
            count *= k
        result = _numpy.zeros((count, len(pvals)), int)
        parts = pvals.tolist()
        for row in range(count):
            left, total = n, 1.0
            for i, p in enumerate(parts[:-1]):
                if left <= 0:
                    break
                drawn = int(_native.draw(self._source, "binomial", (), left, p / total))
                result[row, i] = drawn
                left -= drawn
                total -= p
            if left > 0:
                result[row, -1] = left
        return result[0] if shape is None else result.reshape(shape + (len(pvals),))

    def dirichlet(self, alpha, size=None):
        alpha = asarray(alpha) * 1.0
        shape = (_shape(size) or ()) + alpha.shape
        draws = _native.draw(self._source, "gamma", shape, alpha)
        return draws / draws.sum(-1, keepdims=True)

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, **kwargs):
        """Vectors of a normal distribution with a covariance matrix."""
        from numpy import linalg
        mean, cov = asarray(mean) * 1.0, asarray(cov) * 1.0
        if mean.ndim != 1:
            raise ValueError("mean must be 1 dimensional")
        if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
            raise ValueError("cov must be 2 dimensional and square")
        if mean.shape[0] != cov.shape[0]:
            raise ValueError("mean and cov must have same length")
        shape = (_shape(size) or ()) + mean.shape
        x = _native.normals(self._source, shape).reshape(-1, mean.shape[0])
        u, s, v = linalg.svd(cov)
        if self._masked:
            x = _numpy.dot2(x, _numpy.sqrt(s)[:, None] * v)
            x += mean
        else:
            x = mean + _numpy.matmul(x, (u * _numpy.sqrt(s)).T)
        return x.reshape(shape)

    def vonmises(self, mu, kappa, size=None):
        raise NotImplementedError("Gradus has no von Mises draws")

    def _permuted_rows(self, x, order):
        return x[order]

    def shuffle(self, x, axis=0):
        """Shuffles a sequence or the rows of an array in place."""
        order = arange(len(x))
        if isinstance(x, _numpy.ndarray) and axis:
            from numpy._shapes import moveaxis
            x = moveaxis(x, axis, 0)
            order = arange(len(x))
        _native.shuffle(self._source, order, 1, True)
        if isinstance(x, _numpy.ndarray):
            x[...] = x[order]
        else:
            x[:] = [x[i] for i in order.tolist()]

    def permutation(self, x, axis=0):
        """A shuffled copy, or the numbers up to x shuffled."""
        if isinstance(x, int) or _numpy.is_scalar(x):
            order = arange(int(x))
            _native.shuffle(self._source, order, 1, True)
            return order
        x = asarray(x)
        if x.ndim == 0:
            raise IndexError("x must be an integer or at least 1-dimensional")
        order = arange(x.shape[axis])
        _native.shuffle(self._source, order, 1, True)
        return x[order] if axis == 0 else _take(x, order, axis)

    def bytes(self, length):
        words = _native.integers(self._source, 0, 0xFFFFFFFF, (-(-length // 4),), 64, True)
        return b"".join(int(w).to_bytes(4, "little") for w in words.tolist())[:length]


def _take(x, order, axis):
    return x[(slice(None),) * axis + (order,)]


def _plain(value):
    """A Python number of an array without axes."""
    value = asarray(value)
    return value.item() if value.ndim == 0 else value


def _plain_or_array(value):
    return _numpy.python_value(value)


def _cast(value, dtype):
    kind = _numpy.dtype(dtype)
    if kind == _numpy.dtype(float):
        return value
    return asarray(value).astype(kind)[()]


_widths = {"bool": (1, 0, 1), "int8": (8, -128, 127), "uint8": (8, 0, 255), "int16": (16, -32768, 32767),
           "int32": (32, -(1 << 31), (1 << 31) - 1), "int64": (64, -(1 << 63), (1 << 63) - 1)}


def _integers(draws, low, high, size, dtype, endpoint):
    if high is None:
        low, high = 0, low
    kind = _numpy.dtype(dtype)
    if kind.name not in _widths:
        raise TypeError(f"Unsupported dtype dtype('{kind.name}') for randint")
    bits, least, most = _widths[kind.name]
    if asarray(low).ndim or asarray(high).ndim:
        shape = _broadcast(size, low, high)
        lows = _numpy.broadcast_to(asarray(low), shape).ravel().tolist()
        highs = _numpy.broadcast_to(asarray(high), shape).ravel().tolist()
        values = [int(_integers(draws, a, b, None, dtype, endpoint)) for a, b in zip(lows, highs)]
        return asarray(values, kind).reshape(shape)
    low, high = int(low), int(high) - (0 if endpoint else 1)
    if low < least:
        raise ValueError(f"low is out of bounds for {kind.name}")
    if high > most:
        raise ValueError(f"high is out of bounds for {kind.name}")
    if low > high:
        raise ValueError("low >= high" if not endpoint else "low > high")
    shape = _shape(size)
    result = _native.integers(draws._source, low, high - low, shape, bits, draws._masked)
    if shape is None:
        value = result.item()
        return value if dtype is int else bool(value) if kind.name == "bool" else kind.type(value)
    return result if kind.name == "int64" else result.astype(kind)


def _population(a, what):
    if isinstance(a, int) or _numpy.is_scalar(a) or asarray(a).ndim == 0:
        n = int(a)
        if n <= 0 and what:
            raise ValueError("a must be greater than 0 unless no samples are taken")
        return None, n
    values = asarray(a)
    return values, values.shape[0]


def _probabilities(p, n, legacy=False):
    tolerance = 1.4901161193847656e-08
    if isinstance(p, _numpy.ndarray) and p.dtype.kind == "f":
        # Probabilities of low precision sum to one within theirs.
        tolerance = {2: 2.0 ** -5, 4: 2.0 ** -11.5}.get(p.dtype.itemsize, tolerance)
    p = asarray(p).astype("float64")
    if p.ndim != 1:
        raise ValueError("'p' must be 1-dimensional" if legacy else "p must be 1-dimensional")
    if p.size != n:
        raise ValueError("'a' and 'p' must have same size" if legacy else "a and p must have same size")
    if (p < 0).any():
        raise ValueError("probabilities are not non-negative" if legacy else "Probabilities are not non-negative")
    if abs(float(p.sum()) - 1.0) > tolerance:
        raise ValueError("probabilities do not sum to 1" if legacy else
                         "Probabilities do not sum to 1. See Notes section of docstring for more information.")
    return p


def _weighted_without_replacement(draws, p, n, count, shape):
    if int((p > 0).sum()) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    p = p.copy()
    found = []
    while len(found) < count:
        x = _native.doubles(draws._source, (count - len(found),))
        if found:
            p[asarray(found, int)] = 0
        cdf = p.cumsum()
        cdf /= cdf[-1]
        fresh = []
        for i in cdf.searchsorted(x, "right").tolist():
            if i not in fresh:
                fresh.append(i)
        found += fresh
    return asarray(found, int).reshape(shape)


class RandomState(_Draws):
    """The legacy generator: MT19937, started by a seed."""

    def __init__(self, seed=None):
        self._source = _native.mersenne(0)
        self.seed(seed)

    def seed(self, seed=None):
        """Starts again from a seed."""
        if seed is None:
            seed = [int(w) for w in _system_entropy().to_bytes(16, "little")]
        elif isinstance(seed, (list, tuple)) or getattr(seed, "ndim", 0):
            seed = [int(w) for w in asarray(seed).ravel().tolist()]
            if any(not 0 <= w < 1 << 32 for w in seed):
                raise ValueError("Seed must be between 0 and 2**32 - 1")
        else:
            if not hasattr(seed, "__index__"):
                raise TypeError(f"Cannot cast array from dtype('{asarray(seed).dtype}') to dtype('int64') according to the rule 'safe'")
            seed = seed.__index__()
            if not 0 <= seed < 1 << 32:
                raise ValueError("Seed must be between 0 and 2**32 - 1")
        _native.reseed(self._source, seed)

    def get_state(self, legacy=True):
        words, normal = _native.state(self._source)
        key, place = asarray(words[:-1]), words[-1]
        return ("MT19937", key, place, int(normal is not None), 0.0 if normal is None else normal)

    def set_state(self, state):
        if isinstance(state, dict):
            state = ("MT19937", state["state"]["key"], state["state"]["pos"], 0, 0.0)
        words = [int(w) for w in asarray(state[1]).tolist()] + [int(state[2])]
        has_normal = len(state) > 3 and state[3]
        _native.restore(self._source, words, state[4] if has_normal else None)

    def rand(self, *shape):
        """Numbers between 0 and 1 in a shape."""
        return self._random(shape if shape else None)

    def randn(self, *shape):
        """Numbers of the standard normal distribution in a shape."""
        return self._normal(shape if shape else None)

    def random_sample(self, size=None):
        return self._random(size)

    random = random_sample
    ranf = random_sample
    sample = random_sample

    def randint(self, low, high=None, size=None, dtype=int):
        """Integers from low up to, but not with, high."""
        return _integers(self, low, high, size, dtype, False)

    def random_integers(self, low, high=None, size=None):
        if high is None:
            low, high = 1, low
        return self.randint(low, high + 1, size)

    def choice(self, a, size=None, replace=True, p=None):
        """A sample of a sequence, or of the numbers up to a."""
        shape = _shape(size)
        count = 1
        for n in shape or ():
            count *= n
        values, n = _population(a, count)
        if values is not None and values.ndim != 1:
            raise ValueError("a must be 1-dimensional")
        if n == 0 and count:
            raise ValueError("'a' cannot be empty unless no samples are taken")
        if p is not None:
            p = _probabilities(p, n, legacy=True)
        if replace:
            if p is not None:
                cdf = p.cumsum()
                cdf /= cdf[-1]
                places = cdf.searchsorted(self._random(shape), "right")
            else:
                places = self.randint(0, n, shape)
        else:
            if count > n:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            if p is not None:
                places = _weighted_without_replacement(self, p, n, count, shape or ())
            else:
                places = self.permutation(n)[:count].reshape(shape or ())
        return _chosen(values, places, shape)

    def __repr__(self):
        return "RandomState(MT19937)"


def _chosen(values, places, shape):
    if shape is None:
        places = int(places)
    if values is None:
        return places
    return values[places]


class Generator(_Draws):
    """Random draws from a PCG64 stream."""

    _masked = False

    def __init__(self, bit_generator):
        self.bit_generator = bit_generator
        self._source = bit_generator._source

    def random(self, size=None, dtype=float, out=None):
        """Numbers between 0 and 1."""
        if out is not None:
            out[...] = self._random(out.shape)
            return out
        return _cast(self._random(size), dtype)

    def integers(self, low, high=None, size=None, dtype=_numpy.int64, endpoint=False):
        """Integers from low up to high."""
        result = _integers(self, low, high, size, dtype, endpoint)
        return result

    def permuted(self, x, axis=None, out=None):
        x = _numpy.array(x, copy=True)
        if axis is None:
            order = arange(x.size)
            _native.shuffle(self._source, order, 1, False)
            return x.ravel()[order].reshape(x.shape)
        from numpy._shapes import moveaxis
        rows = moveaxis(x, axis, -1)
        for place in _numpy_rows(rows):
            order = arange(rows.shape[-1])
            _native.shuffle(self._source, order, 1, False)
            rows[place] = rows[place][order]
        return x

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        """A sample of a sequence, or of the numbers up to a."""
        shape = _shape(size)
        count = 1
        for k in shape or ():
            count *= k
        values, n = _population(a, count)
        if p is not None:
            p = _probabilities(p, n)
        if replace:
            if p is not None:
                cdf = p.cumsum()
                cdf /= cdf[-1]
                places = cdf.searchsorted(self._random(shape), "right")
            else:
                places = self.integers(0, n, shape)
        else:
            if count > n:
                raise ValueError("Cannot take a larger sample than population when replace is False")
            if p is not None:
                places = _weighted_without_replacement(self, p, n, count, shape or ())
            else:
                places = self._sample(n, count, shuffle).reshape(shape or ())
        if shape is None:
            places = int(places)
        if values is None:
            return _numpy.int64(places) if shape is None else places
        return _take(values, places, axis) if axis else values[places]

    def _sample(self, n, count, shuffle):
        """Different numbers below n: the end of a shuffled row, or Floyd's method."""
        if n > 10000 and count > n // (50 if shuffle else 20):
            order = arange(n)
            _native.shuffle(self._source, order, n - count if n - count > 1 else 1, False)
            return order[n - count :].copy()
        found, known = [], set()
        for j in range(n - count, n):
            value = _native.bounded(self._source, j, False)
            if value in known:
                value = j
            known.add(value)
            found.append(value)
        order = asarray(found, int)
        if shuffle:
            places = arange(count)
            _native.shuffle(self._source, places, 1, False)
            order = order[places]
        return order

    def spawn(self, n_children):
        return [Generator(child) for child in self.bit_generator.spawn(n_children)]

    def __repr__(self):
        return f"Generator({type(self.bit_generator).__name__}) at 0x{id(self):X}"

    def __str__(self):
        return f"Generator({type(self.bit_generator).__name__})"


def _numpy_rows(a):
    from numpy._functional import ndindex
    return ndindex(*a.shape[:-1])


def _words(value):
    """32-bit words of a number, or of a sequence of numbers."""
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", 0):
        return [w for item in value for w in _words(int(item))]
    value = value.__index__()
    if value < 0:
        raise ValueError("expected non-negative integer")
    words = [value & 0xFFFFFFFF]
    value >>= 32
    while value:
        words.append(value & 0xFFFFFFFF)
        value >>= 32
    return words


class SeedSequence:
    """Entropy for bit generators."""

    def __init__(self, entropy=None, *, spawn_key=(), pool_size=4, n_children_spawned=0):
        self.entropy = _system_entropy() if entropy is None else entropy
        self.spawn_key, self.pool_size, self.n_children_spawned = tuple(spawn_key), pool_size, n_children_spawned

    def spawn(self, n_children):
        first = self.n_children_spawned
        self.n_children_spawned += n_children
        return [SeedSequence(self.entropy, spawn_key=self.spawn_key + (first + i,)) for i in range(n_children)]

    def __repr__(self):
        return f"SeedSequence(\n    entropy={self.entropy},\n)"


class BitGenerator:
    pass


class PCG64(BitGenerator):
    """The bit generator of default_rng."""

    def __init__(self, seed=None):
        self.seed_seq = seed if isinstance(seed, SeedSequence) else SeedSequence(seed)
        self._source = _native.pcg64(_words(self.seed_seq.entropy), list(self.seed_seq.spawn_key))

    def spawn(self, n_children):
        return [PCG64(child) for child in self.seed_seq.spawn(n_children)]


class MT19937(BitGenerator):
    """The legacy bit generator, started by one number."""

    def __init__(self, seed=None):
        raise NotImplementedError("Gradus has MT19937 as RandomState only")


def default_rng(seed=None):
    """A generator over PCG64."""
    if isinstance(seed, Generator):
        return seed
    if isinstance(seed, BitGenerator):
        return Generator(seed)
    return Generator(PCG64(seed))


_state = RandomState()

for _name in (
    "seed get_state set_state rand randn random_sample random ranf sample randint random_integers choice shuffle "
    "permutation uniform normal standard_normal standard_exponential exponential standard_gamma gamma beta chisquare "
    "standard_t f standard_cauchy laplace gumbel logistic lognormal rayleigh weibull pareto power triangular binomial "
    "poisson geometric negative_binomial multinomial dirichlet multivariate_normal bytes"
).split():
    globals()[_name] = getattr(_state, _name)
