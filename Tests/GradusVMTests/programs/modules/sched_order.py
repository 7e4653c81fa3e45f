import sched

now = [0.0]
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
s.enter(2, 1, print, ("second",))
s.enter(1, 2, print, ("first, later",))
s.enter(1, 1, print, ("first",), {"end": "!\n"})
s.cancel(s.enter(5, 1, print, ("never",)))
s.run()
print(s.empty(), now)
