# Functions of places in arrays: what lies outside, layouts, sums of steps.
import numpy as np

x = np.arange(6.0).reshape(2, 3)


def tell(name, call):
    try:
        print(name, repr(call()))
    except Exception as error:
        print(name, f"{type(error).__name__}: {error}")


def after(change, y=x):
    y = y.copy()
    result = change(y)
    return y if result is None else (result, y)


tell("put", lambda: after(lambda y: np.put(y, [0, -1], [9, 8])))
tell("put outside", lambda: after(lambda y: np.put(y, 7, 2)))
tell("put wraps", lambda: after(lambda y: np.put(y, [7, -8], [1, 2], mode="wrap")))
tell("put clips", lambda: after(lambda y: y.put([7, -8], [10, 20], mode="clip")))
tell("put nothing", lambda: after(lambda y: np.put(y, [0], [])))
tell("put on a list", lambda: np.put([1, 2], 0, 1))
tell("putmask", lambda: after(lambda y: np.putmask(y, y > 2, [10, 20])))
tell("putmask nothing", lambda: after(lambda y: np.putmask(y, y > 2, [])))
for mode in ("raise", "wrap", "clip", "other"):
    tell(f"take {mode}", lambda: np.take(x, [0, 3, -4], axis=1, mode=mode))
tell("take of bools", lambda: np.take(x, [True, False, True]))
tell("take of floats", lambda: np.take(x, [0.5]))
tell("take outside", lambda: x.take(0, axis=2))
tell("take_along_axis", lambda: np.take_along_axis(x, np.array([0]), 1))
tell("choose", lambda: np.choose([0, 1, 1], [[1, 2, 3], [10.5, 20, 30]]))
tell("choose outside", lambda: np.choose([0, 2], [[1, 2], [3, 4]]))
tell("choose wraps", lambda: np.choose([0, 2], [[1, 2], [3, 4]], mode="wrap"))
tell("choose by floats", lambda: np.choose(np.array([0.0]), [[1], [3]]))
tell("compress", lambda: np.compress([True, False, True], x, axis=1))
tell("compress by rows", lambda: np.compress(x > 1, x))
tell("extract", lambda: np.extract([True], x))
tell("unravel", lambda: np.unravel_index([1, 5], (2, 3)))
tell("unravel F", lambda: np.unravel_index([1, 5], (2, 3), order="F"))
tell("unravel outside", lambda: np.unravel_index(6, (2, 3)))
tell("unravel floats", lambda: np.unravel_index(1.0, (2, 3)))
tell("ravel", lambda: np.ravel_multi_index(([0, 1], [1, 2]), (2, 3)))
tell("ravel F", lambda: np.ravel_multi_index(([0, 1], [1, 2]), (2, 3), order="F"))
tell("ravel outside", lambda: np.ravel_multi_index(([0, 2], [1, 2]), (2, 3)))
tell("roll", lambda: np.roll(np.arange(5), (2, 1), 0))
tell("roll both", lambda: np.roll(x, 1, (0, 1)))
tell("roll rows", lambda: np.roll(x, (1, -1), (0, 1)))
tell("partition", lambda: np.partition([3, 1, 2], 1))
tell("partition outside", lambda: np.partition([3, 1, 2], 3))
tell("argpartition outside", lambda: np.array([3, 1]).argpartition(-3))
tell("resize", lambda: after(lambda y: y.resize((2, 2), refcheck=False), np.arange(6)))
tell("resize larger", lambda: after(lambda y: y.resize(2, 4, refcheck=False), np.arange(6)))
tell("resize a view", lambda: x.T.resize((2, 2)))
tell("fill with rows", lambda: after(lambda y: y.fill([1, 2, 3])))
tell("diff of an axis", lambda: np.diff(x, axis=2))
tell("ediff1d", lambda: np.ediff1d(np.array([1, 4, 9], "f4"), to_begin=0.5, to_end=[1, 2]))
tell("ediff1d of ints", lambda: np.ediff1d([1, 4], to_end=0.5))
tell("clip twice", lambda: np.clip(x, 1, 2, min=0))
tell("nan_to_num", lambda: np.nan_to_num([np.nan, np.inf, 1.0], nan=[7, 8, 9], posinf=5))
tell("linspace of float32", lambda: np.linspace(np.float32(0), 1, 3))
tell("linspace of arrays", lambda: np.linspace(np.array([0, 1], "f4"), 1, 3, retstep=True))
tell("convolve", lambda: np.convolve([1.0, np.inf, 2.0], [0.5, 1.0], "full"))
tell("convolve rows", lambda: np.convolve(x, x))
tell("interp", lambda: np.interp([0, 0.5, 1, 1.5, 2], [0, 1, 2], [-np.inf, 1.0, np.inf]))
tell("choice of rows", lambda: np.random.RandomState(0).choice(x))
tell("bincount", lambda: np.bincount(np.array([])))
tell("histogram weights", lambda: np.histogram([1, 2, 3], weights=[1, 2]))
tell("solve", lambda: np.linalg.solve(np.eye(2, dtype="f4") * 2, np.array([1, 2])))
tell("vector_norm", lambda: (np.linalg.vector_norm([[3, 4]], keepdims=True), np.linalg.vector_norm([1, 2], ord=-2)))
tell("tensordot", lambda: np.tensordot(x, x))
tell("format", lambda: (np.format_float_positional(1.5, pad_left=4, pad_right=3), np.format_float_scientific(np.nan)))
