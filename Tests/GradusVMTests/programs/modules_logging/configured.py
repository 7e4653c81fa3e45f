import io
import logging
import logging.config
import sys


class Only(logging.Filter):
    def __init__(self, word="", turned=False):
        super().__init__()
        self.word, self.turned = word, turned

    def filter(self, record):
        return (self.word in record.getMessage()) != self.turned


def make_filter(word):
    return Only(word, True)


early = logging.getLogger("early")
early_child = logging.getLogger("net.early")
config = {
    "version": 1,
    "places": {"out": "ext://sys.stdout"},
    "formatters": {
        "short": {"format": "%(levelname).1s|%(name)s|%(message)s"},
        "braces": {"format": "{levelname}: {message}", "style": "{"},
        "plain": {"class": "logging.Formatter", "format": "%(message)s", "datefmt": "%Y"},
    },
    "filters": {"quiet": {"()": make_filter, "word": "secret"}, "mine": {"name": "net"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "short", "stream": "ext://sys.stdout", "level": "INFO"},
        "same": {"class": "logging.StreamHandler", "formatter": "braces", "stream": "cfg://places.out",
                 "filters": ["quiet"]},
        "memory": {"class": "logging.handlers.MemoryHandler", "capacity": 2, "target": "console"},
    },
    "loggers": {
        "net": {"level": "DEBUG", "handlers": ["same"], "propagate": False},
        "store": {"handlers": ["memory"], "propagate": False, "level": 10},
    },
    "root": {"level": "WARNING", "handlers": ["console"]},
}
logging.config.dictConfig(config)
log = logging.getLogger("net")
log.debug("one")
log.info("a secret")
logging.getLogger("net.layer").warning("layer %d", 3)
logging.info("not shown")
logging.error("root")
early.error("turned off")
early_child.error("still on")
print(early.disabled, early_child.disabled, logging.getLogger("other").disabled, log.handlers[0].level, log.propagate)
store = logging.getLogger("store")
store.info("kept")
print("before")
store.error("flushed")
logging.config.dictConfig({"version": 1, "incremental": True, "loggers": {"net": {"level": "ERROR"}},
                           "handlers": {"console": {"level": "CRITICAL"}}})
log.warning("no")
logging.error("no")
log.error("yes")


def show(config):
    try:
        logging.config.dictConfig(config)
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__)[:45])


show({})
show({"version": 2})
show({"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}})
show({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "none"}}})
show({"version": 1, "loggers": {"a": {"handlers": ["none"]}}})
show({"version": 1, "root": {"level": "LOUD"}})
show({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "stream": "ext://nothing.here"}}})
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "root": {"level": "INFO"}})
print(early.disabled, logging.root.handlers)
logging.config.fileConfig(io.StringIO("""
[loggers]
keys=root,train

[handlers]
keys=out

[formatters]
keys=f

[logger_root]
level=INFO
handlers=out

[logger_train]
level=DEBUG
handlers=out
qualname=train
propagate=0

[handler_out]
class=StreamHandler
level=DEBUG
formatter=f
args=(sys.stdout,)

[formatter_f]
format=<%(levelname)s> %(name)s %(message)s
"""))
logging.getLogger("train").debug("x")
logging.debug("no")
logging.info("y")
