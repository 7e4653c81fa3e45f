"""Operations on boxes and layers for networks that look at pictures."""

import torch

from torchvision.ops.boxes import (batched_nms, box_area, box_convert, box_iou, clip_boxes_to_image,
                                   generalized_box_iou, nms, remove_small_boxes)
from torchvision.ops.misc import (MLP, Conv2dNormActivation, Conv3dNormActivation, Permute, SqueezeExcitation,
                                 StochasticDepth, stochastic_depth)


def sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none"):
    """Binary cross entropy that counts easy samples less (Lin et al.)."""
    p = torch.sigmoid(inputs)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    right = p * targets + (1 - p) * (1 - targets)
    loss = loss * (1 - right) ** gamma
    if alpha >= 0:
        loss = (alpha * targets + (1 - alpha) * (1 - targets)) * loss
    if reduction == "none":
        return loss
    if reduction not in ("mean", "sum"):
        raise ValueError(f"Invalid Value for arg 'reduction': '{reduction} \n Supported reduction modes: 'none', 'mean', "
                         "'sum'")
    return loss.mean() if reduction == "mean" else loss.sum()


def __getattr__(name):
    known = ("roi_align", "roi_pool", "RoIAlign", "RoIPool", "ps_roi_align", "ps_roi_pool", "PSRoIAlign", "PSRoIPool",
             "MultiScaleRoIAlign", "FeaturePyramidNetwork", "deform_conv2d", "DeformConv2d", "DropBlock2d", "DropBlock3d",
             "FrozenBatchNorm2d", "masks_to_boxes", "complete_box_iou",
             "distance_box_iou", "drop_block2d", "drop_block3d", "generalized_box_iou_loss")
    if name in known:
        raise NotImplementedError(f"Gradus has no torchvision.ops.{name}")
    raise AttributeError(f"module 'torchvision.ops' has no attribute '{name}'")
