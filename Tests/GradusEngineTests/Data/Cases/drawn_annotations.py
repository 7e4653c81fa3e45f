"""Boxes, masks and points drawn into pictures that are tensors, and colours as numbers."""
import warnings
import zlib

import torch
from PIL import ImageColor

try:
    from torchvision.utils import draw_bounding_boxes, draw_keypoints, draw_segmentation_masks
except ImportError:
    from torchvision._drawing import draw_bounding_boxes, draw_keypoints, draw_segmentation_masks

torch.manual_seed(0)
image = torch.randint(0, 256, (3, 40, 50), dtype=torch.uint8)
boxes = torch.tensor([[2, 3, 20, 15], [10.7, 8.2, 45, 38], [-5, -5, 12, 60]])


def show(name, picture):
    print(name, tuple(picture.shape), picture.dtype, zlib.crc32(picture.numpy().tobytes()))


show("plain", draw_bounding_boxes(image, boxes))
show("one colour", draw_bounding_boxes(image, boxes, colors="red", width=3))
show("colours", draw_bounding_boxes(image, boxes, colors=["blue", (1, 2, 3), "#ff8800", "white"], width=2))
show("a tuple", draw_bounding_boxes(image, boxes[:1], colors=(9, 8, 7)))
show("filled", draw_bounding_boxes(image, boxes, fill=True, width=4, colors=["lime", "navy", "gold"]))
show("floats", draw_bounding_boxes(image / 255, boxes, colors="yellow"))
show("grey", draw_bounding_boxes(image[:1], boxes, colors="yellow"))
show("no labels", draw_bounding_boxes(image, boxes, labels=[None, None, None]))

masks = torch.zeros(3, 40, 50, dtype=torch.bool)
masks[0, 5:20, 5:20] = masks[1, 15:30, 10:40] = masks[2, 35:] = True
show("masks", draw_segmentation_masks(image, masks))
show("one mask", draw_segmentation_masks(image, masks[0], alpha=0.5, colors="red"))
show("floats", draw_segmentation_masks(image.float() / 255, masks, alpha=0.3, colors=["blue", "#00ff00", (255, 255, 0)]))

points = torch.tensor([[[5, 5], [20.9, 10], [45, 35]], [[30, 3], [1, 38], [49, 0]]])
show("points", draw_keypoints(image, points))
show("coloured", draw_keypoints(image, points, colors="teal", radius=4))
show("connected", draw_keypoints(image, points, connectivity=[(0, 1), (1, 2)], colors=(0, 255, 0), width=1))
show("seen", draw_keypoints(image, points, connectivity=[(0, 1), (1, 2)], width=2,
                            visibility=torch.tensor([[1, 1, 0], [1, 0, 1]])))

for act in (lambda: draw_bounding_boxes(image, boxes.flip(1)), lambda: draw_bounding_boxes(image[None], boxes),
            lambda: draw_bounding_boxes(3, boxes), lambda: draw_bounding_boxes(image.long(), boxes),
            lambda: draw_bounding_boxes(image, boxes, labels=["a"]), lambda: draw_bounding_boxes(image, boxes, colors=["red"]),
            lambda: draw_bounding_boxes(image, boxes, colors=5), lambda: draw_bounding_boxes(image, boxes, colors=(1, 2)),
            lambda: draw_segmentation_masks(image, masks.long()), lambda: draw_segmentation_masks(image, masks[:, 1:]),
            lambda: draw_segmentation_masks(image[:1], masks), lambda: draw_keypoints(image, points[0]),
            lambda: draw_keypoints(image, points, visibility=torch.ones(2, 2))):
    try:
        act()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    draw_bounding_boxes(image, torch.zeros(0, 4))
    draw_segmentation_masks(image, masks[:0])
    print([str(one.message) for one in caught])

for color in ("red", "RebeccaPurple", "#f80", "#ff8800", "#ff880080", "#f808", "rgb(1,2,3)", "rgb(100%,0%,50%)", "hsl(120,100%,50%)",
              "hsv(0, 0%, 100%)", "rgba(1,2,3,4)", "hsl(200.5, 40%, 30.25%)",
              "HSB(10,20%,30%)"):
    print(color, ImageColor.getrgb(color), ImageColor.getcolor(color, "L"), ImageColor.getcolor(color, "RGBA"),
          ImageColor.getcolor(color, "LA"), ImageColor.getcolor(color, "RGB"), ImageColor.getcolor(color, "HSV"))
print(len(ImageColor.colormap), zlib.crc32(repr(sorted(ImageColor.getrgb(name) for name in ImageColor.colormap)).encode()))
try:
    ImageColor.getrgb("no colour")
except ValueError as error:
    print(error)
