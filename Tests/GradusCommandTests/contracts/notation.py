# isinstance with jaxtyping's notation: what jaxtyping 0.3.11 says (record_contracts.py).
import torch
from torch import Tensor
from jaxtyping import Bool, Float, Float32, Int, Int64, Integer, Num, Real, Shaped, UInt8

ROWS = [
    ("a a", (2, 2)), ("a a", (2, 3)), ("... c", (1, 2, 3)), ("... c", (3,)), ("... c", ()), ("*b c", (3,)),
    ("_ 2", (5, 2)), ("_ 2", (5, 3)), ("n n-1", (4, 3)), ("n n-1", (4, 4)), ("n=4", (4,)), ("n=4", (5,)),
    ("#a a", (1, 3)), ("a #a", (3, 1)), ("#a #a", (3, 1)), ("a #a", (3, 2)), ("", ()), ("", (1,)), ("a b ...", (1,)),
    ("*a 2 3", (9, 2, 3)), ("*a 2 3", (2, 3)), ("n 2*n", (2, 4)), ("n 2*n", (2, 5)), ("n m n+m", (2, 3, 5)),
    ("n m n+m", (2, 3, 6)), ("batch 1 28 28", (7, 1, 28, 28)), ("batch 1 28 28", (1, 28, 28)), ("3 3", (3, 3)),
    ("3 3", (3,)), ("n (n+2)//2", (4, 3)), ("_x _x", (1, 2)), ("a ... a", (2, 9, 2)), ("a ... a", (2, 9, 3)),
    ("a ... a", (2,)), ("#3", (1,)), ("#3", (3,)), ("#3", (2,)), ("*_ c", (1, 2)), ("0", (0,)), ("n", (0,)),
]
for text, shape in ROWS:
    print(repr(text), shape, isinstance(torch.zeros(shape), Float[Tensor, text]))

KINDS = [Shaped, Bool, Float, Float32, Int, Int64, Integer, UInt8, Real, Num]
for dtype in (torch.float32, torch.float64, torch.float16, torch.int64, torch.int32, torch.uint8, torch.bool):
    print(dtype, [kind.__name__ for kind in KINDS if isinstance(torch.zeros(2, dtype=dtype), kind[Tensor, "n"])])

print(isinstance(3, Float[Tensor, "n"]), isinstance(None, Float[Tensor, "n"]))
print(Float[Tensor, "batch 1 28 28"], Float[Tensor, "a"].__name__)
for bad in ("*a *b", "... ..."):
    try:
        Float[Tensor, bad]
    except ValueError as error:
        print("ValueError:", error)
for bad in (Tensor,):
    try:
        Float[bad]
    except Exception as error:
        print(type(error).__name__)
