import torch, random, math
import numpy as np
import torch.nn as nn, torch.optim as optim, torch.nn.functional as F
from collections import namedtuple, deque
from itertools import count
random.seed(0)
torch.manual_seed(0)
np.random.seed(0)
Transition = namedtuple('Transition', ('state', 'action', 'next_state', 'reward'))

class ReplayMemory(object):

    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size):
        return random.sample(self.memory, batch_size)

    def __len__(self):
        return len(self.memory)

class GridWorld:
    size = 4

    def reset(self):
        self.pos = [0, 0]
        self.t = 0
        return self._obs()

    def _obs(self):
        return np.array([self.pos[0] / 3, self.pos[1] / 3], dtype=np.float32)

    def step(self, a):
        d = [(0, 1), (1, 0), (0, -1), (-1, 0)][a]
        self.pos = [int(np.clip(p + q, 0, 3)) for p, q in zip(self.pos, d)]
        self.t += 1
        done = self.pos == [3, 3]
        return (self._obs(), 1.0 if done else -0.05, done, self.t >= 20)

class DQN(nn.Module):

    def __init__(self, n_obs, n_act):
        super(DQN, self).__init__()
        self.layer1 = nn.Linear(n_obs, 32)
        self.layer2 = nn.Linear(32, 32)
        self.layer3 = nn.Linear(32, n_act)

    def forward(self, x):
        x = F.relu(self.layer1(x))
        x = F.relu(self.layer2(x))
        return self.layer3(x)
BATCH, GAMMA, EPS_START, EPS_END, EPS_DECAY, TAU = (32, 0.95, 0.9, 0.05, 100, 0.01)
policy_net, target_net = (DQN(2, 4), DQN(2, 4))
target_net.load_state_dict(policy_net.state_dict())
optimizer = optim.AdamW(policy_net.parameters(), lr=0.001, amsgrad=True)
memory = ReplayMemory(1000)
steps_done = 0
env = GridWorld()

def select_action(state):
    global steps_done
    sample = random.random()
    eps = EPS_END + (EPS_START - EPS_END) * math.exp(-1.0 * steps_done / EPS_DECAY)
    steps_done += 1
    if sample > eps:
        with torch.no_grad():
            return policy_net(state).max(1).indices.view(1, 1)
    return torch.tensor([[random.randrange(4)]], dtype=torch.long)

def optimize_model():
    if len(memory) < BATCH:
        return None
    batch = Transition(*zip(*memory.sample(BATCH)))
    mask = torch.tensor(tuple(map(lambda s: s is not None, batch.next_state)), dtype=torch.bool)
    nf = torch.cat([s for s in batch.next_state if s is not None])
    s, a, r = (torch.cat(batch.state), torch.cat(batch.action), torch.cat(batch.reward))
    q = policy_net(s).gather(1, a)
    nv = torch.zeros(BATCH)
    with torch.no_grad():
        nv[mask] = target_net(nf).max(1).values
    loss = nn.SmoothL1Loss()(q, (nv * GAMMA + r).unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy_net.parameters(), 100)
    optimizer.step()
    return loss.item()
durations = []
for ep in range(12):
    state = torch.tensor(env.reset(), dtype=torch.float32).unsqueeze(0)
    total = 0
    last = None
    for t in count():
        action = select_action(state)
        obs, reward, terminated, truncated = env.step(action.item())
        total += reward
        reward = torch.tensor([reward])
        ns = None if terminated else torch.tensor(obs).unsqueeze(0)
        memory.push(state, action, ns, reward)
        state = ns
        last = optimize_model()
        tsd, psd = (target_net.state_dict(), policy_net.state_dict())
        for key in psd:
            tsd[key] = psd[key] * TAU + tsd[key] * (1 - TAU)
        target_net.load_state_dict(tsd)
        if terminated or truncated:
            durations.append(t + 1)
            break
    print(f'episode {ep} steps {t + 1} reward {total:.2f} loss {(last if last is None else round(last, 5))}')
print(torch.tensor(durations, dtype=torch.float).unfold(0, 5, 1).mean(1).view(-1))
print(policy_net(torch.zeros(1, 2)))
from torch.distributions import Categorical

class ActorCritic(nn.Module):

    def __init__(self):
        super().__init__()
        self.aff = nn.Linear(2, 16)
        self.a = nn.Linear(16, 4)
        self.v = nn.Linear(16, 1)
        self.saved = []
        self.rewards = []

    def forward(self, x):
        x = F.relu(self.aff(x))
        return (F.softmax(self.a(x), dim=-1), self.v(x))
ac = ActorCritic()
opt = optim.Adam(ac.parameters(), lr=0.03)
eps = np.finfo(np.float32).eps.item()
for ep in range(5):
    s = env.reset()
    while True:
        probs, v = ac(torch.from_numpy(s).float())
        m = Categorical(probs)
        a = m.sample()
        ac.saved.append((m.log_prob(a), v, m.entropy()))
        s, r, d, tr = env.step(a.item())
        ac.rewards.append(r)
        if d or tr:
            break
    R = 0
    returns = []
    for r in ac.rewards[::-1]:
        R = r + 0.99 * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)
    pl, vl = ([], [])
    for (lp, v, en), R in zip(ac.saved, returns):
        adv = R - v.item()
        pl.append(-lp * adv - 0.01 * en)
        vl.append(F.smooth_l1_loss(v, torch.tensor([R])))
    loss = torch.stack(pl).sum() + torch.stack(vl).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(ep, len(ac.rewards), f'{loss.item():.4f}', m)
    del ac.rewards[:]
    del ac.saved[:]
