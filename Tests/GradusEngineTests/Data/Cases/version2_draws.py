# Version 2's random transforms, and the functions that it computes otherwise than version 1.
import torch
import torchvision.transforms as T
import torchvision.transforms.v2 as v2
import torchvision.transforms.v2.functional as F2


def show(f):
    try:
        made = f()
        made = made if isinstance(made, torch.Tensor) else T.functional.pil_to_tensor(made)
        print(tuple(made.shape), made.dtype, f"{made.double().mean().item():.4g}")
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


bytes_ = (torch.arange(3 * 24 * 32).reshape(3, 24, 32) * 37 % 251).to(torch.uint8)
picture = T.functional.to_pil_image(bytes_)
torch.manual_seed(0)
noise = torch.randint(0, 256, (3, 17, 23), dtype=torch.uint8)
for make in (lambda: v2.RandomResize(10, 20), lambda: v2.RandomShortestSize([10, 12, 16], max_size=20),
             lambda: v2.RandomShortestSize(10), lambda: v2.ScaleJitter((40, 30)), lambda: v2.RandomZoomOut(),
             lambda: v2.RandomZoomOut(fill=[1, 2, 3], p=1.0), lambda: v2.RandomPhotometricDistort(),
             lambda: v2.RandAugment(), lambda: v2.RandAugment(3, 5, fill=[1, 2, 3]), lambda: v2.TrivialAugmentWide(),
             lambda: v2.RandomAdjustSharpness(2, p=0.7), lambda: v2.RandomAutocontrast(), lambda: v2.RandomEqualize(),
             lambda: v2.RandomPosterize(3), lambda: v2.RandomSolarize(100), lambda: v2.Resize((10, 12)),
             lambda: v2.Resize(40), lambda: v2.Resize(9, antialias=False), lambda: v2.RandomResizedCrop(16)):
    transform = make()
    print(repr(transform))
    for given in (bytes_, picture):
        for seed in range(3):
            torch.manual_seed(seed)
            show(lambda: transform(given))
for make in (lambda: v2.AutoAugment(), lambda: v2.AutoAugment(v2.AutoAugmentPolicy.CIFAR10, fill=5)):
    transform = make()
    for given in (bytes_, picture):
        for seed in range(4):
            torch.manual_seed(seed)
            show(lambda: transform(given))
# AugMix mixes in float32: sums, rounded.
for make in (lambda: v2.AugMix(), lambda: v2.AugMix(5, 2, 2, 0.5, False), lambda: T.AugMix(), lambda: T.AugMix(5, 2, 2, 0.5, False)):
    transform = make()
    print(repr(transform))
    for seed in range(4):
        torch.manual_seed(seed)
        print(round(transform(bytes_).double().mean().item()), transform(picture).size)
for size in ([10, 12], [40, 30], 9, [17, 12], [10, 23]):
    for mode in ("bilinear", "bicubic"):
        print(F2.resize(noise, size, T.InterpolationMode(mode)).sum(), F2.resize(bytes_, size, T.InterpolationMode(mode)).sum())
print(F2.resize(noise, [10, 12], antialias=False).sum(), F2.resized_crop(noise, 2, 3, 10, 9, [7, 8]).sum())
for factor in (0.3, 2.0):
    print(F2.adjust_sharpness(noise, factor).sum())
print(F2.autocontrast(noise).sum(), F2.autocontrast(bytes_).sum(), F2.posterize(noise / 255, 3).sum())
print(round(F2.equalize(noise / 255).double().sum().item(), 2), F2.permute_channels(noise, [2, 0, 1])[0].sum(), F2.permute_channels(picture, [2, 0, 1]).getpixel((0, 0)))
for wrong in (lambda: v2.RandomZoomOut(side_range=(0.5, 1)), lambda: v2.AugMix(11), lambda: v2.RandAugment()([1, 2]),
              lambda: v2.JPEG(0), lambda: v2.JPEG(True), lambda: v2.JPEG([1, 2, 3]), lambda: F2.solarize(noise / 255, 2),
              lambda: v2.RandomZoomOut(p=2)):
    show(wrong)
print(v2.JPEG([10, 90]), v2.JPEG(50).quality)
# Pictures and tensors together: tensors pass where there is a picture, else the first one is transformed.
print(v2.RandomSolarize(100, p=1.0)((bytes_, torch.tensor([200, 3], dtype=torch.uint8)))[1])
print(v2.RandomSolarize(100, p=1.0)(picture, torch.tensor([200, 3], dtype=torch.uint8), 5)[1:])
# Nearest pixels of turned tensors, and pictures that get lower first.
print(T.functional.rotate(noise, 30).sum(), T.functional.rotate(torch.arange(17 * 23.0).reshape(1, 17, 23), 30).sum())
for width, height, new in ((9, 10, (8, 7)), (20, 20, (19, 10)), (20, 40, (16, 30)), (40, 20, (30, 10)), (10, 100, (8, 81))):
    small = T.functional.to_pil_image((torch.arange(width * height).reshape(1, height, width) * 91 % 256).to(torch.uint8))
    print([sum((i + 1) * b for i, b in enumerate(small.resize(new, mode).tobytes())) for mode in (2, 3, 1)])
