"""How tensors are taken apart for pickling, and put together again."""

from collections import OrderedDict

import torch
from torch import _files


def _reduce_tensor(tensor):
    """What `pickle` and `copy` ask of a tensor."""
    from torch.storage import _TypedStorage
    if isinstance(tensor, torch.nn.Parameter):
        return _rebuild_parameter, (tensor.data, tensor.requires_grad, OrderedDict())
    _, dtype, _, offset, size, stride, requires_grad = _files.layout(tensor)
    return _rebuild_tensor_v2, (_TypedStorage(tensor), offset, size, stride, requires_grad, OrderedDict())


def _memory(storage):
    """The tensor that stands for a storage, and its dtype."""
    tensor = getattr(storage, "_tensor", storage)
    return tensor, getattr(storage, "_dtype", tensor.dtype)


def _rebuild_tensor(storage, storage_offset, size, stride):
    memory, dtype = _memory(storage)
    return _files.view(memory, dtype, storage_offset, tuple(size), tuple(stride))


def _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None):
    tensor = _rebuild_tensor(storage, storage_offset, size, stride)
    return tensor.requires_grad_() if requires_grad else tensor


def _rebuild_tensor_v3(storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype, metadata=None):
    memory, _ = _memory(storage)
    tensor = _files.view(memory, dtype, storage_offset, tuple(size), tuple(stride))
    return tensor.requires_grad_() if requires_grad else tensor


def _rebuild_parameter(data, requires_grad, backward_hooks):
    return torch.nn.Parameter(data, requires_grad)


def _rebuild_parameter_with_state(data, requires_grad, backward_hooks, state):
    parameter = torch.nn.Parameter(data, requires_grad)
    if isinstance(state, dict):
        for name, value in state.items():
            setattr(parameter, name, value)
    return parameter


class KeyErrorMessage(str):
    """A message that KeyError shows as it is, line by line."""

    def __repr__(self):
        return str(self)


def _worker_error(error, text, worker):
    """The error of a loader's worker, with its traceback in the message."""
    message = f"Caught {type(error).__name__} in DataLoader worker process {worker}.\nOriginal {text}"
    if type(error) is KeyError:
        message = KeyErrorMessage(message)
    try:
        return type(error)(message)
    except Exception:
        return RuntimeError(message)
