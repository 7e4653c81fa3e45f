# Transforms of tensors pass gradients on: networks resize, crop and normalise inside.
import torch
import torchvision.transforms as T
import torchvision.transforms.functional as TF

nearest, bicubic = TF.InterpolationMode.NEAREST, TF.InterpolationMode.BICUBIC
cases = {
    "resize": lambda x: TF.resize(x, [5, 6]), "larger": lambda x: TF.resize(x, [15, 14]),
    "plain": lambda x: TF.resize(x, [5, 5], antialias=False), "nearest": lambda x: TF.resize(x, [5, 5], nearest),
    "bicubic": lambda x: TF.resize(x, [5, 5], bicubic), "center_crop": lambda x: TF.center_crop(x, [5, 4]),
    "wider": lambda x: TF.center_crop(x, [12, 5]), "crop": lambda x: TF.crop(x, 1, 2, 4, 3),
    "pad": lambda x: TF.pad(x, [1, 2]), "filled": lambda x: TF.pad(x, [1, 2], fill=0.5),
    "reflected": lambda x: TF.pad(x, [1, 2], padding_mode="reflect"),
    "edge": lambda x: TF.pad(x, [1, 2], padding_mode="edge"),
    "normalize": lambda x: TF.normalize(x, [0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), "hflip": TF.hflip, "vflip": TF.vflip,
    "rotate": lambda x: TF.rotate(x, 30), "affine": lambda x: TF.affine(x, 10, [1, 1], 1.2, [3, 0]),
    "grayscale": TF.rgb_to_grayscale, "brightness": lambda x: TF.adjust_brightness(x, 1.2),
    "contrast": lambda x: TF.adjust_contrast(x, 1.2), "saturation": lambda x: TF.adjust_saturation(x, 1.2),
    "invert": TF.invert, "resized_crop": lambda x: TF.resized_crop(x, 1, 1, 5, 5, [4, 4]),
    "five_crop": lambda x: TF.five_crop(x, [4, 4])[4], "Resize": T.Resize(5),
    "Normalize": T.Normalize([0.5] * 3, [0.5] * 3), "CenterCrop": T.CenterCrop(4), "Grayscale": T.Grayscale(3),
    "Compose": T.Compose([T.Resize(6), T.CenterCrop(4), T.RandomHorizontalFlip(1.0)]),
}
for shape in [(3, 9, 9), (2, 3, 9, 8)]:
    for name, transform in cases.items():
        torch.manual_seed(1)
        x = torch.rand(shape, requires_grad=True)
        y = transform(x)
        (y * torch.arange(y.numel()).reshape(y.shape).remainder(7)).sum().backward()
        same = torch.allclose(y.detach(), transform(x.detach()), atol=1e-5)
        print(name, tuple(y.shape), y.requires_grad, same, f"{x.grad.sum().item():.3f} {x.grad.abs().max().item():.3f}")
with torch.no_grad():
    print(TF.resize(torch.ones(3, 4, 4, requires_grad=True), [2, 2]).requires_grad)

# Colours through hue, neighbours, places between pixels, holes, and changes in place.
bilinear, grown = TF.InterpolationMode.BILINEAR, {"expand": True}
more = {
    "hue": lambda x: TF.adjust_hue(x, 0.2), "hue back": lambda x: TF.adjust_hue(x, -0.35),
    "blur": lambda x: TF.gaussian_blur(x, [3, 5], [0.5, 1.5]), "rotate": lambda x: TF.rotate(x, 30, bilinear),
    "filled": lambda x: TF.rotate(x, 30, bilinear, fill=[0.1, 0.2, 0.3]),
    "near": lambda x: TF.rotate(x, 30, fill=[0.1, 0.2, 0.3]), "grown": lambda x: TF.rotate(x, 40, bilinear, **grown),
    "centred": lambda x: TF.rotate(x, 40, bilinear, center=[1, 2]),
    "affine": lambda x: TF.affine(x, 20, [1, 2], 0.8, [5, 3], bilinear, fill=0.7),
    "perspective": lambda x: TF.perspective(x, [[0, 0], [4, 0], [4, 5], [0, 5]], [[1, 0], [4, 1], [3, 5], [0, 4]]),
    "erase": lambda x: TF.erase(x, 1, 1, 2, 3, torch.tensor(0.25)), "erasing": T.RandomErasing(1.0),
    "colours": T.RandomErasing(1.0, value=(0.1, 0.2, 0.3)), "noise": T.RandomErasing(1.0, value="random"),
    "in place": T.RandomErasing(1.0, inplace=True), "normal": T.Normalize([0.5] * 3, [0.2, 0.3, 0.4], inplace=True),
    "wider": lambda x: TF.convert_image_dtype(x, torch.float64), "jitter": T.ColorJitter(0.4, 0.4, 0.4, 0.3),
    "turned": T.RandomRotation(30, bilinear), "moved": T.RandomAffine(30, (0.1, 0.1), (0.8, 1.2), 10, bilinear),
    "blurred": T.GaussianBlur(3), "seen": T.RandomPerspective(p=1.0),
}
for shape in [(3, 6, 5), (2, 3, 6, 5)]:
    for name, transform in more.items():
        for is_leaf in (True, False):
            torch.manual_seed(1)
            x = torch.rand(shape, requires_grad=True)
            try:
                y = transform(x if is_leaf else x * 1.0)
            except RuntimeError as error:
                print(name, str(error).splitlines()[0])
                continue
            (y * torch.arange(y.numel()).reshape(y.shape).remainder(7)).sum().backward()
            print(name, tuple(y.shape), f"{y.sum().item():.2f} {x.grad.sum().item():.2f} {x.grad.abs().max().item():.2f}",
                  f"{(x.grad.flatten() * torch.arange(x.numel()).cos()).sum().item():.2f}")
