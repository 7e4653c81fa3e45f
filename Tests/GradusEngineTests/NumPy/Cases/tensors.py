"""Arrays and tensors together."""
import numpy as np, torch
def t(n,g):
    try: print(n,'->',repr(g()))
    except Exception as x: print(n,'!!',type(x).__name__,str(x).split('\n')[0])
a=np.ones(3); q=torch.ones(3)
t('t+a',lambda:q+a); t('t*a',lambda:q*a); t('a*t',lambda:a*q); t('a@t',lambda:a@q); t('t@a',lambda:q@a); t('a==t',lambda:a==q); t('t==a',lambda:q==a)
t('1',lambda:q+np.float32(2)); t('2',lambda:np.float64(2)*q); t('3',lambda:q*np.float64(2)); t('4',lambda:np.float32(2)*q); t('5',lambda:torch.tensor(np.float32(1.5))); t('6',lambda:torch.tensor([np.float64(1),2])); t('7',lambda:torch.tensor([a,a]))
t('9',lambda:np.exp(q)); t('10',lambda:np.add(q,q)); t('11',lambda:np.maximum(q,0)); t('12',lambda:torch.ones(2)[np.array([0,1])]); t('13',lambda:q[np.array([True,False,True])]); t('14',lambda:q-a); t('15',lambda:a-q); t('16',lambda:a/q); t('17',lambda:np.concatenate([q,q])); t('18',lambda:np.sqrt(q)); t('19',lambda:np.array(q)); t('20',lambda:np.array([q,q])); t('21',lambda:np.asarray(q)); t('22',lambda:q.numpy()); t('23',lambda:torch.as_tensor(a)); t('24',lambda:np.dot(a,q)); t('25',lambda:torch.dot(q,a)); t('26',lambda:torch.tensor(np.int64(3))); t('27',lambda:torch.zeros(np.int64(2))); t('28',lambda:torch.tensor(np.array(['a']))); t('29',lambda:torch.from_numpy(a[::-1])); t('30',lambda:torch.from_numpy([1])); t('31',lambda:torch.maximum(q,a)); t('32',lambda:torch.Tensor(a)); t('33',lambda:torch.FloatTensor(a)); t('34',lambda:torch.LongTensor(np.array([1,2]))); t('36',lambda:torch.tensor(np.int32(3)).dtype); t('37',lambda:torch.tensor([np.int64(1),np.int64(2)])); t('38',lambda:torch.tensor(np.arange(3))); t('39',lambda:torch.from_numpy(np.arange(4).reshape(2,2).T)); t('40',lambda:torch.tensor([np.float32(1.5),2])); t('41',lambda:torch.tensor(a,dtype=torch.float32)); t('42',lambda:torch.from_numpy(a).float()); t('43',lambda:torch.tensor(a.astype(np.float32)).dtype); t('44',lambda:torch.tensor([[1,2],[3,4]]).numpy()); t('45',lambda:torch.tensor(1.5).numpy()); t('46',lambda:torch.tensor([True]).numpy()); t('47',lambda:torch.ones(2,requires_grad=True).numpy()); t('48',lambda:torch.ones(2,requires_grad=True).detach().numpy()); t('49',lambda:np.array(torch.ones(2,requires_grad=True))); t('50',lambda:torch.ones(2).bfloat16().numpy()); t('51',lambda:torch.from_numpy(np.array([1.5],dtype=np.float16))); t('52',lambda:q.tolist()+a.tolist()); t('53',lambda:torch.utils.data.TensorDataset); t('54',lambda:torch.nn.functional.one_hot(torch.from_numpy(np.array([0,2])))); t('55',lambda:torch.from_numpy(np.array([1,2],dtype=np.int32)).long()); t('56',lambda:torch.asarray(a)); t('58', lambda:torch.arange(np.int64(3))); t('59',lambda:q.reshape(np.int64(3),1).shape); t('60',lambda:q.mean().item()+np.float64(1)); t('61',lambda:torch.full((2,),np.float64(3))); t('62',lambda:torch.randn(np.int64(2)).shape); t('63',lambda:torch.mean(torch.from_numpy(a)))
x=np.zeros(3); y=torch.from_numpy(x); x[0]=5; print(y); y[1]=7; print(x); z=y.numpy(); z[2]=9; print(y); y.add_(1); print(x); w=torch.as_tensor(x); x+=1; print(w)
t2=torch.zeros(2,3); t2[0]=torch.from_numpy(np.array([1.,2,3],dtype=np.float32)); print(t2)
m=torch.arange(6).reshape(2,3); n=m.numpy(); n[0,0]=100; print(m); print(n.dtype,n.shape,n.T.shape); print(m.t().numpy())
X=torch.from_numpy(np.random.RandomState(0).randn(5,2)).float(); lin=torch.nn.Linear(2,1); print(lin(X).detach().numpy().shape); print(lin(X).data.numpy().dtype)
from torch.utils.data import DataLoader, TensorDataset, Dataset
class D(Dataset):
    def __init__(self): self.x=np.arange(12.).reshape(6,2).astype(np.float32); self.y=np.arange(6)
    def __len__(self): return len(self.x)
    def __getitem__(self,i): return self.x[i], self.y[i]
for xb,yb in DataLoader(D(),batch_size=4): print(xb,yb,xb.dtype,yb.dtype)
for xb,yb in DataLoader(list(zip(np.ones((3,2)),[0,1,2])),batch_size=2): print(xb,yb)
from PIL import Image
im=Image.fromarray(np.arange(48,dtype=np.uint8).reshape(4,4,3)); print(im.size, im.mode, np.array(im).shape, np.array(im)[0,0], np.asarray(im.convert('L')).dtype); print(np.array(im.resize((2,2))).shape, np.asarray(im).max())
try: Image.fromarray(np.zeros((2,2,3)))
except Exception as e: print(type(e).__name__, e)
import math, random
print(math.sqrt(np.float64(4)), math.floor(np.float32(2.5)), math.sin(np.int64(0)), random.Random(0).choice(np.array([1,2,3])), sum(np.array([1,2,3])), round(np.float64(2.5)), round(np.float32(1.26),1), max(np.array([1,5,2])), range(np.int64(2)), [1,2,3][np.int64(1)], 'abc'[np.int64(0)], np.int64(2)*[1], (1,)*np.int64(2) if 0 else 0, "%d %s"%(np.int64(3),np.float64(2.5)), f"{np.int64(5):03d} {np.float32(1.5):.1f} {np.array([1,2])}")
print(isinstance(a,np.ndarray), isinstance(q.numpy(),np.ndarray), type(q.numpy()), torch.is_tensor(a), np.allclose(q,a), np.array_equal(q.numpy(),a), (q.numpy()==a).all())
loss=torch.tensor(0.5); losses=[]; losses.append(loss.item()); losses.append(np.float64(0.25)); print(np.mean(losses), np.array(losses), losses)
import json; print(json.dumps({'a':float(np.float32(0.5)),'b':np.float64(1.5),'c':int(np.int64(2))}))
try: json.dumps(np.int64(1))
except TypeError as e: print(e)
import copy; c=copy.deepcopy(a); c[0]=9; print(a,c,copy.copy(a)); import pickle; print(pickle.loads(pickle.dumps(np.arange(3.))))
for odd in [{}, {1}, ..., b'ab', 10**30]:
    for function in [torch.sum, torch.zeros, torch.tensor, lambda v: q+v, lambda v: np.float64(1)+v if v is ... else 1/0]:
        try: function(odd)
        except Exception as x: print('refused')
        else: print('taken')
