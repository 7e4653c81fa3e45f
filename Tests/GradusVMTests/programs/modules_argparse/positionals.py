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
    p.add_argument("n", nargs=2, type=int)
    p.add_argument("rest", nargs="*")
    p.add_argument("--req", required=True)
    p.add_argument("-1", dest="one", action="store_const", const=1)


run(build, '1 2 --req r', '1 2 a b --req r', '1 --req r', '1 2', '1 2 --req=r -1', '-h')
