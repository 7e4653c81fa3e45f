"""torch.backends.cuda where there is none: settings that may be written."""

import contextlib as _contextlib
import warnings as _warnings


class _Matmul:
    allow_tf32 = False
    allow_fp16_reduced_precision_reduction = True
    allow_bf16_reduced_precision_reduction = True


matmul = _Matmul()


def is_built():
    return False


_attention = {"flash": True, "mem_efficient": True, "math": True, "cudnn": True}


def flash_sdp_enabled():
    return _attention["flash"]


def mem_efficient_sdp_enabled():
    return _attention["mem_efficient"]


def math_sdp_enabled():
    return _attention["math"]


def cudnn_sdp_enabled():
    return _attention["cudnn"]


def enable_flash_sdp(enabled):
    """Only noted, as the following: there is one way of computing attention."""
    _attention["flash"] = bool(enabled)


def enable_mem_efficient_sdp(enabled):
    _attention["mem_efficient"] = bool(enabled)


def enable_math_sdp(enabled):
    _attention["math"] = bool(enabled)


def enable_cudnn_sdp(enabled):
    _attention["cudnn"] = bool(enabled)


@_contextlib.contextmanager
def sdp_kernel(enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True):
    """A context in which those ways of computing attention count as enabled."""
    _warnings.warn(
        "`torch.backends.cuda.sdp_kernel()` is deprecated. In the future, this context manager will be removed. "
        "Please see `torch.nn.attention.sdpa_kernel()` for the new context manager, with updated signature.",
        FutureWarning, stacklevel=3)
    before = dict(_attention)
    _attention.update(flash=enable_flash, math=enable_math, mem_efficient=enable_mem_efficient, cudnn=enable_cudnn)
    try:
        yield {}
    finally:
        _attention.update(before)


def is_flash_attention_available():
    return False
