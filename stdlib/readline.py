"""Settings of the line that a user types; programs that ask for them find them, without effect."""


def parse_and_bind(string, /):
    pass


def set_completer(function=None, /):
    global _completer
    _completer = function


def get_completer():
    return _completer


def set_completer_delims(string, /):
    global _delimiters
    _delimiters = string


def get_completer_delims():
    return _delimiters


def read_history_file(filename=None, /):
    with open(filename or "~/.history", encoding="utf-8") as file:
        _history.extend(file.read().splitlines())


def write_history_file(filename=None, /):
    with open(filename or "~/.history", "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in _history)


def set_history_length(length, /):
    global _length
    _length = length


def get_history_length():
    return _length


def add_history(string, /):
    _history.append(string)


def clear_history():
    del _history[:]


def get_current_history_length():
    return len(_history)


def get_history_item(index, /):
    return _history[index - 1] if 0 < index <= len(_history) else None


_completer = None
_delimiters = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"
_history = []
_length = -1
