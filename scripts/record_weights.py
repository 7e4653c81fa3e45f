#!/usr/bin/env python3
"""Writes stdlib/torchvision/models/_weightstable.py: what torchvision tells of the trained weights of its models.

Usage: scripts/record_weights.py   (with a Python that has torchvision)
"""

import pathlib
import sys
import types

sys.modules.setdefault("torchvision._meta_registrations", types.ModuleType("registrations"))

import torchvision.models as models  # noqa: E402

target = pathlib.Path(__file__).resolve().parent.parent / "stdlib" / "torchvision" / "models"
known = ("AlexNet", "ConvNeXt", "DenseNet", "EfficientNet", "GoogLeNet", "Inception", "MNASNet", "MobileNet", "ResNet",
         "ResNeXt", "ShuffleNet", "SqueezeNet", "VGG", "ViT", "Wide_ResNet")
lines = ['"""What is known of the trained weights of models. Written by scripts/record_weights.py."""', "",
         "# Class, name, file, crop, resize, interpolation, parameters, least size, accuracies, 10^9 operations, megabytes.",
         'TABLE = """']
for name in dir(models):
    # ResNeXt101_64X4D has no function here.
    if not name.endswith("_Weights") or not name.startswith(known) or "64X4D" in name:
        continue
    for one in getattr(models, name):
        facts, meta = dict(one.transforms.keywords), one.meta
        scale = (facts.get("mean"), facts.get("std"))
        row = [name[:-8], one.name, one.url.rpartition("/")[2], facts["crop_size"], facts.get("resize_size", "-"),
               facts["interpolation"].value if "interpolation" in facts else "bilinear",
               meta["num_params"], meta["min_size"][0], meta["_metrics"]["ImageNet-1K"]["acc@1"],
               meta["_metrics"]["ImageNet-1K"]["acc@5"], meta["_ops"], meta["_file_size"],
               "half" if scale[0] == (0.5, 0.5, 0.5) else "caffe" if scale[0] else "-",
               "default" if one is getattr(models, name).DEFAULT else "-"]
        lines.append(" ".join(map(str, row)))
lines += ['"""', ""]
(target / "_weightstable.py").write_text("\n".join(lines))
