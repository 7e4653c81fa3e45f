# Pooling over three axes, unfolding, sampling on grids, bags, and back
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(43)


def show(name, *tensors):
    print(name, [tuple(t.shape) for t in tensors], [f"{t.double().sum().item():.4g} {t.double().pow(2).sum().item():.4g}" for t in tensors])


v = torch.randn(2, 3, 6, 7, 5, requires_grad=True)
for layer in (nn.MaxPool3d(2), nn.MaxPool3d((2, 3, 1), stride=2, padding=(1, 1, 0)), nn.AvgPool3d(2), nn.AvgPool3d(3, 2, 1),
              nn.AvgPool3d(3, 2, 1, count_include_pad=False), nn.AvgPool3d(2, ceil_mode=True), nn.AdaptiveAvgPool3d((2, 3, 1)),
              nn.AdaptiveAvgPool3d(2), nn.AdaptiveMaxPool3d(2), nn.LPPool3d(2, 2)):
    v.grad = None
    out = layer(v)
    out.sum().backward()
    show(repr(layer), out, v.grad)
out, idx = F.max_pool3d(v[:, :, :, :6, :4], 2, return_indices=True)
show("indices", out, idx, F.max_unpool3d(out, idx, 2))
x = torch.randn(2, 4, 8, 9, requires_grad=True)
for layer in (nn.Unfold(3, padding=1, stride=2), nn.Unfold((2, 3), dilation=2), nn.ChannelShuffle(2),
              nn.UpsamplingNearest2d(scale_factor=2), nn.UpsamplingBilinear2d(scale_factor=2)):
    x.grad = None
    out = layer(x)
    (out * out).sum().backward()
    show(repr(layer), out, x.grad)
show("lp1", nn.LPPool1d(2, 3)(x.abs().flatten(1, 2)))
cols = F.unfold(x, 3, padding=1)
show("fold", F.fold(cols, (8, 9), 3, padding=1))
pool, unpool = nn.MaxPool2d(2, stride=2, return_indices=True), nn.MaxUnpool2d(2, stride=2)
out, idx = pool(x[:, :, :, :8])
show("unpool", out, idx, unpool(out, idx), unpool(out, idx, output_size=(8, 9)))
print(unpool, nn.MaxUnpool1d(3))
theta = torch.tensor([[[0.8, 0.2, 0.1], [-0.1, 0.9, 0.0]]]).expand(2, 2, 3)
for align in (True, False):
    grid = F.affine_grid(theta, (2, 4, 5, 6), align_corners=align)
    show("grid", grid)
    for mode in ("bilinear", "nearest"):
        for padding in ("zeros", "border", "reflection"):
            x.grad = None
            out = F.grid_sample(x, grid * 1.3, mode=mode, padding_mode=padding, align_corners=align)
            out.sum().backward()
            show(f"sample {mode} {padding} {align}", out, x.grad)
bag = nn.EmbeddingBag(10, 3, mode="sum", padding_idx=2)
show("bag", bag(torch.tensor([[1, 2, 3], [2, 2, 2]])), bag(torch.tensor([1, 4, 5, 2]), torch.tensor([0, 0, 3])))
show("weights", bag(torch.tensor([[1, 3]]), per_sample_weights=torch.tensor([[0.5, 2.0]])))
show("max", nn.EmbeddingBag(6, 2, mode="max")(torch.tensor([[1, 5], [0, 3]])))
show("pdist", F.pdist(torch.randn(5, 3)), F.pdist(torch.randn(4, 2), 1))
a = nn.AdaptiveLogSoftmaxWithLoss(8, 20, cutoffs=[5, 12], div_value=2.0)
h = torch.randn(6, 8)
out, loss = a(h, torch.tensor([0, 4, 6, 11, 15, 19]))
show("adaptive", out, loss, a.log_prob(h), a.predict(h))
print(a)
p = F.triplet_margin_with_distance_loss(h, h.flip(0), h.roll(1, 0), margin=2.0, swap=True)
show("triplet", p, F.multilabel_margin_loss(torch.randn(2, 4), torch.tensor([[3, 0, -1, 1], [1, -1, 2, 0]]), reduction="none"))
for bad in (lambda: F.fold(torch.ones(1, 5, 4), (3, 3), 2), lambda: F.channel_shuffle(x, 3),
            lambda: bag(torch.tensor([1, 2])), lambda: nn.EmbeddingBag(3, 2, mode="foo")(torch.tensor([[1]]))):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
