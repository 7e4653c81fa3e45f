# Functions of up to some thousand elements are NumPy's to the last digit.
import numpy as np

x = np.linspace(0.05, 0.95, 11)
for name in """exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh arcsinh arctanh sqrt
               degrees radians""".split():
    f = getattr(np, name)
    print(name, [float(v) for v in f(x)])
# Of float32 those whose steps are NumPy's own; others are the C library's, which differ from one to the next.
for name in ("exp", "log", "sin", "cos", "sqrt", "degrees", "radians"):
    print(name, [float(v) for v in getattr(np, name)(x.astype(np.float32))])
print([float(v) for v in np.arccosh(x + 1)])
y = np.linspace(-1.7, 1.9, 11)
for name in ("power", "arctan2", "hypot", "logaddexp", "float_power"):
    f = getattr(np, name)
    print(name, [float(v) for v in f(x, y)], float(f(x[3], y[4])))
print([float(v) for v in x ** 3], [float(v) for v in x ** -1], [float(v) for v in x ** 2.5], [float(v) for v in 2 ** x])
print(np.sin(np.pi / 6), np.cos(np.pi / 3), np.tan(np.pi / 4), np.exp(1), np.log(10), np.log10(1000))
wide = np.array([-120, -103.9, -95, -88, -1e-8, 0, 1e-8, 60, 88.7, 88.8, 1000, np.inf, -np.inf, np.nan], np.float32)
with np.errstate(all="ignore"):
    print([float(v) for v in np.exp(wide)])
    print([float(v) for v in np.log(np.array([0, 1e-45, 1e-38, 0.5, 1, 2, 3e38, np.inf, -1, np.nan], np.float32))])
    angles = np.array([1000, 70000, 100000, 1e6, 1e30, np.inf, -3.0, -0.0, np.nan], np.float32)
    print([float(v) for v in np.sin(angles)], [float(v) for v in np.cos(angles)])
