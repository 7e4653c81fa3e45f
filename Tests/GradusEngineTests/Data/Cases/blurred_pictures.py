"""Pictures blurred, sharpened and cleaned by filters of neighbouring pixels."""
import zlib

import numpy as np
from PIL import Image, ImageFilter
from torchvision import transforms

random = np.random.RandomState(0)
pictures = [
    Image.fromarray(random.randint(0, 256, (13, 17), dtype=np.uint8)),
    Image.fromarray(random.randint(0, 256, (20, 11, 3), dtype=np.uint8)),
    Image.fromarray(random.randint(0, 256, (9, 9, 4), dtype=np.uint8)),
]
filters = [
    ImageFilter.GaussianBlur(), ImageFilter.GaussianBlur(radius=0.1), ImageFilter.GaussianBlur(0.73),
    ImageFilter.GaussianBlur(5), ImageFilter.GaussianBlur(30), ImageFilter.GaussianBlur((0, 2)), ImageFilter.GaussianBlur(0),
    ImageFilter.BoxBlur(1), ImageFilter.BoxBlur(2.5), ImageFilter.BoxBlur((3, 0)),
    ImageFilter.UnsharpMask(), ImageFilter.UnsharpMask(radius=1.5, percent=80, threshold=10),
    ImageFilter.MedianFilter(), ImageFilter.MedianFilter(size=5), ImageFilter.MinFilter(3), ImageFilter.MaxFilter(5),
    ImageFilter.RankFilter(3, 2), ImageFilter.GaussianBlur,
]
for item in filters:
    for picture in pictures:
        result = picture.filter(item)
        values = np.array(result)
        print(item.name, result.mode, result.size, values.ravel()[:6], zlib.crc32(values.tobytes()))

blur = transforms.Compose([transforms.Lambda(lambda p: p.filter(ImageFilter.GaussianBlur(1.2))), transforms.ToTensor()])
print(blur(pictures[1]).mean())
for make in (lambda: ImageFilter.BoxBlur(-1), lambda: pictures[0].filter(ImageFilter.MedianFilter(4)),
             lambda: pictures[0].convert("1").filter(ImageFilter.GaussianBlur(1))):
    try:
        make()
    except ValueError as error:
        print(error)
