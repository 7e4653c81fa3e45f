import os
from unittest.mock import (ANY, DEFAULT, MagicMock, Mock, PropertyMock, call, create_autospec, mock_open, patch, seal,
                           sentinel)


def shown(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error))


# The lowest decorator gives the first argument.
@patch("os.getcwd")
@patch("os.listdir", return_value=["a"])
def order(listdir, getcwd):
    getcwd.return_value = "/here"
    print(os.listdir(), os.getcwd(), listdir.call_count, getcwd.called)


order()


@patch.multiple(os, getcwd=DEFAULT, sep=";")
def several(getcwd):
    print(os.sep, getcwd is os.getcwd)


several()
print(os.sep)


@patch.object(os, "getcwd", return_value=1)
class Decorated:
    other = 2

    def test_one(self, getcwd):
        return os.getcwd()

    def check(self):
        return os.getcwd() != 1


print(Decorated().test_one(), Decorated().check())
first, second = patch("os.getcwd", lambda: 1), patch.dict(os.environ, {"NEW": "yes"})
first.start()
second.start()
print(os.getcwd(), os.environ["NEW"])
patch.stopall()
print(os.getcwd() == 1, "NEW" in os.environ)
shown(patch, "nothing")
shown(patch.object, "os", "getcwd")

# What was called.
m = Mock()
m(1, a=2)
m.method("x").chained(3)
m.attribute.deep.er(y=4)
name, args, kwargs = m.mock_calls[0]
print(name == "", args, kwargs, m.call_args.args, m.call_args.kwargs, m.call_args == call(1, a=2), m.call_args[0])
print(m.mock_calls)
print(m.method_calls)
print(m.mock_calls == [call(1, a=2), call.method("x"), call.method().chained(3), call.attribute.deep.er(y=4)])
print(call.a.b(1).c("d"), call().x, call.a().b().call_list(), call(1) == ((1,),), call.count(2))
m.assert_has_calls([call.method("x"), call.method().chained(ANY)])
shown(m.assert_has_calls, [call.method("y")])
shown(m.assert_has_calls, [call.method("y")], any_order=True)
shown(m.assert_not_called)
shown(m.method.assert_called_once_with, "y")
shown(m.method.assert_any_call, 5)
shown(m.other.assert_called)
m.reset_mock()
print(m.mock_calls, m.called, m.method.call_count)

# Special methods, set and found.
plain = Mock()
plain.__str__ = Mock(return_value="shown")
plain.__len__ = lambda self: 4
plain.__getitem__ = lambda self, key: key * 2
print(str(plain), len(plain), plain[3], len(Mock.mro()) > 2)
shown(lambda: len(Mock()))
magic = MagicMock()
magic.__add__.return_value = 7
magic.__str__.return_value = "magic"
magic.__lt__.return_value = True
magic.__iter__.return_value = [1, 2]
magic.__getitem__.side_effect = {"a": 1}.__getitem__
magic.__enter__.return_value = "entered"
print(magic + 1, str(magic), magic < 3, [*magic], [*magic], magic["a"], int(magic), float(magic), bool(magic))
with magic as value:
    print(value)
print(magic == magic, magic == 1, magic != 1, 1 in magic, abs(magic) is magic.__abs__.return_value)
magic.__add__.assert_called_once_with(1)
shown(lambda: magic > 1)
shown(lambda: MagicMock(spec=["a"])[0])
shown(setattr, Mock(), "__init__", 1)

# Properties belong to the class of one mock.
type(magic).size = PropertyMock(side_effect=[3, 4])
print(magic.size, magic.size, isinstance(MagicMock().size, MagicMock))


class Account:
    limit = 10

    def __init__(self, owner):
        self.owner = owner

    def pay(self, amount, /, to="bank"):
        return amount

    @staticmethod
    def rate(year):
        return year


# Specifications.
spec = Mock(spec=Account)
print(isinstance(spec, Account), spec.limit is not None)
shown(getattr, spec, "nothing")
spec.extra = 1
strict = Mock(spec_set=Account)
shown(setattr, strict, "extra", 1)
auto = create_autospec(Account)
one = auto("me")
shown(auto)
one.pay(5, to="me")
one.pay.assert_called_once_with(5, to="me")
shown(one.pay)
shown(one.pay, 1, 2, 3)
auto.assert_called_once_with(owner="me")


def add(a, b=2):
    "Adds."
    return a + b


function = create_autospec(add, return_value=9)
print(function(1), function.called, function.__name__, function.call_args, function.mock_calls)
function.assert_called_once_with(a=1)
shown(function)
shown(function.assert_called_with, 5)
with patch(__name__ + ".add", autospec=True) as mocked:
    mocked.side_effect = [1, 2]
    print(add(4), add(5), mocked.call_args_list)
    shown(add)
with patch.object(Account, "pay", autospec=True) as mocked:
    account = Account("x")
    account.pay(3)
    print(mocked.call_args == call(account, 3))
shown(patch.object, Account, "pay", autospect=1)

# Sealing, wrapping, effects.
sealed = Mock()
sealed.known.return_value = 1
seal(sealed)
print(sealed.known())
shown(getattr, sealed, "unknown")
wrapped = Mock(wraps=[3, 1, 2])
print(wrapped.index(1), wrapped.count(3))
effects = Mock(side_effect=[1, KeyError("k"), DEFAULT], return_value="default")
shown(effects)
shown(effects)
shown(effects)
shown(effects)
parent = Mock()
parent.attach_mock(Mock(name="inner"), "child")
parent.child(2)
print(parent.mock_calls, parent.configure_mock(**{"a.b.return_value": 3}), parent.a.b())
opened = mock_open(read_data="one\ntwo\n")
with patch("builtins.open", opened):
    with open("file") as file:
        print(file.readline(), [*file], file.read())
    with open("file", "w") as file:
        file.write("x")
opened.assert_any_call("file", "w")
opened().write.assert_called_once_with("x")
print(sentinel.one is sentinel.one, sentinel.one, sentinel.two == sentinel.one)
del parent.gone
print(hasattr(parent, "gone"), [name for name in dir(parent) if name in ("child", "gone")])
