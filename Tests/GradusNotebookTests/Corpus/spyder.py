# %% First
1
# %%% Second, deeper
2
# %%%% Third
3
#%% Tight
4
#%%
5
#	%%	with tabs
6
# In[7]:
7
# In[ ]:
8
# In[9]
9
# <codecell>
10
