"""Tensors in files that hold nothing else (https://github.com/huggingface/safetensors, format 1)."""

import json as _json
import os as _os

import torch as _torch
from torch import _files

__version__ = "0.8.0"
__all__ = ["SafetensorError", "safe_open"]

_DTYPES = {"BOOL": _torch.bool, "U8": _torch.uint8, "I8": _torch.int8, "I16": _torch.int16, "F16": _torch.float16,
           "BF16": _torch.bfloat16, "I32": _torch.int32, "F32": _torch.float32, "F64": _torch.float64,
           "I64": _torch.int64}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}
_OTHERS = ("U16", "U32", "U64", "C64", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ", "F4", "F6_E2M3",
           "F6_E3M2")
_LARGEST_HEADER = 100_000_000


class SafetensorError(Exception):
    """A file that breaks the rules of the format."""


SafetensorError.__module__ = "safetensors._safetensors_rust"


def _fail(reason):
    raise SafetensorError("Error while deserializing: " + reason)


class _Contents:
    """The parsed header of a file or of bytes."""

    def __init__(self, source):
        self._bytes = _files.open_bytes(source)
        total = self._bytes.size
        if total < 8:
            _fail("header too small")
        size = int.from_bytes(self._bytes.bytes_at(0, 8), "little")
        if size > _LARGEST_HEADER:
            _fail("header too large")
        if size > total - 8:
            _fail("invalid header length")
        self._start = 8 + size
        text = self._bytes.bytes_at(8, size)
        try:
            header = _json.loads(text.decode("utf-8"))
        except UnicodeDecodeError as error:
            _fail(f"invalid UTF-8 in header: {error}")
        except ValueError as error:
            _fail(f"invalid JSON in header: {error}")
        if not isinstance(header, dict):
            _fail("invalid JSON in header: expected a map")
        metadata = header.pop("__metadata__", None)
        if metadata is not None and not (isinstance(metadata, dict)
                                         and all(isinstance(value, str) for value in metadata.values())):
            _fail("invalid JSON in header: expected a map of strings as __metadata__")
        self.metadata = metadata
        self.entries = {name: self._entry(name, value) for name, value in header.items()}
        self._check(total - self._start)

    def _entry(self, name, value):
        try:
            dtype, shape, (start, end) = value["dtype"], value["shape"], value["data_offsets"]
        except (KeyError, TypeError, ValueError):
            _fail(f"invalid JSON in header: the entry {name!r} is incomplete")
        if dtype not in _DTYPES and dtype not in _OTHERS:
            _fail(f"invalid JSON in header: unknown variant `{dtype}`")
        numbers = list(shape) + [start, end] if isinstance(shape, list) else [None]
        if not all(type(number) is int and 0 <= number < 1 << 63 for number in numbers):
            _fail(f"invalid JSON in header: the entry {name!r} has sizes that are no numbers")
        return dtype, shape, start, end

    def _check(self, available):
        place = 0
        for name, (dtype, shape, start, end) in sorted(self.entries.items(), key=lambda item: item[1][2:]):
            if start != place or end < start:
                _fail(f"invalid offset for tensor `{name}`")
            count = 1
            for size in shape:
                count *= size
                if count >= 1 << 63:
                    _fail("overflow computing buffer size from shape and/or element type")
            if dtype in _DTYPES and count * _DTYPES[dtype].itemsize != end - start:
                _fail("invalid shape, data type, or offset for tensor")
            place = end
        if place != available:
            _fail("incomplete metadata, file not fully covered")

    def names(self):
        return [name for name, _ in sorted(self.entries.items(), key=lambda item: item[1][2:])]

    def tensor(self, name):
        dtype, shape, start, end = self.entries[name]
        if dtype not in _DTYPES:
            raise SafetensorError(f"Gradus has no tensors of dtype {dtype}")
        kind = _DTYPES[dtype]
        return self._bytes.tensor_at(self._start + start, (end - start) // kind.itemsize, kind).reshape(shape)


def _of_file(filename):
    """The contents of a file, of which errors say that it was the header."""
    try:
        return _Contents(filename)
    except SafetensorError as error:
        raise SafetensorError(str(error).replace("deserializing:", "deserializing header:", 1)) from None


def _serialized(tensors, metadata):
    """The header and the tensors in the order in which the file holds them."""
    order = {name: place for place, name in enumerate(_DTYPES)}
    names = sorted(tensors, key=lambda name: (-order[_NAMES[tensors[name].dtype]], name))
    header = {}
    if metadata is not None:
        header["__metadata__"] = metadata
    place = 0
    for name in names:
        tensor = tensors[name]
        end = place + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": _NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [place, end]}
        place = end
    text = _json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text, [tensors[name].detach() for name in names]


class _Slice:
    """A part of a tensor, read when it is indexed."""

    def __init__(self, contents, name):
        self._contents = contents
        self._name = name

    def get_shape(self):
        return list(self._contents.entries[self._name][1])

    def get_dtype(self):
        return self._contents.entries[self._name][0]

    def __getitem__(self, index):
        return self._contents.tensor(self._name)[index]


class safe_open:
    """Opens a file to read tensors one by one."""

    def __init__(self, filename, framework, device="cpu"):
        filename = _os.fspath(filename)
        if not _os.path.exists(filename):
            raise FileNotFoundError(f"No such file or directory: {filename}")
        if framework not in ("pt", "torch", "pytorch"):
            raise SafetensorError(f"framework {framework} is invalid")
        self._contents = _of_file(filename)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def keys(self):
        return sorted(self._contents.entries)

    def offset_keys(self):
        return self._contents.names()

    def metadata(self):
        return self._contents.metadata

    def _find(self, name):
        if name not in self._contents.entries:
            raise SafetensorError(f"File does not contain tensor {name}")

    def get_tensor(self, name):
        self._find(name)
        return self._contents.tensor(name)

    def get_slice(self, name):
        self._find(name)
        return _Slice(self._contents, name)
