"""Bytes and their bits."""

from _numpy import asarray, concatenate, zeros
from numpy._shapes import moveaxis


def _weights(bitorder):
    if bitorder not in ("big", "little"):
        raise ValueError("'order' must be either 'little' or 'big'")
    weights = asarray([128, 64, 32, 16, 8, 4, 2, 1])
    return weights if bitorder == "big" else weights[::-1]


def packbits(a, /, axis=None, bitorder="big"):
    """Eight elements as the bits of one uint8, whether they are 0 or not; zeros are put behind the last ones."""
    a = asarray(a)
    if a.dtype.kind not in "biu":
        raise TypeError("Expected an input array of integer or boolean data type")
    weights = _weights(bitorder)
    if axis is None:
        a, axis = a.ravel(), 0
    bits = (moveaxis(a, axis, -1) != 0).astype("int64")
    missing = -bits.shape[-1] % 8
    if missing:
        bits = concatenate([bits, zeros(bits.shape[:-1] + (missing,), "int64")], axis=-1)
    groups = bits.reshape(bits.shape[:-1] + (bits.shape[-1] // 8, 8))
    return moveaxis((groups * weights).sum(-1).astype("uint8"), -1, axis)


def unpackbits(a, /, axis=None, count=None, bitorder="big"):
    """The bits of each uint8 as elements 0 and 1; `count` of them, or all but so many at the end where it is negative."""
    a = asarray(a)
    if a.dtype.name != "uint8":
        raise TypeError("Expected an input array of unsigned byte data type")
    weights = _weights(bitorder)
    if axis is None:
        a, axis = a.ravel(), 0
    whole = moveaxis(a, axis, -1).astype("int64")
    bits = (whole.reshape(whole.shape + (1,)) // weights % 2).astype("uint8")
    bits = bits.reshape(whole.shape[:-1] + (whole.shape[-1] * 8,))
    if count is not None:
        length = bits.shape[-1]
        if count < 0:
            if -count > length:
                raise ValueError("-count larger than number of elements")
            bits = bits[..., :length + count]
        elif count > length:
            bits = concatenate([bits, zeros(bits.shape[:-1] + (count - length,), "uint8")], axis=-1)
        else:
            bits = bits[..., :count]
    return moveaxis(bits, -1, axis)
