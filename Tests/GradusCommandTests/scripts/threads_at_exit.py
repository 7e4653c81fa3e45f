import atexit
import sys
import threading
import time


def work(name, seconds):
    time.sleep(seconds)
    sys.stdout.write(f"{name} ends\n")


atexit.register(print, "at exit")
threading.Thread(target=work, args=("slow", 0.1)).start()
threading.Thread(target=work, args=("quick", 0.03)).start()
threading.Thread(target=work, args=("daemon", 60), daemon=True).start()
print("main ends")
raise SystemExit(3)
