# The line of a progress bar at given moments.
from tqdm import tqdm, trange

meter = tqdm.format_meter
for n, total, elapsed in [(0, 10, 0), (3, 10, 1.5), (10, 10, 75), (999, 1000, 4000), (3, None, 1.5), (12, 10, 2), (1, 7, 100)]:
    for ncols in (None, 0, 12, 20, 40, 80):
        print(repr(meter(n, total, elapsed, ncols=ncols)), repr(meter(n, total, elapsed, ncols=ncols, prefix="학습")))
    for extra in (
        {"ascii": True}, {"ascii": " .o0"}, {"unit": "batch", "unit_scale": True}, {"unit_scale": 4, "unit": "B"},
        {"rate": 0.25}, {"rate": 123456.7, "unit_scale": True, "unit_divisor": 1024}, {"postfix": "loss=0.31"},
        {"colour": "green"}, {"colour": "#ff8000"}, {"initial": 1},
    ):
        print(extra, repr(meter(n, total, elapsed, ncols=60, prefix="epoch 1", **extra)))
    for line in (
        "{l_bar}{bar}{r_bar}", "{desc}: {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}", "{bar:10}{n}", "{bar:-20a}|{rate_fmt}",
        "{elapsed}<{remaining} {rate_inv_fmt} {rate_noinv_fmt}{postfix}", "{l_bar}{bar:20b}|", "{desc} {bar}", "{n}/{total} {unit}",
    ):
        print(repr(meter(n, total, elapsed, ncols=50, prefix="val", bar_format=line)))
print(tqdm.format_sizeof(123456), tqdm.format_sizeof(0.5, "B"), tqdm.format_sizeof(1536, "B", 1024), tqdm.format_interval(4000))
print(tqdm.format_num(1e-7), tqdm.format_num(3), tqdm.format_num(1234567.0), tqdm.format_num(0.12345))
with trange(5, disable=True) as bar:
    for i in bar:
        bar.set_description("quiet")
print(len(trange(4, disable=True)), list(tqdm("ab", disable=True)))
# `disable=None` shows a bar only where somebody watches.
import io
watched, file = io.StringIO(), io.StringIO()
watched.isatty = lambda: True
for stream in (watched, file):
    for i in tqdm(range(3), disable=None, file=stream):
        pass
print("3/3" in watched.getvalue(), repr(file.getvalue()))
