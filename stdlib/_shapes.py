"""What `gradus shapes` and `gradus step` do inside the interpreter: loops that train run once, tensors and layers are told."""

import collections.abc as _abc
import sys as _sys

import _preview

_range = range
_seen = {}
_layers = {}
_order = []


class _Range:
    """A range whose iteration ends after a turn that trained: one turn shows all shapes."""

    def __init__(self, *arguments):
        self._range = _range(*arguments)

    def __iter__(self):
        before = _preview.steps()
        for item in self._range:
            yield item
            if _preview.steps() != before:
                return

    def __getitem__(self, index):
        return self._range[index]

    def __len__(self):
        return len(self._range)

    def __contains__(self, item):
        return item in self._range

    def __reversed__(self):
        return reversed(self._range)

    def __eq__(self, other):
        return self._range == (other._range if isinstance(other, _Range) else other)

    def __hash__(self):
        return hash(self._range)

    def __repr__(self):
        return repr(self._range)

    @property
    def start(self):
        return self._range.start

    @property
    def stop(self):
        return self._range.stop

    @property
    def step(self):
        return self._range.step


_Range.__name__ = _Range.__qualname__ = "range"


def install(names, other=False):
    """Before the first cell: data is read no further than its headers.

    With `other`, batches have another size than they should: what comes out differently depends on that size."""
    _preview.start()
    _preview.use_other_sizes(other)
    _abc.Sequence.register(_Range)
    names["range"] = _Range


def _hook(path, depth, root):
    def note(layer, arguments, output):
        entry = _layers.get(id(layer))
        if entry is None or entry[3] is not None:
            return
        shape = getattr(output, "shape", None)
        if shape is not None:
            entry[3] = list(shape)

    return note


def watch(names):
    """After each cell: layers that are new are watched from here on."""
    torch = _sys.modules.get("torch")
    if torch is None or "torch.nn" not in _sys.modules:
        return
    nn = _sys.modules["torch.nn"]
    for name, value in list(names.items()):
        if isinstance(value, nn.Module) and not name.startswith("_") and id(value) not in _layers:
            if not list(value.children()) and not list(value.parameters()):
                continue
            _order.append((name, value))
            for path, layer in value.named_modules():
                if id(layer) not in _layers:
                    _layers[id(layer)] = [path, layer, name, None]
                    layer.register_forward_hook(_hook(path, 0, name))


def report(names):
    """Prints the sizes of batches, and a line for each tensor that a name was given to since the last report."""
    print("batches", _preview.batches())
    torch = _sys.modules.get("torch")
    if torch is None:
        return
    for name, value in list(names.items()):
        if isinstance(value, torch.Tensor) and not name.startswith("_"):
            if _seen.get(name) is not value:
                _seen[name] = value
                print(name, str(value.dtype)[6:], *value.shape)


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


def layers():
    """Prints the shape that each layer gave, in the order of the table: a line of sizes, `-` where it gave none."""
    for _, model in _order:
        for _, layer in model.named_modules():
            shape = (_layers.get(id(layer)) or [None] * 4)[3]
            print("-" if shape is None else " ".join(str(size) for size in shape))


def table(shapes):
    """Prints a table of the layers of every model: torchinfo's columns. The shapes are texts, in the order of `layers()`."""
    texts = iter(shapes)
    for name, model in _order:
        rows = []
        total = trainable = operations = 0
        for path, layer in model.named_modules():
            depth = path.count(".") + 1 if path else 0
            own = [parameter for parameter in layer._parameters.values() if parameter is not None]
            count = sum(parameter.numel() for parameter in own)
            total += count
            trainable += sum(parameter.numel() for parameter in own if parameter.requires_grad)
            shape = (_layers.get(id(layer)) or [None] * 4)[3]
            adds = _multiply_adds(layer, shape)
            operations += adds
            title = type(layer).__name__ + (f": {path.rsplit('.', 1)[-1]}" if path else f": {name}")
            text = next(texts, "--")
            rows.append(("  " * depth + title, text, f"{count:,}" if count else "--", f"{adds:,}" if adds else "--"))
        head = ("Layer", "Output Shape", "Param #", "Mult-Adds")
        widths = [max(len(row[column]) for row in rows + [head]) for column in _range(4)]
        print()
        for row in [head] + rows:
            print(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:>{widths[3]}}")
        print(f"Total params: {total:,}   Trainable: {trainable:,}   Mult-adds: {operations:,}")
