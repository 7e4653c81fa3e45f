"""Exercises of the usual kinds."""
import numpy as np
# exercises of the usual kinds
print(np.__name__); Z=np.zeros(10); Z[4]=1; print(Z); Z=np.arange(10,50); print(Z); print(Z[::-1][:5]); print(np.nonzero([1,2,0,0,4,0])); 
Z=np.ones((5,5)); Z[1:-1,1:-1]=0; print(Z); print(np.pad(np.ones((3,3)),1,mode='constant',constant_values=0)); print(0*np.nan, np.nan==np.nan, np.inf>np.nan, np.nan-np.nan, 0.3==3*0.1); print(np.diag(1+np.arange(4),k=-1))
Z=np.zeros((8,8),dtype=int); Z[1::2,::2]=1; Z[::2,1::2]=1; print(Z); print(np.unravel_index(99,(6,7,8))); print(np.tile(np.array([[0,1],[1,0]]),(4,4))[:2])
Z=np.arange(11); Z[(3<Z)&(Z<8)]*=-1; print(Z); print(sum(range(5),-1)); print(np.array(0)//np.array(1)); Z=np.array([1.2,-2.7]); print(np.copysign(np.ceil(np.abs(Z)),Z)); print(np.intersect1d([1,2,3],[2,3,4])); print(np.zeros((5,5))+np.arange(5)); print(np.linspace(0,1,11,endpoint=False)[1:]); 
A=np.ones(3)*1; B=np.ones(3)*2; np.add(A,B,out=B); np.divide(A,2,out=A); np.negative(A,out=A); np.multiply(A,B,out=A); print(A,B)
Z=np.array([10.5,3.2]); print(Z-Z%1, np.floor(Z), np.ceil(Z)-1, Z.astype(int), np.trunc(Z)); 
x,y=np.meshgrid(np.linspace(0,1,3),np.linspace(0,1,3)); print(x,y); X=np.arange(3); Y=X+0.5; C=1.0/np.subtract.outer(X,Y); print(C, np.round(np.linalg.det(C),6))
for dt in [np.int8,np.int32,np.int64]: print(np.iinfo(dt).min,np.iinfo(dt).max)
for dt in [np.float32,np.float64]: print(np.finfo(dt).min,np.finfo(dt).max,np.finfo(dt).eps)
Z=np.random.RandomState(3).rand(5); print(Z[np.abs(Z-0.5).argmin()]); Z[Z.argmax()]=0; print(Z); 
Z=np.arange(9).reshape(3,3); 
for i,v in np.ndenumerate(Z): print(i,v,end=';')
print(); X,Y=np.meshgrid(np.linspace(-1,1,3),np.linspace(-1,1,3)); print(np.exp(-(np.sqrt(X*X+Y*Y)**2/2))); Z=np.zeros((3,3)); np.put(Z,[1,5],1); print(Z); X=np.arange(6).reshape(2,3); print(X-X.mean(axis=1,keepdims=True)); Z=np.array([[3,1],[1,2]]); print(Z[Z[:,1].argsort()]); print((~np.array([[1,0],[0,1]]).any(axis=0)).any())
Z=np.array([0,1,2]); D=np.bincount([0,1,1],minlength=3); print(D); Z=np.ones(3); np.add.at(Z,[0,1,1],1); print(Z); I=np.array([1,2,3,9]); print(np.bincount([1,3,9,3],[1,2,3,4])); print(len(np.unique(np.array([[1,2,3],[1,2,3]]).reshape(-1,3),axis=0))); A=np.arange(24).reshape(2,3,4); print(A.sum(axis=(-2,-1))); print(A.reshape(A.shape[:-2]+(-1,)).sum(axis=-1)); print(np.diag(np.dot(np.arange(4).reshape(2,2),np.ones((2,2)))), np.einsum("ij,ji->i",np.arange(4).reshape(2,2),np.ones((2,2))))
Z=np.array([1,2,3,4,5]); nz=3; Z0=np.zeros(len(Z)+(len(Z)-1)*nz); Z0[::nz+1]=Z; print(Z0); A=np.ones((2,2,3)); B=2*np.ones((2,2)); print((A*B[:,:,None]).shape); A=np.arange(6).reshape(3,2); A[[0,1]]=A[[1,0]]; print(A)
def moving_average(a,n=3): r=np.cumsum(a,dtype=float); r[n:]=r[n:]-r[:-n]; return r[n-1:]/n
print(moving_average(np.arange(8))); from numpy.lib.stride_tricks import sliding_window_view as sw; print(sw(np.arange(6),3)); Z=np.array([True,False]); np.logical_not(Z,out=Z); print(Z); Z=np.array([1.5,-2]); np.negative(Z,out=Z); print(Z); Z=np.arange(1,15); R=np.lib.stride_tricks.sliding_window_view(Z,4); print(R[:3]) 
print(np.linalg.matrix_rank(np.eye(3))); print(np.bincount(np.array([3,1,3])).argmax()); print(np.allclose(np.dot(np.eye(2),[[1,2],[3,4]]),[[1,2],[3,4]])); Z=np.ones((16,16)); S=1; print(S)
print(np.argpartition([3,1,2],1)[:1], np.sort(np.partition([5,1,4,2],2)[:2])); print(np.array_split(np.arange(5),2)); I=np.array([0,1,2,3,15,16],dtype=np.uint8); B=((I.reshape(-1,1)&(2**np.arange(8)))!=0).astype(int); print(B[:,::-1]); print(0)
print(np.sqrt(16), np.abs(-3), np.max([1,2]), np.round(3.14159,2), np.float64(3).round(1), np.mean([[1,2],[3,4]],axis=0).tolist()); a=np.arange(5); print(a[a>2], a[[True,False,True,False,True]], np.where(a%2==0,'even','odd'), np.array(['x']*2)); print(np.arange(3)[:,None]*np.arange(3)); print(np.random.RandomState(0).choice(['a','b','c'],5)); print(np.array([1,2,3])/0 if 0 else '')
e=np.eye(3); e[1]*=2; print(e, e.sum(), e.trace(), np.trace(e), e.T==e); print(np.dot(e,[1,2,3]), e@np.array([1,2,3])); v=np.array([[1],[2]]); print(v.shape, v.T.shape, (v@v.T).shape, v.squeeze()); print(np.array([1,2,3],float), np.array([1,2],'f4'), np.zeros(2,'int32')); print(np.ones((2,3)).shape[0], np.ones((2,3)).size, np.array([[1,2],[3,4]]).sum(axis=1).shape); print("Shape:", np.zeros((2,3)).shape, "Type:", np.zeros(1).dtype, type(np.zeros(1)))
