"""Other programs, which Gradus does not start: the names are here, a call says so."""

__all__ = ["CalledProcessError", "CompletedProcess", "DEVNULL", "PIPE", "Popen", "STDOUT", "SubprocessError",
           "TimeoutExpired", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "list2cmdline", "run"]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    """What goes wrong with other programs."""


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command {self.cmd!r} died with signal {-self.returncode}."
        return f"Command {self.cmd!r} returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command {self.cmd!r} timed out after {self.timeout} seconds"


class CompletedProcess:
    """How a program ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        parts += [f"{name}={value!r}" for name, value in (("stdout", self.stdout), ("stderr", self.stderr))
                  if value is not None]
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def list2cmdline(seq):
    return " ".join(f'"{part}"' if not part or " " in part or "\t" in part else part for part in map(str, seq))


def _refuse(cmd):
    text = cmd if isinstance(cmd, str) else " ".join(map(str, cmd))
    raise NotImplementedError(f"Gradus does not start other programs: {text}")


class Popen:
    def __init__(self, args, *rest, **options):
        _refuse(args)


def run(*popenargs, **options):
    _refuse(popenargs[0] if popenargs else options.get("args", ""))


def call(*popenargs, **options):
    run(*popenargs, **options)


def check_call(*popenargs, **options):
    run(*popenargs, **options)


def check_output(*popenargs, **options):
    run(*popenargs, **options)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    _refuse(cmd)


def getoutput(cmd, *, encoding=None, errors=None):
    _refuse(cmd)
