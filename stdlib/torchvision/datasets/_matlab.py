"""Matrices of numbers in MATLAB's files of version 5 (MathWorks, "MAT-File Format")."""

import struct
import zlib

import numpy as np

# Codes of the data types of elements.
_kinds = {1: "i1", 2: "u1", 3: "<i2", 5: "<i4", 7: "<f4", 9: "<f8", 12: "<i8"}
_matrix, _compressed = 14, 15


def _element(data, place, path):
    """(type, where its data begin, their size, where the next element begins)"""
    if place + 8 > len(data):
        raise ValueError(f"'{path}' is truncated")
    kind, size = struct.unpack_from("<II", data, place)
    if kind >> 16:
        # A small element: both numbers in four bytes, up to four bytes of data behind them.
        return kind & 0xFFFF, place + 4, kind >> 16, place + 8
    if size > len(data) - place - 8:
        raise ValueError(f"'{path}' is truncated")
    padded = size if kind == _compressed else (size + 7) // 8 * 8
    return kind, place + 8, size, place + 8 + padded


def _array(data, path, names):
    """(name, array) of a matrix's element; the array is None where it is not asked for."""
    _, start, size, place = _element(data, 0, path)
    kind = data[start] if size else 0
    _, start, size, place = _element(data, place, path)
    shape = struct.unpack_from(f"<{size // 4}i", data, start)
    _, start, size, place = _element(data, place, path)
    name = bytes(data[start : start + size]).decode("latin1")
    if name not in names:
        return name, None
    if not 6 <= kind <= 15:
        raise NotImplementedError(f"'{path}': only matrices of numbers are read, and '{name}' is none")
    code, start, size, _ = _element(data, place, path)
    if code not in _kinds:
        raise NotImplementedError(f"'{path}': Gradus has no arrays of the type of '{name}'")
    count = 1
    for n in shape:
        count *= n
    dtype = np.dtype(_kinds[code])
    if any(n < 0 for n in shape) or count * dtype.itemsize != size:
        raise ValueError(f"'{path}': the size of '{name}' is not what its shape says")
    # In columns: the first index is the fastest.
    return name, np.frombuffer(data, dtype, count, start).reshape(tuple(reversed(shape))).T


def load(path, names):
    """The named matrices of a file.

    Raises ValueError for a file that is damaged or of another version, NotImplementedError for matrices of other than
    numbers, KeyError where a matrix is missing.
    """
    with open(path, "rb") as file:
        data = file.read()
    if len(data) < 128 or data[126:128] != b"IM" or data[125] != 1:
        raise ValueError(f"'{path}' is no file of MATLAB's version 5 with the least significant byte first")
    found = {}
    place = 128
    while place < len(data) and len(found) < len(names):
        kind, start, size, place = _element(data, place, path)
        if kind == _compressed:
            body = zlib.decompress(data[start : start + size])
            kind, start, size, _ = _element(body, 0, path)
        else:
            body = data
        if kind == _matrix:
            name, array = _array(body[start : start + size], path, names)
            if array is not None:
                found[name] = array
    missing = [name for name in names if name not in found]
    if missing:
        raise KeyError(missing[0])
    return found
