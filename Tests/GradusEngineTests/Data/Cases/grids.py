import torch
from torchvision.utils import make_grid

x = torch.arange(24.0).view(2, 3, 2, 2) / 24
print(make_grid(x).shape, make_grid(x)[0])
print(make_grid(torch.ones(5, 1, 2, 2), nrow=2, padding=1, pad_value=0.5)[1])
print(make_grid(x, normalize=True)[0, 2:4, 2:4], make_grid(x, normalize=True, scale_each=True)[0, 2:4, 2:4])
print(make_grid(x[0]).shape, make_grid([x[0], x[1]], padding=0).shape, make_grid(torch.zeros(4, 4)).shape)
