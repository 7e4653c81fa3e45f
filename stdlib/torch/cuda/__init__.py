"""torch.cuda as it answers on a machine without CUDA."""

import torch

has_half = True
has_magma = False
default_generators = ()


def _absent(*args, **kwargs):
    raise AssertionError("Torch not compiled with CUDA enabled")


current_device = get_device_name = get_device_properties = get_device_capability = current_stream = _absent
default_stream = current_blas_handle = mem_get_info = get_rng_state = set_rng_state = _absent
utilization = temperature = power_draw = clock_rate = memory_usage = cudart = _absent


def is_available():
    return False


def is_initialized():
    return False


def is_bf16_supported(including_emulation=True):
    return False


def is_tf32_supported():
    return False


def device_count():
    return 0


def init():
    _absent()


def set_device(device):
    """Refuses any device; -1 and None mean none and pass."""
    if isinstance(device, int) and device < 0:
        return
    _absent()


def synchronize(device=None):
    _absent()


def empty_cache():
    """Nothing is cached."""


def ipc_collect():
    """Nothing is shared."""


def manual_seed(seed):
    """There is no generator to seed."""


def manual_seed_all(seed):
    """There is no generator to seed."""


def seed():
    """There is no generator to seed."""


def seed_all():
    """There is no generator to seed."""


def initial_seed():
    _absent()


def get_rng_state_all():
    return []


def set_rng_state_all(new_states):
    """There is no generator to set."""


def get_arch_list():
    return []


def get_gencode_flags():
    return ""


def can_device_access_peer(device, peer_device):
    _absent()


def memory_allocated(device=None):
    return 0


memory_reserved = max_memory_allocated = max_memory_reserved = memory_cached = max_memory_cached = memory_allocated


def memory_stats(device=None):
    return {}


def memory_summary(device=None, abbreviated=False):
    _absent()


def reset_peak_memory_stats(device=None):
    _absent()


def reset_max_memory_allocated(device=None):
    _absent()


def set_per_process_memory_fraction(fraction, device=None):
    _absent()


class OutOfMemoryError(RuntimeError):
    """Raised where an accelerator has no memory left."""


class device:
    """A context that changes nothing for device None or -1."""

    def __init__(self, device):
        self.idx = -1 if device is None else device

    def __enter__(self):
        if self.idx != -1:
            _absent()

    def __exit__(self, *_):
        return False


class Event:
    def __init__(self, *args, **kwargs):
        raise RuntimeError("Tried to instantiate dummy base class Event")


class Stream:
    def __init__(self, *args, **kwargs):
        raise RuntimeError("torch.cuda.Stream requires CUDA support")


class StreamContext:
    """The context of no stream."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        return None

    def __exit__(self, *_):
        return False


def stream(stream):
    return StreamContext(stream)


from torch.cuda import amp  # noqa: E402, F401
