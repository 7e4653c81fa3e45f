"""How arrays and scalars are written."""
import numpy as np
for a in [np.array([1,2,3]),np.array([1.5,2,3]),np.array([[1,2],[3,4]]),np.array([1e10,1,2]),np.array([1e-5,1]),np.array([0.1,0.2,0.3])*3,np.array([1/3,2/3]),np.array([np.nan,1,np.inf]),np.array([-np.inf,1.5]),np.array([True,False]),np.zeros((2,3)),np.zeros((0,3)),np.array([]),np.array(5),np.array(5.5),np.array(['a','bc']),np.array([['x','y'],['z','w']]),np.arange(2000),np.arange(2000.).reshape(40,50),np.arange(24).reshape(2,3,4),np.float32([1.1,2.2,3.3]),np.array([1,2],dtype=np.int8),np.array([1e300,1e-300]),np.array([123456789.123,1]),np.array([0.00001234]),np.array([1.0,10.0,100.0]),np.array([1000000.0]),np.array([99999999.0]),np.array([100000000.0]),np.linspace(0,1,30),np.random.RandomState(0).randn(5,6),np.random.RandomState(0).rand(3,3).astype(np.float32),np.array([None,1,'a']),np.array([[1.5,np.nan],[-3.25,1e3]]),np.arange(100),np.arange(5)*1.0,-np.arange(5.),np.array([1e5,1e-3]),np.array([1e16]),np.array([1.0,1e-10]),np.float16([1.1,65504,0.1]),np.array([[[1.]]]),np.array([2**62,-2**62]),np.ones((3,1,2)),np.array(['가나다','b']),np.array(True),np.array('abc'), np.zeros((2,0,3)), np.array([[True,False],[False,True]]), np.array([-0.0,0.0]), np.random.RandomState(1).randn(1500), np.array([1.123456789123,2]), np.array([1e-8,2e-8]), np.array([0.5]), np.array([5e-324]), np.arange(1001), np.ones((1001,2)), np.arange(1200).reshape(2,2,300)]:
    print(a); print(repr(a))
for x in [np.float64(1.5),np.float32(0.1),np.int64(3),np.bool_(True),np.float64(1e16),np.float64(1e-5),np.float32(1e10),np.float64('nan'),np.float64(-np.inf),np.int8(-3),np.uint8(200),np.float16(0.1),np.float64(100),np.float32(16777216),np.float64(123456789.123),np.str_('a')]:
    print(x, repr(x), str(x), f"{x}", type(x), [x], (x,), x.dtype if hasattr(x,'dtype') else '')
    try: print(f"{x:.3f}", "%.2f"%x, "%d"%x, "{:8.2f}|{:<8}|{:>8}".format(x,x,x), round(float(x),2))
    except Exception as e: print(type(e).__name__, e)
np.set_printoptions(precision=3); print(np.array([1.23456,2.3]), np.pi, np.float64(1.23456)); np.set_printoptions(precision=8)
np.set_printoptions(suppress=True); print(np.array([1e-10,1.5,1e5])); np.set_printoptions(suppress=False)
with np.printoptions(precision=2, suppress=True): print(np.random.RandomState(0).randn(4)*1e-3)
np.set_printoptions(linewidth=40); print(np.arange(30)); print(np.linspace(0,1,12)); np.set_printoptions(linewidth=75)
np.set_printoptions(threshold=5,edgeitems=2); print(np.arange(10)); print(np.arange(36).reshape(6,6)); np.set_printoptions(threshold=1000,edgeitems=3)
print(np.array2string(np.array([1.5,2.25]),precision=1), np.array2string(np.arange(3),separator=', '), np.array2string(np.array([1.,2.]),formatter={'float_kind':lambda x:"%.2f"%x}))
np.set_printoptions(formatter={'float': '{: 0.3f}'.format}) if 0 else None
print(np.array_str(np.array([1.,2.])), np.array_repr(np.array([1,2])), np.get_printoptions()['precision'])
np.set_printoptions(floatmode='fixed',precision=4); print(np.array([1.,2.5,np.pi])); np.set_printoptions(floatmode='maxprec',precision=8)
np.set_printoptions(sign='+'); print(np.array([1.,-2.]), np.array([1,-2])); np.set_printoptions(sign='-')
print([np.float64(1.0), np.int64(2)], {'a':np.float32(1.5)}, np.array([1,2]).tolist(), list(np.array([1.,2.])))
