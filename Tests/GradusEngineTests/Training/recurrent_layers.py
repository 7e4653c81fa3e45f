# Every kind of recurrent layer: outputs, gradients, second derivatives.
import torch
from torch import nn
torch.manual_seed(0)
for cls, kw in [(nn.RNN, {}), (nn.RNN, dict(nonlinearity='relu')), (nn.LSTM, {}), (nn.GRU, {})]:
    for bi in (False, True):
        for layers in (1, 2):
            for bias in (True, False):
                m = cls(5, 7, num_layers=layers, bidirectional=bi, bias=bias, **kw)
                x = torch.randn(6, 3, 5, requires_grad=True)
                out, h = m(x)
                hs = h if isinstance(h, tuple) else (h,)
                loss = (out ** 2).sum() + sum((v * torch.arange(v.numel()).reshape(v.shape)).sum() * 0.01 for v in hs)
                loss.backward()
                print(cls.__name__, kw, bi, layers, bias, round(loss.item(), 3), [round(p.grad.abs().sum().item(), 2) for p in m.parameters()], round(x.grad.abs().sum().item(), 3))
                if layers == 1 and bias:
                    h0 = torch.randn(2 if bi else 1, 3, 7, requires_grad=True)
                    s = (h0, torch.randn_like(h0).requires_grad_()) if cls is nn.LSTM else h0
                    out, h = m(x, s)
                    print(out.grad_fn.name() if not bi else '', (h[0] if isinstance(h, tuple) else h).grad_fn.name())
                    g = torch.autograd.grad(out[-1].sum(), (x, h0, m.weight_hh_l0), create_graph=True)
                    print([round(t.abs().sum().item(), 3) for t in g])
                    gg = torch.autograd.grad(sum((t ** 2).sum() for t in g), (x, h0, m.weight_ih_l0))
                    print('double', [round(t.abs().sum().item(), 3) for t in gg])
                with torch.no_grad():
                    o2, h2 = m(x)
                    print(torch.allclose(o2, m(x)[0].detach()), round(o2.sum().item(), 4), o2.requires_grad, o2.grad_fn)
m = nn.LSTM(4, 6, batch_first=True)
x = torch.randn(2, 5, 4)
o, (h, c) = m(x)
print(o, h, c)
h.sum().backward()
print(m.weight_hh_l0.grad.sum(), m.bias_hh_l0.grad)
m = nn.GRU(4, 3).double()
print(m(torch.ones(2, 1, 4, dtype=torch.double))[0])
