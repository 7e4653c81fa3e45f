import torch, torch.nn as nn, torch.nn.functional as F, torch.optim as optim
import numpy as np, os, tempfile, random, warnings, copy, collections
from torch.utils.data import Dataset, DataLoader, random_split
from torch.optim.lr_scheduler import *
from torch.nn.utils import weight_norm, spectral_norm, parameters_to_vector, vector_to_parameters, remove_weight_norm
torch.manual_seed(5)
random.seed(5)

class ContentLoss(nn.Module):

    def __init__(self, target):
        super().__init__()
        self.target = target.detach()

    def forward(self, input):
        self.loss = F.mse_loss(input, self.target)
        return input

def gram_matrix(input):
    a, b, c, d = input.size()
    f = input.view(a * b, c * d)
    return torch.mm(f, f.t()).div(a * b * c * d)

class StyleLoss(nn.Module):

    def __init__(self, t):
        super().__init__()
        self.target = gram_matrix(t).detach()

    def forward(self, x):
        self.loss = F.mse_loss(gram_matrix(x), self.target)
        return x
cnn = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1), nn.ReLU()).eval()
content, style = (torch.rand(1, 3, 8, 8), torch.rand(1, 3, 8, 8))
model = nn.Sequential()
cl, sl = ([], [])
i = 0
for layer in cnn.children():
    if isinstance(layer, nn.Conv2d):
        i += 1
        name = f'conv_{i}'
    elif isinstance(layer, nn.ReLU):
        name = f'relu_{i}'
        layer = nn.ReLU(inplace=False)
    model.add_module(name, layer)
    if name == 'conv_2':
        c = ContentLoss(model(content))
        model.add_module('content_loss', c)
        cl.append(c)
    if name.startswith('conv'):
        s = StyleLoss(model(style))
        model.add_module(f'style_loss_{i}', s)
        sl.append(s)
print(model)
model.requires_grad_(False)
img = content.clone().requires_grad_(True)
opt = optim.LBFGS([img])
run = [0]
while run[0] <= 20:

    def closure():
        with torch.no_grad():
            img.clamp_(0, 1)
        opt.zero_grad()
        model(img)
        loss = sum((l.loss for l in cl)) + 10000.0 * sum((l.loss for l in sl))
        loss.backward()
        run[0] += 1
        return loss
    opt.step(closure)
print(run[0], f'{closure().item():.3f}')

class Siamese(nn.Module):

    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(1, 4, 3), nn.ReLU(inplace=True), nn.BatchNorm2d(4), nn.Dropout2d(p=0.2))
        self.fc = nn.Sequential(nn.Linear(4 * 6 * 6, 8), nn.ReLU(), nn.Linear(8, 3))

    def once(self, x):
        o = self.cnn(x)
        return self.fc(o.view(o.size()[0], -1))

    def forward(self, a, b):
        return (self.once(a), self.once(b))

class ContrastiveLoss(torch.nn.Module):

    def __init__(self, margin=2.0):
        super(ContrastiveLoss, self).__init__()
        self.margin = margin

    def forward(self, a, b, label):
        d = F.pairwise_distance(a, b, keepdim=True)
        return torch.mean((1 - label) * torch.pow(d, 2) + label * torch.pow(torch.clamp(self.margin - d, min=0.0), 2))
net = Siamese()
crit = ContrastiveLoss()
o = optim.Adam(net.parameters(), lr=0.005)
sch = StepLR(o, 2, gamma=0.5)
for e in range(4):
    a, b = (torch.rand(6, 1, 6, 6), torch.rand(6, 1, 6, 6))
    y = torch.randint(0, 2, (6, 1))
    l = crit(*net(a, b), y)
    o.zero_grad()
    l.backward()
    o.step()
    sch.step()
    print(e, f'{l.item():.4f}', sch.get_last_lr())

def odeint(f, y, ts):
    out = [y]
    for t0, t1 in zip(ts[:-1], ts[1:]):
        h = t1 - t0
        k1 = f(t0, y)
        k2 = f(t0 + h / 2, y + h * k1 / 2)
        k3 = f(t0 + h / 2, y + h * k2 / 2)
        k4 = f(t1, y + h * k3)
        y = y + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        out.append(y)
    return torch.stack(out)

class ODEF(nn.Module):

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2))

    def forward(self, t, y):
        return self.net(y ** 3)
f = ODEF()
ts = torch.linspace(0, 1, 11)
true = odeint(lambda t, y: y ** 3 @ torch.tensor([[-0.1, 2.0], [-2.0, -0.1]]), torch.tensor([[2.0, 0.0]]), ts)
oo = optim.RMSprop(f.parameters(), lr=0.001)
for e in range(5):
    l = (odeint(f, torch.tensor([[2.0, 0.0]]), ts) - true).abs().mean()
    oo.zero_grad()
    l.backward()
    oo.step()
print('ode', f'{l.item():.4f}', true[-1])
sn = spectral_norm(nn.Linear(4, 3))
wn = weight_norm(nn.Linear(4, 3), name='weight')
print(sn, wn, [n for n, _ in wn.named_parameters()], sn(torch.ones(1, 4)).shape)
v = parameters_to_vector(f.parameters())
vector_to_parameters(v * 0 + 0.1, f.parameters())
print(v.shape, f(0, torch.ones(1, 2)))

class Normalizer(nn.Module):

    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer('mean', torch.tensor(mean).view(-1, 1, 1))
        self.register_buffer('std', torch.tensor(std).view(-1, 1, 1))

    def forward(self, i):
        return (i - self.mean) / self.std
n = Normalizer([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
print(n, n.state_dict().keys(), n(torch.ones(1, 3, 1, 1)).flatten())

class Tree(nn.Module):

    def __init__(self, depth):
        super().__init__()
        self.leaf = nn.Parameter(torch.tensor(float(depth)))
        self.sub = nn.ModuleList([Tree(depth - 1) for _ in range(2)]) if depth else None

    def forward(self):
        return self.leaf + (sum((s() for s in self.sub)) if self.sub is not None else 0)
t = Tree(2)
t().backward()
print(t, sum((p.grad.item() for p in t.parameters())), len(list(t.modules())))
mask = torch.rand(3, 3) > 0.5
w = torch.randn(3, 3, requires_grad=True)
(w * mask).sum().backward()
print(w.grad)
x = torch.randn(4, requires_grad=True)
y = x.clone()
y[1:3] = 0
y.sum().backward()
print(x.grad)
try:
    a = torch.ones(3, requires_grad=True)
    a += 1
except RuntimeError as e:
    print(e)
try:
    a = torch.ones(3, requires_grad=True)
    b = a.exp()
    b.add_(1)
    b.sum().backward()
except RuntimeError as e:
    print(str(e)[:150])
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as rec:
    F.mse_loss(torch.zeros(2, 1), torch.zeros(2))
    F.softmax(torch.zeros(2))
    StepLR(optim.SGD([torch.zeros(1, requires_grad=True)], 0.1), 1).step()
    torch.tensor(torch.zeros(1))
    F.kl_div(torch.zeros(2), torch.zeros(2))
    nn.MSELoss(size_average=False)
for r in rec:
    print(r.category.__name__, str(r.message)[:110])
