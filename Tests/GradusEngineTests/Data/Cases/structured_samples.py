import torch
from PIL import Image
from torchvision.transforms import v2

picture = Image.new("RGB", (8, 6), (10, 200, 30))
picture.putpixel((2, 3), (255, 0, 0))
compose = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
image, label = compose(picture, 3)
print(tuple(image.shape), image.dtype, label)
parts = v2.CenterCrop(4)({"image": picture, "label": torch.tensor(7), "rest": [1, "a"]})
print(parts["image"].size, parts["label"], parts["rest"])
print([value if not isinstance(value, torch.Tensor) else tuple(value.shape)
       for value in v2.CenterCrop(2)((torch.ones(3, 4, 4), 5))])
torch.manual_seed(1)
first, second = v2.RandomCrop(3)((picture, picture))
print(list(first.tobytes()) == list(second.tobytes()))
