# Every initialiser
import torch
from torch import nn
from torch.nn import init

torch.manual_seed(30)
w = torch.empty(6, 4)
calls = [
    (init.uniform_, {}), (init.normal_, dict(mean=1, std=0.5)), (init.constant_, dict(val=0.3)), (init.ones_, {}), (init.zeros_, {}),
    (init.eye_, {}), (init.xavier_uniform_, dict(gain=init.calculate_gain("relu"))), (init.xavier_normal_, {}),
    (init.kaiming_uniform_, dict(mode="fan_in", nonlinearity="relu")), (init.kaiming_normal_, dict(mode="fan_out", a=0.1)),
    (init.trunc_normal_, dict(std=0.2)), (init.sparse_, dict(sparsity=0.5)),
]
for f, options in calls:
    out = f(w, **options)
    print(f.__name__, out is w, f"{w.sum().item():.3f}", [f"{v:.4f}" for v in w.flatten()[:3].tolist()])
d = init.dirac_(torch.empty(3, 3, 3))
print(d.sum().item(), d[0, 0])
for name, arg in [("linear", None), ("tanh", None), ("relu", None), ("leaky_relu", 0.2), ("selu", None), ("sigmoid", None)]:
    print(name, init.calculate_gain(name, arg))


def init_weights(m):
    if isinstance(m, nn.Linear):
        torch.nn.init.kaiming_uniform_(m.weight, nonlinearity="relu")
        m.bias.data.fill_(0.01)
    if isinstance(m, nn.Conv2d):
        torch.nn.init.xavier_normal_(m.weight)
        torch.nn.init.zeros_(m.bias)


net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
net.apply(init_weights)
for k, v in net.state_dict().items():
    print(k, f"{v.sum().item():.4f}")
for layer in (nn.Linear(7, 3), nn.Conv1d(2, 3, 3), nn.Bilinear(2, 3, 4), nn.Embedding(5, 3), nn.LSTM(2, 3), nn.GRU(2, 2, 2),
              nn.MultiheadAttention(4, 2), nn.ConvTranspose2d(2, 3, 2), nn.LayerNorm(3), nn.BatchNorm1d(3), nn.EmbeddingBag(4, 2)):
    print(layer, [f"{p.sum().item():.4f}" for p in layer.parameters()])
    if hasattr(layer, "reset_parameters"):
        layer.reset_parameters()
print(f"{torch.rand(1).item():.4f}")
for bad in (lambda: init.xavier_uniform_(torch.empty(3)), lambda: init.eye_(torch.empty(1, 1, 1)), lambda: init.calculate_gain("foo"),
            lambda: init.kaiming_uniform_(w, mode="fan"), lambda: init.dirac_(torch.empty(2))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
