"""Sequences of different lengths: padded to a rectangle, or packed step by step."""

import warnings as _warnings
from collections import namedtuple as _namedtuple

import torch
from _graph import named as _named

__all__ = [
    "PackedSequence", "invert_permutation", "pack_padded_sequence", "pad_packed_sequence", "pad_sequence",
    "unpad_sequence", "pack_sequence", "unpack_sequence",
]

_Packed = _namedtuple("PackedSequence", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"])


class PackedSequence(_Packed):
    """All first elements, then all second ones, and so on, of sequences sorted by falling length."""

    __module__ = "torch.nn.utils.rnn"

    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        if batch_sizes is None:
            raise TypeError("batch_sizes should always be on CPU. Instances of PackedSequence should never be created "
                            "manually.")
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def _with(self, data):
        return PackedSequence(data, self.batch_sizes, self.sorted_indices, self.unsorted_indices)

    def to(self, *args, **kwargs):
        data = self.data.to(*args, **kwargs)
        return self if data is self.data else self._with(data)

    def cpu(self, *args, **kwargs):
        return self

    def cuda(self, *args, **kwargs):
        return self._with(self.data.cuda(*args, **kwargs))

    def double(self):
        return self.to(torch.double)

    def float(self):
        return self.to(torch.float)

    def half(self):
        return self.to(torch.half)

    def long(self):
        return self.to(torch.long)

    def int(self):
        return self.to(torch.int)

    def pin_memory(self):
        return self

    def is_pinned(self):
        return False

    @property
    def is_cuda(self):
        return False


def invert_permutation(permutation):
    """The permutation that undoes another."""
    if permutation is None:
        return None
    output = torch.empty_like(permutation)
    output[permutation] = torch.arange(permutation.numel())
    return output


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    """Packs a padded batch."""
    if not isinstance(lengths, torch.Tensor):
        lengths = torch.as_tensor(lengths, dtype=torch.int64)
    if enforce_sorted:
        sorted_indices = None
    else:
        lengths, sorted_indices = torch.sort(lengths, descending=True)
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    numbers = [int(n) for n in lengths.tolist()]
    if input.numel() == 0:
        raise RuntimeError("Cannot pack empty tensors.")
    x = input.transpose(0, 1) if batch_first else input
    if len(numbers) != x.shape[1]:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(numbers)} (batch_size={x.shape[1]})")
    if numbers[-1] <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0")
    if any(a < b for a, b in zip(numbers, numbers[1:])):
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
            "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you do "
            "not need ONNX exportability.")
    if numbers[0] > x.shape[0]:
        raise RuntimeError(
            f"Expected the first element of lengths to be at most the size of the time axis {x.shape[0]}, but got "
            f"{numbers[0]}")
    sizes = [sum(1 for n in numbers if n > step) for step in range(numbers[0])]
    data = _named(torch.cat([x[step, :size] for step, size in enumerate(sizes)]), "PackPaddedSequenceBackward0")
    return PackedSequence(data, torch.tensor(sizes), sorted_indices, None)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """The padded batch of a packed one, and the lengths."""
    sizes = sequence.batch_sizes.tolist()
    steps = len(sizes)
    if total_length is not None:
        if total_length < steps:
            raise ValueError(
                "Expected total_length to be at least the length of the longest sequence in input, but got "
                f"total_length={total_length} and max sequence length being {steps}")
        steps = total_length
    most = sizes[0]
    rows = []
    start = 0
    rest = tuple(sequence.data.shape[1:])
    for size in sizes:
        part = sequence.data[start:start + size]
        start += size
        if size < most:
            filler = torch.full((most - size,) + rest, padding_value, dtype=part.dtype)
            part = torch.cat([part, filler])
        rows.append(part)
    for _ in range(steps - len(sizes)):
        rows.append(torch.full((most,) + rest, padding_value, dtype=sequence.data.dtype))
    output = _named(torch.stack(rows), "CopySlices")
    lengths = torch.tensor([sum(1 for size in sizes if size > i) for i in range(most)])
    if batch_first:
        output = output.transpose(0, 1)
    if sequence.unsorted_indices is not None:
        output = output.index_select(0 if batch_first else 1, sequence.unsorted_indices)
        lengths = lengths[sequence.unsorted_indices]
    return output, lengths


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    """Sequences of different lengths as one tensor, filled up with a value."""
    if isinstance(sequences, torch.Tensor):
        sequences = list(sequences.unbind(0))
    elif not isinstance(sequences, (list, tuple)):
        if not hasattr(sequences, "__iter__"):
            raise RuntimeError(
                f"pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}")
        sequences = list(sequences)
    if len(sequences) == 0:
        raise RuntimeError("received an empty list of sequences")
    if padding_side not in ("left", "right"):
        raise RuntimeError("Expected padding_side to be one of left or right, but got " + str(padding_side) + ".")
    longest = max(sequence.shape[0] for sequence in sequences)
    rest = tuple(sequences[0].shape[1:])
    rows = []
    for sequence in sequences:
        missing = longest - sequence.shape[0]
        if missing > 0:
            filler = torch.full((missing,) + rest, padding_value, dtype=sequence.dtype)
            sequence = torch.cat([sequence, filler] if padding_side == "right" else [filler, sequence])
        rows.append(sequence)
    return torch.stack(rows, 0 if batch_first else 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """The sequences of a padded batch."""
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[:int(length)] for row, length in zip(padded_sequences, lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    """Packs a list of sequences."""
    lengths = torch.as_tensor([sequence.size(0) for sequence in sequences])
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    """The list of sequences of a packed batch."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)


# Recurrent layers over packed sequences.


def _lstm_step(gates, hidden, w_hh, b_hh):
    h, c = hidden
    i, f, g, o = (gates + torch.nn.functional.linear(h, w_hh, b_hh)).chunk(4, 1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def _gru_step(gates, hidden, w_hh, b_hh):
    (h,) = hidden
    ri, zi, ni = gates.chunk(3, 1)
    rh, zh, nh = torch.nn.functional.linear(h, w_hh, b_hh).chunk(3, 1)
    r, z = torch.sigmoid(ri + rh), torch.sigmoid(zi + zh)
    n = torch.tanh(ni + r * nh)
    return ((1 - z) * n + z * h,)


def _simple_step(activation):
    def step(gates, hidden, w_hh, b_hh):
        (h,) = hidden
        return (activation(gates + torch.nn.functional.linear(h, w_hh, b_hh)),)

    return step


def _scan(x, sizes, hidden, weights, step, reverse):
    """One layer in one direction: the outputs in packed order, and the last state of each sequence."""
    w_ih, w_hh, b_ih, b_hh = weights
    gates = torch.nn.functional.linear(x, w_ih, b_ih)
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    outputs = [None] * len(sizes)
    if reverse:
        state = tuple(h[:sizes[-1]] for h in hidden)
        for t in reversed(range(len(sizes))):
            if sizes[t] > state[0].shape[0]:
                state = tuple(torch.cat([s, h[s.shape[0]:sizes[t]]]) for s, h in zip(state, hidden))
            state = step(gates[starts[t]:starts[t + 1]], state, w_hh, b_hh)
            outputs[t] = state[0]
        return torch.cat(outputs), state
    state = hidden
    ended = []
    for t in range(len(sizes)):
        if sizes[t] < state[0].shape[0]:
            ended.append(tuple(s[sizes[t]:] for s in state))
            state = tuple(s[:sizes[t]] for s in state)
        state = step(gates[starts[t]:starts[t + 1]], state, w_hh, b_hh)
        outputs[t] = state[0]
    parts = [state] + ended[::-1]
    last = tuple(torch.cat([part[k] for part in parts]) for k in range(len(state)))
    return torch.cat(outputs), last


def _run_packed(module, sequence, hx=None):
    """What an RNN, LSTM or GRU gives for a packed batch."""
    sizes = sequence.batch_sizes.tolist()
    kind = module.mode
    step = _lstm_step if kind == "LSTM" else _gru_step if kind == "GRU" else _simple_step(
        torch.relu if kind == "RNN_RELU" else torch.tanh)
    directions = 2 if module.bidirectional else 1
    count = module.num_layers * directions
    if hx is None:
        zeros = torch.zeros(count, sizes[0], module.hidden_size, dtype=sequence.data.dtype)
        states = (zeros, zeros) if kind == "LSTM" else (zeros,)
    else:
        states = tuple(hx) if kind == "LSTM" else (hx,)
        for state in states:
            wanted = (count, sizes[0], module.hidden_size)
            if tuple(state.shape) != wanted:
                raise RuntimeError(
                    f"Expected hidden{'[0]' if kind == 'LSTM' else ''} size {wanted}, got {list(state.shape)}")
        if sequence.sorted_indices is not None:
            states = tuple(state.index_select(1, sequence.sorted_indices) for state in states)
    x = sequence.data
    weight = module.weight_ih_l0
    if x.dtype != weight.dtype:
        raise ValueError(
            f"RNN input dtype ({x.dtype}) does not match weight dtype ({weight.dtype}). "
            f"Convert input: input.to({weight.dtype}), or convert model: model.to({x.dtype})")
    if x.shape[-1] != module.input_size:
        raise RuntimeError(
            f"input.size(-1) must be equal to input_size. Expected {module.input_size}, got {x.shape[-1]}")
    finals = []
    for layer in range(module.num_layers):
        outputs = []
        for direction in range(directions):
            place = layer * directions + direction
            suffix = f"_l{layer}" + ("_reverse" if direction else "")
            weights = tuple(
                getattr(module, name + suffix) if module.bias or name.startswith("weight") else None
                for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
            output, last = _scan(x, sizes, tuple(s[place] for s in states), weights, step, direction == 1)
            outputs.append(output)
            finals.append(last)
        x = torch.cat(outputs, 1) if directions == 2 else outputs[0]
        if module.dropout and layer < module.num_layers - 1:
            x = torch.nn.functional.dropout(x, module.dropout, module.training)
    hidden = tuple(torch.stack([final[k] for final in finals]) for k in range(len(states)))
    if sequence.unsorted_indices is not None:
        hidden = tuple(state.index_select(1, sequence.unsorted_indices) for state in hidden)
    output = PackedSequence(x, sequence.batch_sizes, sequence.sorted_indices, sequence.unsorted_indices)
    return output, hidden if kind == "LSTM" else hidden[0]
