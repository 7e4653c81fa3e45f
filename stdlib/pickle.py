"""Objects as bytes, in CPython's formats."""

import io as _io
import struct as _struct
import sys as _sys
from copyreg import dispatch_table

try:
    from _gradus import import_module as _import
except ImportError:
    from importlib import import_module as _import

__all__ = ["DEFAULT_PROTOCOL", "HIGHEST_PROTOCOL", "PickleError", "Pickler", "PicklingError", "Unpickler",
           "UnpicklingError", "dump", "dumps", "load", "loads"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"


class PickleError(Exception):
    """Something about pickling went wrong."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """Data cannot be unpickled."""


for _class in (PickleError, PicklingError, UnpicklingError):
    _class.__module__ = "_pickle"


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


def _find(module, name):
    """The object of a dotted name, and what holds it."""
    found = _sys.modules[module] if module in _sys.modules else _import(module)
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {found!r}")
        try:
            found = getattr(found, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None
    return found


def _new(cls, *args):
    return cls.__new__(cls, *args)


def _builtin_name(value):
    """Module and name of a class or function."""
    name = getattr(value, "__qualname__", None) or value.__name__
    module = getattr(value, "__module__", None) or "builtins"
    return module, name


def _home(obj, name):
    """The module of a function of the machine, which does not tell it."""
    import builtins
    if getattr(builtins, name.partition(".")[0], None) is not None:
        return "builtins"
    for module, found in list(_sys.modules.items()):
        if module not in ("builtins", "__main__") and getattr(found, name, None) is obj:
            return module
    return "builtins"


def _raw(c):
    """A character as the first protocols write it."""
    code = ord(c)
    if c in "\\\0\n\r\x1a" or 256 <= code < 65536:
        return "\\u%04x" % code
    return c if code < 256 else "\\U%08x" % code


def _from_raw(text):
    first, *rest = text.split("\\")
    parts = [first]
    for part in rest:
        size = {"u": 4, "U": 8}.get(part[:1])
        parts.append(chr(int(part[1:1 + size], 16)) + part[1 + size:] if size else "\\" + part)
    return "".join(parts)


class Pickler:
    """Writes objects to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.proto = protocol
        self._fix_imports = fix_imports
        self.bin = protocol >= 1
        self.memo = {}
        self._out = bytearray()
        self.dispatch_table = None

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        self._out = bytearray()
        self._save(obj)
        self._out += b"."
        body = bytes(self._out)
        if self.proto >= 4 and len(body) >= 4:
            body = b"\x95" + _struct.pack("<Q", len(body)) + body
        if self.proto >= 2:
            body = bytes([0x80, self.proto]) + body
        self._file_write(body)

    def _memoize(self, obj):
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self._out += b"\x94"
        elif self.bin:
            self._out += b"q" + bytes([index]) if index < 256 else b"r" + _struct.pack("<I", index)
        else:
            self._out += b"p" + str(index).encode() + b"\n"

    def _save(self, obj):
        persistent = self.persistent_id(obj)
        if persistent is not None:
            self._save(persistent)
            self._out += b"Q"
            return
        known = self.memo.get(id(obj))
        if known is not None:
            index = known[0]
            if self.bin:
                self._out += b"h" + bytes([index]) if index < 256 else b"j" + _struct.pack("<I", index)
            else:
                self._out += b"g" + str(index).encode() + b"\n"
            return
        saver = _SAVERS.get(type(obj))
        if saver is not None:
            saver(self, obj)
        else:
            self._save_object(obj)

    def _none(self, obj):
        self._out += b"N"

    def _bool(self, obj):
        if self.proto >= 2:
            self._out += b"\x88" if obj else b"\x89"
        else:
            self._out += b"I01\n" if obj else b"I00\n"

    def _int(self, obj):
        if self.bin:
            if 0 <= obj <= 0xFF:
                self._out += b"K" + bytes([obj])
                return
            if 0 <= obj <= 0xFFFF:
                self._out += b"M" + _struct.pack("<H", obj)
                return
            if -0x80000000 <= obj <= 0x7FFFFFFF:
                self._out += b"J" + _struct.pack("<i", obj)
                return
        if self.proto >= 2:
            size = obj.bit_length() // 8 + 1
            data = obj.to_bytes(size, "little", signed=True)
            if obj < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
                data = data[:-1]
            if len(data) < 256:
                self._out += b"\x8a" + bytes([len(data)]) + data
            else:
                self._out += b"\x8b" + _struct.pack("<i", len(data)) + data
        elif -0x80000000 <= obj <= 0x7FFFFFFF:
            self._out += b"I" + repr(obj).encode() + b"\n"
        else:
            self._out += b"L" + repr(obj).encode() + b"L\n"

    def _float(self, obj):
        self._out += b"G" + _struct.pack(">d", obj) if self.bin else b"F" + repr(obj).encode() + b"\n"

    def _str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            if len(data) < 256 and self.proto >= 4:
                self._out += b"\x8c" + bytes([len(data)]) + data
            else:
                self._out += b"X" + _struct.pack("<I", len(data)) + data
        else:
            self._out += b"V" + "".join(map(_raw, obj)).encode("latin-1") + b"\n"
        self._memoize(obj)

    def _bytes(self, obj):
        if self.proto < 3:
            if id(_codecs_encode) in self.memo:
                self._save(_codecs_encode)
            else:
                self._out += b"c_codecs\nencode\n"
                self._memoize(_codecs_encode)
            self._save((str(obj, "latin1"), "latin1"))
            self._out += b"R"
            self._memoize(obj)
            return
        if len(obj) < 256:
            self._out += b"C" + bytes([len(obj)]) + obj
        else:
            self._out += b"B" + _struct.pack("<I", len(obj)) + obj
        self._memoize(obj)

    def _bytearray(self, obj):
        if self.proto < 5:
            self._save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._out += b"\x96" + _struct.pack("<Q", len(obj)) + bytes(obj)
        self._memoize(obj)

    def _tuple(self, obj):
        if not obj:
            self._out += b")" if self.bin else b"(t"
            return
        if len(obj) <= 3 and self.proto >= 2:
            for item in obj:
                self._save(item)
            if id(obj) in self.memo:
                self._out += b"0" * len(obj)
                self._save(obj)
                return
            self._out += (b"\x85", b"\x86", b"\x87")[len(obj) - 1]
        else:
            self._out += b"("
            for item in obj:
                self._save(item)
            if id(obj) in self.memo:
                self._out += b"1"
                self._save(obj)
                return
            self._out += b"t"
        self._memoize(obj)

    def _list(self, obj):
        self._out += b"]" if self.bin else b"(l"
        self._memoize(obj)
        self._append(obj)

    def _batches(self, items, one, many, save):
        items = iter(items)
        while True:
            batch = []
            for item in items:
                batch.append(item)
                if len(batch) == 1000:
                    break
            if not batch:
                return
            if not self.bin or len(batch) == 1:
                for item in batch:
                    save(item)
                    self._out += one
            else:
                self._out += b"("
                for item in batch:
                    save(item)
                self._out += many
            if len(batch) < 1000:
                return

    def _append(self, items):
        self._batches(items, b"a", b"e", self._save)

    def _save_pair(self, pair):
        self._save(pair[0])
        self._save(pair[1])

    def _set_items(self, items):
        self._batches(items, b"s", b"u", self._save_pair)

    def _dict(self, obj):
        self._out += b"}" if self.bin else b"(d"
        self._memoize(obj)
        self._set_items(obj.items())

    def _set(self, obj):
        if self.proto < 4:
            self._save_reduce(set, (list(obj),), obj=obj)
            return
        self._out += b"\x8f"
        self._memoize(obj)
        if obj:
            self._out += b"("
            for item in obj:
                self._save(item)
            self._out += b"\x90"

    def _frozenset(self, obj):
        if self.proto < 4:
            self._save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self._out += b"("
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            self._out += b"1"
            self._save(obj)
            return
        self._out += b"\x91"
        self._memoize(obj)

    def _global(self, obj, name=None):
        module, found = _builtin_name(obj) if name is None else (getattr(obj, "__module__", "builtins"), name)
        name = name or found
        if module == "builtins":
            module = _home(obj, name)
        try:
            other = _find(module, name)
        except (ImportError, KeyError, AttributeError):
            if "<locals>" in name:
                raise AttributeError(f"Can't pickle local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
        if other is not obj and other != obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 4:
            self._save(module)
            self._save(name)
            self._out += b"\x93"
        else:
            if self.proto < 3 and self._fix_imports:
                module, name = _NEW_NAMES.get((module, name), (_NEW_MODULES.get(module, module), name))
            self._out += b"c" + module.encode() + b"\n" + name.encode() + b"\n"
        self._memoize(obj)

    def _type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self._save_reduce(type, (value,), obj=obj)
                return
        self._global(obj)

    def _singleton(self, obj):
        self._global(obj, "Ellipsis" if obj is ... else "NotImplemented")

    def _save_object(self, obj):
        cls = type(obj)
        if issubclass(cls, type):
            self._type(obj)
            return
        table = self.dispatch_table
        if table is not None and cls in table:
            self._reduced(table[cls](obj), obj)
            return
        import copyreg
        if cls in copyreg.dispatch_table:
            self._reduced(copyreg.dispatch_table[cls](obj), obj)
            return
        owner = getattr(obj, "__self__", None)
        if callable(obj) and hasattr(obj, "__qualname__") and (owner is None or type(owner).__name__ == "module"):
            self._global(obj)
            return
        reducer = getattr(cls, "__reduce_ex__", None)
        if reducer is not None and reducer is not getattr(object, "__reduce_ex__", None):
            self._reduced(obj.__reduce_ex__(self.proto), obj)
            return
        reducer = getattr(cls, "__reduce__", None)
        if reducer is not None and reducer is not getattr(object, "__reduce__", None):
            self._reduced(obj.__reduce__(), obj)
            return
        self._reduced(copyreg._reduced(obj, self.proto), obj)

    def _reduced(self, value, obj):
        if isinstance(value, str):
            self._global(obj, value)
            return
        if not isinstance(value, tuple) or not 2 <= len(value) <= 6:
            raise PicklingError("__reduce__ must return a string or tuple")
        self._save_reduce(*value, obj=obj)

    def _save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if not callable(func):
            raise PicklingError("func from save_reduce() must be callable")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            cls, args, kwargs = args
            if self.proto >= 4:
                self._save(cls)
                self._save(args)
                self._save(kwargs)
                self._out += b"\x92"
            else:
                import functools
                self._save(functools.partial(cls.__new__, cls, *args, **kwargs))
                self._out += b")R"
        elif self.proto >= 2 and name == "__newobj__":
            cls, *args = args
            self._save(cls)
            self._save(tuple(args))
            self._out += b"\x81"
        else:
            self._save(func)
            self._save(args)
            self._out += b"R"
        if obj is not None:
            if id(obj) in self.memo:
                self._out += b"0"
                self._save(obj)
            else:
                self._memoize(obj)
        if listitems is not None:
            self._append(listitems)
        if dictitems is not None:
            self._set_items(dictitems)
        if state is not None:
            if state_setter is None:
                self._save(state)
                self._out += b"b"
            else:
                self._save(state_setter)
                self._save(obj)
                self._save(state)
                self._out += b"\x86R0"


_SAVERS = {
    type(None): Pickler._none, bool: Pickler._bool, int: Pickler._int, float: Pickler._float, str: Pickler._str,
    bytes: Pickler._bytes, bytearray: Pickler._bytearray, tuple: Pickler._tuple, list: Pickler._list,
    dict: Pickler._dict, set: Pickler._set, frozenset: Pickler._frozenset, type: Pickler._type,
    type(...): Pickler._singleton, type(NotImplemented): Pickler._singleton,
}


def _codecs_encode(text, encoding):
    return text.encode(encoding)


# What the first protocols call things, as Python 2 did.
_NEW_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "configparser": "ConfigParser",
                "reprlib": "repr"}
_NEW_NAMES = {("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "int"): ("__builtin__", "long"),
              ("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "chr"): ("__builtin__", "unichr"),
              ("_functools", "reduce"): ("__builtin__", "reduce"), ("sys", "intern"): ("__builtin__", "intern"),
              ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
              ("collections", "UserList"): ("UserList", "UserList"),
              ("collections", "UserString"): ("UserString", "UserString")}
_OLD_MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg", "Queue": "queue", "_codecs": "pickle",
                "ConfigParser": "configparser", "repr": "reprlib", "UserDict": "collections", "UserList": "collections",
                "UserString": "collections"}
_OLD_NAMES = {("builtins", "unicode"): "str", ("builtins", "long"): "int", ("builtins", "xrange"): "range",
              ("builtins", "unichr"): "chr", ("collections", "IterableUserDict"): "UserDict",
              ("pickle", "encode"): "_codecs_encode"}


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        if not hasattr(file, "read") or not hasattr(file, "readline"):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._read = file.read
        self._readline = file.readline
        self.memo = {}
        self._encoding = encoding
        self._errors = errors

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was "
                              "specified.")

    def find_class(self, module, name):
        module = _OLD_MODULES.get(module, module)
        name = _OLD_NAMES.get((module, name), name)
        if module == "builtins":
            import builtins
            found = builtins
            for part in name.split("."):
                found = getattr(found, part)
            return found
        return _find(module, name)

    def load(self):
        self.stack = []
        self._marks = []
        while True:
            code = self._read(1)
            if not code:
                raise EOFError("Ran out of input")
            action = _LOADERS.get(code[0])
            if action is None:
                raise UnpicklingError(f"invalid load key, '{chr(code[0]) if 32 < code[0] < 127 else repr(code)[2:-1]}'.")
            try:
                action(self)
            except _Stop as stop:
                return stop.value

    def _bytes(self, count):
        data = self._read(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _line(self):
        line = self._readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _pop(self):
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow")
        return self.stack.pop()

    def _pop_mark(self):
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self._marks.pop()
        return items

    def _collect(self, make):
        items = self._pop_mark()
        self.stack.append(make(items))

    def _unpack(self, format, size):
        return _struct.unpack(format, self._bytes(size))[0]

    def _push_text(self, size):
        self.stack.append(str(self._bytes(size), "utf-8", "surrogatepass"))

    def _old_text(self, data):
        self.stack.append(data if self._encoding == "bytes" else data.decode(self._encoding, self._errors))

    def _put(self, index):
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow")
        self.memo[index] = self.stack[-1]

    def _get(self, index):
        try:
            self.stack.append(self.memo[index])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {index}") from None

    def _call(self):
        args = self._pop()
        func = self._pop()
        self.stack.append(func(*args))

    def _new_object(self):
        args = self._pop()
        cls = self._pop()
        self.stack.append(cls.__new__(cls, *args))

    def _new_object_ex(self):
        kwargs = self._pop()
        args = self._pop()
        cls = self._pop()
        self.stack.append(cls.__new__(cls, *args, **kwargs))

    def _build(self):
        state = self._pop()
        obj = self.stack[-1]
        setter = getattr(obj, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            for key, value in state.items():
                obj.__dict__[key] = value
        if slots:
            for key, value in slots.items():
                setattr(obj, key, value)

    def _appends(self):
        items = self._pop_mark()
        target = self.stack[-1]
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
        else:
            for item in items:
                target.append(item)

    def _set_items(self):
        items = self._pop_mark()
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _instance(self, cls, args):
        self.stack.append(cls(*args))

    def _int_line(self):
        data = self._line()
        if data == b"00":
            self.stack.append(False)
        elif data == b"01":
            self.stack.append(True)
        else:
            self.stack.append(int(data, 0))

    def _long_line(self):
        data = self._line()
        self.stack.append(int(data[:-1] if data.endswith(b"L") else data, 0))

    def _string_line(self):
        data = self._line()
        if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import ast
        text = data[1:-1].decode("latin-1").replace('"', '\\"')
        self._old_text(ast.literal_eval(f'"{text}"').encode("latin-1"))

    def _long(self, size):
        self.stack.append(int.from_bytes(self._bytes(size), "little", signed=True))

    def _stop(self):
        raise _Stop(self._pop())

    def _protocol(self):
        proto = self._bytes(1)[0]
        if proto > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {proto}")

    def _mark(self):
        self._marks.append(self.stack)
        self.stack = []

    def _pop_one(self):
        if self.stack:
            self.stack.pop()
        else:
            self._pop_mark()

    def _tuples(self, count):
        if len(self.stack) < count:
            raise UnpicklingError("unpickling stack underflow")
        items = tuple(self.stack[-count:])
        del self.stack[-count:]
        self.stack.append(items)

    def _global_line(self):
        module = self._line().decode("utf-8")
        name = self._line().decode("utf-8")
        self.stack.append(self.find_class(module, name))

    def _stack_global(self):
        name = self._pop()
        module = self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))

    def _old_instance(self):
        module = self._line().decode("ascii")
        name = self._line().decode("ascii")
        args = self._pop_mark()
        self._instance(self.find_class(module, name), args)

    def _old_object(self):
        args = self._pop_mark()
        self._instance(args[0], args[1:])

    def _dict_from_mark(self):
        items = self._pop_mark()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _append_one(self):
        value = self._pop()
        self.stack[-1].append(value)

    def _set_one(self):
        value = self._pop()
        key = self._pop()
        self.stack[-1][key] = value

    def _add_items(self):
        items = self._pop_mark()
        target = self.stack[-1]
        for item in items:
            target.add(item)


_LOADERS = {
    b"("[0]: Unpickler._mark, b"."[0]: Unpickler._stop, b"0"[0]: Unpickler._pop_one,
    b"1"[0]: lambda u: u._pop_mark(), b"2"[0]: lambda u: u.stack.append(u.stack[-1]),
    b"F"[0]: lambda u: u.stack.append(float(u._line())), b"I"[0]: Unpickler._int_line,
    b"J"[0]: lambda u: u.stack.append(u._unpack("<i", 4)), b"K"[0]: lambda u: u.stack.append(u._bytes(1)[0]),
    b"L"[0]: Unpickler._long_line, b"M"[0]: lambda u: u.stack.append(u._unpack("<H", 2)),
    b"N"[0]: lambda u: u.stack.append(None), b"P"[0]: lambda u: u.stack.append(u.persistent_load(u._line().decode())),
    b"Q"[0]: lambda u: u.stack.append(u.persistent_load(u._pop())), b"R"[0]: Unpickler._call,
    b"S"[0]: Unpickler._string_line, b"T"[0]: lambda u: u._old_text(u._bytes(u._unpack("<i", 4))),
    b"U"[0]: lambda u: u._old_text(u._bytes(u._bytes(1)[0])),
    b"V"[0]: lambda u: u.stack.append(_from_raw(u._line().decode("latin-1"))),
    b"X"[0]: lambda u: u._push_text(u._unpack("<I", 4)), b"a"[0]: Unpickler._append_one, b"b"[0]: Unpickler._build,
    b"c"[0]: Unpickler._global_line, b"d"[0]: Unpickler._dict_from_mark, b"}"[0]: lambda u: u.stack.append({}),
    b"e"[0]: Unpickler._appends, b"g"[0]: lambda u: u._get(int(u._line())),
    b"h"[0]: lambda u: u._get(u._bytes(1)[0]), b"j"[0]: lambda u: u._get(u._unpack("<I", 4)),
    b"i"[0]: Unpickler._old_instance, b"o"[0]: Unpickler._old_object,
    b"l"[0]: lambda u: u._collect(list), b"]"[0]: lambda u: u.stack.append([]),
    b"p"[0]: lambda u: u._put(int(u._line())), b"q"[0]: lambda u: u._put(u._bytes(1)[0]),
    b"r"[0]: lambda u: u._put(u._unpack("<I", 4)), b"s"[0]: Unpickler._set_one,
    b"t"[0]: lambda u: u._collect(tuple), b")"[0]: lambda u: u.stack.append(()),
    b"u"[0]: Unpickler._set_items, b"G"[0]: lambda u: u.stack.append(u._unpack(">d", 8)),
    b"B"[0]: lambda u: u.stack.append(u._bytes(u._unpack("<I", 4))),
    b"C"[0]: lambda u: u.stack.append(u._bytes(u._bytes(1)[0])),
    0x80: Unpickler._protocol, 0x81: Unpickler._new_object, 0x85: lambda u: u._tuples(1),
    0x86: lambda u: u._tuples(2), 0x87: lambda u: u._tuples(3), 0x88: lambda u: u.stack.append(True),
    0x89: lambda u: u.stack.append(False), 0x8A: lambda u: u._long(u._bytes(1)[0]),
    0x8B: lambda u: u._long(u._unpack("<i", 4)), 0x8C: lambda u: u._push_text(u._bytes(1)[0]),
    0x8D: lambda u: u._push_text(u._unpack("<Q", 8)), 0x8E: lambda u: u.stack.append(u._bytes(u._unpack("<Q", 8))),
    0x8F: lambda u: u.stack.append(set()), 0x90: Unpickler._add_items,
    0x91: lambda u: u._collect(frozenset), 0x92: Unpickler._new_object_ex,
    0x93: Unpickler._stack_global, 0x94: lambda u: u._put(len(u.memo)), 0x95: lambda u: u._bytes(8),
    0x96: lambda u: u.stack.append(bytearray(u._bytes(u._unpack("<Q", 8)))),
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    buffer = _io.BytesIO()
    Pickler(buffer, protocol).dump(obj)
    return buffer.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_io.BytesIO(data), encoding=encoding, errors=errors).load()


# The names that CPython has for what is written in the language.
bytes_types = (bytes, bytearray)
_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads
