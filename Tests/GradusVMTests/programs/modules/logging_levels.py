import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s|%(name)s|%(message)s")
logging.debug("hidden")
logging.info("value %d of %s", 3, "x")
log = logging.getLogger("app.db")
log.warning("careful: %(a)s", {"a": 1})
log.setLevel(logging.ERROR)
log.warning("hidden")
log.error("bad")
log.log(logging.CRITICAL, "worst")
print(log.getEffectiveLevel(), log.isEnabledFor(logging.INFO), log.name, log.parent, logging.getLevelName(20), logging.getLogger("app.db") is log, logging.getLogger())
try:
    1 / 0
except ZeroDivisionError:
    log.error("failed", exc_info=False)
