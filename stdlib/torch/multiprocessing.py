"""torch.multiprocessing: what multiprocessing has, and the sharing of tensors, which needs nothing in one process."""

from multiprocessing import *  # noqa: F401, F403


def get_all_sharing_strategies():
    return {"file_descriptor", "file_system"}


def get_sharing_strategy():
    return "file_descriptor"


def set_sharing_strategy(new_strategy):
    if new_strategy not in get_all_sharing_strategies():
        raise AssertionError


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    """Runs the function once for each number, one after the other."""
    for i in range(nprocs):
        fn(i, *args)
