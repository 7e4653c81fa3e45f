from torchvision import transforms
import torch

picture = torch.rand(1, 28, 28)
normalize = transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
normalize(picture)
