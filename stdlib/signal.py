"""Numbers of signals. Gradus gives scripts no handlers of their own."""

from enum import IntEnum as _IntEnum


class Signals(_IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGABRT = 6
    SIGFPE = 8
    SIGKILL = 9
    SIGSEGV = 11
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15


class Handlers(_IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


for _member in list(Signals) + list(Handlers):
    globals()[_member.name] = _member


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


def getsignal(signalnum):
    return default_int_handler if signalnum == SIGINT else SIG_DFL


def signal(signalnum, handler):
    if handler in (SIG_DFL, SIG_IGN, default_int_handler):
        return getsignal(signalnum)
    raise NotImplementedError("Gradus does not support handlers of signals")


def strsignal(signalnum):
    return {1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 6: "Aborted", 8: "Floating point exception",
            9: "Killed", 11: "Segmentation fault", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated"}.get(signalnum)


def alarm(seconds):
    raise NotImplementedError("Gradus does not support alarms")
