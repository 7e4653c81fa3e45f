import argparse

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("--foo")
parser.add_argument("cmd")
parser.add_argument("rest", nargs="*", type=int)
print(parser.parse_intermixed_args("doit 1 --foo bar 2 3".split()))
print(parser.parse_known_intermixed_args("doit 1 --foo 3 2".split()))
strict = argparse.ArgumentParser(prog="tool", exit_on_error=False)
strict.add_argument("words", nargs=argparse.REMAINDER)
try:
    strict.parse_intermixed_args([])
except TypeError as error:
    print(error)

named = argparse.ArgumentParser(prog="tool")
named.register("type", "hexadecimal", lambda text: int(text, 16))


class Shout(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())


named.register("action", "shout", Shout)
named.add_argument("--mask", type="hexadecimal")
named.add_argument("--say", action="shout")
print(named.parse_args("--mask ff --say hi".split()))

print(argparse.FileType("r"), argparse.FileType("wb", 1), argparse.FileType("r", encoding="utf-8", errors="ignore"))
for wrong in (dict(), dict(action="nothing"), dict(action=("store",)), dict(nargs="x")):
    try:
        named.add_argument(*(["--flag"] if wrong else []), **wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
try:
    argparse.ArgumentParser(conflict_handler="ignore")
except ValueError as error:
    print(error)
commands = argparse.ArgumentParser(prog="tool").add_subparsers()
commands.add_parser("run", aliases=["r"])
for again in (dict(name="run"), dict(name="go", aliases=["r"])):
    try:
        commands.add_parser(again.pop("name"), **again)
    except argparse.ArgumentError as error:
        print(error)

either = argparse.ArgumentParser(prog="tool")
group = either.add_mutually_exclusive_group(required=True)
group.add_argument("-x", help=argparse.SUPPRESS)
group.add_argument("-y", action="store_true")
other = either.add_mutually_exclusive_group()
other.add_argument("--all", action="store_true")
other.add_argument("names", nargs="*", default=[])
print(either.format_usage(), end="")
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("-w")
titled = parent.add_argument_group("more")
titled.add_argument("-x")
parent.add_argument("-y")
print(argparse.ArgumentParser(prog="tool", parents=[parent]).format_usage(), end="")
# An argument that may be empty is taken together with those before it.
for line in ("a --foo 1 b", "a b --foo 1", "--foo 1 a b", "a --foo 1"):
    plain = argparse.ArgumentParser(prog="tool")
    plain.add_argument("--foo")
    plain.add_argument("first")
    plain.add_argument("rest", nargs="*")
    print(plain.parse_known_args(line.split()))
