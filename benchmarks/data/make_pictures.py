# Writes 10,000 PNG files of 32 x 32 coloured pixels in 10 folders (argument 1).
import os
import random
import sys

from PIL import Image

random.seed(0)
folder = sys.argv[1]
noise = bytes(random.randrange(256) for _ in range(64 * 1024))
for label in range(10):
    os.makedirs(os.path.join(folder, f"class{label}"), exist_ok=True)
for number in range(10_000):
    start = random.randrange(len(noise) - 4096)
    tile = Image.frombytes("RGB", (8, 8), noise[start:start + 192]).resize((32, 32))
    tile.save(os.path.join(folder, f"class{number % 10}", f"{number:05}.png"))
