"""What `torchvision.utils` draws into pictures: boxes, masks, points of bodies, and flows as colours."""

import math
import warnings

import torch
from PIL import ImageColor, ImageDraw, ImageFont
from torchvision.transforms.functional import pil_to_tensor, to_pil_image
from torchvision.transforms.v2.functional import to_dtype


class _Pen(ImageDraw.ImageDraw):
    def _dashed(self, start, end, fill, width, dash=5):
        (x, y), left, drawn = start, math.dist(start, end), True
        while left > 0:
            step = min(left, dash)
            angle = math.atan2(end[1] - y, end[0] - x)
            place = x + math.cos(angle) * step, y + math.sin(angle) * step
            if drawn:
                self.line([(x, y), place], fill, width)
            (x, y), left, drawn = place, left - step, not drawn

    def turned_box(self, xy, fill=None, outline=None, width=1):
        """A box of four corners; its first side is dashed, so that one sees which way it is up."""
        corners = list(zip(xy[::2], xy[1::2]))
        self._dashed(corners[0], corners[1], outline, width)
        for start, end in zip(corners[1:], corners[2:] + corners[:1]):
            self.line((start, end), outline, width)
        self.polygon(xy, fill=fill, outline=None, width=0)


def _colors(colors, count, dtype=torch.uint8):
    """One colour (red, green, blue) for each of some things."""
    if colors is None:
        colors = [tuple(k * step % 255 for step in (2**25 - 1, 2**15 - 1, 2**21 - 1)) for k in range(count)]
    elif isinstance(colors, list):
        if len(colors) < count:
            raise ValueError("Number of colors must be equal or larger than the number of objects, "
                             f"but got {len(colors)} < {count}.")
    elif not isinstance(colors, (tuple, str)):
        raise ValueError(f"colors must be a tuple or a string, or a list thereof, but got {colors}.")
    elif isinstance(colors, tuple) and len(colors) != 3:
        raise ValueError(f"If passed as tuple, colors should be an RGB triplet, but got {colors}.")
    else:
        colors = [colors] * count
    colors = [ImageColor.getrgb(color) if isinstance(color, str) else color for color in colors]
    if dtype.is_floating_point:
        colors = [tuple(value / 255 for value in color) for color in colors]
    return colors


def _check(image, kind, channels, complaint):
    if not isinstance(image, torch.Tensor):
        raise TypeError(f"{kind}, got {type(image)}")
    if image.dtype != torch.uint8 and not image.is_floating_point():
        raise ValueError(f"The image dtype must be uint8 or float, got {image.dtype}")
    if image.dim() != 3:
        raise ValueError("Pass individual images, not batches")
    if image.size(0) not in channels:
        raise ValueError(complaint)


def _drawn(image, mode, draw):
    """A copy of a tensor in which something was drawn, of its own type."""
    dtype = image.dtype
    if dtype.is_floating_point:
        image = to_dtype(image, dtype=torch.uint8, scale=True)
    picture = to_pil_image(image)
    draw(_Pen(picture, mode))
    out = pil_to_tensor(picture)
    return to_dtype(out, dtype=dtype, scale=True) if dtype.is_floating_point else out


@torch.no_grad()
def draw_bounding_boxes(image, boxes, labels=None, colors=None, fill=False, width=1, font=None, font_size=None,
                        label_colors=None, label_background_colors=None, fill_labels=False):
    """A picture [C, H, W] with boxes (left, top, right, bottom), or with turned boxes of four corners."""
    _check(image, "Tensor expected", (1, 3), "Only grayscale and RGB images are supported")
    if boxes.shape[-1] == 4 and ((boxes[:, 0] > boxes[:, 2]).any() or (boxes[:, 1] > boxes[:, 3]).any()):
        raise ValueError("Boxes need to be in (xmin, ymin, xmax, ymax) format. "
                         "Use torchvision.ops.box_convert to convert them")
    count = boxes.shape[0]
    if count == 0:
        warnings.warn("boxes doesn't contain any box. No box was drawn")
        return image
    if labels is None:
        labels = [None] * count
    elif len(labels) != count:
        raise ValueError(f"Number of boxes ({count}) and labels ({len(labels)}) mismatch. "
                         "Please specify labels for each box.")
    colors = _colors(colors, count)
    letters = _colors(label_colors or "black", count) if label_colors or fill_labels else colors
    grounds = _colors(label_background_colors, count) if fill_labels and label_background_colors else colors
    if font is None and font_size is not None:
        warnings.warn("Argument 'font_size' will be ignored since 'font' is not set.")
    written = any(label is not None for label in labels)
    if font is not None:
        font = ImageFont.truetype(font=font, size=font_size or 10)
    elif written:
        font = ImageFont.load_default()

    def draw(pen):
        for box, color, label, letter, ground in zip(boxes.to(torch.int64).tolist(), colors, labels, letters, grounds):
            shape = pen.turned_box if len(box) > 4 else pen.rectangle
            shape(box, width=width, outline=color, fill=(*color, 100) if fill else None)
            if label is None:
                continue
            place = box[0] + width + 1, box[1] + width + 1
            if fill_labels:
                left, top, right, bottom = pen.textbbox(place, label, font=font)
                pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=ground)
            pen.text(place, label, fill=letter, font=font)

    if image.size(0) == 1:
        image = image.tile((3, 1, 1))
    return _drawn(image, "RGBA" if fill else None, draw)


@torch.no_grad()
def draw_segmentation_masks(image, masks, alpha=0.8, colors=None):
    """A picture with coloured masks over it; where masks overlap they are black."""
    _check(image, "The image must be a tensor", (3,), "Pass an RGB image. Other Image formats are not supported")
    if masks.ndim == 2:
        masks = masks[None, :, :]
    if masks.ndim != 3:
        raise ValueError("masks must be of shape (H, W) or (batch_size, H, W)")
    if masks.dtype != torch.bool:
        raise ValueError(f"The masks must be of dtype bool. Got {masks.dtype}")
    if masks.shape[-2:] != image.shape[-2:]:
        raise ValueError("The image and the masks must have the same height and width")
    if masks.size(0) == 0:
        warnings.warn("masks doesn't contain any mask. No mask was drawn")
        return image
    colored = image.detach().clone()
    for mask, color in zip(masks, _colors(colors, masks.size(0), image.dtype)):
        colored[:, mask] = torch.tensor(color, dtype=image.dtype)[:, None]
    colored[:, masks.sum(dim=0) > 1] = 0
    return (image * (1 - alpha) + colored * alpha).to(image.dtype)


@torch.no_grad()
def draw_keypoints(image, keypoints, connectivity=None, colors=None, radius=2, width=3, visibility=None):
    """A picture with discs at points [instances, K, 2], and lines between the pairs of `connectivity`."""
    _check(image, "The image must be a tensor", (3,), "Pass an RGB image. Other Image formats are not supported")
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

    def draw(pen):
        for points, seen in zip(keypoints.to(torch.int64).tolist(), visibility.bool().tolist()):
            for (x, y), visible in zip(points, seen):
                if visible:
                    pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colors, outline=None, width=0)
            for start, end in connectivity or []:
                if seen[start] and seen[end]:
                    pen.line((tuple(points[start]), tuple(points[end])), width=width)

    return _drawn(image, None, draw)


def _wheel():
    """The 55 colours of directions (Baker and others, 2007): from each main colour to the next in steps of its own."""
    rows = []
    # Which colour stays full, which one rises or falls, and in how many steps.
    for full, moving, rises, steps in [(0, 1, True, 15), (1, 0, False, 6), (1, 2, True, 4), (2, 1, False, 11),
                                       (2, 0, True, 13), (0, 2, False, 6)]:
        for k in range(steps):
            row = [0.0, 0.0, 0.0]
            part = math.floor(255 * k / steps)
            row[full], row[moving] = 255.0, float(part if rises else 255 - part)
            rows.append(row)
    return torch.tensor(rows)


@torch.no_grad()
def flow_to_image(flow):
    """Flows [2, H, W] or [N, 2, H, W] as colours: directions as hues, lengths as strengths."""
    if flow.dtype != torch.float:
        raise ValueError(f"Flow should be of dtype torch.float, got {flow.dtype}.")
    shape = flow.shape
    if flow.ndim == 3:
        flow = flow[None]
    if flow.ndim != 4 or flow.shape[1] != 2:
        raise ValueError(f"Input flow should have shape (2, H, W) or (N, 2, H, W), got {shape}.")
    flow = flow / (torch.sum(flow.pow(2), dim=1).sqrt().max() + torch.finfo(flow.dtype).eps)
    length = torch.sum(flow.pow(2), dim=1).sqrt()
    wheel = _wheel()
    place = (torch.atan2(-flow[:, 1], -flow[:, 0]) / torch.pi + 1) / 2 * (len(wheel) - 1)
    low = torch.floor(place).to(torch.long)
    high = low + 1
    high[high == len(wheel)] = 0
    part = place - low
    planes = []
    for column in wheel.t():
        color = (1 - part) * (column[low] / 255.0) + part * (column[high] / 255.0)
        planes.append(torch.floor(255 * (1 - length * (1 - color))).to(torch.uint8))
    image = torch.stack(planes, dim=1)
    return image[0] if len(shape) == 3 else image
