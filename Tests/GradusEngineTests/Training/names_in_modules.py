# dir() lists what a module has, also what is made when it is first asked for.
import math

import torch
import torch.nn.functional as F
from torch import nn, optim

print([name in dir(nn) for name in ("Linear", "Conv2d", "Module", "functional", "Liner")])
print([name in dir(optim) for name in ("SGD", "Adam", "lr_scheduler", "Adm")])
print([name in dir(F) for name in ("relu", "cross_entropy", "rleu")])
print([name in dir(torch) for name in ("zeros", "randn", "cat", "no_grad", "float32", "zeross")])
print([name in dir(nn.init) for name in ("xavier_uniform_", "kaiming_normal_")])
print("sqrt" in dir(math), dir(nn) == sorted(dir(nn)))
