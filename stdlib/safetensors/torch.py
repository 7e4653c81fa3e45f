"""Dictionaries of tensors as safetensors."""

import os

import torch
from torch import _files

from safetensors import _Contents, _of_file, _serialized

__all__ = ["load", "load_file", "load_model", "save", "save_file", "save_model"]

_SHARED = """
            Some tensors share memory, this will lead to duplicate memory on disk and potential differences when loading them again: {}.
            A potential way to correctly save your model is to use `save_model`.
            More information at https://huggingface.co/docs/safetensors/torch_shared_tensors
            """
_STRIDED = ("You are trying to save a non contiguous tensor: `{}` which is not allowed. It either means you are trying to "
            "save tensors which are reference of each other in which case it's recommended to save only the full tensors, "
            "and reslice at load time, or simply call `.contiguous()` on your tensor to pack it before saving.")


def _groups(tensors):
    """Names of tensors that share memory."""
    by_memory = {}
    for name, tensor in tensors.items():
        if tensor.numel():
            by_memory.setdefault(_files.layout(tensor)[0], []).append(name)
    groups = []
    for names in by_memory.values():
        if len(names) == 1:
            continue
        spans = []
        for name in names:
            _, _, _, offset, size, stride, _ = _files.layout(tensors[name])
            end = offset + 1 + sum((extent - 1) * step for extent, step in zip(size, stride))
            spans.append((offset, end, name))
        spans.sort()
        group, reach = [spans[0][2]], spans[0][1]
        for start, end, name in spans[1:]:
            if start < reach:
                group.append(name)
                reach = max(reach, end)
            else:
                groups.append(group)
                group, reach = [name], end
        groups.append(group)
    return [set(group) for group in groups if len(group) > 1]


def _checked(tensors, metadata):
    if not isinstance(tensors, dict):
        raise ValueError(f"Expected a dict of [str, torch.Tensor] but received {type(tensors)}")
    for name, value in tensors.items():
        if not isinstance(value, torch.Tensor):
            raise ValueError(f"Key `{name}` is invalid, expected torch.Tensor but received {type(value)}")
    shared = _groups(tensors)
    if shared:
        raise RuntimeError(_SHARED.format(shared))
    for name, value in tensors.items():
        if not value.is_contiguous():
            raise ValueError(_STRIDED.format(name))
    return _serialized(tensors, metadata)


def save(tensors, metadata=None):
    header, parts = _checked(tensors, metadata)
    return b"".join([header, *(_files.to_bytes(part) for part in parts)])


def save_file(tensors, filename, metadata=None):
    header, parts = _checked(tensors, metadata)
    _files.write_file(os.fspath(filename), [header, *parts])


def load(data):
    contents = _Contents(bytes(data))
    return {name: contents.tensor(name) for name in contents.names()}


def load_file(filename, device="cpu"):
    filename = os.fspath(filename)
    if not os.path.exists(filename):
        raise FileNotFoundError(f"No such file or directory: {filename}")
    contents = _of_file(filename)
    return {name: contents.tensor(name) for name in sorted(contents.entries)}


def save_model(model, filename, metadata=None, force_contiguous=True):
    """A module's state; of names that share a tensor, the first is kept."""
    state = model.state_dict()
    metadata = dict(metadata or {})
    for names in _groups(state):
        kept, *others = sorted(names)
        for name in others:
            metadata.setdefault(name, kept)
            del state[name]
    if force_contiguous:
        state = {name: tensor.contiguous() for name, tensor in state.items()}
    save_file(state, filename, metadata=metadata or None)


def load_model(model, filename, strict=True, device="cpu"):
    state = load_file(filename)
    own = model.state_dict()
    shared = {name for names in _groups(own) for name in sorted(names)[1:]}
    missing = [name for name in own if name not in state and name not in shared]
    unexpected = [name for name in state if name not in own]
    if strict and (missing or unexpected):
        lines = [f"Error(s) in loading state_dict for {type(model).__name__}:"]
        if missing:
            lines.append("    Missing key(s) in state_dict: " + ", ".join(f'"{name}"' for name in sorted(missing)))
        if unexpected:
            lines.append("    Unexpected key(s) in state_dict: " + ", ".join(f'"{name}"' for name in sorted(unexpected)))
        raise RuntimeError("\n".join(lines))
    model.load_state_dict(state, strict=False)
    return set(missing), list(unexpected)
