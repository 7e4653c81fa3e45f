import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

rows = torch.tensor([[1, 2, 3], [4, 5, 0]])
packed = pack_padded_sequence(rows, [3, 2], batch_first=True)
nn.RNN(3, 4, batch_first=True)(packed)
