# More networks of torchvision: their structure, names, first weights and outputs.
import warnings
from functools import partial

import torch
from torch import nn
from torchvision import models, ops
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.efficientnet import EfficientNet, FusedMBConvConfig, MBConvConfig
from torchvision.models.vision_transformer import VisionTransformer

warnings.simplefilter("ignore")


def show(name, model, size=32):
    state = model.state_dict()
    names = list(state)
    print(name, len(names), sum(p.numel() for p in model.parameters()), names[0], names[len(names) // 2], names[-1],
          "%.2f" % sum(value.double().abs().sum().item() for value in state.values()))
    model.eval()
    torch.manual_seed(1)
    with torch.no_grad():
        result = model(torch.randn(1, 3, size, size))
    print([float("%.3g" % value) for value in result[0].tolist()])


for name in ("mobilenet_v3_small", "shufflenet_v2_x0_5", "mnasnet0_5", "densenet121", "efficientnet_b0"):
    torch.manual_seed(0)
    show(name, getattr(models, name)(num_classes=3), 64)
torch.manual_seed(0)
vit = VisionTransformer(image_size=16, patch_size=8, num_layers=2, num_heads=2, hidden_dim=8, mlp_dim=16, num_classes=3,
                        representation_size=6)
nn.init.normal_(vit.heads.head.weight)
show("vit", vit, 16)
print(vit)
torch.manual_seed(0)
convnext = ConvNeXt([CNBlockConfig(8, 16, 2), CNBlockConfig(16, None, 1)], stochastic_depth_prob=0.5, num_classes=3)
show("convnext", convnext)
print(convnext)
convnext.train()
torch.manual_seed(3)
print(convnext(torch.randn(4, 3, 32, 32)).std())
torch.manual_seed(0)
fused = EfficientNet([FusedMBConvConfig(1, 3, 1, 8, 8, 1), FusedMBConvConfig(4, 3, 2, 8, 16, 2),
                      MBConvConfig(6, 3, 2, 16, 24, 2)], dropout=0.2, num_classes=3, last_channel=32)
show("efficientnet", fused)
print(fused.features[2])
torch.manual_seed(0)
google = models.googlenet(num_classes=3, init_weights=False)
google.train()
output = google(torch.randn(2, 3, 64, 64))
print(type(output).__name__, output._fields, [tuple(part.shape) for part in output], len(google.state_dict()))
google.eval()
print(google(torch.randn(1, 3, 64, 64)).shape, google.inception3a, google.aux1)
inception = models.inception_v3(num_classes=3, init_weights=False, aux_logits=False)
names = list(inception.state_dict())
print(len(names), names[0], names[200], names[-1], inception.AuxLogits, inception.Mixed_6b.branch7x7_2.conv)
model = models.mobilenet_v3_large(num_classes=3)
print(model.classifier, model.features[4], sum(p.numel() for p in model.parameters()))
model = models.densenet121()
model.classifier = nn.Linear(model.classifier.in_features, 2)
print(model.features.transition1, [n for n, _ in model.named_parameters()][-2:], model.features.denseblock1.denselayer2)
torch.manual_seed(0)
print(ops.stochastic_depth(torch.ones(6, 2), 0.5, "row"), ops.StochasticDepth(0.2, "batch"))
