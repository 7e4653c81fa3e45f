"""Linear algebra."""
import numpy as np
from numpy.linalg import *
A=np.array([[4.,1,2],[1,3,0],[2,0,5]])
def t(n,g):
    try: print(n,'->',repr(g()))
    except Exception as x: print(n,'!!',type(x).__name__,str(x).split('\n')[0])
t('1',lambda:inv(np.zeros((2,2)))); t('2',lambda:inv(np.ones((2,3)))); t('3',lambda:solve(A,np.ones(2))); t('4',lambda:cholesky(-A)); t('5',lambda:det(np.ones(3))); t('6',lambda:inv(np.array([[1,2],[2,4]]))); t('7',lambda:det(A)); t('8',lambda:det(np.array([[1,2],[3,4]]))); t('10',lambda:det([[2,1],[1,3]])); t('11',lambda:det(np.eye(3))); t('12',lambda:abs(round(float(det(np.array([[1,2,3],[4,5,6],[7,8,9]]))),9))); t('13',lambda:det(np.array([[6,1,1],[4,-2,5],[2,8,7]]))); t('14',lambda:np.poly1d([1,0,-2,5])(2)); t('15',lambda:print(np.poly1d([1,0,-2,5]),np.poly1d([1.5,-2]),np.poly1d([3]),np.poly1d([1,0,0]))); t('16',lambda:solve([[3,1],[1,2]],[9,8])); t('17',lambda:inv([[1,2],[3,4]])); t('18',lambda:np.linalg.solve(np.array([[2,1,-1],[-3,-1,2],[-2,1,2]]),np.array([8,-11,-3]))); t('19',lambda:np.linalg.inv(np.array([[2,1,-1],[-3,-1,2],[-2,1,2]]))); t('20',lambda:norm([3,4])); t('21',lambda:lstsq(np.array([[1.,1],[1,2],[1,3]]),np.array([1.,2,2]),rcond=None)); t('23',lambda:svd(np.eye(2))[1]); t('24',lambda:np.roots([1,0,-1])); t('27',lambda:det(np.stack([np.eye(2),2*np.eye(2)]))); t('28',lambda:pinv([[1,2],[3,4]])); t('29',lambda:matrix_power([[1,2],[3,4]],-1)); t('30',lambda:norm(np.array([[1,2],[3,4]]),axis=0)); t('31',lambda:eigh([[2,0],[0,1]])); t('33',lambda:eigh(np.array([[4,1],[1,3]]))); t('34', lambda: np.trace(A@inv(A)))
