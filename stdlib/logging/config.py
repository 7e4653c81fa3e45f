"""Loggers, handlers and formatters set up from a dictionary or a file."""

import importlib as _importlib
import io as _io
import logging
import logging.handlers
import re as _re
import sys as _sys

DEFAULT_LOGGING_CONFIG_PORT = 9030
RESET_ERROR = 104
IDENTIFIER = _re.compile("^[a-z_][a-z0-9_]*$", _re.I)


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError(f"Not a valid Python identifier: {s!r}")
    return True


def _found(name):
    """What a dotted name means."""
    parts = name.split(".")
    value = _importlib.import_module(parts[0])
    path = parts[0]
    for part in parts[1:]:
        path += "." + part
        try:
            value = getattr(value, part)
        except AttributeError:
            _importlib.import_module(path)
            value = getattr(value, part)
    return value


class BaseConfigurator:
    """Values of a configuration: `ext://` names something of a module, `cfg://` another value of the configuration."""

    def __init__(self, config):
        self.config = config

    def resolve(self, s):
        try:
            return _found(s)
        except ImportError as problem:
            raise ValueError(f"Cannot resolve {s!r}: {problem}") from problem

    def cfg_convert(self, value):
        rest = value
        head = _re.match(r"^\s*(\w+)\s*", rest)
        if head is None:
            raise ValueError(f"Unable to convert {value!r}")
        rest = rest[head.end():]
        found = self.config[head.groups()[0]]
        while rest:
            step = _re.match(r"^\.\s*(\w+)\s*", rest)
            if step:
                found = found[step.groups()[0]]
            else:
                step = _re.match(r"^\[\s*([\w ]+)\s*\]\s*", rest)
                if step is None:
                    raise ValueError(f"Unable to convert {value!r} at {rest!r}")
                key = step.groups()[0]
                found = found[int(key)] if key.isdigit() and not isinstance(found, dict) else found[key]
            rest = rest[step.end():]
        return self.convert(found)

    def convert(self, value):
        if isinstance(value, dict):
            return {key: self.convert(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.convert(item) for item in value]
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(self.convert(item) for item in value)
        if isinstance(value, str):
            prefix, separator, rest = value.partition("://")
            if separator and prefix == "ext":
                return self.resolve(rest)
            if separator and prefix == "cfg":
                return self.cfg_convert(rest)
        return value

    def configure_custom(self, config):
        """What the factory under `()` makes of the other entries."""
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        extra = config.pop(".", None)
        made = factory(**{key: self.convert(config[key]) for key in config if valid_ident(key)})
        for name, value in (extra or {}).items():
            setattr(made, name, self.convert(value))
        return made


class DictConfigurator(BaseConfigurator):
    """Sets up logging as a dictionary says."""

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if config.get("incremental", False):
            self._change(config)
        else:
            self._make(config)

    def _each(self, kind, names, body):
        for name in names:
            try:
                body(name)
            except Exception as problem:
                raise ValueError(f"Unable to configure {kind} {name!r}") from problem

    def _change(self, config):
        handlers = config.get("handlers", {})

        def handler(name):
            found = next((one for one in logging._handlers if one.name == name), None)
            if found is None:
                raise ValueError(f"No handler found with name {name!r}")
            level = handlers[name].get("level", None)
            if level:
                found.setLevel(logging._checkLevel(level))

        self._each("handler", handlers, handler)
        loggers = config.get("loggers", {})
        self._each("logger", loggers, lambda name: self.configure_logger(name, loggers[name], True))
        if config.get("root", None):
            self._root(config["root"], True)

    def _make(self, config):
        disable = config.pop("disable_existing_loggers", True)
        _forget_handlers()
        formatters = config.get("formatters", {})
        made = {}
        self._each("formatter", formatters, lambda name: made.update({name: self.configure_formatter(formatters[name])}))
        config["formatters"] = self._formatters = made
        filters = config.get("filters", {})
        found = {}
        self._each("filter", filters, lambda name: found.update({name: self.configure_filter(filters[name])}))
        self._filters = found
        handlers = config.get("handlers", {})
        self._handlers, waiting = {}, []

        def handler(name, last=False):
            settings = handlers[name]
            target = settings.get("target")
            if isinstance(target, str) and target in handlers and target not in self._handlers and not last:
                waiting.append(name)
                return
            made = self.configure_handler(dict(settings))
            made.name = name
            self._handlers[name] = made

        self._each("handler", sorted(handlers), handler)
        self._each("handler", waiting, lambda name: handler(name, True))
        loggers = config.get("loggers", {})
        existing = sorted(logging.root.manager.loggerDict)
        self._each("logger", loggers, lambda name: self.configure_logger(name, loggers[name]))
        _disable(existing, loggers, disable)
        if config.get("root", None):
            self._root(config["root"])

    def _root(self, settings, incremental=False):
        try:
            self.configure_root(settings, incremental)
        except Exception as problem:
            raise ValueError("Unable to configure root logger") from problem

    def configure_formatter(self, config):
        if "()" in config:
            return self.configure_custom(dict(config))
        kind = self.resolve(config["class"]) if config.get("class") else logging.Formatter
        more = {"validate": config["validate"]} if "validate" in config else {}
        return kind(config.get("format", None), config.get("datefmt", None), config.get("style", "%"), **more)

    def configure_filter(self, config):
        if "()" in config:
            return self.configure_custom(dict(config))
        return logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        for name in filters:
            try:
                filterer.addFilter(name if callable(name) or hasattr(name, "filter") else self._filters[name])
            except Exception as problem:
                raise ValueError(f"Unable to add filter {name!r}") from problem

    def configure_handler(self, config):
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self._formatters[formatter]
            except Exception as problem:
                raise ValueError(f"Unable to set formatter {formatter!r}") from problem
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if "()" in config:
            made = self.configure_custom(config)
        else:
            kind = self.resolve(config.pop("class"))
            if issubclass(kind, logging.handlers.MemoryHandler) and "target" in config:
                config["target"] = self._handlers[config["target"]]
            extra = config.pop(".", None)
            given = {key: self.convert(config[key]) for key in config if valid_ident(key)}
            made = kind(**given)
            for name, value in (extra or {}).items():
                setattr(made, name, value)
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(made, filters)
        return made

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get("level", None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get("handlers", None) or ():
            try:
                logger.addHandler(self._handlers[name])
            except Exception as problem:
                raise ValueError(f"Unable to add handler {name!r}") from problem
        self.add_filters(logger, config.get("filters", None) or ())

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get("propagate", None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Sets up logging as a dictionary says."""
    dictConfigClass(dict(config)).configure()


def _forget_handlers():
    logging.shutdown()
    logging._handlers.clear()


def _disable(existing, configured, disable):
    """Turns off the loggers that were there and are not told; those below told ones go back to their parents' settings."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name in configured or not isinstance(logger, logging.Logger):
            continue
        if any(name.startswith(parent + ".") for parent in configured):
            logger.setLevel(logging.NOTSET)
            logger.handlers = []
            logger.propagate = True
        else:
            logger.disabled = disable


def _arguments(text):
    """The tuple that `args` of a file means: literals, and the streams of `sys`."""
    from ast import literal_eval
    streams = {"sys.stdout": _sys.stdout, "sys.stderr": _sys.stderr}
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        parts = [part.strip() for part in inner[1:-1].split(",")]
        if any(part in streams for part in parts):
            return tuple(streams[part] if part in streams else literal_eval(part) for part in parts if part)
    return literal_eval(inner)


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Sets up logging as the sections of a file say."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        parser = configparser.ConfigParser(defaults)
        if hasattr(fname, "readline"):
            parser.read_file(fname)
        else:
            with _io.open(fname, encoding=encoding) as file:
                parser.read_file(file)

    def names(section):
        return [name.strip() for name in parser[section]["keys"].split(",") if name.strip()]

    formatters = {}
    for name in names("formatters"):
        section = parser[f"formatter_{name}"]
        kind = _found(section["class"]) if section.get("class") else logging.Formatter
        formatters[name] = kind(section.get("format", raw=True), section.get("datefmt", raw=True),
                                section.get("style", "%", raw=True))
    _forget_handlers()
    handlers = {}
    for name in names("handlers"):
        section = parser[f"handler_{name}"]
        kind = vars(logging).get(section["class"]) or _found(section["class"])
        handler = kind(*_arguments(section.get("args", "()")))
        handler.name = name
        if section.get("level"):
            handler.setLevel(section["level"])
        if section.get("formatter"):
            handler.setFormatter(formatters[section["formatter"]])
        handlers[name] = handler

    def set_up(logger, section):
        if section.get("level"):
            logger.setLevel(section["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in section.get("handlers", "").split(","):
            if name.strip():
                logger.addHandler(handlers[name.strip()])

    existing = sorted(logging.root.manager.loggerDict)
    told = []
    for name in names("loggers"):
        section = parser[f"logger_{name}"]
        if name == "root":
            set_up(logging.root, section)
            continue
        logger = logging.getLogger(section["qualname"])
        told.append(section["qualname"])
        logger.propagate = section.getint("propagate", fallback=1)
        logger.disabled = False
        set_up(logger, section)
    _disable(existing, told, disable_existing_loggers)
