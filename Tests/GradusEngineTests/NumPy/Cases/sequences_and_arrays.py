import numpy as np
import torch

a = np.array([1., 2.])
t = torch.tensor([1., 2.])


def run(name, function):
    try:
        result = function()
        print(name, type(result).__name__, repr(result))
    except Exception as error:
        print(name, type(error).__name__, error)


for sequence in ([1, 2], (1, 2), [1.0, 2], range(1, 3)):
    run(f"{sequence}*a", lambda: sequence * a)
    run(f"{sequence}+a", lambda: sequence + a)
    run(f"a*{sequence}", lambda: a * sequence)
    run(f"{sequence}-a", lambda: sequence - a)
    run(f"{sequence}/a", lambda: sequence / a)
    run(f"{sequence}**a", lambda: sequence ** a)
    run(f"{sequence}@a", lambda: sequence @ a)
    run(f"{sequence}==a", lambda: sequence == a)
    run(f"{sequence}>a", lambda: sequence > a)
run("[1,2]*array(3)", lambda: [1, 2] * np.array(3))
run("[1,2]*int64(3)", lambda: [1, 2] * np.int64(3))
run("(1,)*int8(3)", lambda: (1,) * np.int8(3))
run("int64(2)*[1,2]", lambda: np.int64(2) * [1, 2])
run("'ab'*int64(2)", lambda: 'ab' * np.int64(2))
run("b'ab'*int8(2)", lambda: b'ab' * np.int8(2))
run("'a'*a", lambda: 'a' * a)
run("[0]*float64(2)", lambda: [0] * np.float64(2))
run("[1,2]*t", lambda: [1, 2] * t)
run("[1,2]+t", lambda: [1, 2] + t)
run("t+[1,2]", lambda: t + [1, 2])
run("[1,2]*tensor(2)", lambda: [1, 2] * torch.tensor(2))
items = [1, 2]
items += a
print(type(items).__name__, items)
items = [1, 2]
items *= a
print(type(items).__name__, items)
items = [1, 2]
items += t
print(type(items).__name__, items)
run("x[[1.5]]", lambda: a[[1.5]])
run("x[array]", lambda: a[np.array([1.5])])
run("swap", lambda: np.swapaxes(np.zeros((2, 3)), 0, 3))
run("choice", lambda: np.random.choice(2, p=[.5, .6]))
run("choice 2", lambda: np.random.choice(2, p=[.5, .6, .1]))
run("choice 3", lambda: np.random.default_rng(0).choice(2, p=[.5, .6]))
for name in ("float", "int", "bool", "object", "str", "complex", "NaN", "Inf", "float_", "alltrue", "nothing"):
    run(name, lambda: getattr(np, name))
floats = np.array([0.0, 0.9, 1.5, 127.9, 254.99, 255.0])
for kind in ("uint8", "int16", "int32", "int64", "bool"):
    print(kind, floats.astype(kind), floats.astype(np.float32).astype(kind), (-floats).astype("float32").astype("int32"))
long = np.arange(3000) / 12
print(long.astype(np.uint8)[::300], long.astype(np.float32).astype(np.uint8)[::300], long.astype(np.int32).sum())
