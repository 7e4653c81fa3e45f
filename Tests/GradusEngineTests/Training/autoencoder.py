# A linear autoencoder, MSELoss, Adagrad with ExponentialLR
import torch
import torch.nn as nn


class AE(nn.Module):
    def __init__(self, **kwargs):
        super().__init__()
        self.encoder_hidden_layer = nn.Linear(in_features=kwargs["input_shape"], out_features=16)
        self.encoder_output_layer = nn.Linear(in_features=16, out_features=4)
        self.decoder_hidden_layer = nn.Linear(in_features=4, out_features=16)
        self.decoder_output_layer = nn.Linear(in_features=16, out_features=kwargs["input_shape"])

    def forward(self, features):
        activation = torch.relu(self.encoder_hidden_layer(features))
        code = torch.relu(self.encoder_output_layer(activation))
        activation = torch.relu(self.decoder_hidden_layer(code))
        return torch.sigmoid(self.decoder_output_layer(activation))


torch.manual_seed(10)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = AE(input_shape=36).to(device)
print(device, model)
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.05)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9)
criterion = nn.MSELoss()
train = torch.rand(50, 6, 6)
for epoch in range(6):
    loss = 0
    for batch in train.split(25):
        batch = batch.view(-1, 36).to(device)
        optimizer.zero_grad()
        outputs = model(batch)
        train_loss = criterion(outputs, batch)
        train_loss.backward()
        optimizer.step()
        loss += train_loss.item()
    scheduler.step()
    loss = loss / 2
    print("epoch : {}/{}, loss = {:.6f}".format(epoch + 1, 6, loss)[:-2])
print(optimizer.state_dict()["param_groups"][0]["lr"], optimizer.state_dict()["state"][0].keys())
