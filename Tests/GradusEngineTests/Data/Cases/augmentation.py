# Policies of augmentation, perspective, elastic; what is drawn for one picture.
import warnings

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import v2
from torchvision.transforms import functional as F

warnings.simplefilter("ignore")
values = np.array([(x * 7 + y * 5 + c * 83) % 256 for y in range(48) for x in range(60) for c in range(3)], dtype=np.uint8)
picture = Image.fromarray(values.reshape(48, 60, 3))
tensor = torch.from_numpy(values.reshape(48, 60, 3)).permute(2, 0, 1).contiguous()
floats = tensor.float() / 255


def total(result):
    if isinstance(result, torch.Tensor):
        # Few digits of floats: sums of smoothed pictures differ in the last ones.
        value = result.double().sum().item()
        return int(value) if not result.is_floating_point() else float(f"{value:.3g}")
    return int(np.asarray(result).astype(np.int64).sum())


for policy in T.AutoAugmentPolicy:
    print(policy, T.AutoAugment(policy).policies[:3], len(T.AutoAugment(policy).policies))
for transform in (T.AutoAugment(), T.AutoAugment(T.AutoAugmentPolicy.CIFAR10), T.AutoAugment(T.AutoAugmentPolicy.SVHN, fill=128),
                  T.RandAugment(), T.RandAugment(3, 15), T.TrivialAugmentWide()):
    print(transform)
    for seed in range(12):
        torch.manual_seed(seed)
        print(seed, total(transform(picture)), total(transform(tensor)), torch.rand(1).item())
for transform in (T.RandomPerspective(), T.RandomPerspective(0.3, 1.0, T.InterpolationMode.NEAREST, fill=0.5),
                  T.ElasticTransform(), T.ElasticTransform(alpha=[10.0, 30.0], sigma=3.0, fill=7)):
    print(transform)
    for seed in range(4):
        torch.manual_seed(seed)
        print(seed, total(transform(floats)), torch.rand(1).item())
torch.manual_seed(0)
print(total(T.RandomPerspective(p=1)(picture)), T.RandomPerspective.get_params(60, 48, 0.5))
corners = [[0, 0], [59, 0], [59, 47], [0, 47]]
print(total(F.perspective(floats, corners, [[2, 3], [50, 1], [55, 40], [0, 47]])))
for draw in range(3):
    print(T.RandomCrop.get_params(tensor, (5, 6)), T.RandomResizedCrop.get_params(tensor, [0.1, 1.0], [0.75, 1.33]),
          T.RandomRotation.get_params([-10, 10]),
          T.RandomAffine.get_params([-5, 5], (0.1, 0.2), (0.5, 1.5), (-1, 1, -2, 2), (60, 48)),
          T.ColorJitter.get_params((0.5, 1.5), None, (0.2, 2.0), (-0.1, 0.1)))
    print([value if not torch.is_tensor(value) else tuple(value.shape)
           for value in T.RandomErasing.get_params(floats, (0.02, 0.33), (0.3, 3.3))], torch.rand(1).item())
print(v2.functional.to_image(picture).shape, v2.functional.to_dtype(tensor, torch.float32, scale=True).max(),
      total(v2.functional.horizontal_flip(tensor)), v2.functional.get_size(picture),
      total(v2.functional.permute_channels(tensor, [2, 0, 1])))
for name in ("AutoAugmentPolicy",):
    print(getattr(__import__("torchvision.transforms.autoaugment", fromlist=[name]), name).IMAGENET)
