"""Names of torch that are compositions or settings: random states, compile, autocast, determinism."""

import contextlib as _contextlib

import torch
from torch.func import vmap  # noqa: F401
from torch.amp import autocast, is_autocast_available  # noqa: F401

_settings = {"precision": "highest", "deterministic": False, "warn_only": False, "warn_always": False, "interop": 1}


def _assert(condition, message):
    """An assertion that compilers understand."""
    assert condition, message


def get_rng_state():
    """The state of the default generator as a tensor of bytes."""
    return torch.default_generator.get_state()


def set_rng_state(new_state):
    """Takes over what get_rng_state gave."""
    torch.default_generator.set_state(new_state)


@_contextlib.contextmanager
def fork_rng(devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
    """Runs a block and puts the default generator back to where it was."""
    if not enabled:
        yield
        return
    state = get_rng_state()
    try:
        yield
    finally:
        set_rng_state(state)


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False):
    """Gives a callable with the same results: there is no compiler to hand the model to."""
    if mode is not None and options is not None:
        raise RuntimeError("Either mode or options can be specified, but both can't be specified at the same time.")
    if model is None:
        return lambda model: compile(model, fullgraph=fullgraph, dynamic=dynamic, backend=backend, mode=mode)
    return model


def set_float32_matmul_precision(precision):
    """Only noted: products are always computed in full precision."""
    if precision not in ("highest", "high", "medium"):
        raise RuntimeError(f"Invalid float32 matmul precision: {precision}")
    _settings["precision"] = precision


def get_float32_matmul_precision():
    return _settings["precision"]


def use_deterministic_algorithms(mode, *, warn_only=False):
    """Only noted: results never depend on the number of threads."""
    _settings["deterministic"] = bool(mode)
    _settings["warn_only"] = bool(warn_only)


def are_deterministic_algorithms_enabled():
    return _settings["deterministic"]


def is_deterministic_algorithms_warn_only_enabled():
    return _settings["warn_only"]


def set_deterministic_debug_mode(debug_mode):
    use_deterministic_algorithms(debug_mode not in (0, "default"), warn_only=debug_mode in (1, "warn"))


def get_deterministic_debug_mode():
    return 0 if not _settings["deterministic"] else 1 if _settings["warn_only"] else 2


def set_warn_always(b, /):
    _settings["warn_always"] = bool(b)


def is_warn_always_enabled():
    return _settings["warn_always"]


def get_num_interop_threads():
    return _settings["interop"]


def set_num_interop_threads(n, /):
    _settings["interop"] = int(n)


def set_flush_denormal(mode, /):
    return False


def is_autocast_enabled(device_type="cuda"):
    return autocast._state.get(device_type, False)


def is_autocast_cpu_enabled():
    return is_autocast_enabled("cpu")


def get_autocast_dtype(device_type):
    return autocast._dtypes.get(device_type, torch.float16)


def get_autocast_gpu_dtype():
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype():
    return get_autocast_dtype("cpu")


def constant_pad_nd(input, pad, value=0):
    return torch.nn.functional.pad(input, pad, "constant", value)


def is_storage(obj, /):
    return False


def typename(obj, /):
    """The name of a tensor's legacy type, or of an object's class with its module."""
    if isinstance(obj, torch.Tensor):
        return obj.type()
    kind = obj if isinstance(obj, type) else type(obj)
    module = getattr(kind, "__module__", "builtins")
    return kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
