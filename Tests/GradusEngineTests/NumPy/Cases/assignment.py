"""Assignment, views and in-place operators."""
import numpy as np
# assignment forms
a=np.zeros((3,4)); a[0]=1; a[:,1]=[5,6,7]; a[1,2]=9; a[2,:2]+=1; a[a==0]=-1; print(a)
a[[0,2],[0,3]]=100; a[...,-1]*=2; a[1:]=a[1:]/2; print(a)
b=np.arange(10); b[2:5]=0; b[::2]+=100; b[[1,1,3]]+=1; b[b>104]=-b[b>104]; print(b)
c=b[3:6]; c[:]=7; print(b, c.base is b); d=b.copy(); d[0]=55; print(b[0])
b+=1; b-=2; b*=3; b//=2; b%=7; b**=2; print(b); f=b/2; f/=3; print(f)
try: b/=2
except Exception as e: print(type(e).__name__, e)
try: b+=1.5
except Exception as e: print(type(e).__name__, e)
try: a[0]=[1,2]
except Exception as e: print(type(e).__name__, e)
try: a[[0,1]]=np.ones((3,4))
except Exception as e: print(type(e).__name__, e)
try: b[0]='x'
except Exception as e: print(type(e).__name__, e)
u=np.zeros(3,np.uint8); 
try: u[0]=300
except Exception as e: print(type(e).__name__, e)
u[1]=3.9; u[2]=True; print(u)
x=np.arange(12).reshape(3,4); y=x.T; y[0,0]=99; print(x[0,0]); x.shape=(4,3); print(x); x[:,[0,2]]=x[:,[2,0]]; print(x)
x[x>5]=0; print(x); x[np.ix_([0,1],[0,2])]=-1; print(x); x[1:3,1:]=np.array([[1,2],[3,4]]); print(x); x[-1]=[7,8,9]; print(x)
for row in x: print(row, row.sum())
for v in x.flat: print(v, end=' ')
print(); 
for i,v in np.ndenumerate(x[:2]): print(i,v)
for i in np.ndindex(2,2): print(i, end='')
print()
it=np.nditer(x[:2]); print([int(v) for v in it])
z=np.zeros(5); z[1:4]=np.arange(3); np.add(z,1,out=z); print(z); np.multiply(z,2,out=z,where=z>1); print(z)
z.fill(3); print(z); z[:]=range(5); print(z); np.put(z,[0,4],[9,8]); print(z); np.random.seed(1); np.random.shuffle(z); print(z)
A=np.arange(27).reshape(3,3,3); print(A[0,:,1], A[:,0,[0,2]].shape, A[[0,1],:,[1,2]].shape, A[0,[1,2],:].shape, A[:,[0,1],[1,2]].shape, A[...,0].shape, A[:,None,0].shape, A[A>20], A.sum((0,2)), A.max(axis=(1,2)))
A[0,[1,2],1:]=-5; print(A[0]); m=A%2==0; A[m]=0; print(A.sum())
s=np.array(['apple','kiwi','fig']); s[1]='banana'; print(s, s=='fig', s[s!='fig'], np.sort(s), s.argsort()); 
o=np.array([1,'a',None,[1,2]],dtype=object); print(o, o[3], o==1); o[0]={'k':1}; print(o)
p=np.array([[1,2],[3,4]]); p2=p; p2[0,0]=100; print(p); print(np.copyto(p,5), p)
q=np.array([1,2,3]); q2=q[:]; q2[0]=9; print(q, np.may_share_memory(q,q2)); r=np.array(q); r[0]=1; print(q)
w=np.ones(3); w2=w; w=w+1; print(w2,w); w2+=1; print(w2)
t=np.arange(6).reshape(2,3); print(t.ravel().base is t, t.flatten().base is None, t.reshape(3,2).base is t)
v=np.arange(5); v[1:]=v[:-1]; print(v); v=np.arange(5); v[:-1]=v[1:]; print(v); v=np.arange(6); v[::-1]=v.copy(); print(v); v[:]=v[::-1]; print(v)
np.add.at(v,[0,0,1],1); print(v); e=np.eye(2); e[np.diag_indices(2)]=5; print(e); np.fill_diagonal(e,0); print(e)
k=np.array([5,3,8]); k.sort(); print(k); k[::-1].sort(); print(k); kk=np.array([[3,1],[2,4]]); kk.sort(axis=0); print(kk); print(np.sort(kk,axis=None))
n=np.array([1.0,np.nan,3]); n[np.isnan(n)]=0; print(n); print(np.nan_to_num([np.nan,np.inf,1]))
g=np.zeros((2,3)); g[:]=np.arange(3); g.T[0]=7; print(g); g[:,np.newaxis,:][0,0,0]=-1; print(g); del g
h=np.arange(4).reshape(2,2); h[0],h[1]=h[1].copy(),h[0].copy(); print(h); h[[0,1]]=h[[1,0]]; print(h)
