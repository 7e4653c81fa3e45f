"""Options of a command line in the style of Unix's getopt."""

import os as _os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """A wrong option: `msg` says what is wrong, `opt` is the option."""

    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options of a command line as pairs, and the arguments after them."""
    found, longopts = [], _listed(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        args = _taken(found, args, shortopts, longopts)
    return found, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt, with options anywhere among the arguments."""
    found, others, longopts = [], [], _listed(longopts)
    all_first = shortopts.startswith("+") or bool(_os.environ.get("POSIXLY_CORRECT"))
    shortopts = shortopts[1:] if shortopts.startswith("+") else shortopts
    while args:
        if args[0] == "--":
            others += args[1:]
            break
        if args[0].startswith("-") and args[0] != "-":
            args = _taken(found, args, shortopts, longopts)
        elif all_first:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return found, others


def _listed(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def _taken(found, args, shortopts, longopts):
    """Adds the options of the first argument; returns the arguments left."""
    first, rest = args[0], args[1:]
    if first.startswith("--"):
        return _long(found, first[2:], longopts, rest)
    return _short(found, first[1:], shortopts, rest)


def _long(found, text, longopts, rest):
    name, equals, value = text.partition("=")
    takes_value, name = long_has_args(name, longopts)
    if takes_value:
        if not equals:
            if not rest:
                raise GetoptError(f"option --{name} requires argument", name)
            value, rest = rest[0], rest[1:]
    elif equals:
        raise GetoptError(f"option --{name} must not have an argument", name)
    found.append(("--" + name, value))
    return rest


def long_has_args(opt, longopts):
    """Whether a long option takes a value, and its whole name."""
    candidates = [name for name in longopts if name.startswith(opt)]
    if not candidates:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in candidates:
        return False, opt
    if opt + "=" in candidates:
        return True, opt
    if len(candidates) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix", opt)
    name = candidates[0]
    return name.endswith("="), name.removesuffix("=")


def _short(found, letters, shortopts, rest):
    while letters:
        letter, letters = letters[0], letters[1:]
        value = ""
        if short_has_arg(letter, shortopts):
            if not letters:
                if not rest:
                    raise GetoptError(f"option -{letter} requires argument", letter)
                letters, rest = rest[0], rest[1:]
            value, letters = letters, ""
        found.append(("-" + letter, value))
    return rest


def short_has_arg(opt, shortopts):
    """Whether a letter takes a value."""
    for place, letter in enumerate(shortopts):
        if opt == letter != ":":
            return shortopts.startswith(":", place + 1)
    raise GetoptError(f"option -{opt} not recognized", opt)
