"""What arrays in pickles of protocol 5 are rebuilt by."""

from numpy._core.multiarray import _elements, _shaped


def _frombuffer(buf, dtype, shape, order, axis_order=None):
    data = bytes(buf)
    count = 1
    for n in shape:
        count *= n
    made = _shaped(_elements(data, dtype, count), shape, order == "F").copy()
    if order == "K" and axis_order is not None:
        made = made.reshape([shape[i] for i in axis_order]).transpose(
            sorted(range(len(axis_order)), key=lambda i: axis_order[i]))
    return made
