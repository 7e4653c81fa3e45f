"""Single pixels by way of load()."""
from PIL import Image

image = Image.new("RGB", (3, 2), (10, 20, 30))
pixels = image.load()
print(pixels[1, 1])
pixels[1, 1] = (1, 2, 3)
for x in range(image.width):
    for y in range(image.height):
        r, g, b = pixels[x, y]
        pixels[x, y] = (255 - r, g, b)
print(list(image.getdata()))
gray = Image.new("L", (2, 2))
access = gray.load()
access[0, 1] = 200
print(gray.getpixel((0, 1)), access[0, 0])
try:
    access[5, 5]
except IndexError as error:
    print(error)
