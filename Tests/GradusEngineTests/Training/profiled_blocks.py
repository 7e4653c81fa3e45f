# Named blocks under the profiler: what does not depend on the clock.
import json
import os
import tempfile

import torch
from torch.autograd.profiler import profile as block_profile
from torch.profiler import ProfilerActivity, profile, record_function, schedule

model, x = torch.nn.Linear(4, 4), torch.randn(2, 4)
with profile(activities=[ProfilerActivity.CPU], record_shapes=True) as found:
    for _ in range(3):
        with record_function("forward"):
            y = model(x)
    with record_function("loss"):
        y.sum().backward()
own = {event.key: event for event in found.key_averages() if event.key in ("forward", "loss")}
print(sorted(own), own["forward"].count, own["loss"].count, own["forward"].cpu_time_total > 0)
print(own["forward"].cpu_time <= own["forward"].cpu_time_total)
table = found.key_averages().table(sort_by="cpu_time_total", row_limit=-1)
print("forward" in table, "# of Calls" in table, "Self CPU time total:" in table)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "trace.json")
    found.export_chrome_trace(path)
    with open(path) as file:
        print(sum(event.get("name") == "forward" for event in json.load(file)["traceEvents"]) >= 3)


@record_function("decorated")
def work():
    return model(x).sum()


with block_profile() as outer:
    work()
print([event.key for event in outer.function_events if event.key == "decorated"], work.__name__)
steps = []
with profile(
    activities=[ProfilerActivity.CPU], schedule=schedule(wait=1, warmup=1, active=2, repeat=1),
    on_trace_ready=lambda p: steps.append(p.step_num),
) as stepped:
    for _ in range(6):
        model(x)
        stepped.step()
print(steps)
