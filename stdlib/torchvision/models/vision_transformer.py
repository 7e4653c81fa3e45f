"""Vision transformers (Dosovitskiy et al., "An Image is Worth 16x16 Words")."""

import math
from collections import OrderedDict
from functools import partial

import torch
from torch import nn

from torchvision.models._weights import check
from torchvision.ops.misc import MLP, Conv2dNormActivation

__all__ = ["VisionTransformer", "vit_b_16", "vit_b_32", "vit_l_16", "vit_l_32", "vit_h_14"]


class MLPBlock(MLP):
    def __init__(self, in_dim, mlp_dim, dropout):
        super().__init__(in_dim, [mlp_dim, in_dim], activation_layer=nn.GELU, inplace=None, dropout=dropout)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if module.bias is not None:
                    nn.init.normal_(module.bias, std=1e-6)


class EncoderBlock(nn.Module):
    def __init__(self, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout,
                 norm_layer=partial(nn.LayerNorm, eps=1e-6)):
        super().__init__()
        self.num_heads = num_heads
        self.ln_1 = norm_layer(hidden_dim)
        self.self_attention = nn.MultiheadAttention(hidden_dim, num_heads, dropout=attention_dropout, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.ln_2 = norm_layer(hidden_dim)
        self.mlp = MLPBlock(hidden_dim, mlp_dim, dropout)

    def forward(self, input):
        torch._assert(input.dim() == 3, f"Expected (batch_size, seq_length, hidden_dim) got {input.shape}")
        x = self.ln_1(input)
        x, _ = self.self_attention(x, x, x, need_weights=False)
        x = self.dropout(x) + input
        return x + self.mlp(self.ln_2(x))


class Encoder(nn.Module):
    def __init__(self, seq_length, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout,
                 norm_layer=partial(nn.LayerNorm, eps=1e-6)):
        super().__init__()
        self.pos_embedding = nn.Parameter(torch.empty(1, seq_length, hidden_dim).normal_(std=0.02))
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.Sequential(OrderedDict(
            (f"encoder_layer_{i}",
             EncoderBlock(num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer))
            for i in range(num_layers)))
        self.ln = norm_layer(hidden_dim)

    def forward(self, input):
        torch._assert(input.dim() == 3, f"Expected (batch_size, seq_length, hidden_dim) got {input.shape}")
        return self.ln(self.layers(self.dropout(input + self.pos_embedding)))


class VisionTransformer(nn.Module):
    def __init__(self, image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, dropout=0.0,
                 attention_dropout=0.0, num_classes=1000, representation_size=None,
                 norm_layer=partial(nn.LayerNorm, eps=1e-6), conv_stem_configs=None):
        super().__init__()
        torch._assert(image_size % patch_size == 0, "Input shape indivisible by patch size!")
        self.image_size = image_size
        self.patch_size = patch_size
        self.hidden_dim = hidden_dim
        self.mlp_dim = mlp_dim
        self.attention_dropout = attention_dropout
        self.dropout = dropout
        self.num_classes = num_classes
        self.representation_size = representation_size
        self.norm_layer = norm_layer
        if conv_stem_configs is not None:
            stem = nn.Sequential()
            channels = 3
            for i, config in enumerate(conv_stem_configs):
                stem.add_module(f"conv_bn_relu_{i}", Conv2dNormActivation(
                    in_channels=channels, out_channels=config.out_channels, kernel_size=config.kernel_size,
                    stride=config.stride, norm_layer=config.norm_layer, activation_layer=config.activation_layer))
                channels = config.out_channels
            stem.add_module("conv_last", nn.Conv2d(channels, hidden_dim, kernel_size=1))
            self.conv_proj = stem
        else:
            self.conv_proj = nn.Conv2d(3, hidden_dim, kernel_size=patch_size, stride=patch_size)
        self.class_token = nn.Parameter(torch.zeros(1, 1, hidden_dim))
        self.seq_length = (image_size // patch_size) ** 2 + 1
        self.encoder = Encoder(self.seq_length, num_layers, num_heads, hidden_dim, mlp_dim, dropout,
                               attention_dropout, norm_layer)
        layers = OrderedDict()
        if representation_size is None:
            layers["head"] = nn.Linear(hidden_dim, num_classes)
        else:
            layers["pre_logits"] = nn.Linear(hidden_dim, representation_size)
            layers["act"] = nn.Tanh()
            layers["head"] = nn.Linear(representation_size, num_classes)
        self.heads = nn.Sequential(layers)
        last = self.conv_proj if isinstance(self.conv_proj, nn.Conv2d) else self.conv_proj.conv_last
        if last is self.conv_proj:
            nn.init.trunc_normal_(last.weight, std=math.sqrt(1 / (last.in_channels * patch_size * patch_size)))
        else:
            nn.init.normal_(last.weight, mean=0.0, std=math.sqrt(2.0 / last.out_channels))
        if last.bias is not None:
            nn.init.zeros_(last.bias)
        if representation_size is not None:
            before = self.heads.pre_logits
            nn.init.trunc_normal_(before.weight, std=math.sqrt(1 / before.in_features))
            nn.init.zeros_(before.bias)
        nn.init.zeros_(self.heads.head.weight)
        nn.init.zeros_(self.heads.head.bias)

    def _process_input(self, x):
        """Pictures to sequences of patches."""
        count, _, height, width = x.shape
        torch._assert(height == self.image_size,
                      f"Wrong image height! Expected {self.image_size} but got {height}!")
        torch._assert(width == self.image_size, f"Wrong image width! Expected {self.image_size} but got {width}!")
        return self.conv_proj(x).reshape(count, self.hidden_dim, -1).permute(0, 2, 1)

    def forward(self, x):
        x = self._process_input(x)
        x = torch.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)
        return self.heads(self.encoder(x)[:, 0])


def _make(name, patch, layers, heads, hidden, mlp, weights, pretrained, kwargs):
    check(weights, pretrained, name)
    return VisionTransformer(image_size=kwargs.pop("image_size", 224), patch_size=patch, num_layers=layers,
                             num_heads=heads, hidden_dim=hidden, mlp_dim=mlp, **kwargs)


def vit_b_16(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The base transformer on patches of 16, untrained."""
    return _make("vit_b_16", 16, 12, 12, 768, 3072, weights, pretrained, kwargs)


def vit_b_32(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The base transformer on patches of 32, untrained."""
    return _make("vit_b_32", 32, 12, 12, 768, 3072, weights, pretrained, kwargs)


def vit_l_16(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The large transformer on patches of 16, untrained."""
    return _make("vit_l_16", 16, 24, 16, 1024, 4096, weights, pretrained, kwargs)


def vit_l_32(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The large transformer on patches of 32, untrained."""
    return _make("vit_l_32", 32, 24, 16, 1024, 4096, weights, pretrained, kwargs)


def vit_h_14(*, weights=None, progress=True, pretrained=False, **kwargs):
    """The huge transformer on patches of 14, untrained."""
    return _make("vit_h_14", 14, 32, 16, 1280, 5120, weights, pretrained, kwargs)
