# torch.utils.benchmark: what does not depend on the machine.
import torch
import torch.utils.benchmark as benchmark


def dot(a, b):
    return a.mul(b).sum(-1)


x = torch.randn(20, 8)
timer = benchmark.Timer(
    stmt="y = dot(x, x)\nassert y.shape == (20,)", setup="from __main__ import dot", globals={"x": x}, label="Dot",
    sub_label="20 x 8", description="mul/sum")
first = timer.timeit(5)
print(type(first).__name__, first.number_per_run, len(first.times), first.mean > 0, first.median == first.mean)
second = timer.blocked_autorange(min_run_time=0.01)
print(len(second.times) > 0, second.iqr >= 0, second.label, second.sub_label, second.description, second.num_threads)
print(repr(first).splitlines()[1:4])
third = benchmark.Timer("torch.ones(3)", "pass", label="Dot", sub_label="20 x 8", description="ones").timeit(3)
lines = str(benchmark.Compare([first, second, third])).splitlines()
print(lines[0].strip("[-]"), lines[1].split(), lines[2].strip("- "), lines[3].split("|")[0].split(), lines[-1][:9])
