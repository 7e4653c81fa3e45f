"""Boxes, masks and points drawn into pictures that are tensors."""

import warnings

import torch
from PIL import Image, ImageColor, ImageDraw
from torchvision.transforms import functional as F
from torchvision.transforms.v2.functional import to_dtype

__all__ = ["draw_bounding_boxes", "draw_keypoints", "draw_segmentation_masks"]


def _parse_colors(colors, *, num_objects, dtype=torch.uint8):
    """One colour for each object, as red, green and blue."""
    if colors is None:
        palette = 2 ** 25 - 1, 2 ** 15 - 1, 2 ** 21 - 1
        colors = [tuple(i * part % 255 for part in palette) for i in range(num_objects)]
    elif isinstance(colors, list):
        if len(colors) < num_objects:
            raise ValueError(f"Number of colors must be equal or larger than the number of objects, but got "
                             f"{len(colors)} < {num_objects}.")
    elif not isinstance(colors, (tuple, str)):
        raise ValueError(f"colors must be a tuple or a string, or a list thereof, but got {colors}.")
    elif isinstance(colors, tuple) and len(colors) != 3:
        raise ValueError(f"If passed as tuple, colors should be an RGB triplet, but got {colors}.")
    else:
        colors = [colors] * num_objects
    colors = [ImageColor.getrgb(color) if isinstance(color, str) else color for color in colors]
    if dtype.is_floating_point:
        colors = [tuple(part / 255 for part in color) for color in colors]
    return colors


def _picture(image):
    return F.to_pil_image(to_dtype(image, torch.uint8, scale=True))


def _tensor(picture, dtype):
    return to_dtype(F.pil_to_tensor(picture), dtype, scale=True)


def _check(image):
    if not isinstance(image, torch.Tensor):
        raise TypeError(f"The image must be a tensor, got {type(image)}")
    if not (image.dtype == torch.uint8 or image.is_floating_point()):
        raise ValueError(f"The image dtype must be uint8 or float, got {image.dtype}")
    if image.dim() != 3:
        raise ValueError("Pass individual images, not batches")
    if image.size(0) != 3:
        raise ValueError("Pass an RGB image. Other Image formats are not supported")


def _blended(picture, box, color):
    """A box filled with a colour of which 100 parts of 255 are seen."""
    left, top = max(box[0], 0), max(box[1], 0)
    right, bottom = min(box[2] + 1, picture.width), min(box[3] + 1, picture.height)
    if left < right and top < bottom:
        part = F.pil_to_tensor(picture.crop((left, top, right, bottom))).to(torch.int64)
        mixed = part * (255 - 100) + torch.tensor(color).view(3, 1, 1) * 100 + 128
        # Divided by 255 in Pillow's way.
        picture.paste(F.to_pil_image(((mixed >> 8) + mixed >> 8).to(torch.uint8)), (left, top))


@torch.no_grad()
def draw_bounding_boxes(image, boxes, labels=None, colors=None, fill=False, width=1, font=None, font_size=None,
                        label_colors=None, label_background_colors=None, fill_labels=False):
    """A picture with boxes (xmin, ymin, xmax, ymax) drawn on it."""
    if not isinstance(image, torch.Tensor):
        raise TypeError(f"Tensor expected, got {type(image)}")
    if not (image.dtype == torch.uint8 or image.is_floating_point()):
        raise ValueError(f"The image dtype must be uint8 or float, got {image.dtype}")
    if image.dim() != 3:
        raise ValueError("Pass individual images, not batches")
    if image.size(0) not in (1, 3):
        raise ValueError("Only grayscale and RGB images are supported")
    if boxes.shape[-1] == 4 and ((boxes[:, 0] > boxes[:, 2]).any() or (boxes[:, 1] > boxes[:, 3]).any()):
        raise ValueError("Boxes need to be in (xmin, ymin, xmax, ymax) format. Use torchvision.ops.box_convert to convert them")
    count = boxes.shape[0]
    if count == 0:
        warnings.warn("boxes doesn't contain any box. No box was drawn")
        return image
    if labels is not None and len(labels) != count:
        raise ValueError(f"Number of boxes ({count}) and labels ({len(labels)}) mismatch. Please specify labels for each box.")
    if labels is not None and any(label is not None for label in labels):
        raise NotImplementedError("Gradus writes no text into pictures: draw the boxes without labels")
    if boxes.shape[-1] > 4:
        raise NotImplementedError("Gradus draws no rotated boxes")
    colors = _parse_colors(colors, num_objects=count)
    if image.size(0) == 1:
        image = torch.tile(image, (3, 1, 1))
    dtype = image.dtype
    picture = _picture(image)
    draw = ImageDraw.Draw(picture)
    for box, color in zip(boxes.to(torch.int64).tolist(), colors):
        if fill:
            _blended(picture, box, color)
        draw.rectangle(box, outline=tuple(color), width=width)
    return _tensor(picture, dtype)


@torch.no_grad()
def draw_segmentation_masks(image, masks, alpha=0.8, colors=None):
    """A picture with the places of masks in their colours; where masks overlap it is dark."""
    _check(image)
    if masks.ndim == 2:
        masks = masks[None, :, :]
    if masks.ndim != 3:
        raise ValueError("masks must be of shape (H, W) or (batch_size, H, W)")
    if masks.dtype != torch.bool:
        raise ValueError(f"The masks must be of dtype bool. Got {masks.dtype}")
    if masks.shape[-2:] != image.shape[-2:]:
        raise ValueError("The image and the masks must have the same height and width")
    if len(masks) == 0:
        warnings.warn("masks doesn't contain any mask. No mask was drawn")
        return image
    drawn = image.detach().clone()
    for mask, color in zip(masks, _parse_colors(colors, num_objects=len(masks), dtype=image.dtype)):
        drawn[:, mask] = torch.tensor(color, dtype=image.dtype)[:, None]
    drawn[:, masks.sum(dim=0) > 1] = 0
    return (image * (1 - alpha) + drawn * alpha).to(image.dtype)


@torch.no_grad()
def draw_keypoints(image, keypoints, connectivity=None, colors=None, radius=2, width=3, visibility=None):
    """A picture with points, and lines between those that are connected."""
    _check(image)
    if keypoints.ndim != 3:
        raise ValueError("keypoints must be of shape (num_instances, K, 2)")
    if visibility is None:
        visibility = torch.ones(keypoints.shape[:-1], dtype=torch.bool)
    if visibility.ndim == 3:
        visibility = visibility.squeeze(-1)
    if visibility.ndim != 2:
        raise ValueError(f"visibility must be of shape (num_instances, K). Got ndim={visibility.ndim}")
    if visibility.shape != keypoints.shape[:-1]:
        raise ValueError("keypoints and visibility must have the same dimensionality for num_instances and K. "
                         f"Got {visibility.shape=} and {keypoints.shape=}")
    picture = _picture(image)
    draw = ImageDraw.Draw(picture)
    color = ImageColor.getrgb(colors) if isinstance(colors, str) else colors
    for points, seen in zip(keypoints.to(torch.int64).tolist(), visibility.bool().tolist()):
        for (x, y), is_seen in zip(points, seen):
            if is_seen:
                draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=color, outline=None, width=0)
        for first, second in connectivity or ():
            if seen[first] and seen[second]:
                draw.line((tuple(points[first]), tuple(points[second])), width=width)
    return _tensor(picture, image.dtype)
