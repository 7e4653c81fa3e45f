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
    commands = p.add_subparsers(dest="command", required=True, help="commands")
    add = commands.add_parser("add", help="adds")
    add.add_argument("x", type=int)
    add.add_argument("--y", type=int, default=2)
    remove = commands.add_parser("rm", aliases=["del"], help="removes")
    remove.add_argument("name")
    remove.set_defaults(func="remove")


run(build, 'add 3 --y 4', 'rm foo', 'del q', '', '-h', 'add -h', 'nope', 'add x')
