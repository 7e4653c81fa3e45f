# Forward passes of single objects, chains repeated, and sequences repeated by tensors.
import torch, torch.nn as nn, types
class P(nn.Module):
    def forward(self, x): return x + 1
p = P(); o = torch.ones(2)
print(p(o)); p.forward = lambda x: x - 5; print(p(o), p.forward(o))
p.forward = types.MethodType(lambda self, x: x * 3, p); print(p(o))
del p.forward; print(p(o))
l = nn.Linear(2, 2); old = l.forward
def wrapped(x): print('in', tuple(x.shape)); return old(x) * 0
l.forward = wrapped; print(l(o) == 0); print(nn.Sequential(l)(o).shape)
r = nn.ReLU(); r.forward = lambda x: x + 7; print(nn.Sequential(r, nn.ReLU())(o)); s = nn.Sequential(nn.ReLU()); s.forward = lambda x: x - 1; print(s(o))
class Q(nn.Module):
    def __init__(self, fancy):
        super().__init__()
        if fancy: self.forward = self.fancy
        else: self.forward = self.plain
    def fancy(self, x): return x * 100
    def plain(self, x): return x
print(Q(True)(o), Q(False)(o), 'forward' in Q(True).__dict__)
h = p.register_forward_hook(lambda m, i, o: print('hook', o)); p.forward = lambda x: x - 9; print(p(o))
print(nn.Sequential(p)(o), list(p.__dict__)[-1])
import torch.nn as nn
m=nn.Sequential(nn.ReLU())
for f in [lambda: m*2, lambda: 3*m, lambda: m*0, lambda: m*'a', lambda: m*2.0]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import torch
print('ab'*torch.tensor(2), [0]*torch.tensor(3), torch.tensor(2)*(1,))
for f in [lambda: 'a'*torch.tensor(1.5), lambda: [1]*torch.ones(2)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for d in [torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64]: print(torch.iinfo(d))
print((lambda n: (n, [p is q for p, q in zip(n[0].parameters(), n[1].parameters())]))(nn.Sequential(nn.Linear(1,1))*2))
