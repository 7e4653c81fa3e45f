# Reductions that leave out what is not a number: masks, beginnings, kept axes, types.
import warnings
import numpy as np

nan = np.nan
a = np.array([[1.0, nan, 3.0], [nan, nan, nan], [4.0, 5.0, -6.0]])
f = a.astype(np.float32)
i = np.array([[3, -1, 2], [7, 0, 4]])
mask = np.array([True, False, True])


def tell(name, call):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = repr(call())
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
    print(name, result, *[f"[{w.category.__name__}: {w.message}]" for w in caught])


for name in ("nansum", "nanprod", "nanmean", "nanvar", "nanstd", "nanmax", "nanmin", "nanmedian"):
    function = getattr(np, name)
    for axis in (None, 0, 1, -1, (0, 1)):
        tell(f"{name} {axis}", lambda: function(a, axis))
    tell(f"{name} kept", lambda: function(a, axis=1, keepdims=True))
    tell(f"{name} float32", lambda: function(f, axis=0))
    tell(f"{name} int", lambda: function(i, axis=0))
    if name != "nanmedian":
        start = {"initial": 100.0} if name in ("nanmax", "nanmin") else {}
        tell(f"{name} where", lambda: function(a, where=mask, **start))
for name in ("nansum", "nanprod", "nanmax", "nanmin"):
    tell(f"{name} initial", lambda: getattr(np, name)(a, axis=0, initial=-2.0))
for name in ("nanargmax", "nanargmin"):
    for axis in (None, 0, 1):
        tell(f"{name} {axis}", lambda: getattr(np, name)(a, axis))
    tell(f"{name} kept", lambda: getattr(np, name)(a[[0, 2]], axis=1, keepdims=True))
tell("nancumsum", lambda: np.nancumsum(a, axis=1))
tell("nancumprod", lambda: np.nancumprod(a))
tell("nanvar ddof", lambda: np.nanvar(a, axis=0, ddof=2))
tell("nanstd correction", lambda: np.nanstd(a, axis=0, correction=1))
tell("nanvar both", lambda: np.nanvar(a, ddof=1, correction=1))
tell("nanmean dtype", lambda: np.nanmean(a, dtype=np.float32))
tell("nanmean int dtype", lambda: np.nanmean(a, dtype=int))
tell("nanpercentile", lambda: np.nanpercentile(a, [25, 50], axis=0))
tell("nanpercentile kept", lambda: np.nanpercentile(a, 50, axis=(0, 1), keepdims=True))
tell("nanquantile float32", lambda: np.nanquantile(f, 0.5))
tell("nanquantile methods", lambda: np.nanquantile(a, 0.4, axis=0, method="higher"))
