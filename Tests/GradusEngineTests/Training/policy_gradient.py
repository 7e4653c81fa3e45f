# Policy gradient on a bandit, returns discounted by hand, GELU, SGD; a Q network with target copies
import copy
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(38)
policy = nn.Sequential(nn.Linear(3, 12), nn.GELU(), nn.Linear(12, 2))
opt = torch.optim.Adam(policy.parameters(), lr=0.03)
for episode in range(6):
    states = torch.randn(25, 3)
    logits = policy(states)
    probs = F.softmax(logits, dim=-1)
    actions = torch.multinomial(probs, 1).squeeze(1)
    rewards = (actions == (states[:, 0] > 0).long()).float()
    returns, R = [], 0.0
    for r in reversed(rewards.tolist()):
        R = r + 0.5 * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-8)
    logp = F.log_softmax(logits, -1)[range(25), actions]
    loss = -(logp * returns).mean() - 0.01 * -(probs * probs.log()).sum(-1).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(episode, f"{loss.item():.4f}", rewards.sum().item())
q = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 2))
target = copy.deepcopy(q)
target.load_state_dict(q.state_dict())
optimizer = torch.optim.RMSprop(q.parameters(), lr=0.01)
for step in range(6):
    s, s2 = torch.randn(10, 3), torch.randn(10, 3)
    a = torch.randint(0, 2, (10, 1))
    r = torch.randn(10)
    value = q(s).gather(1, a).squeeze(1)
    with torch.no_grad():
        expected = r + 0.9 * target(s2).max(1)[0]
    loss = nn.SmoothL1Loss()(value, expected)
    optimizer.zero_grad()
    loss.backward()
    for param in q.parameters():
        param.grad.data.clamp_(-1, 1)
    optimizer.step()
    if step % 3 == 2:
        for tp, p in zip(target.parameters(), q.parameters()):
            tp.data.copy_(0.5 * p.data + 0.5 * tp.data)
    print(step, f"{loss.item():.4f}", f"{sum(p.abs().sum().item() for p in target.parameters()):.4f}")
