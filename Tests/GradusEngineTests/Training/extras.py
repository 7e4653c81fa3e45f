# Settings and answers of a machine without an accelerator; compile, jit, data parallel, hooks
import torch
from torch import nn

torch.manual_seed(40)
print(torch.cuda.is_available(), torch.cuda.device_count(), torch.accelerator.is_available(), torch.backends.mps.is_available())
device = torch.accelerator.current_accelerator().type if torch.accelerator.is_available() else "cpu"
print(f"Using {device} device", torch.backends.cudnn.enabled, torch.backends.cudnn.is_available())
torch.backends.cudnn.benchmark = True
torch.backends.cudnn.deterministic = True
torch.cuda.manual_seed_all(0)
torch.cuda.empty_cache()
torch.set_float32_matmul_precision("high")
print(torch.get_float32_matmul_precision(), torch.are_deterministic_algorithms_enabled())
model = nn.DataParallel(nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)))
print(model, list(model.state_dict()))
x = torch.randn(6, 4)
compiled = torch.compile(model.module)
print(torch.equal(compiled(x), model(x)))
traced = torch.jit.trace(model.module, x)
print(torch.equal(traced(x), model(x)))
features = {}


def save(name):
    def hook(module, input, output):
        features[name] = output.detach()
    return hook


handles = [layer.register_forward_hook(save(name)) for name, layer in model.module.named_children()]
y = model(x)
print({k: tuple(v.shape) for k, v in features.items()})
for h in handles:
    h.remove()
grads = []
h = model.module[0].register_full_backward_hook(lambda m, gi, go: grads.append([None if g is None else tuple(g.shape) for g in gi + go]))
model(x).sum().backward()
print(grads)
h.remove()
w = model.module[0].weight
seen = []
h1 = w.register_hook(lambda g: seen.append(("hook", tuple(g.shape))))
h2 = w.register_post_accumulate_grad_hook(lambda p: seen.append(("after", p.grad is not None)))
model(x).sum().backward()
print(seen)
h1.remove()
h2.remove()
state = torch.get_rng_state()
a = torch.randn(3)
torch.set_rng_state(state)
print(torch.equal(a, torch.randn(3)), state.shape, state.dtype)
with torch.random.fork_rng():
    torch.manual_seed(5)
    torch.rand(3)
print(f"{torch.rand(1).item():.4f}", torch.initial_seed())


@torch.no_grad()
def evaluate(m, x):
    m.eval()
    return m(x).requires_grad


print(evaluate(model, x), torch.is_grad_enabled())
with torch.set_grad_enabled(False):
    print(model(x).requires_grad)
with torch.no_grad():
    with torch.enable_grad():
        print(model(x).requires_grad)
for bad in (lambda: x.cuda(), lambda: model.cuda(), lambda: x.to("cuda"), lambda: torch.cuda.current_device(),
            lambda: torch.accelerator.current_device_index(), lambda: torch.device("foo")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
with torch.autocast("cpu", enabled=False):
    print(model(x).dtype)
scaler = torch.amp.GradScaler("cpu", enabled=False)
loss = model(x).sum()
scaler.scale(loss).backward()
print(scaler.get_scale(), scaler.is_enabled())
