"""numpy.testing: assertions about arrays."""

import _numpy
from _numpy import asarray

__all__ = [
    "assert_equal", "assert_array_equal", "assert_allclose", "assert_almost_equal", "assert_array_almost_equal",
    "assert_array_less", "assert_raises", "assert_raises_regex", "assert_", "assert_approx_equal", "assert_warns",
    "assert_no_warnings", "assert_string_equal",
]


def assert_(val, msg=""):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def _report(actual, desired, err_msg, header, lines, verbose, names=("ACTUAL", "DESIRED")):
    parts = ["\n" + header]
    if err_msg:
        if err_msg.find("\n") == -1 and len(err_msg) < 79 - len(header):
            parts = [parts[0] + " " + err_msg]
        else:
            parts.append(err_msg)
    parts += lines
    if verbose:
        for name, value in zip(names, (actual, desired)):
            text = repr(value)
            if text.count("\n") > 3:
                text = "\n".join(text.splitlines()[:3]) + "..."
            parts.append(f" {name}: {text}")
    return "\n".join(parts)


def _compare(actual, desired, test, err_msg, verbose, header, precision=6, equal_nan=True, strict=False):
    a, d = asarray(actual), asarray(desired)
    if not (a.shape == () or d.shape == () and not strict) and a.shape != d.shape:
        raise AssertionError(_report(a, d, err_msg, header, [f"(shapes {a.shape}, {d.shape} mismatch)"], verbose))
    same = test(a, d)
    if equal_nan and a.dtype.kind == "f" and d.dtype.kind == "f":
        both = _numpy.logical_and(_numpy.isnan(a), _numpy.isnan(d))
        same = _numpy.logical_or(same, both)
    same = asarray(same)
    if same.all():
        return
    wrong = int(same.size - same.sum())
    lines = [f"Mismatched elements: {wrong} / {same.size} ({100.0 * wrong / same.size:.3g}%)"]
    if a.dtype.kind in "fiu" and d.dtype.kind in "fiu":
        places = (~same).nonzero() if same.ndim else None
        spread_a, spread_d = _numpy.broadcast_to(a, same.shape), _numpy.broadcast_to(d, same.shape)
        if places is not None:
            first = list(zip(*[p.tolist() for p in places]))
            if len(first) == 1:
                lines.append("Mismatch at index:")
            elif len(first) > 5:
                lines.append("First 5 mismatches are at indices:")
            else:
                lines.append("Mismatch at indices:")
            for place in first[:5]:
                lines.append(f" {list(place)}: {spread_a[place]!s} (ACTUAL), {spread_d[place]!s} (DESIRED)")
        bad = ~same
        error = _numpy.absolute(spread_a * 1.0 - spread_d * 1.0)
        error = error[bad] if same.ndim else asarray([error])
        lines.append(f"Max absolute difference among violations: {_short(error.max())}")
        size = _numpy.absolute(spread_d * 1.0)
        size = size[bad] if same.ndim else asarray([size])
        nonzero = size != 0
        relative = (error[nonzero] / size[nonzero]).max() if nonzero.all() else float("inf")
        lines.append(f"Max relative difference among violations: {_short(relative)}")
    raise AssertionError(_report(a, d, err_msg, header, lines, verbose))


def _short(value):
    from numpy._settings import array2string
    return array2string(asarray([float(value)]))[1:-1].rstrip(".") if float(value) == int(float(value) if abs(float(value)) < 1e300 else 0) and abs(float(value)) < 1e16 else array2string(asarray([float(value)]))[1:-1]


def assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    """Raises where two arrays differ."""
    _compare(actual, desired, lambda a, d: a == d, err_msg, verbose, "Arrays are not equal")


def assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], f"key={key!r}\n{err_msg}", verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k, (a, d) in enumerate(zip(actual, desired)):
            assert_equal(a, d, f"item={k!r}\n{err_msg}", verbose)
        return
    if isinstance(actual, _numpy.ndarray) or isinstance(desired, _numpy.ndarray):
        assert_array_equal(actual, desired, err_msg, verbose)
        return
    if desired != desired and actual != actual:
        return
    if not (desired == actual):
        raise AssertionError(_report(actual, desired, err_msg, "Items are not equal:", [], verbose))


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True, *, strict=False):
    """Raises where two arrays differ by more than a tolerance."""
    from numpy._math import isclose
    header = f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}"
    _compare(actual, desired, lambda a, d: isclose(a, d, rtol, atol, equal_nan), err_msg, verbose, header,
             equal_nan=equal_nan)


def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    if isinstance(actual, (_numpy.ndarray, list, tuple)) or isinstance(desired, (_numpy.ndarray, list, tuple)):
        assert_array_almost_equal(actual, desired, decimal, err_msg)
        return
    if abs(desired - actual) >= 1.5 * 10.0 ** -decimal:
        raise AssertionError(
            _report(actual, desired, err_msg, f"Arrays are not almost equal to {decimal} decimals", [], verbose))


def assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
    _compare(actual, desired, lambda a, d: _numpy.absolute(a - d) < 1.5 * 10.0 ** -decimal, err_msg, verbose,
             f"Arrays are not almost equal to {decimal} decimals")


def assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
    if actual == desired:
        return
    scale = 10.0 ** int(_numpy.floor(_numpy.log10(0.5 * (abs(desired) + abs(actual)))))
    if abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError(
            _report(actual, desired, err_msg, f"Items are not equal to {significant} significant digits:", [], verbose))


def assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    _compare(x, y, lambda a, d: a < d, err_msg, verbose, "Arrays are not strictly ordered `x < y`", equal_nan=False)


def assert_string_equal(actual, desired):
    if actual != desired:
        raise AssertionError(f"Differences in strings:\n- {actual}+ {desired}")


class _Raises:
    def __init__(self, kind, pattern=None):
        self.kind, self.pattern = kind, pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            raise AssertionError(f"{self.kind.__name__} not raised")
        if not issubclass(kind, self.kind):
            return False
        self.exception = value
        if self.pattern is not None:
            import re
            if not re.search(self.pattern, str(value)):
                raise AssertionError(f'"{self.pattern}" does not match "{value}"')
        return True


def assert_raises(exception_class, callable=None, *args, **kwargs):
    if callable is None:
        return _Raises(exception_class)
    with _Raises(exception_class):
        callable(*args, **kwargs)


def assert_raises_regex(exception_class, expected_regexp, callable=None, *args, **kwargs):
    if callable is None:
        return _Raises(exception_class, expected_regexp)
    with _Raises(exception_class, expected_regexp):
        callable(*args, **kwargs)


def assert_warns(warning_class, *args, **kwargs):
    import warnings
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = args[0](*args[1:], **kwargs)
    if not any(issubclass(w.category, warning_class) for w in caught):
        raise AssertionError("No warning raised when calling " + args[0].__name__)
    return result


def assert_no_warnings(*args, **kwargs):
    return args[0](*args[1:], **kwargs)
