# Compressed files of bzip2's format.
import tempfile
import bz2, io, os
def T(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
os.chdir(tempfile.mkdtemp())
d=b'hello world '*1000+bytes(range(256)); c=bz2.compress(d); print(len(c), bz2.decompress(c)==d, bz2.decompress(c+c)==d+d, bz2.decompress(c+b'trailing')==d)
T(lambda: bz2.decompress(b'')); T(lambda: bz2.decompress(b'garbage data')); T(lambda: bz2.decompress(c[:-5])); T(lambda: bz2.compress(d,0)); T(lambda: bz2.compress(d,10)); T(lambda: bz2.compress('a')); T(lambda: bz2.compress(b'',1)); 
with bz2.open('a.bz2','wb') as f: f.write(d)
print(open('a.bz2','rb').read()==c)
with bz2.open('a.bz2') as f: print(f.readline()[:20], f.read(10)); print(f.readable(), f.writable())
with bz2.open('t.bz2','wt') as f: f.write('한글\nline\n')
with bz2.open('t.bz2','rt') as f: print(f.readlines())
with bz2.open('t.bz2','rt',encoding='utf-8') as f: print(next(f))
T(lambda: bz2.open('t.bz2','rx')); T(lambda: bz2.open('none.bz2')); T(lambda: bz2.open(5)); T(lambda: bz2.open('t.bz2','r',encoding='x'))
z=bz2.BZ2Compressor(); out=z.compress(b'abc')+z.compress(b'def')+z.flush(); print(bz2.decompress(out)); T(lambda: z.flush()); T(lambda: z.compress(b''))
q=bz2.BZ2Decompressor(); print(q.decompress(c[:20]), q.eof, q.needs_input); r=q.decompress(c[20:]); print(r==d, q.eof, q.unused_data); T(lambda: q.decompress(b'a'))
q=bz2.BZ2Decompressor(); print(q.decompress(c+b'xx',max_length=5), q.eof, q.needs_input); print(len(q.decompress(b'')), q.eof, q.unused_data)
f=bz2.BZ2File(io.BytesIO(c)); print(f.read(5), f.tell(), f.seek(0), len(f.read())); T(lambda: f.write(b'')); b=io.BytesIO(); g=bz2.BZ2File(b,'w'); g.write(b'xyz'); T(lambda: g.read()); g.close(); print(bz2.decompress(b.getvalue()))
open('bad.bz2','wb').write(c[:-4]); T(lambda: bz2.open('bad.bz2').read())
