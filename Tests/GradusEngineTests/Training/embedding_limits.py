# Tables whose rows are held short, bags of rows, and projected LSTM states.
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(0)
e = nn.Embedding(5, 3, max_norm=1.0)
print(e, e(torch.tensor([1, 2])), e.weight, e.weight._version)
e = nn.Embedding(4, 2, max_norm=0.5, norm_type=1.0, sparse=False)
e(torch.tensor([[0, 3], [3, 0]])).sum().backward()
print(e, e.weight, e.weight.grad)
w = torch.randn(4, 2)
print(F.embedding(torch.tensor([2]), w, max_norm=0.1), w)

for mode in ["sum", "mean", "max"]:
    torch.manual_seed(1)
    bag = nn.EmbeddingBag(6, 3, mode=mode, padding_idx=5)
    out = bag(torch.tensor([0, 1, 1, 5, 2]), torch.tensor([0, 2, 3, 3]))
    print(bag, out)
    (out * torch.arange(12.0).view(4, 3)).sum().backward()
    print(bag.weight.grad)
bag = nn.EmbeddingBag(6, 3, max_norm=1.0)
print(bag(torch.tensor([[1, 2, 3], [0, 0, 4]])), bag.weight)
s = torch.tensor([0.5, 2.0, -1.0], requires_grad=True)
out = F.embedding_bag(
    torch.tensor([1, 2, 1]), bag.weight, torch.tensor([0, 2, 3]), mode="sum", per_sample_weights=s, include_last_offset=True)
out.pow(2).sum().backward()
print(out, s.grad, bag.weight.grad)
for bad in [
    lambda: F.embedding_bag(torch.tensor([1, 7]), torch.eye(5), torch.tensor([0])),
    lambda: F.embedding_bag(torch.tensor([1, 2]), torch.eye(5), torch.tensor([1])),
    lambda: F.embedding_bag(torch.tensor([1, 2]), torch.eye(5), torch.tensor([0, 5])),
    lambda: F.embedding_bag(torch.tensor([1.0, 2]), torch.eye(5), torch.tensor([0])),
    lambda: F.embedding_bag(torch.tensor([1, 2]), torch.eye(5), torch.tensor([0]), mode="x"),
    lambda: F.embedding_bag(torch.tensor([1, 2]), torch.eye(5)),
    lambda: nn.LSTM(3, 4, proj_size=4),
    lambda: nn.GRU(3, 4, proj_size=2),
    lambda: nn.LSTM(3, 4, proj_size=-1),
]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])

torch.manual_seed(2)
lstm = nn.LSTM(4, 6, 2, proj_size=3, bidirectional=True)
print(lstm, [(k, tuple(v.shape)) for k, v in lstm.state_dict().items()][:6])
x = torch.randn(5, 2, 4)
out, (h, c) = lstm(x)
print(out[0], h.shape, c.shape)
out.sum().backward()
print(lstm.weight_hr_l0.grad, lstm.weight_hh_l1_reverse.grad.sum())
out, (h, c) = nn.LSTM(4, 6, proj_size=2, batch_first=True, bias=False)(torch.randn(3, 7, 4))
print(out.shape, h.shape, c.shape, out[:, -1])
