"""Arguments that are neither tensors nor numbers."""
import torch


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__)


t(lambda: torch.zeros(2, dtype=float))
t(lambda: torch.zeros(2).to(int))
t(lambda: torch.ones(2, dtype=bool))
t(lambda: torch.tensor(1) == ...)
t(lambda: torch.tensor(1) == NotImplemented)
t(lambda: torch.add(torch.ones(2), ...))
t(lambda: torch.ones(2) + print)
t(lambda: torch.zeros(...))
t(lambda: torch.sum(torch.ones(2), dim=type))
