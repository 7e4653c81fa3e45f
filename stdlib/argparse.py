"""Reading the command line of a script."""

import os as _os
import sys as _sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
PARSER = "A..."

__all__ = ["Action", "ArgumentDefaultsHelpFormatter", "ArgumentError", "ArgumentParser", "ArgumentTypeError",
           "BooleanOptionalAction", "FileType", "HelpFormatter", "MetavarTypeHelpFormatter", "Namespace", "ONE_OR_MORE",
           "OPTIONAL", "PARSER", "REMAINDER", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "SUPPRESS",
           "ZERO_OR_MORE"]


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = argument._title() if argument is not None else None
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return f"argument {self.argument_name}: {self.message}"


class Namespace:
    """The values that were read, as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        plain, odd = [], {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                plain.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            plain.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(plain)})"


class HelpFormatter:
    keeps_text = False
    keeps_help = False
    shows_defaults = False

    def __init__(self, prog="", indent_increment=2, max_help_position=24, width=None):
        self.width = (width or int(_os.environ.get("COLUMNS", 0) or 80)) - (0 if width else 2)
        self.max_help_position = max_help_position


class RawDescriptionHelpFormatter(HelpFormatter):
    keeps_text = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keeps_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            if "r" not in self._mode and not any(c in self._mode for c in "wax"):
                raise ValueError(f'argument "-" with mode {self._mode!r}')
            stream = _sys.stdin if "r" in self._mode else _sys.stdout
            return stream.buffer if "b" in self._mode else stream
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")

    def __repr__(self):
        plain = [self._mode, self._bufsize] if self._bufsize != -1 else [self._mode]
        named = [(name, value) for name, value in (("encoding", self._encoding), ("errors", self._errors))
                 if value is not None]
        return f"{type(self).__name__}({', '.join([repr(value) for value in plain] + [f'{n}={v!r}' for n, v in named])})"


class Action:
    """One argument and what is done when it is met."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _title(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar
        if self.dest not in (None, SUPPRESS):
            return self.dest
        return "{" + ",".join(map(str, self.choices)) + "}" if self.choices else None

    def _metavars(self, count):
        if isinstance(self.metavar, tuple):
            return list(self.metavar)
        if self.metavar is not None:
            name = self.metavar
        elif self.choices is not None:
            name = "{" + ",".join(map(str, self.choices)) + "}"
        else:
            name = self.dest.upper() if self.option_strings else self.dest
        return [name] * count

    def _args_text(self):
        n = self.nargs
        if n is None:
            return self._metavars(1)[0]
        if n == "?":
            return f"[{self._metavars(1)[0]}]"
        if n == "*":
            name = self._metavars(1)
            return f"[{name[0]} [{name[1]} ...]]" if len(name) == 2 else f"[{name[0]} ...]"
        if n == "+":
            name = self._metavars(2)
            return f"{name[0]} [{name[1]} ...]"
        if n == "...":
            return "..."
        if n == "A...":
            return f"{self._metavars(1)[0]} ..."
        return " ".join(self._metavars(n))

    def format_usage(self):
        return self.option_strings[0]

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, **kw):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as "
                             "store true or store const may be more appropriate")
        super().__init__(option_strings, dest, nargs, **kw)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [self.const])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + list(values))


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = self.version if self.version is not None else getattr(parser, "version", "")
        print(version.replace("%(prog)s", parser.prog))
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _SubParsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._helps = []
        super().__init__(option_strings, dest, "A...", choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, aliases=(), help=None, **kwargs):
        for each, kind in [(name, "subparser"), *((alias, "subparser alias") for alias in aliases)]:
            if each in self._name_parser_map:
                raise ArgumentError(self, f"conflicting {kind}: {each}")
        kwargs.setdefault("prog", f"{self._prog_prefix} {name}")
        parser = self._parser_class(**kwargs)
        if help is not None:
            self._helps.append((f"{name} ({', '.join(aliases)})" if aliases else name, help))
        for each in (name, *aliases):
            self._name_parser_map[each] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(
                self, f"invalid choice: {name!r} (choose from {', '.join(map(repr, self._name_parser_map))})")
        inner, extras = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extras:
            vars(namespace).setdefault("_unrecognized_args", []).extend(extras)


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Help,
    "version": _Version, "parsers": _SubParsers,
}


class _Group:
    """A titled group of arguments; they belong to the parser."""

    def __init__(self, parser, title=None, description=None):
        self._parser = parser
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument(self, *args, **kwargs):
        action = self._parser._make(*args, **kwargs)
        self._parser._register(action, self)
        return action

    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)

    def add_mutually_exclusive_group(self, *, required=False):
        return _Exclusive(self._parser, required, self)


class _Exclusive(_Group):
    def __init__(self, parser, required, owner):
        super().__init__(parser)
        self.required = required
        self._owner = owner
        parser._exclusive.append(self)

    def add_argument(self, *args, **kwargs):
        action = self._parser._make(*args, **kwargs)
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._parser._register(action, self._owner)
        self._group_actions.append(action)
        return action


class ArgumentParser:
    """Reads options and arguments and explains them."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = prog if prog is not None else _os.path.basename(_sys.argv[0])
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.prefix_chars = prefix_chars
        self.add_help = add_help
        self.argument_default = argument_default
        if conflict_handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value: {conflict_handler!r}")
        self.conflict_handler = conflict_handler
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._actions = []
        self._option_string_actions = {}
        self._defaults = {}
        self._exclusive = []
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._subparsers_action = None
        self._registries = {"action": dict(_ACTIONS), "type": {}}
        if add_help:
            mark = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(mark + "h", mark * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)

    def _adopt(self, parent):
        """Takes over the arguments and the groups of another parser."""
        owners = []
        for group in parent._groups:
            own = next((g for g in self._groups if g.title == group.title), None)
            if own is None:
                own = self.add_argument_group(group.title, group.description)
            owners += [(action, own) for action in group._group_actions]
        for action in parent._actions:
            self._register(action, next((own for other, own in owners if other is action), None))
        for group in parent._exclusive:
            _Exclusive(self, group.required, None)._group_actions = group._group_actions
        self._defaults.update(parent._defaults)

    # Adding arguments

    def register(self, registry_name, value, object):
        """Gives an action or a type a name to be asked for by."""
        self._registries.setdefault(registry_name, {})[value] = object

    def add_argument(self, *args, **kwargs):
        action = self._make(*args, **kwargs)
        self._register(action, None)
        return action

    def _make(self, *args, **kwargs):
        if not args or len(args) == 1 and args[0][:1] not in self._marks():
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            if args:
                kwargs["dest"] = args[0]
            elif "dest" not in kwargs:
                raise TypeError("add_argument() needs a name, option strings or dest=")
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            names = []
            nargs = kwargs.get("nargs")
            if kwargs.get("action") != "parsers":
                if nargs not in ("?", "*", "...") or nargs == "*" and "default" not in kwargs:
                    kwargs["required"] = True
        else:
            names = list(args)
            for name in names:
                if name[:1] not in self._marks():
                    raise ValueError(
                        f"invalid option string {name!r}: must start with a character {self.prefix_chars!r}")
            if kwargs.get("dest") is None:
                long = [name for name in names if self._is_long(name)]
                kwargs["dest"] = (long or names)[0].lstrip(self.prefix_chars)
                if not kwargs["dest"]:
                    raise ValueError(f"dest= is required for options like {names[0]!r}")
                kwargs["dest"] = kwargs["dest"].replace("-", "_")
        if "default" not in kwargs:
            if kwargs["dest"] in self._defaults:
                kwargs["default"] = self._defaults[kwargs["dest"]]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        kind = kwargs.pop("action", None)
        cls = self._registries["action"].get(kind, kind) if kind is None or isinstance(kind, str) else kind
        if not callable(cls):
            raise ValueError(f'unknown action "{cls}"')
        if not names and kwargs.get("required") and cls in (_StoreTrue, _StoreFalse, _Count):
            kwargs.pop("required")
        action = cls(names, **kwargs)
        if not (action.type is None or callable(self._registries["type"].get(action.type, action.type))):
            raise ValueError(f"{action.type!r} is not callable")
        if action.type is FileType:
            raise ValueError(f"{action.type!r} is a FileType class object, instance of it must be passed")
        if isinstance(action.nargs, str) and action.nargs not in ("?", "*", "+", "...", "A...", SUPPRESS):
            raise ValueError("invalid nargs value")
        if isinstance(action.metavar, tuple):
            wanted = {None: 1, "?": 1, "*": (1, 2), "+": 2, "...": 1, "A...": 1}.get(action.nargs, action.nargs)
            if wanted != 0 and len(action.metavar) not in (wanted if isinstance(wanted, tuple) else (wanted,)):
                raise ValueError("length of metavar tuple does not match nargs")
        return action

    def _marks(self):
        return tuple(self.prefix_chars)

    def _is_long(self, name):
        return len(name) > 1 and name[0] in self.prefix_chars and name[1] in self.prefix_chars

    def _register(self, action, group):
        for name in action.option_strings:
            if name in self._option_string_actions:
                if self.conflict_handler == "resolve":
                    self._option_string_actions[name].option_strings.remove(name)
                else:
                    raise ArgumentError(action, f"conflicting option string: {name}")
            self._option_string_actions[name] = action
        self._actions.append(action)
        (group or (self._optionals if action.option_strings else self._positionals))._group_actions.append(action)

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        return _Exclusive(self, required, None)

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, action=None, dest=SUPPRESS,
                       required=False, help=None, metavar=None):
        if self._subparsers_action is not None:
            self.error("cannot have multiple subparser arguments")
        if prog is None:
            words = [self.prog] + [a._args_text() for a in self._actions if not a.option_strings]
            prog = " ".join(words)
        made = _SubParsers([], prog, parser_class or type(self), dest, required, help, metavar)
        group = self.add_argument_group(title or "subcommands", description) if title or description else self._positionals
        self._actions.append(made)
        group._group_actions.append(made)
        self._subparsers_action = made
        return made

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Reading

    def parse_args(self, args=None, namespace=None):
        namespace, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        if self.fromfile_prefix_chars is not None:
            args = self._read_files(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        if not self.exit_on_error:
            return self._parse(args, namespace)
        try:
            return self._parse(args, namespace)
        except ArgumentError as error:
            self.error(str(error))

    def parse_intermixed_args(self, args=None, namespace=None):
        """Like `parse_args`, with options between the words of a positional argument."""
        namespace, extras = self.parse_known_intermixed_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """First the options are read, then the positional arguments from what is left."""
        actions = self._actions
        positionals = [action for action in actions if not action.option_strings]
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f"parse_intermixed_args: positional arg with nargs={action.nargs}")
        if any(action in positionals for group in self._exclusive for action in group._group_actions):
            raise TypeError("parse_intermixed_args: positional in mutuallyExclusiveGroup")
        groups = self._exclusive
        try:
            self._actions = [action for action in actions if action.option_strings]
            namespace, rest = self.parse_known_args(args, namespace)
            self._actions, self._exclusive = positionals, []
            return self.parse_known_args(rest, namespace)
        finally:
            self._actions, self._exclusive = actions, groups

    def convert_arg_line_to_args(self, arg_line):
        """The arguments on a line of a file of arguments."""
        return [arg_line]

    def _read_files(self, args):
        """Replaces the names of files of arguments by what is in them."""
        found = []
        for text in args:
            if not text or text[0] not in self.fromfile_prefix_chars:
                found.append(text)
                continue
            try:
                with open(text[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as problem:
                self.error(str(problem))
            found.extend(self._read_files([arg for line in lines for arg in self.convert_arg_line_to_args(line)]))
        return found

    def _is_option(self, text):
        if not text or text[0] not in self.prefix_chars:
            return False
        if text not in self._option_string_actions and len(text) == 1:
            return False
        if text in self._option_string_actions:
            return True
        try:
            float(text)
            looks_negative = text[1:2].isdigit() or text[1:2] == "."
        except ValueError:
            looks_negative = False
        if looks_negative and not any(name[1:2].isdigit() for name in self._option_string_actions):
            return False
        return " " not in text or text.split("=")[0] in self._option_string_actions

    def _find(self, text):
        """(action, option as written, value after = or glued to a short option)"""
        if text in self._option_string_actions:
            return self._option_string_actions[text], text, None
        name, equals, value = text.partition("=")
        if equals and name in self._option_string_actions:
            return self._option_string_actions[name], name, value
        if self._is_long(text):
            matches = [n for n in self._option_string_actions if n.startswith(name)] if self.allow_abbrev else []
            if len(matches) > 1:
                raise ArgumentError(None, f"ambiguous option: {text} could match {', '.join(matches)}")
            if matches:
                return self._option_string_actions[matches[0]], matches[0], value if equals else None
        else:
            matches = []
            for option in self._option_string_actions:
                if option == text[:2]:
                    matches.append((option, text[2:]))
                elif option.startswith(name):
                    matches.append((option, value if equals else None))
            if len(matches) > 1:
                names = ", ".join(option for option, _ in matches)
                raise ArgumentError(None, f"ambiguous option: {text} could match {names}")
            if matches:
                return self._option_string_actions[matches[0][0]], *matches[0]
        return None, text, None

    def _parse(self, args, namespace):
        extras = []
        positionals = [a for a in self._actions if not a.option_strings]
        seen = set()
        seen_nondefault = set()
        kinds = []
        only_positional = False
        for text in args:
            if only_positional:
                kinds.append("A")
            elif text == "--":
                kinds.append("-")
                only_positional = True
            else:
                kinds.append("O" if self._is_option(text) else "A")

        def run(action, values, option=None):
            seen.add(action)
            converted = self._values(action, values)
            if converted is not action.default:
                for group in self._exclusive:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in seen_nondefault:
                                raise ArgumentError(action, f"not allowed with argument {other._title()}")
                seen_nondefault.add(action)
            if converted is not SUPPRESS:
                action(self, namespace, converted, option)

        def take_option(i):
            action, name, glued = self._find(args[i])
            if action is None:
                extras.append(args[i])
                return i + 1
            while True:
                if glued is not None and action.nargs == 0:
                    if not self._is_long(name) and glued and name[0] + glued[0] in self._option_string_actions:
                        run(action, [], name)
                        name = name[0] + glued[0]
                        action = self._option_string_actions[name]
                        glued = glued[1:] or None
                        continue
                    raise ArgumentError(action, f"ignored explicit argument {glued!r}")
                break
            if glued is not None:
                run(action, [glued], name)
                return i + 1
            i += 1
            available = 0
            while i + available < len(args) and kinds[i + available] == "A":
                available += 1
            count = self._count(action, available)
            run(action, args[i:i + count], name)
            return i + count

        def take_positionals(i):
            available = 0
            while i + available < len(args) and kinds[i + available] != "O":
                available += 1
            words = [(j, args[j]) for j in range(i, i + available) if kinds[j] == "A"]
            if positionals and positionals[0].nargs in ("A...", "...") or any(a.nargs in ("A...", "...") for a in positionals):
                words = words
            plan = self._share(positionals, len(words))
            used = 0
            last = i
            for action, count in plan:
                if action.nargs in ("A...", "..."):
                    start = words[used][0] if used < len(words) else len(args)
                    if action.nargs == "A..." and used >= len(words):
                        break
                    positionals.remove(action)
                    run(action, args[start:])
                    return len(args)
                positionals.remove(action)
                run(action, [text for _, text in words[used:used + count]])
                used += count
            if used < len(words):
                last = words[used - 1][0] + 1 if used else i
                return last, False
            return i + available, True

        i = 0
        while i < len(args):
            if kinds[i] == "O":
                i = take_option(i)
                continue
            if kinds[i] == "-":
                if not positionals:
                    i += 1
                    continue
            result = take_positionals(i)
            if isinstance(result, int):
                i = result
                continue
            i, complete = result
            if not complete:
                while i < len(args) and kinds[i] != "O":
                    if kinds[i] == "A":
                        extras.append(args[i])
                    i += 1
        for action in list(positionals):
            if action.nargs not in ("?", "*", "..."):
                break
            positionals.remove(action)
            run(action, [])
        missing = [a for a in self._actions if a.required and a not in seen]
        if missing:
            names = ", ".join(str(a._title()) for a in missing)
            raise ArgumentError(None, f"the following arguments are required: {names}")
        for action in self._actions:
            if action not in seen and isinstance(action.default, str) and action.dest is not SUPPRESS \
                    and getattr(namespace, action.dest, None) is action.default and action.default is not SUPPRESS:
                setattr(namespace, action.dest, self._value(action, action.default))
        for group in self._exclusive:
            if group.required and not any(a in seen_nondefault for a in group._group_actions):
                names = " ".join(a._title() for a in group._group_actions if a.help is not SUPPRESS)
                raise ArgumentError(None, f"one of the arguments {names} is required")
        if hasattr(namespace, "_unrecognized_args"):
            extras.extend(namespace._unrecognized_args)
            delattr(namespace, "_unrecognized_args")
        return namespace, extras

    def _least(self, action):
        n = action.nargs
        return n if isinstance(n, int) else 0 if n in ("?", "*", "...") else 1

    def _most(self, action):
        n = action.nargs
        return n if isinstance(n, int) else 1 if n in ("?", None) else 10 ** 9

    def _share(self, positionals, count):
        """How many words each of the next positionals gets, the earlier ones first."""
        plan = []
        left = count
        for index, action in enumerate(positionals):
            rest = sum(self._least(a) for a in positionals[index + 1:])
            least = self._least(action)
            if left < least:
                break
            if count == 0 and least == 0:
                break
            take = min(self._most(action), max(least, left - rest))
            plan.append((action, min(take, left)))
            left -= min(take, left)
        return plan

    def _count(self, action, available):
        n = action.nargs
        if n is None:
            if available < 1:
                raise ArgumentError(action, "expected one argument")
            return 1
        if n == "?":
            return min(1, available)
        if n == "*":
            return available
        if n == "+":
            if available < 1:
                raise ArgumentError(action, "expected at least one argument")
            return available
        if isinstance(n, int):
            if available < n:
                raise ArgumentError(action, f"expected {n} argument{'' if n == 1 else 's'}")
            return n
        return available

    def _values(self, action, values):
        n = action.nargs
        if n == 0:
            return []
        if n in ("A...", "..."):
            return list(values)
        if not values and n == "?":
            value = action.const if action.option_strings else action.default
            return self._checked(action, value) if isinstance(value, str) else value
        if not values and n == "*" and not action.option_strings:
            return action.default if action.default is not None else []
        if n is None or n == "?":
            return self._checked(action, values[0])
        return [self._checked(action, value) for value in values]

    def _checked(self, action, text):
        value = self._value(action, text)
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {choices})")
        return value

    def _value(self, action, text):
        convert = self._registries["type"].get(action.type, action.type)
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    # Explaining

    def _usage_parts(self):
        optionals, positionals = [], []
        done = set()
        ordered = [a for a in self._actions if a.option_strings] + [a for a in self._actions if not a.option_strings]
        for place, action in enumerate(ordered):
            if action in done:
                continue
            # A group shows as one where its arguments follow one another.
            group = next((g for g in self._exclusive if g._group_actions and g._group_actions[0] is action
                          and ordered[place:place + len(g._group_actions)] == g._group_actions), None)
            if group is not None:
                shown = [a for a in group._group_actions if a.help is not SUPPRESS]
                done.update(group._group_actions)
                parts = [self._usage_of(a) for a in shown]
                # The group's brackets do for a positional argument, too.
                parts = [part[1:-1] if part[:1] == "[" and part[-1:] == "]" else part for part in parts]
                text = " | ".join(parts)
                if shown:
                    bare = group.required and len(shown) == 1
                    optionals.append(text if bare else f"({text})" if group.required else f"[{text}]")
                continue
            if action.help is SUPPRESS:
                continue
            text = self._usage_of(action)
            if action.option_strings:
                optionals.append(text if action.required else f"[{text}]")
            else:
                positionals.append(text)
        return optionals, positionals

    def _usage_of(self, action):
        if not action.option_strings:
            return action._args_text()
        if isinstance(action, BooleanOptionalAction):
            return " | ".join(action.option_strings)
        name = action.option_strings[0]
        return name if action.nargs == 0 else f"{name} {action._args_text()}"

    def format_usage(self):
        if self.usage is not None:
            return f"usage: {self.usage.replace('%(prog)s', self.prog)}\n"
        optionals, positionals = self._usage_parts()
        width = self.formatter_class(self.prog).width
        line = " ".join([self.prog] + optionals + positionals)
        if len("usage: ") + len(line) <= width:
            return f"usage: {line}\n"

        def wrap(parts, indent, first):
            lines, current = [], first
            for part in parts:
                if current is not None and len(current) + 1 + len(part) > width and current.strip():
                    lines.append(current)
                    current = indent + part
                else:
                    current = (current + " " if current.strip() else current) + part
            lines.append(current)
            return lines

        head = f"usage: {self.prog}"
        if len(head) <= 0.75 * width:
            indent = " " * (len(head) + 1)
            if optionals:
                lines = wrap(optionals, indent, head)
                if positionals:
                    lines += wrap(positionals, indent, indent)
            else:
                lines = wrap(positionals, indent, head)
        else:
            indent = " " * len("usage: ")
            lines = [head] + wrap(optionals + positionals, indent, indent)
        return "\n".join(lines) + "\n"

    def format_help(self):
        formatter = self.formatter_class(self.prog)
        width = max(formatter.width, 11)
        sections = [self.format_usage()] if self.usage is not SUPPRESS else []
        if self.description:
            sections.append(self._fill(self.description, formatter, width))
        entries = []
        for group in self._groups:
            rows = []
            for action in group._group_actions:
                if action.help is SUPPRESS:
                    continue
                rows.append((self._head(action), action.help, action))
                if isinstance(action, _SubParsers):
                    rows += [("  " + name, help, None) for name, help in action._helps]
            entries.append((group, rows))
        longest = max((len(head) + 2 for _, rows in entries for head, _, _ in rows), default=0)
        column = min(longest + 2, formatter.max_help_position)
        for group, rows in entries:
            if not rows:
                continue
            text = f"{group.title}:\n"
            if group.description:
                lines = group.description.replace("%(prog)s", self.prog)
                lines = lines.splitlines() if formatter.keeps_text else _wrap(lines, width - 2)
                text += "".join("  " + line + "\n" for line in lines) + "\n"
            for head, help, action in rows:
                text += self._row("  " + head, self._help_text(action, help, formatter), column, width, formatter)
            sections.append(text)
        if self.epilog:
            sections.append(self._fill(self.epilog, formatter, width))
        return "\n".join(sections)

    def _fill(self, text, formatter, width):
        text = text.replace("%(prog)s", self.prog)
        if formatter.keeps_text:
            return text.rstrip("\n") + "\n"
        return "\n".join(_wrap(text, width)) + "\n"

    def _head(self, action):
        if not action.option_strings:
            return action._metavars(1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        return ", ".join(f"{name} {action._args_text()}" for name in action.option_strings)

    def _help_text(self, action, help, formatter):
        if not help:
            return ""
        if action is None:
            return help
        if formatter.shows_defaults and "%(default)" not in help and action.default is not SUPPRESS \
                and (action.option_strings or action.nargs in ("?", "*")):
            help += " (default: %(default)s)"
        if "%" not in help:
            return help
        params = {name: value for name, value in vars(action).items() if value is not SUPPRESS}
        params["prog"] = self.prog
        for name, value in list(params.items()):
            if hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return help % params

    def _row(self, head, help, column, width, formatter):
        if not help:
            return head + "\n"
        lines = help.splitlines() if formatter.keeps_help else _wrap(help, max(width - column, 11))
        if len(head) <= column - 2:
            text = head.ljust(column) + lines[0] + "\n"
            lines = lines[1:]
        else:
            text = head + "\n"
        return text + "".join(" " * column + line + "\n" for line in lines)

    def print_usage(self, file=None):
        self._print(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print(self.format_help(), file or _sys.stdout)

    def _print(self, text, file):
        if text and file is not None:
            file.write(text)

    def exit(self, status=0, message=None):
        self._print(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


def _wrap(text, width):
    lines, current = [], ""
    for word in text.split():
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    if current:
        lines.append(current)
    return lines or [""]
