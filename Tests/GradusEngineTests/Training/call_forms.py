# Keywords under NumPy's and older names, functions of torch under the names of C++, comparing and profiling.
import torch
from torch import nn
import torch.nn.functional as F

x = torch.arange(6.0).reshape(2, 3)
print(torch.rand_like(x, generator=torch.Generator().manual_seed(3)), torch.randn_like(x, generator=torch.Generator().manual_seed(3)))
print(torch.randint_like(x, 5, generator=torch.Generator().manual_seed(3)))
print(torch.swapaxes(x, axis0=0, axis1=1), x.swapaxes(axis0=0, axis1=1).shape, torch.add(x1=x, x2=2), torch.abs(a=-x), torch.abs(x=-x))
print(torch.empty(2, 3, memory_format=torch.contiguous_format).shape, torch.asarray([1.0, 2.0], requires_grad=True), torch.asarray(x, copy=True) is x)
with torch.set_grad_enabled(mode=False):
    print(torch.is_grad_enabled())
torch.manual_seed(0)
print(F.gumbel_softmax(logits=torch.zeros(3)))
w = torch.tensor([1.0, 3.0])
print(F.l1_loss(torch.tensor([1.0, 2.0]), torch.zeros(2), weight=w), F.huber_loss(torch.tensor([1.0, 2.0]), torch.zeros(2), weight=w))

print(torch.adaptive_max_pool1d(torch.arange(4.0).view(1, 1, 4), 2), torch.embedding(torch.eye(3), torch.tensor([1])))
print(torch.batch_norm(torch.eye(3), None, None, None, None, True, 0.1, 1e-5, False))
print(torch.kl_div(torch.tensor([0.1, 0.2]).log(), torch.tensor([0.5, 0.5])), torch.binary_cross_entropy_with_logits(x, torch.ones(2, 3)))
print(torch.margin_ranking_loss(w, w.flip(0), torch.ones(2)), torch.hinge_embedding_loss(w, torch.ones(2)), torch.nuclear_norm(x))
print(torch.transpose_copy(x, 0, 1), torch.unbind_copy(x), torch.select_copy(x, 0, 1), torch.frombuffer(bytearray(b"\x01\x02"), dtype=torch.uint8))

torch.manual_seed(0)
A = torch.randn(7, 4) @ torch.randn(4, 5)
U, S, V = torch.svd_lowrank(A, 3)
print(U.shape, S, V.shape)
U, S, V = torch.pca_lowrank(A, 2)
print(S, (A @ V).abs())
print([t.shape for t in torch.pca_lowrank(A.t())])

from torch.testing import assert_close

for a, b in [
    (torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 2.0, 4.0])), (torch.tensor([1, 2]), torch.tensor([1, 3])), (1.0, 2.0), (1, 2),
    (torch.tensor(1.0), torch.tensor(2.0)), (torch.ones(2), torch.ones(3)), (torch.ones(2), torch.ones(2).double()),
    ([1.0, 2.0], [1.0, 3.0]), ([1], [1, 2]), ({"a": 1.0}, {"a": 2.0}), ({"a": 1}, {"b": 1}), (1, 1.0), ("a", "a"), (None, None),
    (torch.tensor([float("nan")]), torch.tensor([float("nan")])), (True, False), (torch.tensor([True]), torch.tensor([False])),
]:
    try:
        assert_close(a, b)
        print("close")
    except Exception as e:
        print(type(e).__name__, e)

from torch.profiler import ProfilerActivity, profile, record_function, schedule

with profile(activities=[ProfilerActivity.CPU], record_shapes=True) as prof:
    with record_function("block"):
        x @ x.t()
print("CPU time total" in prof.key_averages().table(sort_by="cpu_time_total", row_limit=10))
print([schedule(wait=1, warmup=1, active=2, repeat=1)(i).name for i in range(6)])

from torch.nn.utils import parametrizations, parametrize

layer = parametrizations.weight_norm(nn.Linear(3, 2))
print(layer, type(layer), isinstance(layer, nn.Linear), parametrize.type_before_parametrizations(layer))
print(layer(torch.ones(1, 3)).shape, nn.Sequential(layer, nn.ReLU()))
parametrize.remove_parametrizations(layer, "weight")
print(layer, type(layer))
print(torch.optim.Adagrad([nn.Parameter(torch.ones(2))], initial_accumulator_value=0.5).state_dict()["state"])
