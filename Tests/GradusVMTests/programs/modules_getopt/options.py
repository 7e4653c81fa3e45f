# Options of a command line: short and long ones, prefixes, what is left, mistakes.
import getopt

cases = [
    (["-a", "-b", "x", "rest", "-c"], "ab:c", []),
    (["-abx", "--name=y", "--na", "z", "--", "-a"], "ab:", ["name="]),
    (["--verbose", "--out", "f", "a", "b"], "", ["verbose", "out="]),
    (["-", "-a"], "a", []), ([], "a", ["b"]), (["--only"], "", "only"),
    (["-x"], "a", []), (["-b"], "b:", []), (["--no"], "", ["name"]), (["--name"], "", ["name="]),
    (["--verbose=1"], "", ["verbose"]), (["--n"], "", ["name", "none"]), (["-:"], "a:", []),
]
for function in (getopt.getopt, getopt.gnu_getopt):
    for args, short, long in cases:
        try:
            print(function.__name__, function(args, short, long))
        except getopt.GetoptError as error:
            print(function.__name__, error, repr(error.opt), error.msg, error.args)
print(getopt.gnu_getopt(["x", "-a", "y"], "+a"), getopt.error is getopt.GetoptError)
