"""Arrays in files."""
import numpy as np, os, tempfile, io
d=tempfile.mkdtemp(); p=os.path.join(d,'a.npy')
for a in [np.arange(6).reshape(2,3),np.array([1.5,2]),np.array([True,False]),np.array(['ab','c']),np.float32([[1]]),np.array(5),np.zeros((0,3)),np.arange(4,dtype=np.int8)]:
    np.save(p,a); b=np.load(p); print(b, b.dtype, b.shape, open(p,'rb').read()[:80]==open(p,'rb').read()[:80])
np.savez(os.path.join(d,'z'),x=np.arange(3),y=np.eye(2)); z=np.load(os.path.join(d,'z.npz')); print(z.files, z['x'], z['y'], 'x' in z, len(z.files)); np.savez_compressed(os.path.join(d,'c.npz'),np.arange(5),b=np.ones(2))
with np.load(os.path.join(d,'c.npz')) as c: print(sorted(c.files), c['arr_0'], c['b'])
try: z['q']
except KeyError as e: print('KeyError', e)
t=os.path.join(d,'t.csv'); np.savetxt(t,np.array([[1.5,2],[3,4]]),delimiter=','); print(open(t).read()); print(np.loadtxt(t,delimiter=','), np.genfromtxt(t,delimiter=','))
np.savetxt(t,np.arange(6).reshape(3,2),fmt='%d',delimiter=',',header='a,b',comments=''); print(open(t).read()); print(np.loadtxt(t,delimiter=',',skiprows=1,dtype=np.float32), np.loadtxt(t,delimiter=',',skiprows=1,usecols=1), np.loadtxt(t,delimiter=',',skiprows=1,unpack=True), np.genfromtxt(t,delimiter=',',skip_header=1))
print(np.loadtxt(io.StringIO("1 2\n3 4\n# c\n5 6")), np.loadtxt(["1,2","3,4"],delimiter=',',dtype=int), np.genfromtxt(io.StringIO("1,,3\n4,x,6"),delimiter=','))
np.savetxt(t,[1.23456,2],fmt='%.2f'); print(open(t).read(), np.loadtxt(t))
for f in [lambda:np.loadtxt(io.StringIO("1 2\n3")),lambda:np.loadtxt(io.StringIO("a b")),lambda:np.load('/nope.npy'),lambda:np.loadtxt('/nope.txt'),lambda:np.genfromtxt(io.StringIO("1,2\n3"),delimiter=',')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split('\n')[0])
print(np.fromstring('1,2,3',sep=',') , np.array([1,2],dtype=np.int32).tobytes(), np.frombuffer(b'\x01\x00\x00\x00',dtype=np.int32))
b=io.BytesIO(); np.save(b,np.arange(3)); b.seek(0); print(np.load(b))
