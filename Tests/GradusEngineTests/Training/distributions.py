import torch
from torch import nn
from torch.distributions import Bernoulli, Categorical, Exponential, Independent, Laplace, Normal, Uniform, kl_divergence
import torch.distributions as D
torch.manual_seed(41)
n = Normal(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0]))
print(n, n.sample(), n.sample((2,)).shape, n.log_prob(torch.zeros(2)), n.entropy(), n.mean, n.variance, n.stddev)
print(n.rsample((3,)), n.cdf(torch.zeros(2)), n.batch_shape, n.event_shape)
c = Categorical(torch.tensor([0.1, 0.2, 0.7]))
print(c, c.sample((6,)), c.log_prob(torch.tensor(2)), c.entropy(), c.probs)
c = Categorical(logits=torch.randn(2, 3))
a = c.sample()
print(a, c.log_prob(a), c.logits.shape)
b = Bernoulli(torch.tensor([0.3, 0.9]))
print(b.sample((3,)), b.log_prob(torch.ones(2)), b.entropy(), Bernoulli(logits=torch.zeros(2)).probs)
u = Uniform(-1.0, 2.0)
print(u, u.sample((3,)), u.log_prob(torch.tensor(0.5)), u.entropy())
print(Exponential(torch.tensor([2.0])).sample((2,)), Laplace(0.0, 1.0).sample((2,)), Exponential(2.0).mean)
print(kl_divergence(Normal(0.0, 1.0), Normal(1.0, 2.0)), kl_divergence(c, Categorical(torch.ones(3))))
i = Independent(n, 1)
print(i, i.log_prob(torch.zeros(2)), i.event_shape)
mu = nn.Parameter(torch.zeros(3))
rho = nn.Parameter(torch.zeros(3))
opt = torch.optim.Adam([mu, rho], lr=0.1)
for step in range(20):
    q = D.Normal(mu, rho.exp())
    z = q.rsample((8,))
    loss = -D.Normal(2.0, 0.5).log_prob(z).sum(-1).mean() + kl_divergence(q, D.Normal(torch.zeros(3), torch.ones(3))).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    if step % 5 == 0:
        print(step, f'{loss.item():.4f}')
policy = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 3))
opt = torch.optim.SGD(policy.parameters(), lr=0.5)
for step in range(5):
    dist = Categorical(logits=policy(torch.randn(16, 2)))
    action = dist.sample()
    loss = -(dist.log_prob(action) * (action == 1).float()).mean() - 0.01 * dist.entropy().mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(step, f'{loss.item():.4f}', action.float().mean().item())
try:
    Normal(0.0, -1.0)
except ValueError as e:
    print(str(e).split(',')[0])
