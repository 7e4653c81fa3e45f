# Classes of trained weights: names, addresses, transforms, and files that are in the folder already; thumbnails.
import os
import tempfile

import numpy as np
import torch
import torchvision.models as models
from PIL import Image
from torchvision.models import ResNet18_Weights, resnet18

print(ResNet18_Weights.DEFAULT, list(ResNet18_Weights), ResNet18_Weights.DEFAULT is ResNet18_Weights.IMAGENET1K_V1)
print(models.ResNet50_Weights.DEFAULT, models.ResNet50_Weights.IMAGENET1K_V1.url, resnet18.__name__)
weights = models.EfficientNet_B0_Weights.DEFAULT
print(weights.transforms(), weights.url, weights.meta["num_params"], weights.meta["_metrics"], weights.meta["min_size"])
print(weights.name, weights.transforms, models.VGG16_Weights.IMAGENET1K_FEATURES.transforms())
print(models.get_weight("ViT_B_16_Weights.IMAGENET1K_SWAG_E2E_V1").transforms(), models.get_model_weights("vgg16"))
for wrong in (lambda: resnet18(weights="NOPE"), lambda: resnet18(weights=models.VGG16_Weights.DEFAULT),
              lambda: resnet18(num_classes=10, weights=ResNet18_Weights.DEFAULT), lambda: models.get_weight("x"),
              lambda: models.get_weight("Foo_Weights.DEFAULT"), lambda: models.get_model("nope")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

torch.manual_seed(0)
prepare = ResNet18_Weights.DEFAULT.transforms()
pixels = torch.randint(0, 256, (3, 300, 280), dtype=torch.uint8)
made = prepare(pixels)
print(made.shape, made.dtype, round(made.mean().item(), 4))
made = prepare(Image.fromarray(pixels.permute(1, 2, 0).numpy())).unsqueeze(0)
print(made.shape, round(made.sum().item(), 1))

torch.hub.set_dir(tempfile.mkdtemp())
folder = os.path.join(torch.hub.get_dir(), "checkpoints")
os.makedirs(folder)
torch.manual_seed(3)
model = models.squeezenet1_1()
torch.save(model.state_dict(), os.path.join(folder, "squeezenet1_1-b8a52dc0.pth"))
for arguments in ({"weights": "DEFAULT"}, {"weights": models.SqueezeNet1_1_Weights.IMAGENET1K_V1}, {"pretrained": True}):
    loaded = models.squeezenet1_1(**arguments)
    print(all((a == b).all() for a, b in zip(model.state_dict().values(), loaded.state_dict().values())))
for parameter in loaded.parameters():
    parameter.requires_grad = False
loaded.classifier[1] = torch.nn.Conv2d(512, 2, 1)
print(loaded(torch.zeros(1, 3, 64, 64)).shape, sum(p.numel() for p in loaded.parameters() if p.requires_grad))

colours = Image.fromarray(((np.arange(97 * 61 * 3) * 37) % 251).reshape(61, 97, 3).astype("uint8"))
for size, options in (((8, 8), {}), ((20, 60), {}), ((33, 7), {"resample": Image.BILINEAR}), ((8, 8), {"reducing_gap": None}),
                      ((200, 200), {}), ((16, 16), {"reducing_gap": 1.0}), ((5, 5), {"resample": Image.NEAREST})):
    small = colours.copy()
    small.thumbnail(size, **options)
    print(small.size, np.asarray(small).sum(), np.asarray(small)[0, 0])
for factor in (2, 3, (4, 5), 200):
    small = colours.reduce(factor)
    print(small.size, np.asarray(small).sum(), np.asarray(small.convert("L").reduce(2))[0, 0])
