# Dual tensors: tangents that go along with the forward pass.
import torch
import torch.autograd.forward_ad as fwAD
import torch.nn as nn

torch.manual_seed(0)
primal, tangent = torch.randn(3, 3), torch.randn(3, 3)
other = torch.randn(3, 3)
with fwAD.dual_level():
    dual = fwAD.make_dual(primal, tangent)
    print(torch.equal(fwAD.unpack_dual(dual).tangent, tangent))
    out = dual**2 + other**2
    print(torch.allclose(fwAD.unpack_dual(out).tangent, 2 * primal * tangent))
    print(fwAD.unpack_dual(out).primal)
    print(fwAD.unpack_dual(other).tangent)
    print(torch.allclose(fwAD.unpack_dual((dual @ other).sum(1)).tangent, (tangent @ other).sum(1), atol=1e-5))
print(fwAD.unpack_dual(other).tangent)

model = nn.Linear(3, 2)
inputs = torch.randn(4, 3)
parameters = dict(model.named_parameters())
tangents = {name: torch.rand_like(p) for name, p in parameters.items()}
with fwAD.dual_level():
    for name, p in parameters.items():
        delattr(model, name)
        setattr(model, name, fwAD.make_dual(p, tangents[name]))
    jvp = fwAD.unpack_dual(model(inputs)).tangent
print(torch.allclose(jvp, inputs @ tangents["weight"].T + tangents["bias"], atol=1e-6), jvp.shape)

try:
    fwAD.make_dual(primal, tangent)
except RuntimeError as error:
    print(str(error)[:60])
