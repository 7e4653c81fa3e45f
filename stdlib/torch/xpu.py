"""torch.xpu where there is none."""


def is_available():
    return False


def device_count():
    return 0


def is_initialized():
    return False


def manual_seed(seed):
    """There is no generator to seed."""


def manual_seed_all(seed):
    """There is no generator to seed."""


def empty_cache():
    """Nothing is cached."""
