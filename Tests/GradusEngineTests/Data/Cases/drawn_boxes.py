# Boxes, masks, points and flows drawn into pictures, by a checksum of all pixels.
import warnings
import zlib

import torch
from torchvision import utils

warnings.simplefilter("ignore")


def tell(name, call):
    try:
        out = call()
    except Exception as error:
        print(name, type(error).__name__, error)
        return
    if out.dtype != torch.uint8:
        print(name, out.dtype, tuple(out.shape), round(out.double().sum().item(), 3))
    else:
        print(name, tuple(out.shape), zlib.crc32(bytes(out.flatten().tolist())), out.flatten()[:5].tolist())


y, x = torch.meshgrid(torch.arange(40), torch.arange(60), indexing="ij")
image = torch.stack([(x * 4 + y) % 256, (y * 5) % 256, (x * y) % 256]).to(torch.uint8)
boxes = torch.tensor([[3, 4, 20, 25], [10.7, 2, 50, 35], [30, 30, 70, 50], [5, 5, 5, 9]])
for name, options in [("plain", {}), ("one colour", {"colors": "red"}), ("names", {"colors": ["red", "#0f0", (1, 2, 3), "navy"]}),
                      ("wide", {"width": 3, "colors": (255, 255, 0)}), ("filled", {"fill": True}),
                      ("filled wide", {"fill": True, "width": 4, "colors": "tomato"}), ("few", {"colors": ["red"]}),
                      ("bad", {"colors": 3}), ("pair", {"colors": (1, 2)}), ("labels", {"labels": ["a"]})]:
    tell(name, lambda: utils.draw_bounding_boxes(image, boxes, **options))
tell("gray", lambda: utils.draw_bounding_boxes(image[:1], boxes[:1]))
tell("float", lambda: utils.draw_bounding_boxes(image / 255, boxes[:2], colors="blue"))
tell("turned", lambda: utils.draw_bounding_boxes(image, torch.tensor([[10, 5, 50, 12, 45, 34, 6, 25]]), width=2, fill=True))
tell("none", lambda: utils.draw_bounding_boxes(image, torch.zeros(0, 4)))
tell("order", lambda: utils.draw_bounding_boxes(image, torch.tensor([[9, 1, 3, 4]])))
tell("batch", lambda: utils.draw_bounding_boxes(image[None], boxes))
tell("channels", lambda: utils.draw_bounding_boxes(image[:2], boxes))
tell("integers", lambda: utils.draw_bounding_boxes(image.long(), boxes))
tell("list", lambda: utils.draw_bounding_boxes([1], boxes))
labelled = utils.draw_bounding_boxes(torch.zeros(3, 40, 60, dtype=torch.uint8), boxes[:1], labels=["cat"], colors="white")
print(bool((labelled[:, 6:18, 6:19] > 0).any()))

masks = torch.stack([(x - 20) ** 2 + (y - 15) ** 2 < 100, (x - 30) ** 2 + (y - 20) ** 2 < 150, x + y < 12])
for name, options in [("masks", {}), ("half", {"alpha": 0.5, "colors": "blue"}), ("all", {"alpha": 1, "colors": ["red", "lime", (9, 9, 9)]})]:
    tell(name, lambda: utils.draw_segmentation_masks(image, masks, **options))
tell("one mask", lambda: utils.draw_segmentation_masks(image, masks[0], colors=(10, 20, 30)))
tell("float", lambda: utils.draw_segmentation_masks(image / 255, masks, alpha=0.7))
tell("no mask", lambda: utils.draw_segmentation_masks(image, masks[:0]))
tell("bytes", lambda: utils.draw_segmentation_masks(image, masks.byte()))
tell("size", lambda: utils.draw_segmentation_masks(image, masks[:, 1:]))
tell("gray", lambda: utils.draw_segmentation_masks(image[:1], masks))

points = torch.tensor([[[10, 10], [20, 30], [50, 20]], [[5, 35], [40, 5.9], [58, 38]]])
for name, options in [("points", {"colors": "red"}), ("no colour", {}), ("lines", {"colors": (1, 2, 3), "connectivity": [(0, 1), (1, 2)]}),
                      ("large", {"colors": "#123456", "radius": 5, "width": 1, "connectivity": [(0, 2)]}),
                      ("hidden", {"colors": "red", "connectivity": [(0, 1), (1, 2)], "visibility": torch.tensor([[1, 0, 1], [1, 1, 1]])}),
                      ("axis", {"colors": "red", "visibility": torch.tensor([[[1], [0], [1]], [[0], [0], [1]]])}),
                      ("wrong", {"visibility": torch.ones(2, 2)})]:
    tell(name, lambda: utils.draw_keypoints(image, points, **options))
tell("float", lambda: utils.draw_keypoints(image / 255, points, colors="red"))
tell("flat", lambda: utils.draw_keypoints(image, points[0]))

flow = torch.stack([(x - 30) / 7, (y - 20) / 5])
# A rounded digit may fall to either side: means are told.
print(utils.flow_to_image(flow).double().mean((1, 2)).round().tolist())
print(utils.flow_to_image(torch.stack([flow, flow * 3])).double().mean((2, 3)).round().tolist())
tell("doubles", lambda: utils.flow_to_image(flow.double()))
tell("axes", lambda: utils.flow_to_image(flow[0]))
