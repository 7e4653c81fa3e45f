"""Boxes [N, 4] as (x1, y1, x2, y2): areas, overlaps, suppression of all but the best."""

import torch


def box_area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def _overlap(boxes1, boxes2):
    wide = boxes1 if boxes1.is_floating_point() else boxes1.to(torch.int64)
    other = boxes2 if boxes2.is_floating_point() else boxes2.to(torch.int64)
    area1, area2 = box_area(wide), box_area(other)
    start = torch.max(wide[:, None, :2], other[:, :2])
    end = torch.min(wide[:, None, 2:], other[:, 2:])
    size = (end - start).clamp(min=0)
    inter = size[:, :, 0] * size[:, :, 1]
    return inter, area1[:, None] + area2 - inter


def box_iou(boxes1, boxes2):
    """Intersections over unions [N, M]."""
    inter, union = _overlap(boxes1, boxes2)
    return inter / union


def generalized_box_iou(boxes1, boxes2):
    inter, union = _overlap(boxes1, boxes2)
    start = torch.min(boxes1[:, None, :2], boxes2[:, :2])
    end = torch.max(boxes1[:, None, 2:], boxes2[:, 2:])
    size = (end - start).clamp(min=0)
    hull = size[:, :, 0] * size[:, :, 1]
    return inter / union - (hull - union) / hull


def nms(boxes, scores, iou_threshold):
    """Places of the boxes that stay when every box that overlaps a better one is dropped, best first."""
    order = torch.argsort(scores, descending=True, stable=True).tolist()
    overlaps = box_iou(boxes, boxes)
    kept = []
    for place in order:
        if all(overlaps[better, place].item() <= iou_threshold for better in kept):
            kept.append(place)
    return torch.tensor(kept, dtype=torch.int64)


def batched_nms(boxes, scores, idxs, iou_threshold):
    """`nms` within each class alone."""
    if boxes.numel() == 0:
        return torch.empty((0,), dtype=torch.int64)
    offsets = idxs.to(boxes.dtype) * (boxes.max() + 1)
    return nms(boxes + offsets[:, None], scores, iou_threshold)


def remove_small_boxes(boxes, min_size):
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return torch.where((width >= min_size) & (height >= min_size))[0]


def clip_boxes_to_image(boxes, size):
    height, width = size
    x, y = boxes[..., 0::2].clamp(min=0, max=width), boxes[..., 1::2].clamp(min=0, max=height)
    return torch.stack((x, y), dim=boxes.dim()).reshape(boxes.shape)


def box_convert(boxes, in_fmt, out_fmt):
    """Between xyxy, xywh and cxcywh."""
    known = ("xyxy", "xywh", "cxcywh")
    if in_fmt not in known or out_fmt not in known:
        raise ValueError(f"Unsupported Bounding Box Conversions for given in_fmt {in_fmt} and out_fmt {out_fmt}")
    if in_fmt == out_fmt:
        return boxes.clone()
    a, b, c, d = boxes.unbind(-1)
    if in_fmt == "xywh":
        c, d = a + c, b + d
    elif in_fmt == "cxcywh":
        a, b, c, d = a - 0.5 * c, b - 0.5 * d, a + 0.5 * c, b + 0.5 * d
    if out_fmt == "xywh":
        c, d = c - a, d - b
    elif out_fmt == "cxcywh":
        a, b, c, d = (a + c) / 2, (b + d) / 2, c - a, d - b
    return torch.stack((a, b, c, d), dim=-1)
