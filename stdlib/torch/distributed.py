"""Many processes: Gradus trains in one, and says so."""

from datetime import timedelta as _timedelta

default_pg_timeout = _timedelta(seconds=1800)


def is_available():
    """Whether there is a package for many processes."""
    return False


def is_initialized():
    return False


is_nccl_available = is_gloo_available = is_mpi_available = is_torchelastic_launched = is_available


def _missing(*args, **kwargs):
    raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")


get_rank = get_world_size = barrier = all_reduce = broadcast = all_gather = reduce = get_backend = _missing


def init_process_group(*args, **kwargs):
    raise NotImplementedError("Gradus has no groups of processes: train in one process")


def destroy_process_group(group=None):
    _missing()
