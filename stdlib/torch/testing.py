"""torch.testing: comparisons that say how far tensors are apart."""

import collections

import numpy as np
import torch

__all__ = ["assert_allclose", "assert_close"]

_TOLERANCES = {torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5),
               torch.float64: (1e-7, 1e-7)}


def _tolerances(*dtypes):
    pairs = [_TOLERANCES.get(dtype, (0.0, 0.0)) for dtype in dtypes]
    return max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)


def _fail(message, msg, where):
    place = f"\n\nThe failure occurred for item {where}" if where else ""
    if callable(msg):
        raise AssertionError(msg(message + place))
    raise AssertionError(message + place if msg is None else msg)


def _compare(actual, expected, rtol, atol, equal_nan, check_dtype, check_stride, msg, where):
    if actual.shape != expected.shape:
        _fail("The values for attribute 'shape' do not match: "
              f"{tuple_text(actual.shape)} != {tuple_text(expected.shape)}.", msg, where)
    if check_dtype and actual.dtype != expected.dtype:
        _fail(f"The values for attribute 'dtype' do not match: {actual.dtype} != {expected.dtype}.", msg, where)
    if check_stride and actual.stride() != expected.stride():
        _fail(f"The values for attribute 'stride()' do not match: {actual.stride()} != {expected.stride()}.", msg,
              where)
    if rtol is None:
        rtol, atol = _tolerances(actual.dtype, expected.dtype)
    if actual.dtype != expected.dtype:
        dtype = torch.promote_types(actual.dtype, expected.dtype)
        actual, expected = actual.to(dtype), expected.to(dtype)
    close = torch.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if bool(close.all()):
        return
    if actual.dim() == 0:
        _fail(_scalar_text(actual.item(), expected.item(), rtol, atol), msg, where)
    wrong = ~close
    count, total = int(wrong.sum()), actual.numel()
    wide = actual.dtype if actual.dtype.is_floating_point else torch.int64
    difference = (actual.to(wide) - expected.to(wide)).abs()
    difference = torch.where(close, torch.zeros_like(difference), difference)
    relative = difference / expected.to(wide).abs()
    relative = torch.where(close, torch.zeros_like(relative), relative)
    rows = []
    for kind, values, allowed in (("absolute", difference, atol), ("relative", relative, rtol)):
        place = np.unravel_index(int(values.reshape(-1).argmax()), tuple(actual.shape))
        index = tuple(int(i) for i in place)
        limit = f" (up to {allowed} allowed)" if rtol or atol else ""
        rows.append(f"Greatest {kind} difference: {values.max().item()} at index {index}{limit}")
    head = "Tensor-likes are not close!" if rtol or atol else "Tensor-likes are not equal!"
    _fail(f"{head}\n\nMismatched elements: {count} / {total} ({count / total:.1%})\n" + "\n".join(rows), msg, where)


def tuple_text(shape):
    return f"torch.Size({list(shape)})"


def _scalar_text(actual, expected, rtol, atol):
    difference = abs(actual - expected)
    relative = difference / abs(expected) if expected else float("inf")
    if not rtol and not atol:
        return f"Scalars are not equal!\n\nExpected {expected} but got {actual}.\nAbsolute difference: {difference}\n" \
               f"Relative difference: {relative}"
    return (f"Scalars are not close!\n\nExpected {expected} but got {actual}.\n"
            f"Absolute difference: {difference} (up to {atol} allowed)\n"
            f"Relative difference: {relative} (up to {rtol} allowed)")


def assert_close(actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True,
                 check_dtype=True, check_layout=True, check_stride=False, msg=None, _where=""):
    """Passes where |actual - expected| <= atol + rtol·|expected| holds everywhere; sequences and mappings are compared
    item by item."""
    if (rtol is None) != (atol is None):
        missing = "rtol" if rtol is None else "atol"
        raise ValueError(f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {missing}.")
    more = dict(rtol=rtol, atol=atol, equal_nan=equal_nan, check_dtype=check_dtype, check_stride=check_stride, msg=msg)
    if isinstance(actual, collections.abc.Mapping) and isinstance(expected, collections.abc.Mapping):
        if set(actual) != set(expected):
            _fail("The keys of the mappings do not match:\n"
                  f"Missing keys in the actual mapping: {sorted(set(expected) - set(actual))}\n"
                  f"Additional keys in the actual mapping: {sorted(set(actual) - set(expected))}", msg, _where)
        for key in expected:
            assert_close(actual[key], expected[key], **more, _where=f"{_where}[{key!r}]")
        return
    if isinstance(actual, (list, tuple)) and isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            _fail(f"The length of the sequences mismatch: {len(actual)} != {len(expected)}", msg, _where)
        for i, (a, e) in enumerate(zip(actual, expected)):
            assert_close(a, e, **more, _where=f"{_where}[{i}]")
        return
    if actual is None and expected is None:
        return
    if not isinstance(actual, type(expected)) and not isinstance(expected, type(actual)) \
            and not (isinstance(actual, (int, float)) and isinstance(expected, (int, float))):
        raise TypeError(f"No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}.")
    if isinstance(actual, (bool, int, float)):
        kinds = {float: torch.float64, int: torch.int64, bool: torch.int64}
        if check_dtype and type(actual) is not type(expected):
            _fail(f"The (d)types do not match: {type(actual)} != {type(expected)}.", msg, _where)
        if rtol is None:
            more["rtol"], more["atol"] = _tolerances(kinds[type(actual)], kinds[type(expected)])
        near = actual == expected or abs(actual - expected) <= more["atol"] + more["rtol"] * abs(expected) \
            or equal_nan and actual != actual and expected != expected
        if not near:
            _fail(_scalar_text(actual, expected, more["rtol"], more["atol"]), msg, _where)
        return
    _compare(torch.as_tensor(actual), torch.as_tensor(expected), rtol, atol, equal_nan, check_dtype, check_stride, msg,
             _where)


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    """The older comparison, which looks at values only."""
    if rtol is None and atol is None:
        rtol, atol = _tolerances(torch.as_tensor(actual).dtype, torch.as_tensor(expected).dtype)
    assert_close(torch.as_tensor(actual), torch.as_tensor(expected), rtol=rtol, atol=atol, equal_nan=equal_nan,
                 check_dtype=False, msg=msg or None)
