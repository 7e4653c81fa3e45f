"""Parts of torch.autograd.graph that need nothing of the engine."""


class saved_tensors_hooks:
    """Refused: what a node saves cannot be packed."""

    def __init__(self, pack_hook, unpack_hook):
        raise NotImplementedError("saved_tensors_hooks: Gradus keeps what a node saves as it is")


class save_on_cpu:
    """Everything is on the CPU already."""

    def __init__(self, pin_memory=False, device_type="cuda"):
        pass

    def __enter__(self):
        return None

    def __exit__(self, *_):
        return False


def increment_version(tensor):
    """Counts one change of the tensor's elements."""
    for one in (tensor,) if not isinstance(tensor, (list, tuple)) else tensor:
        one.detach().add_(0)
