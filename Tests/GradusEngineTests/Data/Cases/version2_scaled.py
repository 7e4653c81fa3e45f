"""Version 2 scales bytes by a reciprocal, version 1 by a quotient."""
import torch
from torchvision import transforms
from torchvision.transforms import v2

x = torch.arange(256, dtype=torch.uint8).view(1, 16, 16)
for t in (v2.ToDtype(torch.float32, scale=True), v2.ToDtype(torch.float64, scale=True), v2.ConvertImageDtype(torch.float32),
          v2.ConvertImageDtype(), transforms.ConvertImageDtype(torch.float32), v2.ToDtype(torch.float32)):
    y = t(x)
    print(t, y.dtype, f"{y.double().sum().item():.12f}", y.flatten()[[1, 85, 254]].tolist())
