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
    p.add_argument("--alpha", type=int)
    p.add_argument("--alps")
    p.add_argument("-long")


run(build, '--alpha 1', '--al 1', '--alph 2', '-long x', '-lon y', '-h')
