# Wrong calls of indexing: the type and the first line of what is raised.
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader, Subset, TensorDataset, random_split


def shown(call):
    torch.manual_seed(0)
    try:
        call()
        print("accepted")
    except Exception as error:
        print(type(error).__name__ + ": " + (str(error).split("\n") or [""])[0])


shown(lambda: torch.ones(2, 3, 4)['x'])
shown(lambda: torch.ones(2, 3, 4)[0, 0, 0, 0])
shown(lambda: torch.ones(2, 3, 4)[None, 8])
shown(lambda: torch.ones(2, 3, 4)[torch.tensor([1.5])])
shown(lambda: torch.ones(3, 4)['x':2])
shown(lambda: torch.ones(3, 4)['x'])
shown(lambda: torch.ones(3, 4)[-8])
shown(lambda: torch.ones(3, 4)[..., 8])
shown(lambda: torch.ones(3, 4)[0, 0, 0, 0])
shown(lambda: torch.ones(3, 4)[2.5])
shown(lambda: torch.ones(3, 4)[::-2])
shown(lambda: torch.ones(3, 4)[torch.tensor([True, False])])
shown(lambda: torch.ones(3, 4)[{}])
shown(lambda: torch.ones(4)['x':2])
shown(lambda: torch.ones(4)[-8])
shown(lambda: torch.ones(4)[2.5])
shown(lambda: torch.ones(4)[::-2])
shown(lambda: torch.ones(4)[torch.tensor([1.5])])
shown(lambda: torch.ones(4)[torch.tensor([True, False])])
shown(lambda: torch.ones(4)[{}])
shown(lambda: torch.tensor(2.0)[0])
shown(lambda: torch.tensor(2.0)[:])
