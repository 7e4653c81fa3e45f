# The options of optimisers stand in PyTorch's order, which prints and files show.
import torch

parameters = [torch.zeros(1, requires_grad=True)]
for name in "SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop Adafactor LBFGS SparseAdam".split():
    print(name, getattr(torch.optim, name)(parameters).state_dict()["param_groups"])
