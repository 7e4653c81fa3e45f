"""What the commands of the prompt give to programs."""

import sys as _sys


class CapturedIO:
    """What a cell printed under `%%capture`."""

    def __init__(self, stdout, stderr, outputs=()):
        self.stdout = stdout
        self.stderr = stderr
        # What was shown is in `stdout`, as text.
        self.outputs = list(outputs)

    def __str__(self):
        return self.stdout

    def show(self):
        """Prints it after all."""
        _sys.stdout.write(self.stdout)
        _sys.stderr.write(self.stderr)

    __call__ = show
