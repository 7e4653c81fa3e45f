# The flags `size_average` and `reduce` of older programs win over the reduction's word, in every loss.
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.simplefilter("ignore")
torch.manual_seed(0)
x, t = torch.randn(4, 3), torch.rand(4, 3)
y, p, s = torch.tensor([0, 2, 1, 1]), torch.sigmoid(x), torch.tensor([[1.0, -1, 1]]).expand(4, 3)
pairs = torch.tensor([1, -1, 1, -1])
losses = {
    "nll_loss": lambda k: F.nll_loss(F.log_softmax(x, 1), y, **k),
    "cross_entropy": lambda k: F.cross_entropy(x, y, **k),
    "mse_loss": lambda k: F.mse_loss(x, t, **k),
    "l1_loss": lambda k: F.l1_loss(x, t, **k),
    "smooth_l1_loss": lambda k: F.smooth_l1_loss(x, t, **k),
    "kl_div": lambda k: F.kl_div(F.log_softmax(x, 1), t, **k),
    "binary_cross_entropy": lambda k: F.binary_cross_entropy(p, t, **k),
    "binary_cross_entropy_with_logits": lambda k: F.binary_cross_entropy_with_logits(x, t, **k),
    "soft_margin_loss": lambda k: F.soft_margin_loss(x, s, **k),
    "multi_margin_loss": lambda k: F.multi_margin_loss(x, y, **k),
    "multilabel_margin_loss": lambda k: F.multilabel_margin_loss(x, torch.tensor([[0, -1, 1]] * 4), **k),
    "multilabel_soft_margin_loss": lambda k: F.multilabel_soft_margin_loss(x, (t > 0.5).float(), **k),
    "cosine_embedding_loss": lambda k: F.cosine_embedding_loss(x, t, pairs, **k),
    "hinge_embedding_loss": lambda k: F.hinge_embedding_loss(x, s, **k),
    "margin_ranking_loss": lambda k: F.margin_ranking_loss(x[:, 0], x[:, 1], torch.ones(4), **k),
    "poisson_nll_loss": lambda k: F.poisson_nll_loss(x, t, **k),
    "triplet_margin_loss": lambda k: F.triplet_margin_loss(x, t, p, **k),
}
flags = [{"size_average": False}, {"reduce": False}, {"size_average": True, "reduce": True},
         {"size_average": False, "reduction": "mean"}]
for name, loss in losses.items():
    print(name, *[(tuple(loss(k).shape), f"{loss(k).sum().item():.4f}") for k in flags])

classes = [
    nn.NLLLoss, nn.CrossEntropyLoss, nn.MSELoss, nn.L1Loss, nn.SmoothL1Loss, nn.KLDivLoss, nn.BCELoss,
    nn.BCEWithLogitsLoss, nn.SoftMarginLoss, nn.MultiMarginLoss, nn.MultiLabelMarginLoss, nn.MultiLabelSoftMarginLoss,
    nn.CosineEmbeddingLoss, nn.HingeEmbeddingLoss, nn.MarginRankingLoss, nn.PoissonNLLLoss, nn.TripletMarginLoss,
]
for kind in classes:
    print(kind.__name__, *[kind(**k).reduction for k in flags], kind().reduction, kind(reduction="sum").reduction)
print(f"{nn.KLDivLoss(size_average=False)(F.log_softmax(x, 1), t).item():.4f}")
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    F.mse_loss(x, t, size_average=False)
    print(*[w.message for w in told])
