"""torch.testing: comparing values within tolerances."""

import math as _math
import numbers as _numbers

import torch

__all__ = ["assert_close", "assert_allclose", "make_tensor"]

# Relative and absolute tolerances by dtype; everything else has to be equal.
_TOLERANCES = {
    torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5),
    torch.float64: (1e-7, 1e-7),
}


def _tolerances(dtypes, rtol, atol):
    if (rtol is None) != (atol is None):
        missing = "atol" if atol is None else "rtol"
        raise ValueError(f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {missing}.")
    if rtol is not None:
        return rtol, atol
    pairs = [_TOLERANCES.get(dtype, (0.0, 0.0)) for dtype in dtypes]
    return max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)


def _place(path):
    return "" if not path else "\n\nThe failure occurred for item " + "".join(f"[{step!r}]" for step in path)


def _fail(kind, text, path, msg):
    text += _place(path)
    if callable(msg):
        text = msg(text)
    elif msg is not None:
        text = msg
    raise kind(text)


def _limit(name, difference, allowed, index):
    line = f"Greatest {name} difference: {difference}"
    if index is not None:
        line += f" at index {index}"
    return line + (f" (up to {allowed} allowed)" if allowed is not None else "")


def _compare_tensors(actual, expected, rtol, atol, equal_nan, check_device, check_dtype, check_stride, path, msg):
    def attribute(name, a, b):
        if a != b:
            _fail(AssertionError, f"The values for attribute '{name}' do not match: {a} != {b}.", path, msg)

    attribute("shape", actual.shape, expected.shape)
    if check_device:
        attribute("device", actual.device, expected.device)
    if check_dtype:
        attribute("dtype", actual.dtype, expected.dtype)
    if check_stride:
        attribute("stride()", actual.stride(), expected.stride())
    rtol, atol = _tolerances([actual.dtype, expected.dtype], rtol, atol)
    if actual.dtype != expected.dtype:
        dtype = torch.promote_types(actual.dtype, expected.dtype)
        actual, expected = actual.to(dtype), expected.to(dtype)
    close = torch.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if bool(close.all()):
        return
    exact = rtol == 0 and atol == 0
    number, total = actual.numel(), int((~close).sum())
    wide = torch.float64 if actual.is_floating_point() else torch.int64
    a, b = actual.detach().to(wide), expected.detach().to(wide)
    absolute = (a - b).abs()
    # Differences that are allowed do not count, NaN counts for most.
    absolute = absolute.masked_fill(close, 0)
    relative = (absolute / b.abs()).masked_fill(close, 0)

    def index_of(t):
        flat = int(torch.argmax(t))
        index = []
        for size in reversed(actual.shape):
            index.insert(0, flat % size)
            flat //= size
        return tuple(index)

    if actual.dim() == 0:
        text = f"Scalars are not {'equal' if exact else 'close'}!\n\nExpected {expected.item()} but got {actual.item()}.\n"
        text += f"Absolute difference: {absolute.item()}"
        text += "" if exact else f" (up to {atol} allowed)"
        text += f"\nRelative difference: {relative.item()}"
        text += "" if exact else f" (up to {rtol} allowed)"
    else:
        text = f"Tensor-likes are not {'equal' if exact else 'close'}!\n\n"
        text += f"Mismatched elements: {total} / {number} ({total / number:.1%})\n"
        base = expected.detach() if actual.is_floating_point() else b
        greatest = absolute
        if actual.is_floating_point():
            greatest = (actual.detach() - base).abs().masked_fill(close, 0)
        ratio = (greatest / base.abs()).masked_fill(close, 0)
        text += _limit("absolute", greatest.max().item(), None if exact else atol, index_of(absolute)) + "\n"
        text += _limit("relative", ratio.max().item(), None if exact else rtol, index_of(relative))
    _fail(AssertionError, text, path, msg)


def _compare_numbers(actual, expected, rtol, atol, equal_nan, check_dtype, path, msg):
    if check_dtype and type(actual) is not type(expected):
        _fail(
            AssertionError, f"The (d)types do not match: {type(actual)} != {type(expected)}.", path, msg)
    kinds = {float: torch.float64, int: torch.int64}
    rtol, atol = _tolerances([kinds.get(type(v), torch.int64) for v in (actual, expected)], rtol, atol)
    difference = abs(actual - expected)
    if actual == expected or difference <= atol + rtol * abs(expected) and _math.isfinite(difference):
        return
    if equal_nan and actual != actual and expected != expected:
        return
    exact = rtol == 0 and atol == 0
    text = f"Scalars are not {'equal' if exact else 'close'}!\n\nExpected {expected} but got {actual}.\n"
    text += f"Absolute difference: {difference}" + ("" if exact else f" (up to {atol} allowed)")
    ratio = difference / abs(expected) if expected != 0 else _math.inf
    text += f"\nRelative difference: {ratio}" + ("" if exact else f" (up to {rtol} allowed)")
    _fail(AssertionError, text, path, msg)


def _compare(actual, expected, rtol, atol, equal_nan, checks, allow_subclasses, path, msg):
    check_device, check_dtype, check_layout, check_stride = checks
    if isinstance(actual, dict) and isinstance(expected, dict):
        if set(actual) != set(expected):
            only, missing = sorted(set(actual) - set(expected)), sorted(set(expected) - set(actual))
            _fail(
                AssertionError,
                "The keys of the mappings do not match:\n"
                f"Missing keys in the actual mapping: {missing}\nAdditional keys in the actual mapping: {only}", path, msg)
        for key in actual:
            _compare(
                actual[key], expected[key], rtol, atol, equal_nan, checks, allow_subclasses, path + [key], msg)
        return
    sequences = (list, tuple)
    if isinstance(actual, sequences) and isinstance(expected, sequences):
        if len(actual) != len(expected):
            _fail(
                AssertionError, f"The length of the sequences mismatch: {len(actual)} != {len(expected)}", path, msg)
        for i, (a, b) in enumerate(zip(actual, expected)):
            _compare(a, b, rtol, atol, equal_nan, checks, allow_subclasses, path + [i], msg)
        return
    if actual is None and expected is None:
        return
    if isinstance(actual, bool) and isinstance(expected, bool):
        if actual is not expected:
            _fail(AssertionError, f"Booleans mismatch: {actual} is not {expected}", path, msg)
        return
    if isinstance(actual, _numbers.Number) and isinstance(expected, _numbers.Number):
        _compare_numbers(actual, expected, rtol, atol, equal_nan, check_dtype, path, msg)
        return

    def tensor(value):
        if isinstance(value, torch.Tensor):
            return value
        try:
            return torch.as_tensor(value)
        except Exception:
            raise TypeError(
                "No comparison pair was able to handle inputs of type "
                f"{type(actual)} and {type(expected)}." + _place(path)) from None

    if actual is None or expected is None or isinstance(actual, str) or isinstance(expected, str):
        raise TypeError(
            f"No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}." + _place(path))
    _compare_tensors(
        tensor(actual), tensor(expected), rtol, atol, equal_nan, check_device, check_dtype, check_stride, path, msg)


def assert_close(
    actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True,
    check_dtype=True, check_layout=True, check_stride=False, msg=None,
):
    """An AssertionError where two tensors, numbers, or lists and dictionaries of them, are not close."""
    checks = (check_device, check_dtype, check_layout, check_stride)
    _compare(actual, expected, rtol, atol, equal_nan, checks, allow_subclasses, [], msg)


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    """An older assert_close, which does not look at dtypes."""
    assert_close(
        torch.as_tensor(actual), torch.as_tensor(expected), rtol=rtol, atol=atol, equal_nan=equal_nan,
        check_device=True, check_dtype=False, msg=msg or None)


def make_tensor(
    *shape, dtype, device="cpu", low=None, high=None, requires_grad=False, noncontiguous=False, exclude_zero=False,
    memory_format=None,
):
    """Random values of any dtype in [low, high)."""
    if len(shape) == 1 and isinstance(shape[0], (list, tuple)):
        shape = tuple(shape[0])
    if dtype.is_floating_point:
        low, high = -9 if low is None else low, 9 if high is None else high
        result = torch.empty(shape, dtype=torch.float32 if dtype.itemsize < 4 else dtype, device=device)
        result = result.uniform_(low, high).to(dtype)
    elif dtype == torch.bool:
        result = torch.randint(0, 2, shape, dtype=torch.int64, device=device).to(dtype)
    else:
        low = (0 if dtype == torch.uint8 else -9) if low is None else low
        result = torch.randint(low, 10 if high is None else high, shape, dtype=torch.int64, device=device).to(dtype)
    if exclude_zero:
        result[result == 0] = 1
    return result.requires_grad_(requires_grad) if dtype.is_floating_point else result
