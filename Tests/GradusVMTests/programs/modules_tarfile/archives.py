import tarfile, os, io, shutil, tempfile
d = tempfile.mkdtemp(); os.chdir(d); os.makedirs('data/sub')
for n, t in (('data/a.txt', 'hello'), ('data/sub/b.bin', 'x' * 1500), ('data/한글.txt', '가나다')): open(n, 'w').write(t)
for mode, name in (('w', 'p.tar'), ('w:gz', 'p.tar.gz'), ('w:bz2', 'p.tar.bz2')):
    with tarfile.open(name, mode) as t:
        t.add('data'); i = tarfile.TarInfo('mem/' + 'long' * 40 + '.txt'); b = b'in memory'; i.size = len(b); t.addfile(i, io.BytesIO(b)); t.add('data/a.txt', arcname='renamed.txt')
    with tarfile.open(name) as t:
        print(t.getnames(), [m.size for m in t], [m.isdir() for m in t.getmembers()], t.getmember('data/a.txt').isfile())
        print(t.extractfile('renamed.txt').read(), t.extractfile('data'), t.extractfile(t.getmembers()[-2]).read())
        t.extractall('out_' + name); t.extract('data/a.txt', path='one')
    print(sorted(os.path.join(r, f)[:40] for r, ds, fs in os.walk('out_' + name) for f in fs), open('out_' + name + '/data/한글.txt').read(), os.listdir('one'))
print(os.path.getsize('p.tar') % 10240, tarfile.is_tarfile('p.tar'), tarfile.is_tarfile('data/a.txt'))
with tarfile.open('p.tar', 'a') as t: t.add('data/a.txt', 'appended')
print(tarfile.open('p.tar', 'r:').getnames()[-1])
for f in (lambda: tarfile.open('data/a.txt'), lambda: tarfile.open('p.tar').getmember('zz'), lambda: tarfile.open('nofile'), lambda: tarfile.open('p.tar', 'r:gz'), lambda: tarfile.open('p.tar', 'q')):
    try: f()
    except Exception as e: print(type(e).__name__, str(e).splitlines()[0][:38])
shutil.rmtree(d)
