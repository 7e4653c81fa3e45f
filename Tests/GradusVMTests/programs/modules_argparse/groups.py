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
    either = p.add_mutually_exclusive_group()
    either.add_argument("--a", action="store_true")
    either.add_argument("--b", type=int)
    output = p.add_argument_group("output", "Output options")
    output.add_argument("-o", "--out", default="x", help="where")
    p.add_argument("-D", nargs="+", type=int)
    p.add_argument("-O", nargs="?", const="C", default="D")


run(build, '--a', '--a --b 3', '-h', '-D 1 2 3', '-D', '-O', '-O z', '--b x')
