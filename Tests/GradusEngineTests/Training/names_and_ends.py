# Ends of data sets, names of nodes of the graph, and texts of errors that name what was given.
from collections import Counter

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.func import linearize
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torch.utils.data import ConcatDataset, Subset, TensorDataset
import torchvision.transforms.functional as TF

data = TensorDataset(torch.arange(6.0).view(3, 2), torch.arange(3))
print([y.item() for _, y in data], Counter(y.item() % 2 for _, y in data), len(list(data)), len(list(iter(data))))
print([y.item() for _, y in Subset(data, [2, 0])], [y.item() for _, y in ConcatDataset([data, data])])
for x, y in data:
    print(x, y)
first, *rest = data
print(first, len(rest), data[-1] in [1], max(y for _, y in data))

x = torch.randn(2, 4, requires_grad=True)
packed = pack_padded_sequence(torch.ones(3, 2, 4, requires_grad=True) * 1, torch.tensor([3, 2]))
print(type(packed.data.grad_fn).__name__, type(pad_packed_sequence(packed)[0].grad_fn).__name__)
packed, _ = nn.GRU(4, 3)(packed)
print(type(packed.data.grad_fn).__name__, type(pad_packed_sequence(packed)[0].grad_fn).__name__)
for name, value in {
    "margin": F.multilabel_margin_loss(x, torch.tensor([[0, -1, 0, 0], [1, 2, -1, 0]])),
    "shuffle": F.pixel_shuffle(torch.ones(1, 4, 2, 2, requires_grad=True), 2),
    "unshuffle": F.pixel_unshuffle(torch.ones(1, 1, 4, 4, requires_grad=True), 2), "leaky": F.rrelu(x),
    "noise": F.rrelu(x, training=True),
}.items():
    print(name, type(value.grad_fn).__name__)

output, push = linearize(lambda t: t ** 2, torch.tensor([1.0, 2.0]))
print(output, push(torch.ones(2)), push(torch.tensor([0.0, 3.0])))


def show(make):
    try:
        print(make().shape)
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])


for dtype in (torch.float32, torch.float64, torch.int64, torch.int32, torch.int16, torch.int8, torch.float16):
    show(lambda: x.masked_fill(torch.ones(2, 4).to(dtype), 0))
show(lambda: F.pad(torch.ones(1, 1, 2, 5), (1, 1, 3, 3), "reflect"))
show(lambda: F.pad(torch.ones(1, 1, 2, 5), (6, 1, 0, 0), "reflect"))
show(lambda: F.pad(torch.ones(1, 2, 3, 4, 5), (0, 0, 0, 0, 3, 0), "reflect"))
show(lambda: TF.pad(torch.ones(3, 4, 5), [6, 1], padding_mode="reflect"))
show(lambda: TF.pad(torch.ones(2, 3, 4, 5), [1, 6], padding_mode="reflect"))
show(lambda: TF.gaussian_blur(torch.ones(3, 2, 2), 7))

net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
print(list(net.state_dict(prefix="net.")), net.state_dict(keep_vars=True)["0.weight"].requires_grad)
kept = {"first": 1}
print(net[0].state_dict(destination=kept, prefix="q.") is kept, list(kept), list(net[0].state_dict(None, "old.", True)))
layers = nn.ModuleList([nn.ReLU()])
print(layers.insert(0, nn.Tanh()), layers, type(net.insert(0, nn.Identity())).__name__)


class Named(nn.Module):
    def forward(self, x):
        return {"x": x}


show(lambda: nn.Sequential(Named(), nn.ReLU())(torch.ones(2)))
show(lambda: nn.Sequential(Named(), nn.Linear(2, 2))(torch.ones(2)))
show(lambda: nn.Sequential(Named(), nn.Sequential(nn.Conv2d(1, 1, 1)))(torch.ones(2)))
