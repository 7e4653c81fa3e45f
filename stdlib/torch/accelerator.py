"""torch.accelerator as it answers on a machine without one."""


def is_available():
    return False


def device_count():
    return 0


def current_accelerator(check_available=False):
    return None


def _absent(*args, **kwargs):
    raise RuntimeError("Cannot access accelerator device when none is available.")


current_device_index = current_device_idx = current_stream = set_device_index = set_device_idx = _absent
set_stream = synchronize = get_device_capability = get_memory_info = _absent
empty_cache = memory_allocated = memory_reserved = max_memory_allocated = max_memory_reserved = _absent
memory_stats = reset_peak_memory_stats = reset_accumulated_memory_stats = _absent


class device_index:
    """A context that changes nothing for None."""

    def __init__(self, device, /):
        self.idx = device

    def __enter__(self):
        if self.idx is not None:
            _absent()

    def __exit__(self, *_):
        return False
