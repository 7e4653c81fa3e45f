"""The shell that runs a notebook, as far as its cells talk to it."""

__all__ = ["InteractiveShell"]

# Magics that set up what Gradus has, or does not need, without them.
_SETTINGS = ("matplotlib", "config", "load_ext", "reload_ext", "unload_ext", "autoreload", "pylab", "precision")


class _Interactivity:
    """`ast_node_interactivity`: the result of a cell is its last expression."""

    def __get__(self, shell, cls):
        return "last_expr"

    def __set__(self, shell, value):
        if value != "last_expr":
            raise NotImplementedError(
                f"ast_node_interactivity={value!r}: Gradus shows the last expression of a cell; print() or display() "
                "the others")


class InteractiveShell:
    """What `get_ipython()` gives in a notebook."""

    ast_node_interactivity = _Interactivity()
    _instance = None

    @classmethod
    def instance(cls):
        if InteractiveShell._instance is None:
            InteractiveShell._instance = ZMQInteractiveShell()
        return InteractiveShell._instance

    @classmethod
    def initialized(cls):
        return True

    @property
    def user_ns(self):
        import __main__
        return __main__.__dict__

    def run_line_magic(self, magic_name, line="", _stack_depth=1):
        """Runs `%magic line`: settings are taken as they are."""
        if magic_name not in _SETTINGS:
            raise NotImplementedError(
                f"Gradus runs no %{magic_name} by get_ipython(): write it as a line of its own in a notebook")

    def magic(self, arg_s):
        name, _, line = arg_s.lstrip("%").partition(" ")
        return self.run_line_magic(name, line)

    def run_cell_magic(self, magic_name, line, cell):
        raise NotImplementedError(f"Gradus runs no %%{magic_name} by get_ipython()")

    def system(self, cmd):
        """Runs `!cmd`: a replay runs no commands of the system."""

    def getoutput(self, cmd, split=True, depth=0):
        return [] if split else ""

    def enable_matplotlib(self, gui=None):
        return gui, "inline"


class ZMQInteractiveShell(InteractiveShell):
    """The shell behind a notebook, in distinction to one in a terminal."""


ZMQInteractiveShell.__module__ = "ipykernel.zmqshell"
