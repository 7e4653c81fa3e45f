from unittest.mock import ANY, MagicMock, Mock, call, patch

m = Mock(return_value=3)
print(m(1, k=2), m.called, m.call_count, m.call_args, m.call_args_list == [call(1, k=2)], m.call_args.args, m.call_args.kwargs)
m.assert_called_once_with(1, k=2)
m.assert_called_with(ANY, k=ANY)
for check in (lambda: m.assert_called_with(5), lambda: m.assert_not_called(), lambda: Mock().assert_called()):
    try:
        check()
    except AssertionError as error:
        print(error)
m.side_effect = [1, ValueError("bad")]
print(m())
try:
    m()
except ValueError as error:
    print(error)
parent = MagicMock()
parent.child.method(1)
parent.other(2)
print(parent.method_calls, len(parent), list(parent), 3 in parent, bool(parent))
parent.__len__.return_value = 5
print(len(parent))


class Service:
    def fetch(self):
        return "real"


with patch.object(Service, "fetch", return_value="fake") as fetch:
    print(Service().fetch(), fetch.called)
print(Service().fetch())


@patch("os.getcwd", return_value="/here")
def where(getcwd):
    import os
    return os.getcwd(), getcwd.call_count


print(where())
with patch.dict("os.environ", {"SOME_KEY": "1"}):
    import os
    print(os.environ["SOME_KEY"])
print("SOME_KEY" in os.environ)
try:
    Mock(spec=["a"]).b
except AttributeError as error:
    print(error)
