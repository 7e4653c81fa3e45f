import gc

print(gc.garbage, gc.isenabled())
