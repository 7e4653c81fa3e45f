"""What the static `get_params` of the native transforms draw."""

import math

import torch
from torchvision.transforms import functional as F


def RandomCrop(img, output_size):
    """(top, left, height, width)"""
    _, height, width = F.get_dimensions(img)
    rows, columns = output_size
    if height < rows or width < columns:
        raise ValueError(f"Required crop size {(rows, columns)} is larger than input image size {(height, width)}")
    if width == columns and height == rows:
        return 0, 0, height, width
    top = torch.randint(0, height - rows + 1, size=(1,)).item()
    left = torch.randint(0, width - columns + 1, size=(1,)).item()
    return top, left, rows, columns


def RandomResizedCrop(img, scale, ratio):
    """(top, left, height, width)"""
    _, height, width = F.get_dimensions(img)
    area = height * width
    logs = torch.log(torch.tensor(ratio))
    for _ in range(10):
        wanted = area * torch.empty(1).uniform_(scale[0], scale[1]).item()
        aspect = torch.exp(torch.empty(1).uniform_(logs[0].item(), logs[1].item())).item()
        columns = int(round(math.sqrt(wanted * aspect)))
        rows = int(round(math.sqrt(wanted / aspect)))
        if 0 < columns <= width and 0 < rows <= height:
            top = torch.randint(0, height - rows + 1, size=(1,)).item()
            left = torch.randint(0, width - columns + 1, size=(1,)).item()
            return top, left, rows, columns
    shape = float(width) / float(height)
    if shape < min(ratio):
        columns, rows = width, int(round(width / min(ratio)))
    elif shape > max(ratio):
        rows, columns = height, int(round(height * max(ratio)))
    else:
        columns, rows = width, height
    return (height - rows) // 2, (width - columns) // 2, rows, columns


def RandomRotation(degrees):
    return float(torch.empty(1).uniform_(float(degrees[0]), float(degrees[1])).item())


def RandomAffine(degrees, translate, scale_ranges, shears, img_size):
    """(angle, (x, y), scale, (x, y)) for a picture of (width, height)."""
    angle = float(torch.empty(1).uniform_(float(degrees[0]), float(degrees[1])).item())
    shift = (0, 0)
    if translate is not None:
        x, y = float(translate[0] * img_size[0]), float(translate[1] * img_size[1])
        shift = (int(round(torch.empty(1).uniform_(-x, x).item())), int(round(torch.empty(1).uniform_(-y, y).item())))
    scale = 1.0
    if scale_ranges is not None:
        scale = float(torch.empty(1).uniform_(scale_ranges[0], scale_ranges[1]).item())
    shear = (0.0, 0.0)
    if shears is not None:
        first = float(torch.empty(1).uniform_(shears[0], shears[1]).item())
        second = float(torch.empty(1).uniform_(shears[2], shears[3]).item()) if len(shears) == 4 else 0.0
        shear = (first, second)
    return angle, shift, scale, shear


def ColorJitter(brightness, contrast, saturation, hue):
    """(order, brightness, contrast, saturation, hue)"""
    order = torch.randperm(4)
    factors = [None if bounds is None else float(torch.empty(1).uniform_(bounds[0], bounds[1]))
               for bounds in (brightness, contrast, saturation, hue)]
    return (order, *factors)


def RandomErasing(img, scale, ratio, value=None):
    """(top, left, height, width, what is put there)"""
    channels, height, width = img.shape[-3], img.shape[-2], img.shape[-1]
    area = height * width
    logs = torch.log(torch.tensor(ratio))
    for _ in range(10):
        wanted = area * torch.empty(1).uniform_(scale[0], scale[1]).item()
        aspect = torch.exp(torch.empty(1).uniform_(logs[0].item(), logs[1].item())).item()
        rows = int(round(math.sqrt(wanted * aspect)))
        columns = int(round(math.sqrt(wanted / aspect)))
        if not (rows < height and columns < width):
            continue
        if value is None:
            filling = torch.empty([channels, rows, columns], dtype=torch.float32).normal_()
        else:
            filling = torch.tensor(value)[:, None, None]
        top = torch.randint(0, height - rows + 1, size=(1,)).item()
        left = torch.randint(0, width - columns + 1, size=(1,)).item()
        return top, left, rows, columns, filling
    return 0, 0, height, width, img
