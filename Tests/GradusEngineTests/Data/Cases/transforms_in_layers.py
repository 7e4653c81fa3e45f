# Transforms of pictures as members of nn.Sequential, as torchvision's own documentation has them.
import torch
from torch import nn
from torchvision import transforms as T

torch.manual_seed(0)
picture = torch.rand(3, 8, 8)
steps = nn.Sequential(T.CenterCrop(6), T.RandomHorizontalFlip(p=1.0), T.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)))
print(steps(picture).shape, steps(picture).mean())
print(steps)
print(len(steps), steps[0], len(list(steps.parameters())))


class Augmented(nn.Module):
    def __init__(self):
        super().__init__()
        self.change = nn.Sequential(T.RandomCrop(5), T.RandomGrayscale(p=1.0))
        self.layer = nn.Conv2d(3, 2, 3)

    def forward(self, x):
        return self.layer(self.change(x) if self.training else x)


model = Augmented()
print(model(picture[None]).shape, model.eval()(picture[None]).shape)
print(nn.ModuleList([T.Resize(4), nn.ReLU()])[0](picture).shape)
