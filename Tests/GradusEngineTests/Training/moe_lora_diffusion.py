import torch, math, copy, functools, contextlib, dataclasses, typing, json, logging, itertools, time, inspect
from typing import Optional, Tuple, List, Dict
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from dataclasses import dataclass, field, asdict
torch.manual_seed(0)

@dataclass
class Config:
    dim: int = 16
    heads: int = 4
    layers: int = 2
    vocab: int = 11
    block: int = 8
    dropout: float = 0.0
    lr: float = 0.001
    betas: Tuple[float, float] = (0.9, 0.99)
    names: List[str] = field(default_factory=list)
cfg = Config(names=['a'])
print(cfg, json.dumps(asdict(cfg)))

class RMSNorm(nn.Module):

    def __init__(self, d: int, eps: float=1e-06):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight

def rotate_half(x):
    x1, x2 = x.chunk(2, dim=-1)
    return torch.cat((-x2, x1), dim=-1)

class Rotary(nn.Module):

    def __init__(self, d, base=10000):
        super().__init__()
        self.register_buffer('inv_freq', 1.0 / base ** (torch.arange(0, d, 2).float() / d), persistent=False)

    def forward(self, q, k):
        t = torch.arange(q.shape[-2]).type_as(self.inv_freq)
        f = torch.einsum('i,j->ij', t, self.inv_freq)
        e = torch.cat((f, f), -1)
        c, s = (e.cos()[None, None], e.sin()[None, None])
        return (q * c + rotate_half(q) * s, k * c + rotate_half(k) * s)

class Attn(nn.Module):

    def __init__(self, c):
        super().__init__()
        self.h = c.heads
        self.qkv = nn.Linear(c.dim, 3 * c.dim, bias=False)
        self.o = nn.Linear(c.dim, c.dim)
        self.rope = Rotary(c.dim // c.heads)
        self.drop = nn.Dropout(c.dropout)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.h, d // self.h).permute(2, 0, 3, 1, 4)
        q, k = self.rope(q, k)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.drop(self.o(y.transpose(1, 2).reshape(b, t, d)))

class SwiGLU(nn.Module):

    def __init__(self, d):
        super().__init__()
        self.w1 = nn.Linear(d, 2 * d)
        self.w2 = nn.Linear(d, 2 * d)
        self.w3 = nn.Linear(2 * d, d)

    def forward(self, x):
        return self.w3(F.silu(self.w1(x)) * self.w2(x))

class MoE(nn.Module):

    def __init__(self, d, n=3, k=2):
        super().__init__()
        self.gate = nn.Linear(d, n)
        self.experts = nn.ModuleList((SwiGLU(d) for _ in range(n)))
        self.k = k

    def forward(self, x):
        flat = x.view(-1, x.size(-1))
        w, idx = torch.topk(self.gate(flat), self.k, dim=-1)
        w = F.softmax(w, dim=-1, dtype=torch.float).to(x.dtype)
        out = torch.zeros_like(flat)
        for i, e in enumerate(self.experts):
            rows, nth = torch.where(idx == i)
            out[rows] += w[rows, nth, None] * e(flat[rows])
        return out.view_as(x)

class Block(nn.Module):

    def __init__(self, c):
        super().__init__()
        self.n1, self.n2 = (RMSNorm(c.dim), RMSNorm(c.dim))
        self.a = Attn(c)
        self.f = MoE(c.dim)

    def forward(self, x):
        x = x + self.a(self.n1(x))
        return x + self.f(self.n2(x))

class LM(nn.Module):

    def __init__(self, c):
        super().__init__()
        self.c = c
        self.t = nn.ModuleDict(dict(wte=nn.Embedding(c.vocab, c.dim), h=nn.ModuleList([Block(c) for _ in range(c.layers)]), ln=RMSNorm(c.dim)))
        self.head = nn.Linear(c.dim, c.vocab, bias=False)
        self.t.wte.weight = self.head.weight
        self.apply(self._init)

    def _init(self, m):
        if isinstance(m, (nn.Linear, nn.Embedding)):
            torch.nn.init.normal_(m.weight, mean=0.0, std=0.02)
        if isinstance(m, nn.Linear) and m.bias is not None:
            torch.nn.init.zeros_(m.bias)

    def forward(self, i, y=None):
        x = self.t.wte(i)
        for b in self.t.h:
            x = b(x)
        l = self.head(self.t.ln(x))
        return (l, None if y is None else F.cross_entropy(l.view(-1, l.size(-1)), y.reshape(-1), ignore_index=-1))
lm = LM(cfg)
print(lm)
print(f'{sum((p.numel() for p in lm.parameters())) / 1000.0:.2f}K')
opt = torch.optim.AdamW(lm.parameters(), lr=cfg.lr, betas=cfg.betas, weight_decay=0.1)
sched = torch.optim.lr_scheduler.SequentialLR(opt, [torch.optim.lr_scheduler.LinearLR(opt, 0.1, total_iters=3), torch.optim.lr_scheduler.CosineAnnealingLR(opt, 10)], milestones=[3])
for i in range(8):
    x = torch.randint(0, 11, (4, 9))
    l, loss = lm(x[:, :-1], x[:, 1:])
    opt.zero_grad(set_to_none=True)
    loss.backward()
    n = torch.nn.utils.clip_grad_norm_(lm.parameters(), 1.0)
    opt.step()
    sched.step()
    print(f'step {i} loss {loss:.4f} norm {n:.4f} lr {sched.get_last_lr()[0]:.6f}')

class LoRA(nn.Module):

    def __init__(self, base: nn.Linear, r=2, alpha=4):
        super().__init__()
        self.base = base
        self.A = nn.Parameter(torch.randn(r, base.in_features) / math.sqrt(r))
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.s = alpha / r
        [p.requires_grad_(False) for p in base.parameters()]

    def forward(self, x):
        return self.base(x) + x @ self.A.T @ self.B.T * self.s
for name, mod in list(lm.named_modules()):
    for cn, ch in list(mod.named_children()):
        if isinstance(ch, nn.Linear) and cn == 'o':
            setattr(mod, cn, LoRA(ch))
for n, p in lm.named_parameters():
    p.requires_grad = 'A' in n.split('.')[-1] or 'B' in n.split('.')[-1]
print([n for n, p in lm.named_parameters() if p.requires_grad], sum((p.numel() for p in lm.parameters() if p.requires_grad)))
T = 50
betas = torch.linspace(0.0001, 0.02, T)
alphas = 1.0 - betas
ac = torch.cumprod(alphas, 0)
acp = F.pad(ac[:-1], (1, 0), value=1.0)
pv = betas * (1.0 - acp) / (1.0 - ac)

def extract(a, t, s):
    return a.gather(-1, t).reshape(t.shape[0], *(1,) * (len(s) - 1))

def q_sample(x0, t, noise=None):
    noise = torch.randn_like(x0) if noise is None else noise
    return extract(ac.sqrt(), t, x0.shape) * x0 + extract((1 - ac).sqrt(), t, x0.shape) * noise

class Sin(nn.Module):

    def __init__(self, d):
        super().__init__()
        self.d = d

    def forward(self, t):
        h = self.d // 2
        e = torch.exp(torch.arange(h) * -(math.log(10000) / (h - 1)))
        e = t[:, None] * e[None]
        return torch.cat((e.sin(), e.cos()), -1)

class Eps(nn.Module):

    def __init__(self):
        super().__init__()
        self.t = nn.Sequential(Sin(8), nn.Linear(8, 16), nn.GELU())
        self.a = nn.Linear(2, 16)
        self.b = nn.Sequential(nn.SiLU(), nn.Linear(16, 16), nn.SiLU(), nn.Linear(16, 2))

    def forward(self, x, t):
        return self.b(self.a(x) + self.t(t))
net = Eps()
ema = copy.deepcopy(net).eval().requires_grad_(False)
o = torch.optim.Adam(net.parameters(), 0.002)
th = torch.rand(64) * 6.28
x0 = torch.stack([th.cos(), th.sin()], 1)
for s in range(30):
    t = torch.randint(0, T, (64,)).long()
    z = torch.randn_like(x0)
    loss = F.smooth_l1_loss(net(q_sample(x0, t, z), t), z)
    o.zero_grad()
    loss.backward()
    o.step()
    with torch.no_grad():
        for pe, p in zip(ema.parameters(), net.parameters()):
            pe.mul_(0.9).add_(p, alpha=0.1)
    if s % 10 == 9:
        print(s, f'{loss.item():.4f}')

@torch.no_grad()
def sample(n):
    x = torch.randn(n, 2)
    for i in reversed(range(T)):
        t = torch.full((n,), i, dtype=torch.long)
        m = (1.0 / alphas[i]).sqrt() * (x - betas[i] * ema(x, t) / (1.0 - ac[i]).sqrt())
        x = m + (pv[i].sqrt() * torch.randn_like(x) if i > 0 else 0)
    return x
print(sample(3).shape, pv[:3], acp[:3])
