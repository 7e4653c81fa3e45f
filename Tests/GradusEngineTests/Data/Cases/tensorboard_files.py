# What SummaryWriter writes, read back field by field; recording this needs the tensorboard package.
import os
import struct
import tempfile
import warnings

import numpy as np
import torch
from torch.utils.tensorboard import SummaryWriter


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """The fields of a message: number → values."""
    result, at = {}, 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            length = 8
            if kind == 5:
                length = 4
            elif kind == 2:
                length, at = varint(data, at)
            value, at = data[at:at + length], at + length
            if kind == 1:
                value = struct.unpack("<d", value)[0]
            elif kind == 5:
                value = struct.unpack("<f", value)[0]
        result.setdefault(key >> 3, []).append(value)
    return result


def records(path):
    with open(path, "rb") as file:
        data = file.read()
    at = 0
    while at < len(data):
        length, crc = struct.unpack("<QI", data[at:at + 12])
        yield fields(data[at + 12:at + 12 + length]), crc, length
        at += length + 16


def show(folder):
    for base, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            print(os.path.relpath(base, folder), name.startswith("events.out.tfevents."))
            for event, crc, length in records(os.path.join(base, name)):
                if 3 in event:
                    print("version", event[3][0].decode())
                for summary in event.get(5, []):
                    for value in map(fields, fields(summary)[1]):
                        tag = value[1][0].decode()
                        if 2 in value:
                            print(event.get(2, [0])[0], tag, "%.6g" % value[2][0], hex(crc))
                        elif 4 in value:
                            picture = fields(value[4][0])
                            print(event.get(2, [0])[0], tag, picture[1], picture[2], picture[3], picture[4][0][:8])
                        elif 5 in value:
                            histogram = fields(value[5][0])
                            counts = struct.unpack(f"<{len(histogram[7][0]) // 8}d", histogram[7][0])
                            limits = struct.unpack(f"<{len(histogram[6][0]) // 8}d", histogram[6][0])
                            print(tag, ["%.5g" % histogram.get(i, [0.0])[0] for i in range(1, 6)],
                                  ["%.5g" % x for x in limits[:2] + limits[-2:]],
                                  [(i, c) for i, c in enumerate(counts) if c], len(counts))
                        elif 8 in value:
                            tensor = fields(value[8][0])
                            print(tag, tensor[1], tensor[8][0].decode(), fields(fields(value[9][0])[1][0])[1][0])


with tempfile.TemporaryDirectory() as folder:
    writer = SummaryWriter(os.path.join(folder, "run"))
    for step in range(4):
        writer.add_scalar("Loss/train", 1 / (step + 1), step)
    writer.add_scalar("정확도", torch.tensor(0.75), 7)
    writer.add_scalars("both", {"a": 1.0, "b": np.float32(2.5)}, 3)
    writer.add_histogram("weights", torch.tensor([-1.0, 0.0, 0.5, 0.5, 2.0]), 1)
    writer.add_histogram("counts", np.arange(10), 2, bins=np.array([0, 5, 9]))
    writer.add_image("rgb", torch.rand(3, 4, 5), 0)
    writer.add_image("gray", np.zeros((4, 5), dtype=np.uint8), 1, dataformats="HW")
    writer.add_images("batch", torch.rand(5, 1, 4, 4), 2)
    writer.add_text("note", "안녕 **세계**", 2)
    writer.flush()
    writer.close()
    with SummaryWriter(os.path.join(folder, "second")) as second:
        second.add_scalar("x", 3, 1)
    show(folder)
