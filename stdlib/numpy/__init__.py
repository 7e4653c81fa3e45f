"""numpy: arrays that share their memory with torch's tensors.

Elements are bool, uint8, int8 to int64, float16 to float64, text and objects; complex and structured arrays and the
larger unsigned integers are refused by name.
"""

import _numpy
from _numpy import *
from _numpy import array, asarray, ndarray, dtype, ufunc, generic
from numpy import exceptions
from numpy._creation import *
from numpy._shapes import *
from numpy._math import *
from numpy._nan import *
from numpy._statistics import *
from numpy._sets import *
from numpy._selection import *
from numpy._products import *
from numpy._settings import *
from numpy._methods import *

__version__ = "2.4.6"

newaxis = None
pi = 3.141592653589793
e = 2.718281828459045
euler_gamma = 0.5772156649015329
inf = float("inf")
nan = float("nan")
little_endian = True

bool = _numpy.bool
bool_ = _numpy.bool
True_ = bool_(True)
False_ = bool_(False)
int_ = intp = long = longlong = _numpy.int64
intc = _numpy.int32
short = _numpy.int16
byte = _numpy.int8
ubyte = _numpy.uint8
double = _numpy.float64
single = _numpy.float32
half = _numpy.float16
str_ = _numpy.str_
object_ = _numpy.object_

ScalarType = (int, float, complex, type(True), bytes, str, bool_, byte, ubyte, short, intc, int_, half, single, double)

_lazy = {
    "linalg": "numpy.linalg", "random": "numpy.random", "testing": "numpy.testing",
    "polynomial": "numpy.polynomial", "typing": "numpy.typing", "lib": "numpy.lib", "char": "numpy.char",
    "strings": "numpy.strings",
}
_owners = {
    "numpy._polynomials": ("poly1d", "polyfit", "polyval", "poly", "roots", "polyder", "polyint", "polyadd", "polysub",
                           "polymul", "polydiv", "vander"),
    "numpy._files": ("save", "load", "savez", "savez_compressed", "loadtxt", "genfromtxt", "savetxt", "fromfile",
                     "fromstring", "fromregex"),
    "numpy._functional": ("vectorize", "frompyfunc", "apply_along_axis", "apply_over_axes", "piecewise", "select",
                          "einsum", "einsum_path", "nditer", "ndenumerate", "ndindex"),
    "numpy._grids": ("mgrid", "ogrid", "r_", "c_", "s_", "index_exp", "ix_", "meshgrid", "indices", "fromfunction"),
    "numpy._windows": ("bartlett", "blackman", "hamming", "hanning", "kaiser", "sinc", "convolve", "correlate",
                       "interp", "gradient", "unwrap"),
    "numpy._pad": ("pad", "block"),
    "numpy._bits": ("packbits", "unpackbits"),
}
_owner_of = {name: owner for owner, names in _owners.items() for name in names}
_scalar_of = {"float": "float64", "str": "str_", "complex": "complex128"}
_removed = ("float", "int", "object", "str", "complex")
# Names that NumPy 2 gave up, and what it names instead.
_expired = {
    "NaN": "np.nan", "Inf": "np.inf", "Infinity": "np.inf", "infty": "np.inf", "PINF": "np.inf", "NINF": "-np.inf",
    "float_": "np.float64", "complex_": "np.complex128", "longfloat": "np.longdouble", "singlecomplex": "np.complex64",
    "cfloat": "np.complex128", "string_": "np.bytes_", "unicode_": "np.str_", "sometrue": "np.any",
    "alltrue": "np.all", "mat": "np.asmatrix",
}
_absent = (
    "uint16", "uint32", "uint64", "uint", "uintc", "ushort", "ulong", "ulonglong", "uintp", "complex64", "complex128",
    "complex256", "csingle", "cdouble", "clongdouble", "longdouble", "float128", "bytes_", "void", "datetime64",
    "timedelta64", "matrix", "asmatrix", "bmat", "recarray", "record", "rec", "memmap",
    "fft", "ma", "datetime64",
)


def __getattr__(name):
    import importlib
    if name in _owner_of:
        value = getattr(importlib.import_module(_owner_of[name]), name)
        globals()[name] = value
        return value
    if name in _lazy:
        value = importlib.import_module(_lazy[name])
        globals()[name] = value
        return value
    if name in _removed:
        if name == "int":
            advice = ("When replacing `np.int`, you may wish to use e.g. `np.int64` or `np.int32` to specify the "
                      "precision. If you wish to review your current use, check the release note link for "
                      "additional information.")
        elif name in _scalar_of:
            advice = f"If you specifically wanted the numpy scalar type, use `np.{_scalar_of[name]}` here."
        else:
            advice = ""
        raise AttributeError(
            f"module 'numpy' has no attribute '{name}'.\n"
            f"`np.{name}` was a deprecated alias for the builtin `{name}`. To avoid this error in existing code, use "
            f"`{name}` by itself. Doing this will not modify any behavior and is safe. {advice}\n"
            "The aliases was originally deprecated in NumPy 1.20; for more details and guidance see the original "
            "release note at:\n    https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations")
    if name in _expired:
        raise AttributeError(
            f"`np.{name}` was removed in the NumPy 2.0 release. Use `{_expired[name]}` instead.")
    if name in _absent:
        raise NotImplementedError(f"Gradus has no numpy.{name}")
    raise AttributeError(f"module 'numpy' has no attribute '{name}'")


def __dir__():
    return sorted(set(globals()) | set(_owner_of) | set(_lazy))
