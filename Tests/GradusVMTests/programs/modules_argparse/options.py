import argparse
import contextlib
import io


def run(build, *lines):
    for line in lines:
        out, err = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                parser = argparse.ArgumentParser(prog="prog", description="A tool.")
                build(parser)
                result = parser.parse_args(line.split())
        except SystemExit as stop:
            result = f"exit {stop.code}"
        print(result)
        print(out.getvalue() + err.getvalue(), end="")


def build(p):
    p.add_argument("file", help="the file")
    p.add_argument("-e", "--epochs", type=int, default=10, help="number (default: %(default)s)")
    p.add_argument("--lr", type=float, default=0.1, metavar="RATE")
    p.add_argument("-v", "--verbose", action="store_true")
    p.add_argument("-q", action="count", default=0)
    p.add_argument("--mode", choices=["a", "b"], default="a")
    p.add_argument("--tag", action="append")
    p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="a flag")


run(build, 'f', 'f -e 5 --lr=.5 -vqq', '-h', '', 'f --mode c', 'f --epochs x', 'f --tag a --tag b', 'f --ep 3', 'f --no-flag', 'f --unknown')
