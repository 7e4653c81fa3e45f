import torch, random, math, argparse, os, sys
import numpy as np
import torch.nn as nn, torch.nn.functional as F, torch.optim as optim
from torch.distributions import Categorical, Normal, MultivariateNormal, Bernoulli, Beta, MixtureSameFamily, Independent
tqdm = lambda x, **k: x
parser = argparse.ArgumentParser(description='PPO')
parser.add_argument('--gamma', type=float, default=0.99, metavar='G')
parser.add_argument('--seed', type=int, default=543)
parser.add_argument('--render', action='store_true')
args = parser.parse_args([])
print(args)
torch.manual_seed(args.seed)
np.random.seed(args.seed)
random.seed(args.seed)

class CartPole:

    def reset(self):
        self.s = np.random.uniform(-0.05, 0.05, 4)
        self.n = 0
        return self.s.astype(np.float32)

    def step(self, a):
        x, xd, th, td = self.s
        f = 10.0 if a == 1 else -10.0
        c, s = (math.cos(th), math.sin(th))
        tmp = (f + 0.05 * td ** 2 * s) / 1.1
        ta = (9.8 * s - c * tmp) / (0.5 * (4 / 3 - 0.1 * c ** 2 / 1.1))
        xa = tmp - 0.05 * ta * c / 1.1
        self.s = np.array([x + 0.02 * xd, xd + 0.02 * xa, th + 0.02 * td, td + 0.02 * ta])
        self.n += 1
        done = bool(abs(self.s[0]) > 2.4 or abs(self.s[2]) > 0.2095 or self.n >= 60)
        return (self.s.astype(np.float32), 1.0, done, {})

def layer_init(layer, std=np.sqrt(2), bias_const=0.0):
    torch.nn.init.orthogonal_(layer.weight, std)
    torch.nn.init.constant_(layer.bias, bias_const)
    return layer

class Agent(nn.Module):

    def __init__(self):
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(4, 16)), nn.Tanh(), layer_init(nn.Linear(16, 1), std=1.0))
        self.actor = nn.Sequential(layer_init(nn.Linear(4, 16)), nn.Tanh(), layer_init(nn.Linear(16, 2), std=0.01))

    def get_action_and_value(self, x, action=None):
        probs = Categorical(logits=self.actor(x))
        if action is None:
            action = probs.sample()
        return (action, probs.log_prob(action), probs.entropy(), self.critic(x))
agent = Agent()
opt = optim.Adam(agent.parameters(), lr=0.0025, eps=1e-05)
env = CartPole()
obs = torch.zeros((64, 4))
actions = torch.zeros(64)
logprobs = torch.zeros(64)
rewards = torch.zeros(64)
dones = torch.zeros(64)
values = torch.zeros(64)
nxt = torch.Tensor(env.reset())
nd = torch.zeros(1)
for update in range(3):
    opt.param_groups[0]['lr'] = (1.0 - update / 3) * 0.0025
    for step in range(64):
        obs[step] = nxt
        dones[step] = nd
        with torch.no_grad():
            action, lp, _, v = agent.get_action_and_value(nxt)
        values[step] = v.flatten()
        actions[step] = action
        logprobs[step] = lp
        o, r, d, _ = env.step(action.item())
        rewards[step] = torch.tensor(r).view(-1)
        nxt, nd = (torch.Tensor(env.reset() if d else o), torch.Tensor([float(d)]))
    with torch.no_grad():
        adv = torch.zeros_like(rewards)
        last = 0
        for t in reversed(range(64)):
            nnt = 1.0 - (nd if t == 63 else dones[t + 1])
            nv = agent.critic(nxt).reshape(1, -1) if t == 63 else values[t + 1]
            delta = rewards[t] + args.gamma * nv * nnt - values[t]
            adv[t] = last = delta + args.gamma * 0.95 * nnt * last
        returns = adv + values
    inds = np.arange(64)
    for epoch in range(2):
        np.random.shuffle(inds)
        for s in range(0, 64, 32):
            mb = inds[s:s + 32]
            _, nlp, ent, nvv = agent.get_action_and_value(obs[mb], actions.long()[mb])
            ratio = (nlp - logprobs[mb]).exp()
            a = adv[mb]
            a = (a - a.mean()) / (a.std() + 1e-08)
            pg = torch.max(-a * ratio, -a * torch.clamp(ratio, 0.8, 1.2)).mean()
            vl = 0.5 * ((nvv.view(-1) - returns[mb]) ** 2).mean()
            loss = pg - 0.01 * ent.mean() + vl * 0.5
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
            opt.step()
    print(f'update {update} loss {loss.item():.3f} adv {adv.mean():.3f} dones {int(dones.sum())} ent {ent.mean():.4f}')

class GCNConv(nn.Module):

    def __init__(self, i, o):
        super().__init__()
        self.lin = nn.Linear(i, o, bias=False)
        self.bias = nn.Parameter(torch.zeros(o))

    def forward(self, x, ei):
        n = x.size(0)
        loop = torch.arange(n).unsqueeze(0).repeat(2, 1)
        ei = torch.cat([ei, loop], 1)
        row, col = ei
        deg = torch.zeros(n).scatter_add_(0, col, torch.ones(ei.size(1)))
        dis = deg.pow(-0.5)
        dis[dis == float('inf')] = 0
        norm = dis[row] * dis[col]
        x = self.lin(x)
        return torch.zeros_like(x).index_add_(0, col, x[row] * norm.unsqueeze(1)) + self.bias
ei = torch.tensor([[0, 1, 1, 2, 3, 4], [1, 0, 2, 1, 4, 3]])
feat = torch.eye(5)
yl = torch.tensor([0, 0, 0, 1, 1])

class GCN(nn.Module):

    def __init__(self):
        super().__init__()
        self.c1 = GCNConv(5, 8)
        self.c2 = GCNConv(8, 2)

    def forward(self, x, e):
        return F.log_softmax(self.c2(F.dropout(F.relu(self.c1(x, e)), training=self.training), e), dim=1)
g = GCN()
og = optim.Adam(g.parameters(), lr=0.05, weight_decay=0.0005)
for e in range(20):
    g.train()
    og.zero_grad()
    l = F.nll_loss(g(feat, ei)[torch.tensor([0, 3])], yl[[0, 3]])
    l.backward()
    og.step()
g.eval()
print('gcn', l.item() < 1, g(feat, ei).argmax(1))
A = torch.zeros(5, 5).index_put_((ei[0], ei[1]), torch.ones(6))
print(A, torch.linalg.eigvalsh(torch.diag(A.sum(1)) - A)[1:])

class MDN(nn.Module):

    def __init__(self, k=3):
        super().__init__()
        self.h = nn.Sequential(nn.Linear(1, 12), nn.Tanh())
        self.pi, self.mu, self.s = (nn.Linear(12, k), nn.Linear(12, k), nn.Linear(12, k))

    def forward(self, x):
        h = self.h(x)
        return (F.softmax(self.pi(h), -1), self.mu(h), torch.exp(self.s(h)))

def mdn_loss(pi, mu, s, y):
    m = Normal(mu, s)
    return -torch.logsumexp(m.log_prob(y.expand_as(mu)) + torch.log(pi), dim=1).mean()
m = MDN()
om = optim.Adam(m.parameters(), 0.01)
yy = torch.linspace(-3, 3, 50)[:, None]
xx = torch.sin(yy) + 0.1 * torch.randn(50, 1)
for e in range(40):
    l = mdn_loss(*m(xx), yy)
    om.zero_grad()
    l.backward()
    om.step()
print(f'mdn {l.item():.4f}')
pi, mu, s = m(xx[:2])
mix = MixtureSameFamily(Categorical(pi), Normal(mu, s))
print(mix.log_prob(yy[:2, 0]), mix.mean)

class Policy(nn.Module):

    def __init__(self):
        super().__init__()
        self.mu = nn.Linear(3, 2)
        self.log_std = nn.Parameter(torch.zeros(2))

    def forward(self, s):
        return Independent(Normal(self.mu(s), self.log_std.exp().expand(s.size(0), -1)), 1)
p = Policy()
d = p(torch.ones(4, 3))
a = d.rsample()
t = torch.tanh(a)
lp = d.log_prob(a) - torch.log(1 - t.pow(2) + 1e-06).sum(1)
print(d, lp.shape, d.entropy(), lp.mean())
b = Bernoulli(logits=torch.zeros(3))
print(b.sample(), b.log_prob(torch.ones(3)))
print(MultivariateNormal(torch.zeros(2), torch.tensor([[1.0, 0.5], [0.5, 1.0]])).log_prob(torch.ones(2)))

def nms(boxes, scores, thr):
    x1, y1, x2, y2 = boxes.unbind(1)
    areas = (x2 - x1) * (y2 - y1)
    order = scores.argsort(descending=True)
    keep = []
    while order.numel() > 0:
        i = order[0].item()
        keep.append(i)
        if order.numel() == 1:
            break
        xx1 = x1[order[1:]].clamp(min=x1[i].item())
        yy1 = y1[order[1:]].clamp(min=y1[i].item())
        xx2 = x2[order[1:]].clamp(max=x2[i].item())
        yy2 = y2[order[1:]].clamp(max=y2[i].item())
        inter = (xx2 - xx1).clamp(min=0) * (yy2 - yy1).clamp(min=0)
        iou = inter / (areas[i] + areas[order[1:]] - inter)
        ids = (iou <= thr).nonzero().squeeze(1)
        if ids.numel() == 0:
            break
        order = order[ids + 1]
    return torch.LongTensor(keep)
print(nms(torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30]]), torch.tensor([0.9, 0.8, 0.7]), 0.5))
total = 0
for i in tqdm(range(3), desc='ep', file=sys.stderr):
    total += i
print(total)
