"""Names of torch.autograd that are compositions."""

import functools as _functools
import warnings as _warnings

import torch
from torch.autograd import Function as _Function
from torch.autograd import _set_anomaly
from torch.autograd._gradcheck import GradcheckError, gradcheck, gradgradcheck  # noqa: F401


class detect_anomaly:
    """A context in which a backward pass that gives NaN is an error that names the operation."""

    def __init__(self, check_nan=True):
        self.check_nan = check_nan
        _warnings.warn(
            "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for "
            "debugging.", stacklevel=2)

    def __enter__(self):
        self._before = _set_anomaly(self.check_nan)

    def __exit__(self, *_):
        _set_anomaly(self._before)


class set_detect_anomaly:
    """Switches anomaly detection, for good or as a context."""

    def __init__(self, mode, check_nan=True):
        self._before = _set_anomaly(mode and check_nan)

    def __enter__(self):
        return None

    def __exit__(self, *_):
        _set_anomaly(self._before)


class set_multithreading_enabled:
    """Only noted: the backward pass uses one thread."""

    def __init__(self, mode):
        self.mode = mode

    def __enter__(self):
        return None

    def __exit__(self, *_):
        return False


class _Once(_Function):
    """Hands its inputs through; differentiating it is an error."""

    @staticmethod
    def forward(ctx, *tensors):
        return tensors if len(tensors) != 1 else tensors[0]

    @staticmethod
    def backward(ctx, *grads):
        raise RuntimeError("trying to differentiate twice a function that was marked with @once_differentiable")


def once_differentiable(fn):
    """Makes a backward method whose result cannot be differentiated again."""

    @_functools.wraps(fn)
    def wrapper(ctx, *args):
        with torch.no_grad():
            outputs = fn(ctx, *args)
        wanted = any(isinstance(arg, torch.Tensor) and arg.requires_grad for arg in args)
        if not torch.is_grad_enabled() or not wanted:
            return outputs
        several = isinstance(outputs, tuple)
        results = []
        for output in outputs if several else (outputs,):
            if isinstance(output, torch.Tensor):
                output = _Once.apply(output.detach().requires_grad_())
            results.append(output)
        return tuple(results) if several else results[0]

    return wrapper


InplaceFunction = _Function
NestedIOFunction = _Function


def is_multithreading_enabled():
    return True
