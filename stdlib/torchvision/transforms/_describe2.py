"""How version 2 shows the transforms that Swift carries out: with all settings that are numbers, texts or sequences."""

import re

from torchvision.transforms import InterpolationMode


def _filter(value, usual):
    """A filter that was not chosen shows as its plain name."""
    return usual.value if value == usual else value


def _angles(value):
    if value is None:
        return None
    return [-float(value), float(value)] if isinstance(value, (int, float)) else [float(angle) for angle in value]


def _border(value):
    if value is None:
        return None
    sides = [value] if isinstance(value, int) else list(value)
    return {1: sides * 4, 2: sides * 2}.get(len(sides), sides)


def _size(value):
    return (value, value) if isinstance(value, int) else tuple(value) * (2 if len(value) == 1 else 1)


def _lines(name, transforms):
    """The members one below the other, as `nn.Module` indents what takes several lines."""
    lines = "\n".join(f"    {one}" for one in transforms).split("\n")
    return f"{name}({lines[0]})" if len(lines) == 1 else f"{name}(\n  " + "\n  ".join(lines) + "\n)"


def _settings(t, name):
    if name == "Normalize":
        return {"mean": list(t.mean), "std": list(t.std), "inplace": t.inplace}
    if name == "Pad":
        padding = t.padding if isinstance(t.padding, int) else list(t.padding)
        return {"padding": padding, "fill": t.fill, "padding_mode": t.padding_mode}
    if name == "RandomCrop":
        return {"size": _size(t.size), "padding": _border(t.padding), "pad_if_needed": t.pad_if_needed, "fill": t.fill,
                "padding_mode": t.padding_mode}
    if name == "Resize":
        size = [t.size] if isinstance(t.size, int) else list(t.size)
        return {"size": size, "interpolation": _filter(t.interpolation, InterpolationMode.BILINEAR), "max_size": t.max_size,
                "antialias": t.antialias}
    if name == "RandomResizedCrop":
        return {"size": _size(t.size), "scale": t.scale, "ratio": t.ratio,
                "interpolation": _filter(t.interpolation, InterpolationMode.BILINEAR), "antialias": t.antialias}
    if name == "RandomRotation":
        return {"degrees": _angles(t.degrees), "interpolation": _filter(t.interpolation, InterpolationMode.NEAREST),
                "expand": t.expand, "fill": t.fill, "center": t.center}
    if name == "RandomAffine":
        return {"degrees": _angles(t.degrees), "translate": t.translate, "scale": t.scale, "shear": _angles(t.shear),
                "interpolation": _filter(t.interpolation, InterpolationMode.NEAREST), "fill": t.fill, "center": t.center}
    if name == "RandomErasing":
        value = [t.value] if isinstance(t.value, (int, float)) else t.value
        value = None if isinstance(value, str) or value is None else [float(part) for part in value]
        return {"p": t.p, "scale": t.scale, "ratio": t.ratio, "value": value, "inplace": t.inplace}
    return None


def describe(transform, name, shown):
    """The text for a transform, or for a group; `shown` is what version 1 shows."""
    if name in ("Compose", "RandomApply"):
        return _lines(name, transform.transforms)
    if name == "ColorJitter":
        # What is left alone is not shown.
        return re.sub(r"\w+=None(, )?", "", shown).replace(", )", ")")
    settings = _settings(transform, name)
    if settings is None:
        return shown
    return f"{name}({', '.join(f'{key}={value}' for key, value in settings.items() if value is not None)})"
