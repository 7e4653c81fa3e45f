# Files that are replaced when they grow; records kept until a grave one comes.
import logging
import logging.handlers
import os
import queue
import sys
import tempfile

log = logging.getLogger("rotating")
log.setLevel(logging.DEBUG)
log.propagate = False
with tempfile.TemporaryDirectory() as folder:
    handler = logging.handlers.RotatingFileHandler(os.path.join(folder, "log.txt"), maxBytes=40, backupCount=2)
    log.addHandler(handler)
    for i in range(10):
        log.info("message %d", i)
    handler.close()
    log.removeHandler(handler)
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as file:
            print(name, file.read().split("\n"))
    timed = logging.handlers.TimedRotatingFileHandler(os.path.join(folder, "daily.txt"), when="midnight", backupCount=3)
    log.addHandler(timed)
    log.warning("today")
    timed.close()
    log.removeHandler(timed)
    print(open(os.path.join(folder, "daily.txt")).read())

memory = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout))
log.addHandler(memory)
log.debug("kept")
log.info("also kept")
print(len(memory.buffer))
log.error("out with them")
print(len(memory.buffer))
log.removeHandler(memory)

records = queue.Queue()
log.addHandler(logging.handlers.QueueHandler(records))
log.info("to the %s", "queue")
print(records.get().message)
