import io
import logging

out = io.StringIO()
log = logging.getLogger("shop")
log.setLevel(logging.DEBUG)
log.propagate = False
handler = logging.StreamHandler(out)
handler.setLevel(logging.WARNING)
handler.setFormatter(logging.Formatter("{levelname}:{funcName}:{lineno}:{message}", style="{"))
log.addHandler(handler)
log.addFilter(lambda record: "secret" not in record.getMessage())


def buy(item):
    log.debug("no %s", item)
    log.error("no %s left", item)
    log.error("secret")


buy("tea")
child = logging.getLogger("shop.tea")
child.critical("from the child")
logging.LoggerAdapter(log, {}).warning("adapted")
print(out.getvalue(), log, handler, log.hasHandlers(), child.parent is log)
log.removeHandler(handler)
logging.disable(logging.CRITICAL)
print(log.isEnabledFor(logging.CRITICAL), logging.Formatter("%(message)s").format(logging.makeLogRecord({"msg": "made %s", "args": ("up",)})))
