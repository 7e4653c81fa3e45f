"""Records what Pillow and torchvision do, for the tests of pictures and transforms.

Usage: python3 record.py          (needs pillow, numpy, torch, torchvision; results are committed beside this file)
       python3 record.py LOADER   (also copies the cases of a recorded loader.json that the sampling tests use)
"""
import json
import os
import sys
import types

# Some builds of torchvision lack their compiled operators; nothing here needs them.
sys.modules.setdefault("torchvision._meta_registrations", types.ModuleType("registrations"))

import numpy as np
import PIL
import torch
import torchvision
import torchvision.transforms as T
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))


def source(mode, width=7, height=5, seed=1):
    """A smooth picture with some noise, from integer arithmetic so that the tests can make it too."""
    channels = {"L": 1, "RGB": 3, "RGBA": 4}[mode]
    out = []
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                out.append((x * 29 + y * 17 * (c + 1) + (x * y * 7 + c * 61 + seed * 37) % 23 * 5) % 256)
    array = np.array(out, dtype=np.uint8).reshape(height, width, channels)
    return Image.fromarray(array[:, :, 0] if channels == 1 else array, mode=mode)


def flat(image):
    return np.array(image.convert("L") if image.mode == "1" else image, dtype=np.uint8).reshape(-1).tolist()


FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}


def pictures():
    cases = []

    def add(op, mode, image, **arguments):
        cases.append({"op": op, "mode": mode, "arguments": arguments, "out_mode": image.mode,
                      "size": list(image.size), "bytes": flat(image)})

    for mode in ("L", "RGB", "RGBA"):
        image = source(mode)
        for target in ("1", "L", "RGB", "RGBA"):
            add("convert", mode, image.convert(target), to=target)
        for kind in range(7):
            add("transpose", mode, image.transpose(kind), kind=kind)
        add("crop", mode, image.crop((2, 1, 6, 4)), box=[2, 1, 6, 4])
        add("crop", mode, image.crop((-2, -1, 9, 3)), box=[-2, -1, 9, 3])
        for name, number in FILTERS.items():
            for size in ((3, 2), (14, 11), (7, 3), (5, 5)):
                add("resize", mode, image.resize(size, number), filter=name, size=list(size))
        for name in ("nearest", "bilinear", "bicubic"):
            for angle in (0, 90, 180, 33.5, -12.25, 270.5):
                for expand in (False, True):
                    add("rotate", mode, image.rotate(angle, FILTERS[name], expand=expand), filter=name, angle=angle,
                        expand=expand)
    for mode in ("L", "RGB"):
        image = source(mode)
        import PIL.ImageEnhance as E
        for factor in (0.0, 0.4, 1.0, 1.7):
            add("brightness", mode, E.Brightness(image).enhance(factor), factor=factor)
            add("contrast", mode, E.Contrast(image).enhance(factor), factor=factor)
            add("saturation", mode, E.Color(image).enhance(factor), factor=factor)
        for factor in (-0.3, 0.1, 0.5):
            add("hue", mode, T.functional.adjust_hue(image, factor), factor=factor)
        add("gamma", mode, T.functional.adjust_gamma(image, 0.7, 1.1), gamma=0.7, gain=1.1)
    return cases


BILINEAR = T.InterpolationMode.BILINEAR
TRANSFORMS = {
    "to-tensor": T.ToTensor(),
    "pil-to-tensor": T.PILToTensor(),
    "to-pil": T.Compose([T.ToTensor(), T.ToPILImage()]),
    "normalize": T.Compose([T.ToTensor(), T.Normalize((0.1307,), (0.3081,))]),
    "resize-4": T.Resize(4),
    "resize-9-max": T.Resize(9, max_size=11),
    "resize-6-4": T.Resize((6, 4)),
    "resize-nearest": T.Resize((6, 4), T.InterpolationMode.NEAREST),
    "center-crop": T.CenterCrop((3, 4)),
    "center-crop-larger": T.CenterCrop((8, 4)),
    "pad": T.Pad(2, fill=7),
    "pad-edge": T.Pad((1, 2), padding_mode="edge"),
    "pad-reflect": T.Pad((1, 2, 3, 0), padding_mode="reflect"),
    "pad-symmetric": T.Pad((2, 1), padding_mode="symmetric"),
    "random-crop": T.RandomCrop((3, 4)),
    "random-crop-pad": T.RandomCrop(5, padding=2),
    "random-crop-needed": T.RandomCrop((9, 9), pad_if_needed=True, fill=3),
    "hflip": T.RandomHorizontalFlip(),
    "vflip": T.RandomVerticalFlip(0.4),
    "rotation": T.RandomRotation(40),
    "rotation-bilinear": T.RandomRotation((5, 80), interpolation=BILINEAR, fill=9),
    "rotation-expand": T.RandomRotation((5, 80), expand=True),
    "affine": T.RandomAffine(30, translate=(0.2, 0.3), scale=(0.7, 1.3), shear=10),
    "affine-4": T.RandomAffine((0, 20), shear=(1, 5, 2, 8), interpolation=BILINEAR, fill=5),
    "resized-crop": T.RandomResizedCrop((4, 6)),
    "grayscale": T.Grayscale(),
    "grayscale-3": T.Grayscale(3),
    "random-grayscale": T.RandomGrayscale(0.5),
    "invert": T.RandomInvert(),
    "jitter": T.ColorJitter(0.4, 0.4, 0.4, 0.2),
    "jitter-brightness": T.ColorJitter(brightness=(0.5, 1.5)),
    "apply": T.RandomApply([T.RandomHorizontalFlip(0.5), T.Pad(1)], p=0.6),
    "compose": T.Compose([T.RandomHorizontalFlip(), T.RandomCrop(4), T.ToTensor(), T.Normalize((0.5,), (0.25,))]),
    "erasing": T.RandomErasing(0.9, value=0.5),
    "erasing-noise": T.RandomErasing(1.0, value="random"),
    "convert-uint8": T.ConvertImageDtype(torch.uint8),
    "convert-float64": T.ConvertImageDtype(torch.float64),
}
TENSOR_ONLY = {"erasing", "erasing-noise", "convert-uint8", "convert-float64"}
PICTURE_ONLY = {"to-tensor", "pil-to-tensor", "to-pil", "normalize", "compose"}


def transforms():
    cases = []
    for name, transform in TRANSFORMS.items():
        for mode in ("L", "RGB", "tensor-L", "tensor-RGB"):
            is_tensor = mode.startswith("tensor")
            if (is_tensor and name in PICTURE_ONLY) or (not is_tensor and name in TENSOR_ONLY):
                continue
            if name.startswith("jitter") and mode == "tensor-L":
                continue
            if name.startswith("grayscale") and mode == "tensor-L":
                continue
            for seed in (0, 3):
                image = source(mode.replace("tensor-", ""))
                if is_tensor:
                    image = T.ToTensor()(image)
                torch.manual_seed(seed)
                out = transform(image)
                case = {"id": name, "input": mode, "seed": seed, "repr": repr(transform)}
                if isinstance(out, torch.Tensor):
                    case.update(kind=str(out.dtype), shape=list(out.shape), data=out.double().reshape(-1).tolist())
                else:
                    case.update(kind=out.mode, shape=[out.height, out.width], data=flat(out))
                case["next"] = torch.rand(1).item()
                cases.append(case)
    return cases


def dataset_texts():
    class Fake(torchvision.datasets.VisionDataset):
        def __len__(self):
            return 60000

        def extra_repr(self):
            return "Split: Train"

    Fake.__name__ = "MNIST"
    compose = T.Compose([T.ToTensor(), T.Normalize((0.5,), (0.5,))])
    return [
        {"transform": None, "target": None, "text": repr(Fake("./data"))},
        {"transform": repr(T.ToTensor()), "target": None, "text": repr(Fake("./data", transform=T.ToTensor()))},
        {"transform": repr(compose), "target": "Lambda()",
         "text": repr(Fake("./data", transform=compose, target_transform=T.Lambda(len)))},
    ]


def fake_items():
    data = torchvision.datasets.FakeData(size=5, image_size=(3, 4, 5), num_classes=7, random_offset=2)
    return [{"index": i, "bytes": flat(data[i][0]), "label": int(data[i][1])} for i in range(3)]


def save(name, **parts):
    head = {"recorded_with": f"torch {torch.__version__}, torchvision {torchvision.__version__}, pillow {PIL.__version__}"}
    with open(os.path.join(HERE, name), "w") as file:
        file.write("{\n")
        head.update(parts)
        file.write(",\n".join(
            f'"{key}": ' + (json.dumps(value) if not isinstance(value, list)
                            else "[\n" + ",\n".join(json.dumps(item) for item in value) + "\n]")
            for key, value in head.items()))
        file.write("\n}\n")


save("pictures.json", cases=pictures())
save("transforms.json", cases=transforms(), texts=dataset_texts(), fake=fake_items())
if len(sys.argv) > 1:
    wanted = {"shuffle-10-3", "shuffle-10-5", "shuffle-droplast", "noshuffle-draws", "iter-draws", "next-iter-twice",
              "generator", "generator-exact", "batch-none", "sampler-random", "sampler-replacement", "sampler-num",
              "sampler-subset", "sampler-weighted", "random-split", "random-split-fractions",
              "random-split-generator", "split-then-loader", "tensordataset", "seed-draw", "mnist-60000"}
    with open(sys.argv[1]) as file:
        recorded = json.load(file)
    prefix = recorded["cases"][0]["code"].split("\n")[0] + "\n"
    save("loader.json", cases=[{"id": case["id"], "code": case["code"].removeprefix(prefix), "out": case["out"]}
                               for case in recorded["cases"] if case["id"] in wanted])
