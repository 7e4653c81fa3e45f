import torch
from PIL import Image
from torchvision import transforms
import torchvision.transforms as T
import torchvision.transforms.functional as F

for transform in [
    T.ToTensor(), T.PILToTensor(), T.ToPILImage(), T.ToPILImage('L'), T.Normalize((0.5,), (0.5,)),
    T.Normalize([0.5, 0.4, 0.3], [0.1, 0.2, 0.3]), T.Normalize(0.5, 2), T.Resize(16), T.Resize((16, 20)),
    T.Resize([8]), T.Resize(8, interpolation=T.InterpolationMode.NEAREST, antialias=None), T.CenterCrop(10),
    T.CenterCrop((3, 4)), T.CenterCrop([3, 4]), T.Pad(2), T.Pad((1, 2), fill=3, padding_mode='constant'),
    T.RandomCrop(32, padding=4), T.RandomCrop((3, 4)), T.RandomHorizontalFlip(), T.RandomHorizontalFlip(1),
    T.RandomVerticalFlip(p=0.25), T.RandomRotation(10), T.RandomRotation((-5, 30), expand=True),
    T.RandomAffine(15), T.RandomAffine(0, translate=(0.1, 0.1), scale=(0.9, 1.1), shear=5),
    T.RandomResizedCrop(24), T.RandomResizedCrop((8, 9), scale=(0.5, 1)), T.ColorJitter(), T.ColorJitter(0.2, 0.3),
    T.ColorJitter(brightness=(0.5, 1.5), hue=0.1), T.Grayscale(), T.Grayscale(3), T.RandomGrayscale(),
    T.RandomInvert(), T.RandomErasing(), T.RandomErasing(p=0.3, value='random'), T.Lambda(lambda x: x),
    T.ConvertImageDtype(torch.float64), T.FiveCrop(3),
    T.RandomApply([T.ToTensor(), T.RandomErasing()], p=0.3), T.RandomOrder([T.CenterCrop(3)]),
    T.RandomChoice([T.CenterCrop(3), T.Pad(1)]), T.Compose([]),
    T.Compose([T.ToTensor(), T.Normalize((0.1307,), (0.3081,))]),
    T.Compose([T.RandomCrop(32, padding=4), T.Compose([T.ToTensor()])]),
]:
    print(transform)

image = Image.new('RGB', (6, 4), (10, 200, 30))
image.putpixel((2, 1), (255, 0, 128))
gray = image.convert('L')
print(gray.size, gray.mode, gray.getpixel((0, 0)), gray.getpixel((2, 1)), image.getpixel((2, 1)))
x = T.ToTensor()(image)
print(x.shape, x[:, 1, 1:4])
print(F.to_tensor(gray)[0, 1])
print(T.PILToTensor()(image)[:, 1, 2])
print(F.normalize(x, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5])[:, 0, 0])
print(F.resize(gray, [2, 3]).size, F.resize(x, [2, 3]).shape, F.center_crop(x, 2).shape, F.pad(x, 1).shape)
print(list(F.hflip(gray).getdata())[6:12], list(F.vflip(gray).getdata())[12:18])
print(F.crop(x, 1, 2, 2, 2)[0], F.get_image_size(image), F.get_dimensions(x), F.get_image_num_channels(gray))
print(F.to_pil_image(x).size, F.to_pil_image(x).getpixel((2, 1)))
print(F.rotate(gray, 90, expand=True).size, F.rgb_to_grayscale(x)[0, 0, 0])
print(F.convert_image_dtype(x, torch.uint8)[:, 1, 2], F.invert(x)[:, 1, 2])
print([part.size for part in F.five_crop(image, 2)])
print(F.adjust_brightness(image, 0.5).getpixel((2, 1)), F.adjust_contrast(image, 2.0).getpixel((2, 1)))

torch.manual_seed(3)
augment = T.Compose([T.RandomHorizontalFlip(), T.RandomCrop(4, padding=1), T.ToTensor(), T.RandomErasing(p=0.5)])
for _ in range(4):
    print(round(augment(image).sum().item(), 4))
print(torch.rand(2))
half = T.Compose([T.ToTensor(), lambda t: t * 0.5, T.Lambda(lambda t: t[0])])
print(half(gray)[1], len(half.transforms))


class Twice:
    def __call__(self, t):
        return t * 2

    def __repr__(self):
        return 'Twice()'


both = T.Compose([T.ToTensor(), Twice()])
print(both, both(gray)[0, 0, 0])
n = T.Normalize((0.5,), (0.25,))
print(n.mean, n.std, n.inplace, T.Resize(4).size, T.RandomHorizontalFlip().p, T.Resize(4).interpolation)
torch.manual_seed(0)
maybe = T.RandomApply([lambda t: t + 1], p=0.5)
print([maybe(0) for _ in range(8)])
