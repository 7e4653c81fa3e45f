"""The debugger's names. Gradus has no debugger of its own inside a program: a call says so."""

__all__ = ["Pdb", "Restart", "pm", "post_mortem", "run", "runcall", "runeval", "set_trace"]


class Restart(Exception):
    pass


def _refused(what):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"Gradus does not support pdb.{what}(): the debugger")
    refuse.__name__ = refuse.__qualname__ = what
    return refuse


class Pdb:
    def __init__(self, *args, **kwargs):
        _refused("Pdb")()


set_trace = _refused("set_trace")
post_mortem = _refused("post_mortem")
pm = _refused("pm")
run = _refused("run")
runeval = _refused("runeval")
runcall = _refused("runcall")
