import fileinput, os, tempfile
os.chdir(tempfile.mkdtemp())
for n, t in (('fa.txt', 'one\ntwo\n'), ('fb.txt', 'three\nfour')): open(n, 'w').write(t)
for line in fileinput.input(files=('fa.txt', 'fb.txt'), encoding='utf-8'):
    print(fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline(), fileinput.isstdin(), line.rstrip())
fileinput.close()
with fileinput.FileInput('fa.txt', inplace=True, backup='.orig') as f:
    for line in f: print(line.upper(), end='')
print(open('fa.txt').read(), open('fa.txt.orig').read(), sorted(x for x in os.listdir('.') if x.startswith('fa')))
with fileinput.input(files=['fa.txt', 'fb.txt'], mode='rb') as f:
    print(f.readline()); f.nextfile(); print(f.readline(), f.lineno(), list(f))
try: fileinput.lineno()
except RuntimeError as e: print(e)
for bad in (dict(mode='w'), dict(inplace=True, openhook=fileinput.hook_compressed)):
    try: fileinput.FileInput('x', **bad)
    except ValueError as e: print(e)
for n in ('fa.txt', 'fb.txt', 'fa.txt.orig'): os.remove(n)
