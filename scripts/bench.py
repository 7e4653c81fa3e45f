#!/usr/bin/env python3
"""Measures Gradus against PyTorch and CPython on the same scripts, and prints the figures as Markdown tables.

    scripts/bench.py GRADUS [--runs N] [--only training,data,nets,start,language] [--quick] [--json FILE]

BENCH_PYTHON names a Python that has torch and torchvision; without it there is no PyTorch column. GRADUS_DATA (or
./data) must hold MNIST, or training is left out. Runs alternate between the two sides; figures are medians. --quick
measures what takes less than a minute. --json writes the tables' raw figures as well.
"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"
MNIST_FILES = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
]
SAMPLES_ONE_BY_ONE = 3000
# Script, its argument, what it is called, whether it is measured in a hurry.
NETS = [
    ("steps.py", "cifar_net", "CIFAR net (conv 32-64-128, batch 64), step", True),
    ("steps.py", "resnet", "small ResNet (batch 64), step", True),
    ("steps.py", "mlp", "MLP 784-256-10 (batch 128), step", True),
    ("steps.py", "lstm", "LSTM (batch 32, 50 steps, 128 wide), step", True),
    ("steps.py", "transformer", "transformer layer (batch 16, 64 tokens, 128 wide), step", True),
    ("preloaded.py", None, "epoch of 60,000 from tensors, batch 50", False),
    ("evaluate.py", "1", "10,000 pictures evaluated one by one", False),
    ("evaluate.py", "1000", "10,000 pictures evaluated in batches of 1000", False),
    ("small_ops.py", None, "adding four floats, with autograd", True),
]
# Everything measured, for --json.
FIGURES = []


class Run:
    """One finished process: its printed values, wall time and peak memory."""

    def __init__(self, command, environment=None):
        start = time.perf_counter()
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.perf_counter() - start
            output.seek(0)
            errors.seek(0)
            text = output.read().decode()
            if process.returncode != 0:
                sys.exit(f"bench: {' '.join(map(str, command))}\n{text}{errors.read().decode()}")
        # Linux counts kilobytes, macOS bytes.
        scale = 1 if sys.platform == "darwin" else 1024
        self.megabytes = usage.ru_maxrss * scale / 1e6
        self.values = dict(line.split(None, 1) for line in text.splitlines() if len(line.split(None, 1)) == 2)

    @property
    def seconds(self):
        return float(self.values["seconds"])


def alternate(first, second, runs):
    """Runs both sides in turn; the second may be None."""
    sides = ([], [])
    for _ in range(runs):
        sides[0].append(first())
        if second:
            sides[1].append(second())
    return sides


def median(runs, value):
    return statistics.median(value(run) for run in runs) if runs else None


def note(section, job, ours, theirs, unit="s"):
    FIGURES.append({"section": section, "job": job, "gradus": ours, "peer": theirs, "unit": unit})


def table(title, columns, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(columns) + " |")
    print("|" + "|".join(" --- " for _ in columns) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def duration(seconds):
    if seconds is None:
        return "–"
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def ratio(ours, theirs):
    return "–" if theirs is None else f"{theirs / ours:.1f}×"


def find_data(folder):
    """MNIST as plain files, which both sides read; None where it is not there."""
    source = pathlib.Path(os.environ.get("GRADUS_DATA", "./data")) / "MNIST" / "raw"
    target = folder / "MNIST" / "raw"
    target.mkdir(parents=True)
    for name in MNIST_FILES:
        if (source / name).exists():
            shutil.copy(source / name, target / name)
        elif (source / f"{name}.gz").exists():
            with gzip.open(source / f"{name}.gz") as packed, open(target / name, "wb") as plain:
                shutil.copyfileobj(packed, plain)
        else:
            return None
    return folder


def bench_training(gradus, python, runs):
    with tempfile.TemporaryDirectory() as name:
        data = find_data(pathlib.Path(name))
        if data is None:
            print("\nTraining is left out: MNIST is neither in GRADUS_DATA nor in ./data.")
            return
        environment = dict(os.environ, GRADUS_DATA=str(data))

        def side(program, script, *arguments):
            command = [program, str(BENCHMARKS / "training" / script), *arguments]
            return (lambda: Run(command, environment)) if program else None

        ours, theirs = alternate(side(gradus, "batch50.py"), side(python, "batch50.py"), runs)
        single, single_theirs = alternate(
            side(gradus, "one_by_one.py", str(SAMPLES_ONE_BY_ONE)),
            side(python, "one_by_one.py", str(SAMPLES_ONE_BY_ONE)),
            runs,
        )
    rows = []

    def row(job, ours, theirs, show, comparison):
        note("training", job, ours, theirs, {duration: "s"}.get(show, ""))
        rows.append([job, show(ours), "–" if theirs is None else show(theirs), comparison(ours, theirs)])

    seconds = lambda run: run.seconds
    row("epoch of 60,000 in batches of 50", median(ours, seconds), median(theirs, seconds), duration, ratio)
    per_sample = lambda run: run.seconds / SAMPLES_ONE_BY_ONE
    row("one sample at a time, per sample", median(single, per_sample), median(single_theirs, per_sample), duration, ratio)
    epoch = lambda run: run.seconds / SAMPLES_ONE_BY_ONE * 60000
    row("… so an epoch of 60,000", median(single, epoch), median(single_theirs, epoch), duration, ratio)
    accuracy = lambda run: float(run.values["accuracy"])
    row(
        "accuracy after the epoch in batches", median(ours, accuracy), median(theirs, accuracy),
        lambda value: f"{value:.2f} %", lambda *_: "",
    )
    memory = lambda run: run.megabytes
    row("peak memory of it", median(ours, memory), median(theirs, memory), lambda value: f"{value:.0f} MB", ratio)
    table("Training on MNIST", ["job", "Gradus", "PyTorch", "ratio"], rows)


# Some builds of torchvision lack their compiled operators; nothing here needs them.
WITHOUT_OPERATORS = (
    "import sys, types, runpy\n"
    "sys.modules.setdefault('torchvision._meta_registrations', types.ModuleType('registrations'))\n"
    "sys.argv = sys.argv[1:]\n"
    "runpy.run_path(sys.argv[0], run_name='__main__')\n"
)


def bench_data(gradus, python, runs):
    """Opening, loading and reading pictures; PyTorch's figures are those of its loader without workers."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data = find_data(folder)
        if data is None:
            print("\nData is left out: MNIST is neither in GRADUS_DATA nor in ./data.")
            return
        environment = dict(os.environ, GRADUS_DATA=str(data))
        pictures = folder / "pictures"
        maker = [python, "-c", WITHOUT_OPERATORS] if python else [gradus]
        Run([*maker, str(BENCHMARKS / "data" / "make_pictures.py"), str(pictures)])

        def sides(script, *arguments):
            path = [str(BENCHMARKS / "data" / script), *arguments]
            ours = lambda: Run([gradus, *path], environment)
            theirs = lambda: Run([python, "-c", WITHOUT_OPERATORS, *path], environment)
            return alternate(ours, theirs if python else None, runs)

        rows = []
        for job, count, results in [
            ("MNIST opened", 1, sides("open_mnist.py")),
            ("MNIST in shuffled batches of 50, per sample", 60_000, sides("loader.py")),
            ("… with two workers", 60_000, sides("loader.py", "2")),
            ("a data set of one's own in batches of 64, per sample", 50_000, sides("own_dataset.py")),
            ("ImageFolder of small PNG files, per picture", 10_000, sides("image_folder.py", str(pictures))),
        ]:
            ours, theirs = results
            if theirs and ours[0].values["check"] != theirs[0].values["check"]:
                sys.exit(f"bench: {job}: {ours[0].values['check']} is not {theirs[0].values['check']}")
            per_item = lambda run: run.seconds / count
            mine, other = median(ours, per_item), median(theirs, per_item)
            note("data", job, mine, other)
            rows.append([job, duration(mine), duration(other), ratio(mine, other)])
            if job.startswith("MNIST in"):
                memory = lambda run: run.megabytes
                mine, other = median(ours, memory), median(theirs, memory)
                shown = lambda value: "–" if value is None else f"{value:.0f} MB"
                rows.append(["peak memory of it", shown(mine), shown(other), ratio(mine, other)])
    table("Data", ["job", "Gradus", "PyTorch", "ratio"], rows)


def bench_nets(gradus, python, runs, quick):
    rows = []
    for script, argument, job, is_quick in NETS:
        if quick and not is_quick:
            continue
        arguments = [str(BENCHMARKS / "training" / script)] + ([argument] if argument else [])
        ours, theirs = alternate(
            lambda: Run([gradus, *arguments]), (lambda: Run([python, *arguments])) if python else None, runs
        )
        mine, other = (median(side, lambda run: run.seconds) for side in (ours, theirs))
        note("nets", job, mine, other)
        rows.append([job, duration(mine), duration(other), ratio(mine, other)])
    table("Nets", ["job", "Gradus", "PyTorch", "ratio"], rows)


def bench_start(gradus, runs):
    count = max(15, runs)
    ours, theirs = alternate(
        lambda: Run([gradus, "-c", "pass"]), lambda: Run([sys.executable, "-c", "pass"]), count
    )
    wall = lambda run: run.wall
    memory = lambda run: run.megabytes
    note("start", "-c pass", median(ours, wall), median(theirs, wall))
    note("start", "its peak memory", median(ours, memory), median(theirs, memory), "MB")
    rows = [
        ["`-c pass`", duration(median(ours, wall)), duration(median(theirs, wall)), ratio(median(ours, wall), median(theirs, wall))],
        ["its peak memory", f"{median(ours, memory):.0f} MB", f"{median(theirs, memory):.0f} MB", ""],
    ]
    table("Start-up", ["job", "Gradus", "CPython", "ratio"], rows)


def bench_language(gradus, runs):
    rows = []
    ratios = []
    for script in sorted((BENCHMARKS / "language").glob("*.py")):
        ours, theirs = alternate(
            lambda: Run([gradus, str(script)]), lambda: Run([sys.executable, str(script)]), runs
        )
        if ours[0].values["check"] != theirs[0].values["check"]:
            sys.exit(f"bench: {script.name}: {ours[0].values['check']} is not {theirs[0].values['check']}")
        seconds = lambda run: run.seconds
        mine, other = median(ours, seconds), median(theirs, seconds)
        note("language", script.stem, mine, other)
        rows.append([script.stem, duration(mine), duration(other), ratio(mine, other)])
        ratios.append(other / mine)
    rows.append(["geometric mean", "", "", f"{statistics.geometric_mean(ratios):.1f}×"])
    table("The language", ["script", "Gradus", "CPython", "ratio"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gradus", help="the executable, built in release mode")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side (default 3)")
    parser.add_argument("--only", default="training,data,nets,start,language", help="sections, separated by commas")
    parser.add_argument("--quick", action="store_true", help="less than a minute: one run, no epochs")
    parser.add_argument("--json", metavar="FILE", help="write the raw figures here as well")
    options = parser.parse_args()
    if options.quick:
        options.runs = 1
        options.only = options.only.replace("training,", "").replace("data,", "")
    sections = options.only.split(",")
    python = os.environ.get("BENCH_PYTHON")
    print(f"Gradus on {platform.machine()} {platform.system()}, {os.cpu_count()} processors, medians of {options.runs} runs")
    print(f"CPython {platform.python_version()}", end="")
    print(f", PyTorch from {python}" if python else "; set BENCH_PYTHON to a Python with torch for PyTorch's figures")
    if "training" in sections:
        bench_training(options.gradus, python, options.runs)
    if "data" in sections:
        bench_data(options.gradus, python, options.runs)
    if "nets" in sections:
        bench_nets(options.gradus, python, options.runs, options.quick)
    if "start" in sections:
        bench_start(options.gradus, options.runs)
    if "language" in sections:
        bench_language(options.gradus, options.runs)
    if options.json:
        machine = {"machine": platform.machine(), "system": platform.system(), "processors": os.cpu_count()}
        pathlib.Path(options.json).write_text(json.dumps({**machine, "figures": FIGURES}, indent=1) + "\n")


if __name__ == "__main__":
    main()
