import torch
from torch import nn

torch.manual_seed(0)
generator, critic = nn.Linear(3, 4), nn.Linear(4, 1)
optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
score = critic(generator(torch.rand(2, 3)))
score.mean().backward(retain_graph=True)
optimizer.step()
(-score.mean()).backward()
