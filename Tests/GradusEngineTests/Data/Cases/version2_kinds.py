"""Other kinds of numbers in version 2 of the transforms, to the last digit."""
import torch
from torchvision.transforms.v2 import functional as F

values = torch.arange(256, dtype=torch.uint8).view(1, 16, 16)
for kind in (torch.float32, torch.float64, torch.float16, torch.int16, torch.uint8):
    print(kind, F.to_dtype(values, kind, scale=True).double().sum().item(), F.to_dtype(values, kind).double().sum().item())
print(F.convert_image_dtype(values).double().sum().item(), F.to_dtype(values / 255, torch.uint8, scale=True).equal(values),
      F.to_dtype(values > 9, torch.float32, scale=True).sum(), F.to_dtype(values[0, 1].short(), scale=True).tolist())
