"""numpy.exceptions: what array functions raise."""

import _numpy


class AxisError(ValueError, IndexError):
    """An axis that an array does not have."""

    def __init__(self, axis, ndim=None, msg_prefix=None):
        if ndim is None and msg_prefix is None:
            super().__init__(axis)
        else:
            message = f"axis {axis} is out of bounds for array of dimension {ndim}"
            super().__init__(message if msg_prefix is None else f"{msg_prefix}: {message}")


class ComplexWarning(RuntimeWarning):
    pass


class VisibleDeprecationWarning(UserWarning):
    pass


class RankWarning(RuntimeWarning):
    pass


class DTypePromotionError(TypeError):
    pass


class TooHardError(RuntimeError):
    pass


class UFuncTypeError(TypeError):
    """A function that has no loop for the types of its operands."""


UFuncTypeError.__module__ = "numpy._core._exceptions"
_numpy.set_error_class("UFuncTypeError", UFuncTypeError)
AxisError.__module__ = "numpy.exceptions"
_numpy.set_error_class("AxisError", AxisError)
