# Every activation: values, gradients, repr
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(29)
x = torch.linspace(-4, 4, 9) * 0.9
names = ["ELU", "Hardshrink", "Hardsigmoid", "Hardtanh", "Hardswish", "LeakyReLU", "LogSigmoid", "PReLU", "ReLU", "ReLU6",
         "SELU", "CELU", "GELU", "Sigmoid", "SiLU", "Mish", "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink"]
for name in names:
    f = getattr(nn, name)()
    a = x.clone().requires_grad_()
    y = f(a)
    y.sum().backward()
    print(f, [f"{v:.4f}" for v in y.tolist()], [f"{v:.4f}" for v in a.grad.tolist()])
more = [nn.ELU(0.5, inplace=True), nn.LeakyReLU(0.2), nn.Hardtanh(-2, 2), nn.Threshold(0.1, 20), nn.GELU("tanh"), nn.Softplus(2, 5),
        nn.PReLU(1, 0.1), nn.CELU(2.0), nn.Softshrink(1.0), nn.Softmin(0), nn.Softmax(0), nn.LogSoftmax(0), nn.GLU(0), nn.RReLU(),
        nn.AlphaDropout(0.2), nn.Dropout(0.1), nn.Dropout2d(0.3), nn.FeatureAlphaDropout(), nn.Identity(5, foo=1), nn.Softmax2d()]
for f in more:
    print(f)
    if not isinstance(f, (nn.GLU, nn.Softmax2d, nn.Dropout2d, nn.FeatureAlphaDropout, nn.PReLU)):
        f.eval()
        print([f"{v:.4f}" for v in f(x.clone()).tolist()])
print(F.glu(torch.arange(4.0)), F.gumbel_softmax(torch.zeros(2, 3), hard=True).sum().item())
print(F.relu(x), F.relu_(x.clone()), F.leaky_relu_(x.clone(), 0.1), F.threshold(x, 0, -1), F.softsign(x))
print(F.normalize(torch.ones(2, 2), dim=1), F.one_hot(torch.tensor([0, 2]), 3), F.cosine_similarity(x, x, dim=0))
drop = nn.Dropout(0.5)
print(drop(torch.ones(10)), drop.eval()(torch.ones(3)))
