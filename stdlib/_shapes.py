"""What `gradus shapes` and `gradus step` do inside the interpreter: tensors and layers are told."""

import sys as _sys

import _preview

_seen = {}
_names = {}


def install(run=0):
    """Before the first cell: data is read no further than its headers, loops that train run once.

    Runs differ in the sizes of batches: what comes out differently depends on that size."""
    import time

    _preview.start(run)
    time.sleep = lambda seconds, /: None


def facts():
    """Prints whether results may be wrong, and the lengths of data sets of which only a part was seen."""
    inexact, counts = _preview.facts()
    print(int(inexact), *counts)


def report(names):
    """Prints the sizes of batches, and a line for each tensor that a name was given to since the last report."""
    print("batches", _preview.batches())
    torch = _sys.modules.get("torch")
    if torch is None:
        return
    nn = _sys.modules.get("torch.nn")
    for name, value in list(names.items()):
        if name.startswith("_"):
            continue
        if isinstance(value, torch.Tensor):
            if _seen.get(name) is not value:
                _seen[name] = value
                print(name, str(value.dtype)[6:], *value.shape)
        elif nn is not None and isinstance(value, nn.Module):
            # Kept alive, so that its id stays its own; a session that goes on must not keep what it has replaced.
            if _preview.is_on():
                _names[id(value)] = (name, value)


def _multiply_adds(layer, shape):
    """As torchinfo counts: every parameter once for each output position of a convolution, once for each sample otherwise."""
    if shape is None or not shape:
        return 0
    count = sum(parameter.numel() for parameter in layer._parameters.values() if parameter is not None)
    if "Conv" in type(layer).__name__:
        for place, size in enumerate(shape):
            if place != 1:
                count *= size
        return count
    return count * shape[0]


def _is_whole(layer):
    """A layer of the library with others inside."""
    kind = type(layer)
    return kind.__module__.startswith("torch.") and kind.__name__ not in ("Sequential", "ModuleList", "ModuleDict")


def _models():
    """The models: (name, rows), a row being (depth, path, layer or None, operation, shape, multiply-adds)."""
    traces = [calls for calls in _preview.models() if calls[0][1] is not None]
    inside = set()
    for calls in traces:
        inside.update(id(layer) for _, layer, *_ in calls[1:] if layer is not None)
    found = []
    called = set()
    for calls in traces:
        root = calls[0][1]
        if id(root) in inside or not (list(root.children()) or list(root.parameters())):
            continue
        called.add(id(root))
        paths = {id(layer): path for path, layer in root.named_modules()}
        rows = []
        seen = set()
        for depth, layer, operation, shape, adds in calls:
            if layer is not None:
                seen.add(id(layer))
                adds = _multiply_adds(layer, shape)
            rows.append((depth, paths.get(id(layer), ""), layer, operation, shape, adds))
        # Layers that the forward pass does not use; what those of the library have inside is their own business.
        whole = [path + "." for path, layer in root.named_modules() if path and id(layer) in seen and _is_whole(layer)]
        for path, layer in root.named_modules():
            if id(layer) not in seen and list(layer.parameters()) and not path.startswith(tuple(whole)):
                rows.append((path.count(".") + 1, path, layer, "", None, 0))
        found.append((_names.get(id(root), ("", None))[0], rows))
    for name, model in _names.values():
        if id(model) not in called and id(model) not in inside and (list(model.children()) or list(model.parameters())):
            rows = [(path.count(".") + 1 if path else 0, path, layer, "", None, 0) for path, layer in model.named_modules()]
            found.append((name, rows))
    return found


_tables = []


def layers():
    """Makes the tables; prints the shape of each row in their order: a line of sizes, `-` where there is none."""
    del _tables[:]
    for name, calls in _models():
        rows = []
        total = trainable = operations = 0
        counted = set()
        for depth, path, layer, operation, shape, adds in calls:
            operations += adds
            print("-" if shape is None else " ".join(str(size) for size in shape))
            if layer is None:
                rows.append(("  " * depth + operation, "--", f"{adds:,}" if adds else "--"))
                continue
            own = [parameter for parameter in layer._parameters.values() if parameter is not None]
            new = [parameter for parameter in own if id(parameter) not in counted]
            counted.update(id(parameter) for parameter in own)
            count = sum(parameter.numel() for parameter in new)
            last = path.rsplit(".", 1)[-1] if depth else name
            title = type(layer).__name__ + (f": {last}" if last else "")
            parameters = f"{count:,}" if count else "(recursive)" if own else "--"
            rows.append(("  " * depth + title, parameters, f"{adds:,}" if adds else "--"))
        # Of everything inside, whether it has a row or not.
        for parameter in next(call[2] for call in calls if call[2] is not None).parameters():
            total += parameter.numel()
            trainable += parameter.numel() if parameter.requires_grad else 0
        _tables.append((rows, f"Total params: {total:,}   Trainable: {trainable:,}   Mult-adds: {operations:,}"))


def table(shapes):
    """Prints the tables: torchinfo's columns. The shapes are texts, in the order of `layers()`."""
    texts = iter(shapes)
    for rows, total in _tables:
        rows = [(title, next(texts, "--"), parameters, adds) for title, parameters, adds in rows]
        head = ("Layer", "Output Shape", "Param #", "Mult-Adds")
        widths = [max(len(row[column]) for row in rows + [head]) for column in range(4)]
        print()
        for row in [head] + rows:
            print(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:>{widths[3]}}")
        print(total)
