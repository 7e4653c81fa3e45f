import torch


class Model:
    def __init__(self):
        self.weight = torch.zeros(4, 2)

    def predict(self, x):
        return x @ self.weight


Model().predict(torch.zeros(1, 3))
