#!/usr/bin/env python3
"""Records what PyTorch gives, for the tests of layers, losses and optimisers.

    python3 record.py        # needs torch; writes layers.json, functions.json, optimizers.json beside this file

Every case is seeded, so that initial weights and inputs need not be stored: they are drawn in the same order by
the test. Tensors are written as {"shape", "data"}; above 200 elements as {"shape", "head", "sum", "norm"}.
"""
import inspect
import json
import math
import os

import torch
from torch import nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
torch.set_num_threads(1)


def number(x):
    return x if math.isfinite(x) else str(x)


def tensor(t):
    t = t.detach()
    flat = t.to(torch.float64).flatten()
    out = {"shape": list(t.shape)}
    if t.numel() <= 200:
        out["data"] = [number(float(f"{v:.9g}")) for v in flat.tolist()]
    else:
        out["head"] = [number(float(f"{v:.9g}")) for v in flat[:16].tolist()]
        out["sum"] = number(flat.sum().item())
        out["norm"] = number(flat.norm().item())
    return out


def weights(t):
    """Coefficients that make every element's gradient different."""
    return torch.linspace(-1, 1, t.numel(), dtype=t.dtype).reshape(t.shape)


def flatten(result):
    if isinstance(result, torch.Tensor):
        return [result]
    if isinstance(result, (tuple, list)):
        return [t for part in result for t in flatten(part)]
    return []


def make_input(spec):
    """[shape] randn; {"rand"}; {"int": n}; {"sign"}; {"prob"}"""
    kind, shape = spec
    if kind == "randn":
        return torch.randn(shape, requires_grad=True)
    if kind == "rand":
        return torch.rand(shape, requires_grad=True)
    if kind == "sign":
        return torch.randint(0, 2, shape).float() * 2 - 1
    if kind == "bits":
        return torch.randint(0, 2, shape).float()
    if kind.startswith("int"):
        return torch.randint(0, int(kind[3:]), shape)
    raise ValueError(kind)


def layer_case(name, args=(), kwargs=None, inputs=(("randn", [2, 3]),), eval_mode=False):
    kwargs = kwargs or {}
    case = {"layer": name, "args": list(args), "kwargs": kwargs, "inputs": [list(i) for i in inputs]}
    if eval_mode:
        case["eval"] = True
    torch.manual_seed(0)
    fixed = [tuple(a) if isinstance(a, list) else a for a in args]
    layer = getattr(nn, name)(*fixed, **{k: tuple(v) if isinstance(v, list) else v for k, v in kwargs.items()})
    case["repr"] = repr(layer)
    case["state"] = [[k, tensor(v)] for k, v in layer.state_dict().items()]
    if eval_mode:
        layer.eval()
    values = [make_input(i) for i in inputs]
    results = flatten(layer(*values))
    case["outputs"] = [tensor(r) for r in results]
    live = [r for r in results if r.requires_grad]
    if live:
        sum((r * weights(r)).sum() for r in live).backward()
        case["input_grads"] = [tensor(v.grad) if v.grad is not None else None for v in values]
        case["parameter_grads"] = [[n, tensor(p.grad)] for n, p in layer.named_parameters() if p.grad is not None]
    case["buffers"] = [[k, tensor(v)] for k, v in layer.named_buffers()]
    case["next"] = torch.rand(1).item()
    return case


def layers():
    x4 = [("randn", [2, 4, 6, 6])]
    x3 = [("randn", [2, 4, 7])]
    x2 = [("randn", [3, 4])]
    out = []

    def add(*a, **k):
        out.append(layer_case(*a, **k))

    add("Linear", [4, 3], inputs=x2)
    add("Linear", [4, 3], {"bias": False}, inputs=x2)
    add("Linear", [4, 3], inputs=[("randn", [2, 5, 4])])
    add("Linear", [4, 3], inputs=[("randn", [4])])
    add("Bilinear", [3, 4, 2], inputs=[("randn", [5, 3]), ("randn", [5, 4])])
    add("Identity", inputs=x2)
    add("Conv1d", [4, 6, 3], inputs=x3)
    add("Conv1d", [4, 6, 3], {"stride": 2, "padding": 1, "dilation": 2, "groups": 2}, inputs=x3)
    add("Conv1d", [4, 6, 4], {"padding": "same"}, inputs=x3)
    add("Conv2d", [4, 6, 3], inputs=x4)
    add("Conv2d", [4, 6, [3, 2]], {"stride": [2, 1], "padding": [1, 0], "groups": 2, "bias": False}, inputs=x4)
    add("Conv2d", [4, 6, 4], {"padding": "same"}, inputs=x4)
    for mode in ["circular", "reflect", "replicate"]:
        add("Conv2d", [4, 6, 3], {"padding": 1, "padding_mode": mode}, inputs=x4)
    add("Conv3d", [2, 3, 2], inputs=[("randn", [2, 2, 4, 5, 4])])
    add("Conv3d", [2, 3, 2], {"stride": 2, "padding": 1}, inputs=[("randn", [2, 2, 4, 5, 4])])
    add("ConvTranspose1d", [4, 3, 3], {"stride": 2}, inputs=x3)
    add("ConvTranspose2d", [4, 5, 4], {"stride": 2, "padding": 1, "output_padding": 1}, inputs=x4)
    add("ConvTranspose2d", [4, 6, 3], {"groups": 2, "bias": False}, inputs=x4)
    add("MaxPool1d", [2], inputs=x3)
    add("MaxPool2d", [2], inputs=x4)
    add("MaxPool2d", [3], {"stride": 2, "padding": 1, "ceil_mode": True}, inputs=x4)
    add("MaxPool2d", [2], {"return_indices": True}, inputs=x4)
    add("AvgPool1d", [2], inputs=x3)
    add("AvgPool2d", [2], inputs=x4)
    add("AvgPool2d", [3], {"stride": 2, "padding": 1, "count_include_pad": False}, inputs=x4)
    for size in [1, 3, 4]:
        add("AdaptiveAvgPool2d", [size], inputs=x4)
        add("AdaptiveMaxPool2d", [size], inputs=x4)
    add("AdaptiveAvgPool2d", [[2, 5]], inputs=x4)
    add("AdaptiveAvgPool1d", [3], inputs=x3)
    add("AdaptiveMaxPool1d", [3], inputs=x3)
    for name in ["ReLU", "ReLU6", "Sigmoid", "Tanh", "LogSigmoid", "Softsign", "Tanhshrink", "SELU", "SiLU", "Mish",
                 "Hardswish", "Hardsigmoid", "LeakyReLU", "ELU", "CELU", "GELU", "Softplus", "Hardshrink",
                 "Softshrink", "Hardtanh", "PReLU", "RReLU"]:
        add(name, inputs=[("randn", [4, 5])])
    add("GELU", [], {"approximate": "tanh"}, inputs=[("randn", [4, 5])])
    add("LeakyReLU", [0.2], inputs=[("randn", [4, 5])])
    add("ELU", [0.5], inputs=[("randn", [4, 5])])
    add("CELU", [0.5], inputs=[("randn", [4, 5])])
    add("Softplus", [2.0, 1.0], inputs=[("randn", [4, 5])])
    add("Threshold", [0.1, 20.0], inputs=[("randn", [4, 5])])
    add("PReLU", [4], inputs=x4)
    add("RReLU", inputs=[("randn", [4, 5])], eval_mode=True)
    add("GLU", inputs=x2)
    for name in ["Softmax", "LogSoftmax", "Softmin"]:
        add(name, [1], inputs=x2)
    add("Softmax2d", inputs=x4)
    for name in ["Dropout", "AlphaDropout"]:
        add(name, [0.3], inputs=[("randn", [5, 6])])
    add("Dropout", [0.3], inputs=[("randn", [5, 6])], eval_mode=True)
    add("Dropout2d", [0.5], inputs=x4)
    add("Dropout1d", [0.5], inputs=x3)
    add("FeatureAlphaDropout", [0.5], inputs=x4)
    add("Flatten", inputs=x4)
    add("Unflatten", [1, [2, 2]], inputs=x4)
    add("BatchNorm1d", [4], inputs=x2)
    add("BatchNorm1d", [4], inputs=x3)
    add("BatchNorm2d", [4], inputs=x4)
    add("BatchNorm2d", [4], inputs=x4, eval_mode=True)
    add("BatchNorm2d", [4], {"momentum": None}, inputs=x4)
    add("BatchNorm2d", [4], {"affine": False}, inputs=x4)
    add("BatchNorm2d", [4], {"track_running_stats": False}, inputs=x4, eval_mode=True)
    add("InstanceNorm1d", [4], inputs=x3)
    add("InstanceNorm2d", [4], inputs=x4)
    add("InstanceNorm2d", [4], {"affine": True, "track_running_stats": True}, inputs=x4)
    add("LayerNorm", [4], inputs=x2)
    add("LayerNorm", [[6, 6]], inputs=x4)
    add("LayerNorm", [4], {"elementwise_affine": False}, inputs=x2)
    add("GroupNorm", [2, 4], inputs=x4)
    add("RMSNorm", [4], inputs=x2)
    add("LocalResponseNorm", [2], inputs=x4)
    add("Embedding", [6, 4], inputs=[("int6", [3, 2])])
    add("Embedding", [6, 4], {"padding_idx": 1}, inputs=[("int6", [3, 4])])
    for name in ["RNN", "LSTM", "GRU"]:
        add(name, [3, 4], inputs=[("randn", [5, 2, 3])])
        add(name, [3, 4], {"num_layers": 2, "bidirectional": True, "batch_first": True}, inputs=[("randn", [2, 5, 3])])
        add(name, [3, 4], {"bias": False}, inputs=[("randn", [5, 3])])
        add(name + "Cell", [3, 4], inputs=[("randn", [2, 3])])
    add("RNN", [3, 4], {"nonlinearity": "relu"}, inputs=[("randn", [5, 2, 3])])
    add("LSTM", [3, 4], {"num_layers": 2, "dropout": 0.5}, inputs=[("randn", [5, 2, 3])])
    add("MultiheadAttention", [8, 2], inputs=[("randn", [5, 2, 8]), ("randn", [3, 2, 8]), ("randn", [3, 2, 8])])
    add("MultiheadAttention", [8, 2], {"batch_first": True},
        inputs=[("randn", [2, 5, 8]), ("randn", [2, 3, 8]), ("randn", [2, 3, 8])])
    add("TransformerEncoderLayer", [8, 2, 16], inputs=[("randn", [5, 2, 8])])
    add("TransformerEncoderLayer", [8, 2, 16], {"dropout": 0.0, "activation": "gelu", "norm_first": True,
                                                "batch_first": True}, inputs=[("randn", [2, 5, 8])])
    add("Upsample", [], {"scale_factor": 2}, inputs=x4)
    add("Upsample", [], {"scale_factor": 1.5, "mode": "bilinear"}, inputs=x4)
    add("Upsample", [], {"size": [9, 4], "mode": "bilinear", "align_corners": True}, inputs=x4)
    add("Upsample", [], {"size": 9}, inputs=x3)
    add("PixelShuffle", [2], inputs=x4)
    add("PixelUnshuffle", [2], inputs=x4)
    for name in ["ZeroPad2d", "ReflectionPad2d", "ReplicationPad2d", "CircularPad2d"]:
        add(name, [[1, 2, 0, 1]], inputs=x4)
    add("ConstantPad2d", [1, 0.5], inputs=x4)
    add("ConstantPad1d", [[-1, 2], 0.5], inputs=x3)
    add("CosineSimilarity", inputs=[("randn", [3, 4]), ("randn", [3, 4])])
    add("PairwiseDistance", inputs=[("randn", [3, 4]), ("randn", [3, 4])])
    pair = [("randn", [3, 4]), ("randn", [3, 4])]
    for reduction in ["mean", "sum", "none"]:
        k = {"reduction": reduction}
        for name in ["MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss"]:
            add(name, [], k, inputs=pair)
        add("CrossEntropyLoss", [], k, inputs=[("randn", [3, 4]), ("int4", [3])])
        add("NLLLoss", [], k, inputs=[("randn", [3, 4]), ("int4", [3])])
        add("BCELoss", [], k, inputs=[("rand", [3, 4]), ("bits", [3, 4])])
        add("BCEWithLogitsLoss", [], k, inputs=[("randn", [3, 4]), ("bits", [3, 4])])
        add("KLDivLoss", [], k, inputs=[("randn", [3, 4]), ("rand", [3, 4])])
        add("PoissonNLLLoss", [], k, inputs=[("randn", [3, 4]), ("rand", [3, 4])])
        add("HingeEmbeddingLoss", [], k, inputs=[("randn", [3, 4]), ("sign", [3, 4])])
        add("SoftMarginLoss", [], k, inputs=[("randn", [3, 4]), ("sign", [3, 4])])
        add("MultiLabelSoftMarginLoss", [], k, inputs=[("randn", [3, 4]), ("bits", [3, 4])])
        add("MultiMarginLoss", [], k, inputs=[("randn", [3, 4]), ("int4", [3])])
        add("MarginRankingLoss", [0.3], k, inputs=[("randn", [5]), ("randn", [5]), ("sign", [5])])
        add("CosineEmbeddingLoss", [], k, inputs=[("randn", [3, 4]), ("randn", [3, 4]), ("sign", [3])])
        add("TripletMarginLoss", [], k, inputs=[("randn", [3, 4]), ("randn", [3, 4]), ("randn", [3, 4])])
        add("GaussianNLLLoss", [], k, inputs=[("randn", [3, 4]), ("randn", [3, 4]), ("rand", [3, 4])])
    add("KLDivLoss", [], {"reduction": "batchmean", "log_target": True}, inputs=pair)
    add("CrossEntropyLoss", [], {"label_smoothing": 0.1}, inputs=[("randn", [3, 4]), ("int4", [3])])
    add("CrossEntropyLoss", [], {"ignore_index": 1}, inputs=[("randn", [6, 4]), ("int4", [6])])
    add("CrossEntropyLoss", [], {}, inputs=[("randn", [2, 4, 3]), ("int4", [2, 3])])
    add("CrossEntropyLoss", [], {}, inputs=[("randn", [3, 4]), ("rand", [3, 4])])
    add("SmoothL1Loss", [], {"beta": 0.5}, inputs=pair)
    add("HuberLoss", [], {"delta": 0.5}, inputs=pair)
    add("TripletMarginLoss", [], {"p": 1.0, "swap": True, "margin": 2.0},
        inputs=[("randn", [3, 4]), ("randn", [3, 4]), ("randn", [3, 4])])
    return out


def small_net():
    return nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 2))


def optimizer_case(name, kwargs, steps=8):
    torch.manual_seed(0)
    net = small_net()
    opt = getattr(torch.optim, name)(net.parameters(), **{k: tuple(v) if isinstance(v, list) else v for k, v in kwargs.items()})
    x, y = torch.randn(6, 4), torch.randn(6, 2)
    losses = []

    def closure():
        opt.zero_grad()
        loss = F.mse_loss(net(x), y)
        loss.backward()
        return loss

    for _ in range(steps):
        if name == "LBFGS":
            losses.append(opt.step(closure).item())
        else:
            losses.append(closure().item())
            opt.step()
    case = {"optimizer": name, "kwargs": kwargs, "losses": losses, "repr": str(opt),
            "parameters": [tensor(p) for p in net.parameters()]}
    if name != "LBFGS":
        state = opt.state_dict()["state"].get(0, {})
        case["state"] = [[k, tensor(v) if isinstance(v, torch.Tensor) else v] for k, v in state.items()]
    return case


def optimizers():
    cases = [("SGD", {}), ("SGD", {"lr": 0.1}), ("SGD", {"lr": 0.1, "momentum": 0.9}),
             ("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
             ("SGD", {"lr": 0.01, "maximize": True}), ("Adam", {}), ("Adam", {"lr": 0.01, "weight_decay": 0.1}),
             ("Adam", {"lr": 0.01, "amsgrad": True, "betas": [0.5, 0.9]}), ("AdamW", {"lr": 0.01}), ("RMSprop", {}),
             ("RMSprop", {"lr": 0.01, "momentum": 0.9, "centered": True}), ("Adagrad", {"lr": 0.1, "lr_decay": 0.1}),
             ("Adadelta", {}), ("Adamax", {"lr": 0.01}), ("Adamax", {"weight_decay": 0.1}), ("NAdam", {"lr": 0.01}),
             ("NAdam", {"lr": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True}), ("RAdam", {"lr": 0.05}),
             ("RAdam", {"lr": 0.05, "weight_decay": 0.1}), ("LBFGS", {"lr": 0.1, "max_iter": 4}),
             ("LBFGS", {"max_iter": 5, "line_search_fn": "strong_wolfe"})]
    return [optimizer_case(n, k) for n, k in cases]


def lenet():
    """Twenty steps of batch-50 training on seeded random pictures."""
    out = {}
    for name, kwargs in [("Adam", {}), ("SGD", {"lr": 0.01, "momentum": 0.9})]:
        torch.manual_seed(0)
        net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(),
                            nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(256, 10))
        opt = getattr(torch.optim, name)(net.parameters(), **kwargs)
        losses = []
        for _ in range(20):
            x, y = torch.rand(50, 1, 28, 28), torch.randint(0, 10, (50,))
            loss = F.cross_entropy(net(x), y)
            losses.append(loss.item())
            opt.zero_grad()
            loss.backward()
            opt.step()
        out[name] = {"kwargs": kwargs, "losses": losses}
    return out


INITIALIZERS = [
    ("uniform_", [3, 4], {"a": -0.5, "b": 0.5}), ("normal_", [4, 5], {"mean": 1.0, "std": 0.02}), ("normal_", [3, 4], {}),
    ("constant_", [2, 3], {"val": 0.3}), ("ones_", [2], {}), ("zeros_", [2], {}), ("eye_", [2, 3], {}),
    ("dirac_", [4, 2, 3], {"groups": 2}), ("xavier_uniform_", [4, 6], {}), ("xavier_uniform_", [4, 6, 2], {"gain": 1.5}),
    ("xavier_normal_", [4, 6], {}), ("kaiming_uniform_", [4, 6], {"nonlinearity": "relu"}),
    ("kaiming_uniform_", [4, 3, 2, 2], {"mode": "fan_out", "a": 0.2}), ("kaiming_normal_", [4, 6], {}),
    ("kaiming_normal_", [4, 3, 3, 3], {"mode": "fan_out", "nonlinearity": "relu"}), ("trunc_normal_", [10, 8], {}),
    ("trunc_normal_", [10], {"std": 0.02}), ("trunc_normal_", [10], {"a": 0.1, "b": 0.3}), ("orthogonal_", [4, 3], {}),
    ("orthogonal_", [3, 5], {"gain": 2}), ("sparse_", [6, 4], {"sparsity": 0.3}),
]


def initializers():
    out = []
    for name, shape, kwargs in INITIALIZERS:
        torch.manual_seed(0)
        t = getattr(nn.init, name)(torch.empty(shape), **kwargs)
        out.append({"name": name, "shape": shape, "kwargs": kwargs, "result": tensor(t), "next": torch.rand(1).item()})
    return out


def write(name, value):
    with open(os.path.join(HERE, name), "w") as f:
        json.dump(value, f, separators=(",", ":"))
        f.write("\n")


if __name__ == "__main__":
    write("layers.json", layers())
    write("optimizers.json", {"optimizers": optimizers(), "lenet": lenet(), "initializers": initializers()})
