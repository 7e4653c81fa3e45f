import contextvars
v = contextvars.ContextVar('v', default=5); t = v.set(6); print(v.get(), t.old_value is contextvars.Token.MISSING); c = contextvars.copy_context(); v.reset(t); print(v.get(), c[v], v in c, c.run(v.get), c.run(lambda: (v.set(9), v.get())[1]), v.get(), len(c))
w = contextvars.ContextVar('w')
try: w.get()
except LookupError as e: print(type(e).__name__)
print(w.get('d'))
for f in (lambda: v.reset(t), lambda: w.reset(v.set(1))):
    try: f()
    except (RuntimeError, ValueError) as e: print(type(e).__name__)
