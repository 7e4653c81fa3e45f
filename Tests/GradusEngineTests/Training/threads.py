# The number of threads is what was asked for.
import torch

torch.set_num_threads(3)
print(torch.get_num_threads())
torch.set_num_threads(1)
print(torch.get_num_threads())
for n in (0, -1, "x", 1.5):
    try:
        torch.set_num_threads(n)
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__)
torch.set_num_threads(2)
