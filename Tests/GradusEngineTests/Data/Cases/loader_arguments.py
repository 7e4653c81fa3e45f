import torch, warnings, collections, itertools
from torch.utils.data import *
import torch.utils.data as D
warnings.simplefilter('ignore')
def t(name, f):
    try: print(name, f())
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0], '...', str(e).strip().split('\n')[-1])
class Sq(Dataset):
    def __init__(self, n=10): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError('too far')
        return i, float(i * i)
class It(IterableDataset):
    def __init__(self, n): self.n = n
    def __iter__(self):
        w = get_worker_info()
        if w is None: return iter(range(self.n))
        return iter(range(w.id, self.n, w.num_workers))
def L(*a, **k): return [b for b in DataLoader(*a, **k)]
torch.manual_seed(0)
t('plain', lambda: L(Sq(5), batch_size=2)); t('drop', lambda: L(Sq(5), 2, drop_last=True)); t('shuf', lambda: L(Sq(6), 3, shuffle=True))
t('gen', lambda: L(Sq(6), 3, shuffle=True, generator=torch.Generator().manual_seed(7)))
t('list', lambda: L([1, 2, 3], batch_size=2)); t('range', lambda: L(range(5), batch_size=2, shuffle=True)); t('str', lambda: L(['a', 'b', 'c'], 2))
t('arr', lambda: L(torch.arange(5), 2)); t('ldict', lambda: L([{'a': i, 'b': torch.ones(2) * i, 'c': 'x', 'd': [i, (i, 2.)]} for i in range(4)], 2))
P = collections.namedtuple('P', 'x y')
t('nt', lambda: L([P(i, torch.tensor(i)) for i in range(4)], 2))
t('none', lambda: L([1, None], 2)); t('obj', lambda: L([object(), object()], 2)); t('uneq', lambda: L([[1, 2], [1]], 2)); t('unshape', lambda: L([torch.ones(2), torch.ones(3)], 2))
t('bs None', lambda: L(Sq(3), batch_size=None)); t('bytes', lambda: L([b'a', b'b'], 2)); t('bool', lambda: L([True, False], 2)); t('nested', lambda: L([((1, 2), {'k': 3}), ((4, 5), {'k': 6})], 2))
t('mixed', lambda: L([1, 2.5], 2)); t('set', lambda: L([{1}, {2}], 2)); t('f', lambda: L([1.5, 2], 2)); t('od', lambda: L([collections.OrderedDict(a=1), collections.OrderedDict(a=2)], 2))
t('rs', lambda: list(RandomSampler(range(5)))); t('rs2', lambda: list(RandomSampler(range(5), replacement=True, num_samples=7))); t('rs3', lambda: list(RandomSampler(range(5), num_samples=12)));t('rs4', lambda: list(RandomSampler(range(5), num_samples=3, generator=torch.Generator().manual_seed(1))))
t('wr', lambda: list(WeightedRandomSampler([0.1, 0.9, 0.5], 8))); t('wr2', lambda: list(WeightedRandomSampler([0.1, 0.9, 0.5], 3, replacement=False))); t('wr3', lambda: list(WeightedRandomSampler(torch.tensor([1., 2.]), 4)))
t('wr4', lambda: list(WeightedRandomSampler([0.1, 0.9], 3, replacement=False))); t('wr5', lambda: WeightedRandomSampler([1, 2], -1)); t('wr6', lambda: WeightedRandomSampler([[1, 2]], 2))
t('srs', lambda: list(SubsetRandomSampler([3, 7, 9]))); t('bsamp', lambda: list(BatchSampler(SequentialSampler(range(7)), 3, False))); t('bs2', lambda: list(BatchSampler(range(7), batch_size=3, drop_last=True))); t('bs3', lambda: BatchSampler(range(3), 0, False)); t('bs4', lambda: BatchSampler(range(3), 1, 3))
t('len', lambda: (len(DataLoader(Sq(7), 3)), len(DataLoader(Sq(7), 3, drop_last=True)), len(RandomSampler(range(5), num_samples=2)), len(BatchSampler(range(7), 3, False)), len(SubsetRandomSampler([1, 2]))))
t('samp', lambda: L(Sq(10), 2, sampler=SubsetRandomSampler([1, 3, 5]))); t('wsamp', lambda: L(Sq(3), 2, sampler=WeightedRandomSampler([1, 2, 3], 4))); t('lsamp', lambda: L(Sq(10), 2, sampler=[4, 5, 6])); t('bsam', lambda: L(Sq(10), batch_sampler=[[1, 2], [3]]))
class My(Sampler):
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(reversed(range(self.n)))
    def __len__(self): return self.n
t('mysamp', lambda: L(Sq(4), 3, sampler=My(4))); t('mysl', lambda: len(DataLoader(Sq(4), 3, sampler=My(4))))
t('coll', lambda: L(Sq(4), 2, collate_fn=lambda b: b)); t('coll2', lambda: L(Sq(4), 2, collate_fn=lambda b: torch.tensor([x[1] for x in b])))
t('iter', lambda: L(It(5), 2)); t('iter0', lambda: L(It(5), batch_size=None)); t('iterdrop', lambda: L(It(5), 2, drop_last=True)); t('iterw', lambda: L(It(7), 2, num_workers=2)); t('itershuf', lambda: DataLoader(It(5), shuffle=True)); t('iterlen', lambda: len(DataLoader(It(5), 2)))
t('itersampler', lambda: DataLoader(It(5), sampler=[1]))
t('w2', lambda: L(Sq(7), 2, num_workers=2)); t('w2s', lambda: L(Sq(7), 2, num_workers=2, shuffle=True)); t('w3', lambda: L(Sq(9), 2, num_workers=3, drop_last=True))
class Rnd(Dataset):
    def __len__(self): return 6
    def __getitem__(self, i): return torch.rand(1), i
torch.manual_seed(3)
t('rnd0', lambda: L(Rnd(), 2)); t('rnd2', lambda: L(Rnd(), 2, num_workers=2)); t('rndn', lambda: torch.rand(1))
class Info(Dataset):
    def __len__(self): return 4
    def __getitem__(self, i):
        w = get_worker_info(); return (w.id, w.num_workers, i) if w else (-1, 0, i)
t('info', lambda: L(Info(), 1, num_workers=2)); t('info0', lambda: L(Info(), 1)); t('infom', lambda: get_worker_info())
class Bad(Dataset):
    def __len__(self): return 4
    def __getitem__(self, i):
        if i == 2: raise ValueError('bad item 2')
        return i
t('bad0', lambda: L(Bad(), 2)); t('bad2', lambda: L(Bad(), 2, num_workers=1))
class KE(Dataset):
    def __len__(self): return 2
    def __getitem__(self, i): return {}['missing']
t('ke', lambda: L(KE(), 2, num_workers=1))
for k in [dict(batch_size=0), dict(batch_size=-1), dict(batch_size=2.0), dict(num_workers=-1), dict(shuffle=True, sampler=[1]), dict(batch_sampler=[[1]], batch_size=2), dict(batch_size=None, drop_last=True), dict(prefetch_factor=2), dict(persistent_workers=True), dict(timeout=-1), dict(foo=1), dict(batch_sampler=[[1]], shuffle=True), dict(sampler=[0], batch_sampler=[[1]]), dict(num_workers=1, prefetch_factor=-1)]:
    t(k, lambda: DataLoader(Sq(4), **k))
t('nods', lambda: DataLoader()); t('empty', lambda: len(DataLoader([]))); t('empty2', lambda: L([], shuffle=True)); t('emptyl', lambda: L([]))
dl = DataLoader(Sq(4), 2)
def setbs(): dl.batch_size = 3
t('setbs', setbs); t('attrs', lambda: (dl.batch_size, dl.num_workers, dl.drop_last, dl.pin_memory, dl.timeout, type(dl.sampler).__name__, type(dl.batch_sampler).__name__, dl.dataset.n, dl.prefetch_factor, dl.persistent_workers, dl.generator, dl.worker_init_fn, dl.collate_fn.__name__))
t('next', lambda: next(iter(dl))); it = iter(dl); next(it); next(it); t('stop', lambda: next(it))
t('rsplit', lambda: [list(s.indices) for s in random_split(range(10), [3, 7], generator=torch.Generator().manual_seed(42))]); t('rsplitf', lambda: [s.indices for s in random_split(range(10), [0.3, 0.3, 0.4], generator=torch.Generator().manual_seed(42))])
t('rs_bad', lambda: random_split(range(10), [3, 3])); t('rs_bad2', lambda: random_split(range(10), [0.5, 0.7])); t('rs_bad3', lambda: random_split(range(10), [-0.5, 1.5])); t('rsl', lambda: [len(s) for s in random_split(range(3), [0.5, 0.5])]); t('rs0', lambda: [len(s) for s in random_split(range(1), [0.5, 0.5])])
s = Subset(Sq(5), [1, 3]); t('sub', lambda: (len(s), s[0], s[1], s[-1])); t('subidx', lambda: s[5]); t('subl', lambda: s[[0, 1]]); t('subits', lambda: s.__getitems__([0, 1]))
c = ConcatDataset([Sq(2), Sq(3)]); t('cat', lambda: (len(c), c[0], c[2], c[-1], c.cumulative_sizes)); t('cat9', lambda: c[9]); t('cat-9', lambda: c[-9]); t('cate', lambda: ConcatDataset([])); t('add', lambda: len(Sq(2) + Sq(3))); t('cati', lambda: ConcatDataset([It(2)]))
t('stack', lambda: [StackDataset(Sq(3), range(3))[1], len(StackDataset(Sq(3), range(3)))]); t('stackd', lambda: StackDataset(a=Sq(3), b=range(3))[2]); t('stacke', lambda: StackDataset(Sq(3), range(2))); t('stacke2', lambda: StackDataset()); t('stackL', lambda: L(StackDataset(a=range(3), b=Sq(3)), 2)); t('stackm', lambda: StackDataset(Sq(1), a=Sq(1)))
t('chain', lambda: list(ChainDataset([It(2), It(3)]))); t('chain2', lambda: list(It(2) + It(3))); t('chainL', lambda: L(ChainDataset([It(2), It(3)]), 2))
td = TensorDataset(torch.arange(4), torch.arange(8).reshape(4, 2)); t('td', lambda: (len(td), td[1], td[1:3], td[-1], [x.shape for x in td.tensors])); t('tdL', lambda: L(td, 3)); t('tde', lambda: TensorDataset(torch.ones(2), torch.ones(3))); t('tdx', lambda: td[9]); t('tds', lambda: L(td, 2, shuffle=True)); t('tdlist', lambda: td[[0, 2]])
t('dc', lambda: default_collate([1, 2])); t('dc2', lambda: default_collate([{'a': 1}, {'a': 2}])); t('dce', lambda: default_collate([])); t('dcv', lambda: D.default_convert((1, [2.0]))); t('dcm', lambda: default_collate([{'a': 1}, {'b': 2}]))
class GI(Dataset):
    def __len__(self): return 4
    def __getitem__(self, i): return i
    def __getitems__(self, idx): return [i * 10 for i in idx]
t('getitems', lambda: L(GI(), 2))
def wi(i): torch.manual_seed(100 + i)
torch.manual_seed(1); t('wif', lambda: L(Rnd(), 2, num_workers=2, worker_init_fn=wi)); t('pers', lambda: (lambda d: [list(d), list(d)])(DataLoader(Sq(3), 2, num_workers=1, persistent_workers=True)))
class Ndl(Dataset):
    def __getitem__(self, i): return i
t('rep', lambda: RandomSampler(range(3), replacement=1)); t('ns', lambda: RandomSampler(range(3), num_samples=0)); t('rs_empty', lambda: RandomSampler([])); t('rs_empty2', lambda: list(RandomSampler([])))
for e in range(2):
    for i, (x, y) in enumerate(DataLoader(td, batch_size=2, shuffle=True, num_workers=2)): print(e, i, x, y)
t('dist', lambda: [list(DistributedSampler(range(7), num_replicas=2, rank=r, shuffle=True, seed=1)) for r in range(2)])
