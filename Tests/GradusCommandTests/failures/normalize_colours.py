from torchvision import transforms
import torch

picture = torch.rand(3, 8, 8)
transforms.Normalize((0.5,), (0.5, 0.5))(picture)
