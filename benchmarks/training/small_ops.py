# Seconds for adding two tensors of four floats, the result kept for autograd.
import time

import torch

a = torch.ones(4, requires_grad=True)
b = torch.ones(4)


def additions(n):
    start = time.perf_counter()
    for _ in range(n):
        a + b
    return (time.perf_counter() - start) / n


additions(1000)
print("seconds", min(additions(100000) for _ in range(5)))
