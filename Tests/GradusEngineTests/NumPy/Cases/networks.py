"""Small networks and fits."""
import numpy as np
np.random.seed(42)
# two-layer network on XOR
X=np.array([[0,0],[0,1],[1,0],[1,1]]); y=np.array([[0],[1],[1],[0]])
def sigmoid(x): return 1/(1+np.exp(-x))
W1=np.random.randn(2,4); b1=np.zeros((1,4)); W2=np.random.randn(4,1); b2=np.zeros((1,1)); lr=0.5
for epoch in range(2001):
    h=sigmoid(X@W1+b1); o=sigmoid(h.dot(W2)+b2); loss=np.mean((y-o)**2)
    do=2*(o-y)/y.shape[0]*o*(1-o); dW2=h.T@do; db2=np.sum(do,axis=0,keepdims=True)
    dh=do@W2.T*h*(1-h); dW1=X.T@dh; db1=dh.sum(axis=0,keepdims=True)
    W2-=lr*dW2; b2-=lr*db2; W1-=lr*dW1; b1-=lr*db1
    if epoch%500==0: print(f"Epoch {epoch}, Loss: {loss:.6f}")
print(np.round(o,3)); print((o>0.5).astype(int).ravel())
# linear regression
x=2*np.random.rand(100,1); t=4+3*x+np.random.randn(100,1); Xb=np.c_[np.ones((100,1)),x]; th=np.linalg.inv(Xb.T@Xb)@Xb.T@t; print(th)
theta=np.random.randn(2,1)
for i in range(1000): theta-=0.1*2/100*Xb.T.dot(Xb.dot(theta)-t)
print(theta, np.mean((Xb@theta-t)**2))
# softmax / cross-entropy
def softmax(z): e=np.exp(z-z.max(axis=1,keepdims=True)); return e/e.sum(axis=1,keepdims=True)
logits=np.random.randn(5,3); lab=np.array([0,2,1,1,0]); P=softmax(logits); print(P, P.sum(1)); print(-np.log(P[np.arange(5),lab]).mean()); oh=np.eye(3)[lab]; print(oh); print(P.argmax(1), (P.argmax(1)==lab).mean())
# kmeans
pts=np.vstack([np.random.randn(20,2)+[0,0],np.random.randn(20,2)+[5,5]]); C=pts[[0,-1]]
for _ in range(5):
    d=np.linalg.norm(pts[:,None]-C[None],axis=2); l=d.argmin(1); C=np.array([pts[l==k].mean(0) for k in range(2)])
print(C, np.bincount(l))
# standardize, split, shuffle
D=np.random.normal(10,3,(6,3)); Z=(D-D.mean(0))/D.std(0); print(Z.mean(0).round(10)+0, Z.std(0)); idx=np.random.permutation(6); tr,te=idx[:4],idx[4:]; print(tr,te, D[tr].shape)
# batches
data=np.arange(10)
for i in range(0,len(data),4): print(data[i:i+4])
# images
img=np.zeros((4,4,3),dtype=np.uint8); img[:2]=255; img[...,0]=7; print(img[0], img.mean(), img.max(), (img/255.).dtype, img.transpose(2,0,1).shape)
# time series
t=np.linspace(0,2*np.pi,5); print(np.sin(t), np.cos(t).round(2)); print(np.convolve(np.arange(6),np.ones(3)/3,mode='valid')); 
print("mean=%.4f std=%.4f"%(D.mean(),D.std())); print('{:.2f} {}'.format(D[0,0],D.shape)); print(D[:2])
# perceptron
w=np.zeros(3); data=[((1,0,0),0),((1,0,1),0),((1,1,0),0),((1,1,1),1)]
for _ in range(10):
    for xi,ti in data:
        xi=np.array(xi); pred=1 if np.dot(w,xi)>0 else 0; w+=0.1*(ti-pred)*xi
print(w)
print(np.exp(1), np.sqrt(2), np.log(10), np.sin(1), np.arctan(1)*4, np.mean([1,2,3]), np.std([1,2,3,4]), np.dot([1,2,3],[4,5,6]), np.linalg.norm([3,4]))
