"""The memory of tensors, as pickles of PyTorch name it."""

import io

import torch
from torch import _files

_NAMES = {torch.float64: "Double", torch.float32: "Float", torch.float16: "Half", torch.bfloat16: "BFloat16",
          torch.int64: "Long", torch.int32: "Int", torch.int16: "Short", torch.int8: "Char", torch.uint8: "Byte",
          torch.bool: "Bool"}
_DTYPES = {name + "Storage": dtype for dtype, name in _NAMES.items()}


class _StorageType:
    """Stands for a class such as `torch.FloatStorage` in a pickle."""

    def __init__(self, name):
        self.__name__ = name
        self.__qualname__ = name
        self.__module__ = "torch" if name != "UntypedStorage" else "torch.storage"
        self.dtype = _DTYPES.get(name, torch.uint8)

    def __repr__(self):
        return f"<class '{self.__module__}.{self.__name__}'>"

    def __call__(self, *args):
        raise TypeError(f"{self.__name__}() cannot be made in Gradus; a tensor has its own memory")


_TYPES = {name: _StorageType(name) for name in [*_DTYPES, "UntypedStorage"]}


def _type_of(dtype):
    return _TYPES[_NAMES[dtype] + "Storage"]


class _TypedStorage:
    """The whole memory of a tensor on its way into a pickle."""

    def __init__(self, tensor):
        self._key, self._dtype, self._size = _files.layout(tensor)[:3]
        self._tensor = tensor

    def __reduce__(self):
        from torch.serialization import _legacy_save
        buffer = io.BytesIO()
        _legacy_save(self, buffer)
        return _load_from_bytes, (buffer.getvalue(),)

    def __deepcopy__(self, memo):
        known = memo.setdefault("torch", {})
        if self._key not in known:
            known[self._key] = _TypedStorage(_files.from_bytes(_files.to_bytes(self._tensor, True), self._dtype))
        return known[self._key]


def _load_from_bytes(data):
    from torch.serialization import load
    return load(io.BytesIO(data), weights_only=False)
