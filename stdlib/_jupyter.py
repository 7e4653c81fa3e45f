"""What the cells of a Jupyter notebook find besides Python's own names, and what stands for magics in them."""

import builtins as _builtins

__all__ = ["enter", "writefile"]


def get_ipython():
    """The shell that runs the notebook."""
    from IPython.core.interactiveshell import InteractiveShell
    return InteractiveShell.instance()


def _show(value):
    if value is not None:
        from IPython.display import display
        display(value)


def enter():
    """From here on the program is a notebook."""
    _builtins.get_ipython = get_ipython
    # What expressions of a cell call where all of them are shown.
    _builtins.__gradus_display__ = _show


def shows_all():
    """Whether a cell shows all its expressions, and not the last one only."""
    return get_ipython().ast_node_interactivity == "all"


def writefile(name, text, append=False):
    """What `%%writefile name` does with the rest of its cell."""
    import os
    name = os.path.expanduser(name)
    print("Appending to" if append and os.path.exists(name) else "Overwriting" if os.path.exists(name) else "Writing",
          name)
    with open(name, "a" if append else "w", encoding="utf-8") as file:
        file.write(text)
