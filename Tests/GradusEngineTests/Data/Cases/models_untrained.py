# Networks of torchvision without their trained weights; boxes.
import torch
from torchvision import models, ops

for name in ("resnet18", "squeezenet1_1", "mobilenet_v2"):
    torch.manual_seed(0)
    model = getattr(models, name)(weights=None, num_classes=4)
    model.eval()
    torch.manual_seed(1)
    print(model if name != "mobilenet_v2" else model.classifier)
    print(name, sum(p.numel() for p in model.parameters()), len(model.state_dict()),
          [round(value, 2) for value in model(torch.randn(1, 3, 64, 64))[0].tolist()])
model = models.resnet18()
model.fc = torch.nn.Linear(model.fc.in_features, 2)
print(model(torch.zeros(2, 3, 32, 32)).shape, model.fc, type(models.vgg11.__name__), models.resnet50.__name__)
boxes = torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30], [0, 0, 9, 9]])
scores = torch.tensor([0.9, 0.95, 0.5, 0.3])
print(ops.box_iou(boxes, boxes), ops.box_area(boxes), ops.generalized_box_iou(boxes, boxes)[0])
print(ops.box_convert(boxes, "xyxy", "cxcywh"), ops.box_convert(boxes, "xywh", "xyxy"))
print(ops.clip_boxes_to_image(boxes, (5, 25)), ops.remove_small_boxes(boxes, 10))
print(ops.sigmoid_focal_loss(scores, (scores > 0.6).float()), ops.MLP(3, [4, 5]), ops.Conv2dNormActivation(3, 4))
