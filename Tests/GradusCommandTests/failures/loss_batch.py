import torch

loss_function = torch.nn.CrossEntropyLoss()
outputs = torch.zeros(4, 10)
labels = torch.zeros(3, dtype=torch.long)
loss_function(outputs, labels)
