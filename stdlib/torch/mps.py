"""torch.mps where there is none."""


def is_available():
    return False


def device_count():
    return 0


def manual_seed(seed):
    """There is no generator to seed."""


def seed():
    """There is no generator to seed."""


def synchronize():
    raise RuntimeError("Cannot execute deviceSynchronize() without MPS backend.")


def empty_cache():
    raise RuntimeError("Cannot execute emptyCache() without MPS backend.")
