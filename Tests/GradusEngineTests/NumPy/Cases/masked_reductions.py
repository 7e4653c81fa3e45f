# where= and initial= of reductions, and the types that their results have.
import numpy as np

x = np.array([[1.5, -2.0, 3.0], [0.5, 4.0, -1.0]])
i = np.array([[3, -1, 2], [7, 0, 4]])
b = np.array([[True, False, True], [False, False, True]])
mask = np.array([True, False, True])


def tell(name, call):
    try:
        print(name, repr(call()))
    except Exception as error:
        print(name, f"{type(error).__name__}: {error}")


for where in (mask, b, np.array([[True], [False]]), np.ones((2, 2, 3), bool), np.ones(2, bool), False):
    for name in ("sum", "prod", "any", "all", "mean"):
        for axis in (None, 0, 1):
            if where is not False or name not in ("mean",):
                tell(f"{name} {np.shape(where)} {axis}", lambda: getattr(np, name)(x, axis=axis, where=where))
    tell(f"max {np.shape(where)}", lambda: x.max(initial=-9, where=where))
    tell("min without a beginning", lambda: x.min(where=where))
for name in ("var", "std"):
    tell(name, lambda: getattr(x, name)(where=b))
    tell(f"{name} axis", lambda: getattr(np, name)(x, axis=1, where=mask, ddof=1, keepdims=True))
tell("int mean", lambda: i.mean(axis=0, where=b, dtype=np.float32))
tell("mean as int", lambda: i.mean(dtype=int))
tell("max of bools", lambda: b.max(initial=10))
tell("min of bools", lambda: np.amin(b, axis=1, initial=False))
tell("max of ints", lambda: i.max(initial=5.7))
tell("max of none", lambda: np.zeros((0, 3)).max(axis=0, initial=-1))
tell("max keeps axes", lambda: np.zeros((2, 0)).max(axis=1, initial=2, keepdims=True))
tell("infinite beginning", lambda: i.max(initial=float("inf")))
tell("reduce", lambda: np.add.reduce(x, axis=1, where=mask))
tell("reduce max", lambda: np.maximum.reduce(x, axis=0, where=b, initial=0))
tell("products of truth", lambda: np.cumprod([0.5, 2.0, 0.0, 3.0], dtype=bool))
tell("sums of truth", lambda: np.cumsum([0.0, 0.5, 2.0], dtype=bool))
tell("accumulate a scalar", lambda: np.add.accumulate(3))
tell("cumsum of a number", lambda: np.cumsum(3.5, axis=0))
tell("cumulative", lambda: np.cumulative_sum(i[0], include_initial=True))
tell("cumulative product", lambda: np.cumulative_prod(x, axis=1, include_initial=True))
tell("cumulative without axis", lambda: np.cumulative_sum(x))
tell("average", lambda: np.average(x, axis=1, returned=True))
tell("weights", lambda: np.average(x, axis=1, weights=[1, 2, 1], returned=True))
tell("quantile of ints", lambda: (np.quantile([1, 2, 4], 1), np.quantile([1, 2, 4], 0.3), np.quantile([1, 2, 4], [0, 1])))
tell("quantile of float32", lambda: (np.quantile(x.astype("f4"), 0.3), np.quantile(x.astype("f4"), np.float64(0.3))))
tell("percentile", lambda: (np.percentile(x.astype("f4"), 30), np.percentile(i, [30], axis=0)))
tell("weighted quantile", lambda: np.quantile(x, 0.5, weights=x))
tell("cov", lambda: np.cov(x.astype("f4"), dtype=np.float32))
tell("corrcoef", lambda: np.corrcoef(x, dtype=np.float32).dtype)
