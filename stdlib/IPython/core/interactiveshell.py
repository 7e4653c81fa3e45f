"""The shell that runs a notebook, as far as its cells talk to it."""

__all__ = ["InteractiveShell"]

# Magics that set up what Gradus has, or does not need, without them.
_SETTINGS = ("matplotlib", "config", "load_ext", "reload_ext", "unload_ext", "autoreload", "pylab", "precision")


class InteractiveShell:
    """What `get_ipython()` gives in a notebook."""

    # Or "all": every expression of a cell is shown.
    ast_node_interactivity = "last_expr"
    _instance = None
    # Libraries look into it for the kind of their surroundings.
    config = {"IPKernelApp": {"connection_file": ""}}

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
