import torch, os, tempfile, copy, time
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import lr_scheduler
torch.manual_seed(0)

class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(o)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(o)
        self.downsample = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o)) if stride != 1 or i != o else None

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += identity
        return self.relu(out)

class ResNet(nn.Module):

    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(8)
        self.maxpool = nn.MaxPool2d(2)
        self.layer1 = self._make(8, 8, 2)
        self.layer2 = self._make(8, 16, 2, 2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(16, num_classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode='fan_out', nonlinearity='relu')
            elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.constant_(m.weight, 1)
                nn.init.constant_(m.bias, 0)

    def _make(self, i, o, n, stride=1):
        return nn.Sequential(BasicBlock(i, o, stride), *[BasicBlock(o, o) for _ in range(n - 1)])

    def forward(self, x):
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        x = self.layer2(self.layer1(x))
        return self.fc(torch.flatten(self.avgpool(x), 1))
backbone = ResNet()
print(backbone.layer2)
d = tempfile.mkdtemp()
path = os.path.join(d, 'backbone.pth')
torch.save(backbone.state_dict(), path)
model_ft = ResNet()
print(model_ft.load_state_dict(torch.load(path, weights_only=True)))
for p in model_ft.parameters():
    p.requires_grad = False
num_ftrs = model_ft.fc.in_features
model_ft.fc = nn.Linear(num_ftrs, 2)
print([n for n, p in model_ft.named_parameters() if p.requires_grad], model_ft.fc)
X = torch.randn(24, 3, 8, 8)
y = (X.mean(dim=(1, 2, 3)) > 0).long()
loaders = {k: torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X[s], y[s]), batch_size=8, shuffle=k == 'train') for k, s in (('train', slice(0, 16)), ('val', slice(16, None)))}
sizes = {k: len(v.dataset) for k, v in loaders.items()}
print(sizes)

def train_model(model, criterion, optimizer, scheduler, num_epochs=3):
    best = copy.deepcopy(model.state_dict())
    best_acc = 0.0
    for epoch in range(num_epochs):
        print(f'Epoch {epoch}/{num_epochs - 1}')
        print('-' * 10)
        for phase in ['train', 'val']:
            model.train() if phase == 'train' else model.eval()
            rl = 0.0
            rc = 0
            for inputs, labels in loaders[phase]:
                optimizer.zero_grad()
                with torch.set_grad_enabled(phase == 'train'):
                    outputs = model(inputs)
                    _, preds = torch.max(outputs, 1)
                    loss = criterion(outputs, labels)
                    if phase == 'train':
                        loss.backward()
                        optimizer.step()
                rl += loss.item() * inputs.size(0)
                rc += torch.sum(preds == labels.data)
            if phase == 'train':
                scheduler.step()
            acc = rc.double() / sizes[phase]
            print(f'{phase} Loss: {rl / sizes[phase]:.4f} Acc: {acc:.4f}')
            if phase == 'val' and acc > best_acc:
                best_acc = acc
                best = copy.deepcopy(model.state_dict())
    print(f'Best val Acc: {best_acc:4f}')
    model.load_state_dict(best)
    return model
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, model_ft.parameters()), lr=0.1, momentum=0.9, nesterov=True)
m = train_model(model_ft, nn.CrossEntropyLoss(), opt, lr_scheduler.StepLR(opt, step_size=2, gamma=0.1))
for name, child in m.named_children():
    if name in ('layer2', 'fc'):
        for p in child.parameters():
            p.requires_grad_(True)
opt = torch.optim.Adam([{'params': m.layer2.parameters(), 'lr': 0.0001}, {'params': m.fc.parameters()}], lr=0.001)
print(opt)
train_model(m, nn.CrossEntropyLoss(), opt, lr_scheduler.ExponentialLR(opt, 0.9), 1)
ckpt = {'epoch': 3, 'model_state_dict': m.state_dict(), 'optimizer_state_dict': opt.state_dict(), 'loss': 0.25}
torch.save(ckpt, os.path.join(d, 'c.tar'))
c = torch.load(os.path.join(d, 'c.tar'))
m2 = ResNet(2)
m2.load_state_dict(c['model_state_dict'])
o2 = torch.optim.Adam([{'params': m2.layer2.parameters()}, {'params': m2.fc.parameters()}], lr=9)
o2.load_state_dict(c['optimizer_state_dict'])
print(c['epoch'], c['loss'], [g['lr'] for g in o2.param_groups], list(o2.state.keys())[0].shape if o2.state else None)
m.eval()
m2.eval()
print(torch.equal(m(X[:2]), m2(X[:2])))
try:
    ResNet(5).load_state_dict(m.state_dict())
except RuntimeError as e:
    print(str(e))
bad = m.state_dict()
bad['extra.weight'] = torch.zeros(1)
del bad['fc.bias']
try:
    ResNet(2).load_state_dict(bad)
except RuntimeError as e:
    print(e)
print(ResNet(2).load_state_dict(bad, strict=False))
for n, b in list(m.named_buffers())[:3]:
    print(n, b)
torch.save(m, os.path.join(d, 'whole.pt'))
w = torch.load(os.path.join(d, 'whole.pt'), weights_only=False)
print(type(w).__name__, w.training)
