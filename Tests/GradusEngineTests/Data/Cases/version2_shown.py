# How version 2 shows its transforms, and what those of its own form draw for whole samples.
import torch
from PIL import Image
from torchvision.transforms import InterpolationMode, v2

for transform in [
    v2.Compose([v2.Resize(4), v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize((0.5,), (0.5,))]),
    v2.Compose([v2.CenterCrop(3)]), v2.Compose([v2.Resize((4, 5)), v2.Compose([v2.CenterCrop(3), v2.ToImage()])]),
    v2.RandomApply([v2.CenterCrop(3), v2.Grayscale()], p=0.3), v2.RandomOrder([v2.CenterCrop(3), v2.Grayscale()]),
    v2.RandomChoice([v2.CenterCrop(3), v2.Grayscale()], p=[1, 3]), v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225], inplace=True),
    v2.Resize(5), v2.Resize((5, 6), interpolation=InterpolationMode.NEAREST, antialias=False), v2.Resize(5, max_size=9),
    v2.Pad(2), v2.Pad((1, 2, 3, 4), fill=3, padding_mode="edge"), v2.Pad([1, 2], fill=(1, 2, 3)), v2.RandomCrop(4),
    v2.RandomCrop((4, 5), padding=2, pad_if_needed=True, fill=1, padding_mode="reflect"), v2.RandomHorizontalFlip(), v2.RandomVerticalFlip(0.3),
    v2.RandomResizedCrop(5), v2.RandomResizedCrop((5, 6), scale=(0.5, 1), ratio=(1, 2)), v2.RandomRotation(30),
    v2.RandomRotation((-10, 20), interpolation=InterpolationMode.BILINEAR, expand=True, center=(1, 2), fill=5), v2.RandomAffine(10),
    v2.RandomAffine((0, 5), translate=(0.1, 0.2), scale=(0.5, 2), shear=5, fill=3, center=(1, 1)), v2.RandomAffine(10, shear=(1, 2, 3, 4)),
    v2.ColorJitter(0.1, 0.2, 0.3, 0.4), v2.ColorJitter(), v2.ColorJitter(brightness=(0.5, 1.5), hue=(-0.1, 0.2)), v2.ColorJitter(contrast=0.5),
    v2.Grayscale(), v2.RandomGrayscale(0.2), v2.RandomInvert(), v2.RandomErasing(), v2.RandomErasing(p=0.3, value="random", inplace=True),
    v2.RandomErasing(value=(1, 2, 3)), v2.GaussianBlur(3), v2.GaussianBlur((3, 5), sigma=1.5), v2.RandomPerspective(),
    v2.ElasticTransform(), v2.ElasticTransform(alpha=20.0, sigma=3.0, fill=1), v2.LinearTransformation(torch.eye(4), torch.zeros(4)),
    v2.Lambda(lambda x: x), v2.Lambda(abs, torch.Tensor), v2.ToPILImage(), v2.ToTensor(), v2.PILToTensor(), v2.ToDtype(torch.float32),
]:
    print(transform)
for call in (lambda: v2.Compose([]), lambda: v2.Compose(3), lambda: v2.RandomApply([]), lambda: v2.RandomOrder(3), lambda: v2.RandomChoice([]),
             lambda: v2.RandomChoice([abs], p=[1, 2]), lambda: v2.RandomPerspective(p=2)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

torch.manual_seed(0)
values = torch.arange(3 * 8 * 8).reshape(3, 8, 8) % 256
image = values.to(torch.uint8)
choice = v2.RandomChoice([lambda x: x + 1, lambda x: x + 2, lambda x: x + 3], p=[0.5, 0.3, 0.2])
print([int(choice(torch.zeros(1))) for _ in range(20)])
order = v2.RandomOrder([lambda x: x * 2, lambda x: x + 1, lambda x: x - 5])
print([int(order(torch.ones(1))) for _ in range(20)])
both = v2.RandomOrder([v2.CenterCrop(4), v2.RandomHorizontalFlip(1.0)])(image, 7)
print(both[0].shape, both[1], v2.RandomChoice([v2.CenterCrop(4)])(image, "label")[1])
print(v2.Lambda(lambda x: x + 1)(image, 7)[1], v2.Lambda(lambda x: x * 2, int)({"a": 3, "b": [1.5, 2]}))
for transform in (v2.GaussianBlur(3), v2.RandomPerspective(p=1.0), v2.ElasticTransform(sigma=0.8), v2.RandomPerspective(p=0.0)):
    torch.manual_seed(4)
    out, label = transform(image, 3)
    print(type(transform).__name__, label, out.dtype, tuple(out.shape), abs(out.double().mean().item() - values.double().mean().item()) < 40)
    torch.manual_seed(4)
    print(torch.equal(transform(image), out), transform({"x": Image.new("RGB", (9, 8)), "y": 2})["y"])
print(v2.functional.to_pil_image(image).size, v2.functional.resize_image(image, [4, 4]).shape)
