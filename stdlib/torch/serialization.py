"""`torch.save` and `torch.load`: PyTorch's ZIP format both ways, its older format for reading, and safetensors."""

import copy
import io
import os
import pickle
import random
import struct
import sys
import warnings
from collections import Counter, OrderedDict

import _preview
import torch
from torch import _files
from torch import _utils as _rebuilders
from torch.storage import _DTYPES, _TYPES, _type_of, _TypedStorage

__all__ = ["SourceChangeWarning", "add_safe_globals", "clear_safe_globals", "default_restore_location",
           "get_safe_globals", "get_unsafe_globals_in_checkpoint", "load", "register_package", "safe_globals", "save"]

DEFAULT_PROTOCOL = 2
MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001

_TRUST = ("In PyTorch 2.6, we changed the default value of the `weights_only` argument in `torch.load` from `False` to "
          "`True`. Re-running `torch.load` with `weights_only` set to `False` will likely succeed, but it can result in "
          "arbitrary code execution. Do it only if you got the file from a trusted source.")
_DOCS = ("\n\nCheck the documentation of torch.load to learn more about types accepted by default with weights_only "
         "https://pytorch.org/docs/stable/generated/torch.load.html.")
_SAFE_OPTIONS = ("Weights only load failed. This file can still be loaded, to do so you have two options, \033[1mdo those "
                 "steps only if you trust the source of the checkpoint\033[0m. \n\t(1) " + _TRUST + "\n\t(2) Alternatively, "
                 "to load with `weights_only=True` please check the recommended steps in the following error message."
                 "\n\tWeightsUnpickler error: ")
_NO_CUDA = ("Attempting to deserialize object on a {} device but torch.{}.is_available() is False. If you are running on "
            "a CPU-only machine, please use torch.load with map_location=torch.device('cpu') to map your storages to the "
            "CPU.")
_CORRUPT = ("This is an internal miniz error. If you are seeing this error, there is a high likelihood that your "
            "checkpoint file is corrupted. This can happen if the checkpoint was not saved properly, was transferred "
            "incorrectly, or the file was modified after saving.")


class SourceChangeWarning(Warning):
    """The source of a saved class has changed."""


# --- What may be named in a file ---

_user_globals = {}


def _named(item):
    if isinstance(item, tuple):
        if len(item) != 2:
            raise ValueError(f"Expected tuple of length 2 (global, str of callable full path), but got tuple of length: "
                             f"{len(item)}")
        if type(item[1]) is not str:
            raise TypeError(f"Expected second item in tuple to be str of callable full path, but got: {type(item[1])}")
        return item[1], item[0]
    return f"{item.__module__}.{item.__qualname__}", item


def add_safe_globals(safe_globals):
    """Lets `torch.load(weights_only=True)` use these classes and functions."""
    for item in safe_globals:
        name, value = _named(item)
        _user_globals[name] = value


def get_safe_globals():
    return list(_user_globals.values())


def clear_safe_globals():
    _user_globals.clear()


class safe_globals:
    """`add_safe_globals` for the time of a `with` block."""

    def __init__(self, safe_globals):
        self._items = safe_globals

    def __enter__(self):
        self._before = dict(_user_globals)
        add_safe_globals(self._items)

    def __exit__(self, *details):
        _user_globals.clear()
        _user_globals.update(self._before)


def _encode(text, encoding="utf-8"):
    return text.encode(encoding)


def _dtype_names():
    return {f"torch.{str(dtype)[6:]}": dtype for dtype in _DTYPES.values()}


def _allowed():
    """Everything that a file of weights may name."""
    names = {"collections.OrderedDict": OrderedDict, "collections.Counter": Counter, "_codecs.encode": _encode,
             "builtins.set": set, "builtins.complex": complex, "builtins.bytearray": bytearray, "builtins.bytes": bytes,
             "builtins.frozenset": frozenset, "torch.Size": torch.Size, "torch.device": torch.device,
             "torch.Tensor": torch.Tensor, "torch.nn.parameter.Parameter": torch.nn.Parameter,
             "torch.storage.UntypedStorage": _TYPES["UntypedStorage"],
             "torch.serialization._get_layout": _get_layout}
    for name in ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_parameter",
                 "_rebuild_parameter_with_state"):
        names["torch._utils." + name] = getattr(_rebuilders, name)
    for name in _DTYPES:
        names["torch." + name] = _TYPES[name]
    names.update(_dtype_names())
    return names


def _get_layout(name):
    return getattr(torch, name.rpartition(".")[2])


_BLOCKED = {"sys", "os", "posix", "nt"}
_OLD_MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg", "Queue": "queue"}
_OLD_NAMES = {"builtins.unicode": "builtins.str", "builtins.long": "builtins.int", "builtins.xrange": "builtins.range"}


class _Reader(pickle.Unpickler):
    """Any file: classes and functions are looked up in the program."""

    def __init__(self, file, persistent, encoding="utf-8"):
        super().__init__(file, encoding=encoding)
        self._persistent = persistent

    def persistent_load(self, pid):
        return self._persistent(pid)

    def find_class(self, module, name):
        if module == "_codecs" and name == "encode":
            return _encode
        if module in ("torch", "torch.storage") and name in _TYPES:
            return _TYPES[name]
        if module.startswith("torch._C"):
            module = "torch.nn.functional" if hasattr(torch.nn.functional, name) else "torch"
        return super().find_class(module, name)


# What pickles of protocol 2 consist of.
_OPERANDS = frozenset(b"()K]}MJXNGUhjqrabsuetcQR.\x80\x81\x85\x86\x87\x88\x89\x8a")


class _WeightsReader(_Reader):
    """Files of weights: no code runs, whatever the file says."""

    def __init__(self, file, persistent, encoding="utf-8"):
        super().__init__(file, persistent, encoding)
        self._known = _allowed()

    def find_class(self, module, name):
        module = _OLD_MODULES.get(module, module)
        path = f"{module}.{name}"
        path = _OLD_NAMES.get(path, path)
        if module in _BLOCKED:
            raise pickle.UnpicklingError(f"Trying to load unsupported GLOBAL {path} whose module {module} is blocked.")
        if path in self._known:
            return self._known[path]
        if path in _user_globals:
            return _user_globals[path]
        path = name if module == "builtins" else path
        raise pickle.UnpicklingError(
            f"Unsupported global: GLOBAL {path} was not an allowed global by default. Please use "
            f"`torch.serialization.add_safe_globals([{path}])` or the `torch.serialization.safe_globals([{path}])` "
            "context manager to allowlist this global if you trust this class/function.")

    def _get(self, index):
        self.stack.append(self.memo[index])

    def _is_known(self, value):
        return any(value is known for known in self._known.values()) or any(
            value is known for known in _user_globals.values())

    def _call(self):
        args = self._pop()
        func = self._pop()
        if not self._is_known(func) or type(args) is not tuple:
            raise pickle.UnpicklingError(
                f"Trying to call reduce for unrecognized function {func}")
        self.stack.append(func(*args))

    def _new_object(self):
        args = self._pop()
        cls = self._pop()
        if cls is torch.nn.Parameter:
            self.stack.append(torch.nn.Parameter(*args))
        elif isinstance(cls, type) and (cls is OrderedDict or cls in _user_globals.values()):
            self.stack.append(cls.__new__(cls, *args))
        else:
            raise pickle.UnpicklingError("Can only create new object for nn.Parameter or classes allowlisted via "
                                         f"`add_safe_globals` but got {cls}")

    def _build(self):
        state = self._pop()
        target = self.stack[-1] if self.stack else None
        kind = type(target)
        if kind is OrderedDict:
            target.__dict__.update(state)
        elif kind in _user_globals.values():
            setter = getattr(target, "__setstate__", None)
            if setter is not None:
                setter(state)
            else:
                target.__dict__.update(state)
        elif not isinstance(target, torch.Tensor):
            raise pickle.UnpicklingError("Can only build Tensor, Parameter, OrderedDict or types allowlisted via "
                                         f"`add_safe_globals`, but got {kind}")

    def _append_one(self):
        value = self._pop()
        if type(self.stack[-1]) is not list:
            raise pickle.UnpicklingError(f"Can only append to lists, but got {type(self.stack[-1])}")
        self.stack[-1].append(value)

    def _appends(self):
        items = self._pop_mark()
        if type(self.stack[-1]) is not list:
            raise pickle.UnpicklingError(f"Can only extend lists, but got {type(self.stack[-1])}")
        self.stack[-1].extend(items)

    def _check_target(self, operation):
        if type(self.stack[-1]) not in (dict, OrderedDict, Counter):
            raise pickle.UnpicklingError(f"Can only {operation} for dict, collections.OrderedDict, collections.Counter, "
                                         f"but got {type(self.stack[-1])}")

    def _set_one(self):
        value = self._pop()
        key = self._pop()
        self._check_target("SETITEM")
        self.stack[-1][key] = value

    def _set_items(self):
        items = self._pop_mark()
        self._check_target("SETITEMS")
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def load(self):
        self.stack = []
        self._marks = []
        while True:
            code = self._read(1)
            if not code:
                raise EOFError
            action = _WEIGHTS_ACTIONS.get(code[0])
            if action is None:
                raise pickle.UnpicklingError(f"Unsupported operand {code[0]}")
            try:
                action(self)
            except pickle._Stop as stop:
                return stop.value


# Operands that call methods replaced above, and those that are safe as they are.
_WEIGHTS_ACTIONS = {code: action for code, action in pickle._LOADERS.items() if code in _OPERANDS}
_WEIGHTS_ACTIONS.update({
    b"R"[0]: _WeightsReader._call, 0x81: _WeightsReader._new_object, b"b"[0]: _WeightsReader._build,
    b"a"[0]: _WeightsReader._append_one, b"e"[0]: _WeightsReader._appends, b"s"[0]: _WeightsReader._set_one,
    b"u"[0]: _WeightsReader._set_items})


def _explained(message):
    """The message of a refused file, as PyTorch words it."""
    if "was not an allowed global by default." in message:
        return _SAFE_OPTIONS + message + _DOCS
    text = f"Weights only load failed. {_TRUST}\n"
    if "is blocked" not in message:
        text += ("Please file an issue with the following so that we can make `weights_only=True` compatible with your "
                 "use case: WeightsUnpickler error: ")
    return text + "\n\n" + message + _DOCS


# --- Where storages go ---

_packages = []


def register_package(priority, tagger, deserializer):
    _packages.append((priority, tagger, deserializer))
    _packages.sort(key=lambda entry: entry[0])


def default_restore_location(storage, location):
    """The storage, where this machine has its device."""
    for _, _, restore in _packages:
        found = restore(storage, location)
        if found is not None:
            return found
    kind = str(location).split(":")[0]
    if kind == "cpu":
        return storage
    if kind == "meta":
        return storage
    if kind in ("cuda", "mps", "xpu", "hpu"):
        raise RuntimeError(_NO_CUDA.format(kind.upper(), kind))
    raise RuntimeError(f"don't know how to restore data location of torch.storage.UntypedStorage (tagged with {location})")


def _restorer(map_location):
    if map_location is None:
        return default_restore_location
    if isinstance(map_location, dict):
        return lambda storage, location: default_restore_location(storage, map_location.get(location, location))
    if isinstance(map_location, (str, torch.device)):
        return lambda storage, location: default_restore_location(storage, str(map_location))

    def restore(storage, location):
        result = map_location(storage, location)
        return default_restore_location(storage, location) if result is None else result

    return restore


# --- Saving ---

class _Writer(pickle.Pickler):
    """Puts storages aside while everything else goes into the pickle."""

    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = {}
        self._dtypes = {}

    def persistent_id(self, obj):
        if type(obj) is not _TypedStorage:
            return None
        if self._dtypes.setdefault(obj._key, obj._dtype) != obj._dtype:
            raise RuntimeError("Cannot save multiple tensors or storages that view the same data as different types")
        if obj._key not in self.storages:
            self.storages[obj._key] = str(len(self.storages)), obj
        return "storage", _type_of(obj._dtype), self.storages[obj._key][0], "cpu", obj._size

    def _save_object(self, obj):
        if isinstance(obj, torch.dtype):
            self._write_name("torch", str(obj)[6:], obj)
        elif isinstance(obj, torch.Size):
            self._save_reduce(torch.Size, (tuple(obj),), obj=obj)
        elif isinstance(obj, torch.device):
            args = (obj.type,) if obj.index is None else (obj.type, obj.index)
            self._save_reduce(torch.device, args, obj=obj)
        elif type(obj) in _STORAGE_TYPES:
            self._write_name(obj.__module__, obj.__name__, obj)
        elif type(obj) is _FUNCTION and not self._write_function(obj):
            super()._save_object(obj)
        elif type(obj) is not _FUNCTION:
            super()._save_object(obj)

    def _write_function(self, obj):
        """Operations, under the names that PyTorch gives them: a model keeps `F.relu` as an attribute."""
        name = obj.__name__
        for module, holder in (("torch.nn.functional", torch.nn.functional), ("torch", torch)):
            if getattr(holder, name, None) is obj:
                if name == "gelu":
                    module = "torch._C._nn"
                self._write_name(module, name, obj)
                return True
        return False

    def _write_name(self, module, name, obj):
        if self.proto >= 4:
            self._save(module)
            self._save(name)
            self._out += b"\x93"
        else:
            self._out += b"c" + module.encode() + b"\n" + name.encode() + b"\n"
        self._memoize(obj)


_FUNCTION = type(len)
_STORAGE_TYPES = (type(_TYPES["FloatStorage"]),)


# What a preview of a program has saved, by path: it writes no files.
_kept = {}


def _is_path(f):
    return isinstance(f, str) or hasattr(f, "__fspath__")


def save(obj, f, pickle_module=pickle, pickle_protocol=DEFAULT_PROTOCOL, _use_new_zipfile_serialization=True,
         _disable_byteorder_record=False):
    """Saves an object to a file, a path or a buffer, in the format of PyTorch."""
    if not _is_path(f) and not hasattr(f, "write"):
        raise AttributeError("expected 'f' to be string, path, or a file-like object with a 'write' attribute")
    if _preview.is_on():
        _kept[os.path.abspath(os.fspath(f)) if _is_path(f) else id(f)] = obj
        return
    name = "archive"
    if _is_path(f):
        f = os.fspath(f)
        folder = os.path.dirname(f)
        if folder and not os.path.isdir(folder):
            raise RuntimeError(f"Parent directory {folder} does not exist.")
        if os.path.isdir(f):
            raise RuntimeError(f"File {f} cannot be opened.")
        if f.isascii():
            name = os.path.basename(f)
            name = name[:name.rindex(".")] if "." in name else name
    if not _use_new_zipfile_serialization:
        if _is_path(f):
            with open(f, "wb") as file:
                _legacy_save(obj, file, pickle_protocol)
        else:
            _legacy_save(obj, f, pickle_protocol)
        return
    buffer = io.BytesIO()
    writer = _Writer(buffer, pickle_protocol)
    writer.dump(obj)
    records = [("data.pkl", buffer.getvalue()), (".format_version", b"1"), (".storage_alignment", b"64")]
    if not _disable_byteorder_record:
        records.append(("byteorder", sys.byteorder.encode()))
    records += [("data/" + key, storage._tensor) for key, storage in writer.storages.values()]
    records += [("version", b"3\n"), (".data/serialization_id", _serial(records))]
    records = [(f"{name}/{part}", data) for part, data in records]
    if _is_path(f):
        _files.write_archive(f, records)
    else:
        f.write(_files.write_archive(None, records))


def _serial(records):
    """A number of 40 digits that tells archives apart."""
    import zlib
    names = zlib.crc32("".join(name for name, _ in records).encode())
    return f"{names:020d}{zlib.crc32(records[0][1]):020d}".encode()


def _legacy_save(obj, f, pickle_protocol=DEFAULT_PROTOCOL):
    """The format before version 1.6."""
    for part in (MAGIC_NUMBER, PROTOCOL_VERSION,
                 {"protocol_version": PROTOCOL_VERSION, "little_endian": sys.byteorder == "little",
                  "type_sizes": {"short": 2, "int": 4, "long": 4}}):
        pickle.dump(part, f, pickle_protocol)
    buffer = io.BytesIO()
    writer = _LegacyWriter(buffer, pickle_protocol)
    writer.dump(obj)
    f.write(buffer.getvalue())
    pickle.dump([key for key, _ in writer.storages.values()], f, pickle_protocol)
    for _, storage in writer.storages.values():
        f.write(struct.pack("<q", storage._size) + _files.to_bytes(storage._tensor, True))


class _LegacyWriter(_Writer):
    def persistent_id(self, obj):
        found = super().persistent_id(obj)
        return found if found is None else found + (None,)


# --- Loading ---

def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args):
    """Loads what `torch.save` saved. Only weights and plain containers, unless `weights_only=False`."""
    if weights_only is None:
        weights_only = pickle_module is None
    if weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    encoding = pickle_load_args.get("encoding", "utf-8")
    if _preview.is_on():
        key = os.path.abspath(os.fspath(f)) if _is_path(f) else id(f)
        if key in _kept:
            return copy.deepcopy(_kept[key])
    if _is_path(f):
        f = os.fspath(f)
        if f.lower().endswith(".safetensors"):
            from safetensors.torch import load_file
            return load_file(f)
        with open(f, "rb") as file:
            head = file.read(4)
            if head != b"PK\x03\x04":
                file.seek(0)
                return _checked(weights_only, lambda: _legacy_load(file, map_location, weights_only, encoding))
        return _load_archive(f, map_location, weights_only, encoding)
    if not hasattr(f, "seek") or not hasattr(f, "read"):
        missing = "seek" if not hasattr(f, "seek") else "read"
        raise AttributeError(f"'{type(f).__name__}' object has no attribute '{missing}'. You can only torch.load from a "
                             "file that is seekable. Please pre-load the data into a buffer like io.BytesIO and try to "
                             "load from it instead.")
    start = f.tell()
    head = f.read(4)
    f.seek(start)
    if head != b"PK\x03\x04":
        return _checked(weights_only, lambda: _legacy_load(f, map_location, weights_only, encoding))
    return _load_archive(f.read(), map_location, weights_only, encoding)


def _checked(weights_only, action):
    if not weights_only:
        return action()
    try:
        return action()
    except pickle.UnpicklingError as error:
        message = str(error)
    raise pickle.UnpicklingError(_explained(message))


def _load_archive(source, map_location, weights_only, encoding):
    try:
        archive = _files.open_archive(source)
    except RuntimeError:
        raise RuntimeError("PytorchStreamReader failed reading zip archive: not a ZIP archive. " + _CORRUPT) from None
    names = archive.names()
    place = next((name for name in names if name.endswith("/data.pkl") or name == "data.pkl"), None)
    if place is None:
        if any(name.endswith("/constants.pkl") for name in names):
            raise NotImplementedError("Gradus has no TorchScript")
        raise RuntimeError("PytorchStreamReader failed locating file data.pkl: file not found")
    prefix = place[:-len("data.pkl")]
    if prefix + "byteorder" in names and archive.read(prefix + "byteorder") not in (b"little", b""):
        raise NotImplementedError("Gradus loads files of little-endian machines only")
    restore = _restorer(map_location)
    storages = {}

    def persistent(saved):
        if type(saved) is not tuple or len(saved) < 5 or saved[0] != "storage":
            raise pickle.UnpicklingError(_not_storage(saved))
        kind, key, location, count = saved[1:5]
        if key not in storages:
            dtype = kind.dtype
            name = f"{prefix}data/{key}"
            try:
                tensor = archive.tensor(name, dtype)
            except KeyError:
                raise RuntimeError(f"PytorchStreamReader failed locating file data/{key}: file not found") from None
            storages[key] = _mapped(restore(tensor, location), tensor)
        return storages[key]

    reader = (_WeightsReader if weights_only else _Reader)(io.BytesIO(archive.read(place)), persistent, encoding)
    return _checked(weights_only, lambda: _guarded(reader))


def _guarded(reader):
    """Damage of any kind is an error of the file."""
    try:
        return reader.load()
    except (IndexError, TypeError, AttributeError, struct.error, UnicodeDecodeError) as error:
        if type(reader) is _WeightsReader:
            raise pickle.UnpicklingError(str(error)) from None
        raise


def _mapped(found, tensor):
    return found if isinstance(found, torch.Tensor) else tensor


def _not_storage(saved):
    if type(saved) is tuple and saved and saved[0] != "storage":
        return f"Only persistent_load of storage is allowed, but got {type(saved[0])}"
    return f"persistent_load id must be tuple or int, but got {type(saved)}"


def _legacy_load(file, map_location, weights_only, encoding):
    kind = _WeightsReader if weights_only else _Reader
    restore = _restorer(map_location)
    storages = {}

    def persistent(saved):
        if type(saved) is not tuple or not saved:
            raise pickle.UnpicklingError(_not_storage(saved))
        if saved[0] == "module":
            return saved[1]
        if saved[0] != "storage" or len(saved) < 5:
            raise pickle.UnpicklingError(_not_storage(saved))
        storage_type, key, location, count = saved[1:5]
        if key not in storages:
            if not 0 <= count <= limit:
                raise RuntimeError("the file is shorter than its storages")
            tensor = torch.empty(count, dtype=storage_type.dtype)
            storages[key] = restore(tensor, location), storage_type.dtype
        view = saved[5] if len(saved) > 5 else None
        if view is not None:
            _, offset, size = view
            return storages[key][0][offset:offset + size]
        return storages[key][0]

    start = file.tell()
    file.seek(0, 2)
    limit = file.tell() - start
    file.seek(start)
    if kind(file, persistent, encoding).load() != MAGIC_NUMBER:
        raise RuntimeError("Invalid magic number; corrupt file?")
    version = kind(file, persistent, encoding).load()
    if version != PROTOCOL_VERSION:
        raise RuntimeError(f"Invalid protocol version: {version}")
    kind(file, persistent, encoding).load()
    reader = kind(file, persistent, encoding)
    result = _guarded(reader)
    keys = kind(file, persistent, encoding).load()
    for key in keys:
        if key not in storages:
            raise RuntimeError("the file holds a storage that nothing names")
        tensor, dtype = storages[key]
        count = struct.unpack("<q", file.read(8))[0]
        if count != tensor.numel():
            raise RuntimeError(f"storage has wrong byte size: expected {tensor.numel()} got {count}")
        data = file.read(count * tensor.element_size())
        if len(data) < count * tensor.element_size():
            raise EOFError("Ran out of input")
        if count:
            tensor.copy_(_files.from_bytes(data, dtype))
    return result


def get_unsafe_globals_in_checkpoint(f):
    """Names in a file that `weights_only=True` would refuse."""
    archive = _files.open_archive(os.fspath(f) if _is_path(f) else f.read())
    place = next((name for name in archive.names() if name.endswith("data.pkl")), None)
    if place is None:
        raise ValueError("Expected input to be a checkpoint returned by torch.save")
    found = []

    class Finder(_Reader):
        def find_class(self, module, name):
            path = f"{_OLD_MODULES.get(module, module)}.{name}"
            if path not in known and path not in _user_globals and path not in found:
                found.append(path)
            return _Anything

    known = _allowed()
    try:
        Finder(io.BytesIO(archive.read(place)), lambda saved: None).load()
    except Exception:
        pass
    return found


class _Anything(dict):
    """Takes the place of everything that a file makes."""

    def __new__(cls, *args, **kwargs):
        return dict.__new__(cls)

    def __init__(self, *args, **kwargs):
        super().__init__()

    def __setstate__(self, state):
        pass

    def append(self, item):
        pass
