"""Mocks that are called and have attributes as something else is and has."""

from unittest import mock as _mock
from unittest._calls import DEFAULT

_RESERVED = ("assert_called_with", "assert_called_once_with", "assert_not_called", "assert_called", "assert_called_once",
             "assert_any_call", "assert_has_calls", "reset_mock")


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock whose attributes and calls are those of `spec`."""
    if _mock._is_list(spec):
        spec = type(spec)
    if _mock._is_mock(spec):
        raise _mock.InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_class, is_function = isinstance(spec, type), isinstance(spec, _mock._FUNCTIONS)
    key = "spec_set" if spec_set else "spec"
    is_data = not is_class and hasattr(type(spec), "__set__")
    settings = {} if spec is None or is_data else {key: spec}
    if settings and instance:
        settings["_spec_as_instance"] = True
    if unsafe:
        settings["unsafe"] = True
    else:
        _mock._check_typos(kwargs)
    settings.update(kwargs)
    cls = _mock.MagicMock
    if not is_data and spec is not None and (
            is_class and instance and not _mock._instances_callable(spec) or not _mock._callable(spec)):
        cls = _mock.NonCallableMagicMock
    name = settings.pop("name", _name)
    made = cls(parent=_parent, _new_parent=_parent, _new_name="" if _parent is None else name, name=name, **settings)
    skip_first = _parent is not None and not is_class
    if is_function:
        _mock._check(made, _mock._signature(spec, False, skip_first and bool(kwargs.get("_eat_self"))))
        made = _as_function(made, spec)
    elif settings and _mock._callable(spec):
        _mock._check(made, _mock._signature(spec, instance, _parent is not None and _takes_self(_parent._spec_class, _name)))
    if _parent is not None and not instance:
        _parent._mock_children[_name] = made
    if is_class and not instance and "return_value" not in kwargs:
        made.return_value = create_autospec(spec, spec_set, True, made, "()", wraps=kwargs.get("wraps"))
    inner = _mock._inner(made)
    for entry in dir(spec):
        if _mock._is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        if not isinstance(original, _mock._FUNCTIONS):
            inner._mock_children[entry] = _mock._SpecState(original, is_class or spec_set, inner, entry)
            continue
        skip = is_class and _takes_self(spec, entry)
        child = _mock.MagicMock(parent=inner, name=entry, _new_name=entry, _new_parent=inner, _eat_self=skip,
                                **{key: original})
        _mock._check(child, _mock._signature(original, False, skip))
        inner._mock_children[entry] = child
        if is_function:
            setattr(made, entry, child)
    return made


def _takes_self(cls, name):
    """Whether an attribute of a class is a method of its instances."""
    for base in cls.__mro__ if cls is not None else ():
        if name in base.__dict__:
            return isinstance(base.__dict__[name], _mock._FUNCTIONS + (type(list.append),))
    return False


def _as_function(made, spec):
    """A real function that calls a mock, and counts as the mock does."""
    def function(*args, **kwargs):
        return made(*args, **kwargs)

    for name in ("__name__", "__qualname__", "__module__", "__doc__"):
        value = getattr(spec, name, None)
        if value is not None:
            setattr(function, name, value)
    if not function.__name__.isidentifier():
        function.__name__ = "funcopy"
    function.__text_signature__ = getattr(spec, "__text_signature__", None)
    if made._mock_check is not None:
        function.__signature__ = made._mock_check
    function.mock = made
    for name in _RESERVED + ("attach_mock", "configure_mock", "mock_add_spec"):
        setattr(function, name, getattr(made, name))
    for name in _mock._COUNTED + ("method_calls",):
        setattr(function, name, getattr(made, name))
    function.return_value = made.return_value
    function.side_effect = made.side_effect
    function._mock_children = made._mock_children
    made.__dict__["_mock_function"] = function
    return function


def mock_open(mock=None, read_data=""):
    """A mock of `open` whose files hold some data."""
    import io
    if mock is None:
        mock = _mock.MagicMock(name="open", spec=open)
    handle = _mock.MagicMock(spec=[*dir(io.TextIOWrapper), *(name for name in dir(io.BytesIO) if name[0] != "_")])
    stream = None

    def rewound():
        nonlocal stream
        stream = io.StringIO(read_data) if isinstance(read_data, str) else io.BytesIO(read_data)

    def reading(name):
        def effect(*args, **kwargs):
            set_to = getattr(handle, name).return_value
            return set_to if set_to is not None else getattr(stream, name)(*args, **kwargs)
        return effect

    def lines():
        set_to = handle.readline.return_value
        if set_to is not None:
            while True:
                yield set_to
        yield from stream

    def opened(*args, **kwargs):
        rewound()
        return DEFAULT

    rewound()
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        getattr(handle, name).return_value = None
        getattr(handle, name).side_effect = reading(name)
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = lambda: next(lines())
    mock.side_effect = opened
    mock.return_value = handle
    return mock
