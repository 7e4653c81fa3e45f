# Every loss: value, gradient, reductions, repr
import torch
from torch import nn

torch.manual_seed(28)
x, y = torch.randn(6, 4), torch.randn(6, 4)
cls = torch.randint(0, 4, (6,))
prob = torch.rand(6, 4)
sign = torch.tensor([1.0, -1, 1, 1, -1, 1])
multi = torch.randint(0, 2, (6, 4)).float()
cases = [
    ("L1Loss", {}, (y,)), ("MSELoss", {}, (y,)), ("SmoothL1Loss", dict(beta=0.5), (y,)), ("HuberLoss", dict(delta=0.7), (y,)),
    ("CrossEntropyLoss", {}, (cls,)), ("CrossEntropyLoss", dict(weight=torch.tensor([1.0, 2, 3, 4]), label_smoothing=0.1), (cls,)),
    ("CrossEntropyLoss", dict(ignore_index=1), (cls,)), ("CrossEntropyLoss", {}, (prob / prob.sum(1, keepdim=True),)),
    ("BCEWithLogitsLoss", {}, (multi,)), ("BCEWithLogitsLoss", dict(pos_weight=torch.tensor([1.0, 2, 3, 4])), (multi,)),
    ("SoftMarginLoss", {}, (multi * 2 - 1,)), ("MultiLabelSoftMarginLoss", {}, (multi,)), ("MultiMarginLoss", {}, (cls,)),
    ("MultiMarginLoss", dict(p=2, margin=0.5), (cls,)), ("HingeEmbeddingLoss", {}, (multi * 2 - 1,)),
    ("PoissonNLLLoss", {}, (prob,)), ("PoissonNLLLoss", dict(log_input=True, full=True), (prob * 5,)),
    ("GaussianNLLLoss", {}, (y, prob + 0.1)), ("CosineEmbeddingLoss", dict(margin=0.2), (y, sign)),
    ("TripletMarginLoss", {}, (y, y.flip(0))), ("TripletMarginLoss", dict(swap=True, p=1), (y, y.flip(0))),
    ("MultiLabelMarginLoss", {}, (torch.tensor([[1, 3, -1, 0]] * 6),)),
    ("KLDivLoss", dict(log_target=False), (prob,)), ("NLLLoss", {}, (cls,)), ("NLLLoss", dict(weight=torch.ones(4) * 2), (cls,)),
]
for name, options, rest in cases:
    for reduction in ("mean", "sum", "none"):
        f = getattr(nn, name)(reduction=reduction, **options)
        a = x.clone().requires_grad_()
        value = f(a, *rest)
        value.sum().backward()
        print(name, reduction, f"{value.sum().item():.4g}", tuple(value.shape), f"{a.grad.abs().sum().item():.4g}", f)
a = prob.clone().requires_grad_()
for f, args in ((nn.BCELoss(), (multi,)), (nn.BCELoss(weight=torch.ones(4) * 3, reduction="sum"), (multi,)),):
    value = f(a, *args)
    a.grad = None
    value.backward()
    print(f, f"{value.item():.4g} {a.grad.abs().sum().item():.4g}")
f = nn.MarginRankingLoss(margin=0.5)
print(f, f"{f(x[:, 0], y[:, 0], sign).item():.4g}")
print(f"{nn.KLDivLoss(reduction='batchmean')(x.log_softmax(1), prob).item():.4g}")
logp = torch.randn(9, 2, 5).log_softmax(2).requires_grad_()
ctc = nn.CTCLoss()
value = ctc(logp, torch.tensor([[1, 2, 2], [3, 4, 0]]), torch.tensor([9, 7]), torch.tensor([3, 2]))
value.backward()
print(ctc, f"{value.item():.4g} {logp.grad.abs().sum().item():.4g}")
t = nn.TripletMarginWithDistanceLoss(distance_function=lambda a, b: (a - b).abs().sum(1))
print(f"{t(x, y, y.flip(0)).item():.4g}")
print(nn.PairwiseDistance()(x, y).tolist()[0] > 0, nn.CosineSimilarity(dim=1)(x, y).shape)
for bad in (lambda: nn.MSELoss(reduction="avg")(x, y), lambda: nn.CrossEntropyLoss()(x, cls.float()),
            lambda: nn.CrossEntropyLoss()(x, cls + 3), lambda: nn.NLLLoss()(x, cls[:3]), lambda: nn.BCELoss()(x, multi),
            lambda: nn.BCELoss()(prob, multi[:2]), lambda: nn.BCEWithLogitsLoss()(x, multi[:, :2]),
            lambda: nn.MSELoss()(x, torch.randn(5, 3))):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
