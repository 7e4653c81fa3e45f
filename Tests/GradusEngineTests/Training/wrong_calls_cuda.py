# Wrong calls of cuda: the type and the first line of what is raised.
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


shown(lambda: torch.bool(torch.zeros(1, device='meta')))
shown(lambda: torch.cuda.Event())
shown(lambda: torch.cuda.Stream())
shown(lambda: torch.cuda.amp.foo)
shown(lambda: torch.cuda.empty_cache().foo)
shown(lambda: torch.cuda.foo())
shown(lambda: torch.float(torch.zeros(1, device='meta')))
shown(lambda: torch.get_default_device(3))
shown(lambda: torch.load('/no/x.pt', map_location='cuda'))
shown(lambda: torch.manual_seed(0).foo)
shown(lambda: torch.ones(2).cuda(1))
shown(lambda: torch.ones(3, device='meta')[5])
shown(lambda: torch.randn(2, device='cuda:1'))
shown(lambda: torch.tensor([1], device='cuda'))
shown(lambda: torch.tensor([1], device='mps'))
shown(lambda: torch.zeros(2).is_cuda())
shown(lambda: torch.zeros(2).pin_memory())
shown(lambda: torch.zeros(2).to('mps'))
shown(lambda: torch.zeros(2, device='meta').cpu())
shown(lambda: torch.zeros(2, device='meta').item())
shown(lambda: torch.zeros(2, device='meta').numpy())
shown(lambda: torch.zeros(2, device='meta').to('cpu'))
shown(lambda: torch.zeros(3, device='meta').view(2))
