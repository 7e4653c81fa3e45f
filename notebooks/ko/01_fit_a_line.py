# %% [markdown]
# # 직선 맞추기, 그다음 곡선
#
# 신경망 학습은 한 가지 생각의 반복이다. 추측하고, 얼마나 틀렸는지 재고, 모든 수를 덜 틀리는 방향으로 조금씩 옮긴다.
# 이 과정은 수 두 개만으로도 볼 수 있다.

# %% 필요한 것
import torch
from torch import nn, optim

torch.manual_seed(0);

# %% [markdown]
# ## 직선 y = ax + b
#
# `a`와 `b`를 우리가 직접 정해 두면 나중에 제대로 찾았는지 확인할 수 있다. 약간의 잡음을 섞어 현실처럼 만든다.

# %% 우리가 아는 직선 근처의 점들
true_a, true_b = 3.0, -1.5
x = torch.rand(200) * 4 - 2
y = true_a * x + true_b + 0.1 * torch.randn(200)
print("x has shape", list(x.shape), "and y has shape", list(y.shape))
x[:5]
#> x has shape [200] and y has shape [200]
#> tensor([-0.0150,  1.0729, -1.6461, -1.4719, -0.7703])
#>= 7107195b

# %% 첫 추측, 그리고 얼마나 틀렸는지
a = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
loss = ((a * x + b - y) ** 2).mean()
loss
#> tensor(15.3726, grad_fn=<MeanBackward0>)
#>= 330fc4a8

# %% 어느 쪽이 내리막인가?
loss.backward()
print(f"the slope for a is {a.grad.item():.3f}, the slope for b is {b.grad.item():.3f}")
print("a should grow" if a.grad.item() < 0 else "a should shrink")
print("b should grow" if b.grad.item() < 0 else "b should shrink")
#> the slope for a is -8.395, the slope for b is 3.647
#> a should grow
#> b should shrink
#>= c0ae1db5

# %% 손으로 만든 경사 하강법으로 작은 걸음 예순 번
optimizer = optim.SGD([a, b], lr=0.1)
for step in range(60):
    loss = ((a * x + b - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 10 == 9:
        print(f"step {step + 1:3d}   loss {loss.item():9.5f}   a {a.item():7.4f}   b {b.item():7.4f}")
#> step  10   loss   0.06543   a  2.8968   b -1.4009
#> step  20   loss   0.01133   a  3.0019   b -1.4983
#> step  30   loss   0.01115   a  3.0048   b -1.5069
#> step  40   loss   0.01115   a  3.0048   b -1.5078
#> step  50   loss   0.01115   a  3.0047   b -1.5079
#> step  60   loss   0.01115   a  3.0047   b -1.5079
#>= 8417b05a

# %% 직선을 찾았는가?
print(f"a = {a.item():.2f} (we used {true_a})")
print(f"b = {b.item():.2f} (we used {true_b})")
#> a = 3.00 (we used 3.0)
#> b = -1.51 (we used -1.5)
#>= e9549b2b

# %% [markdown]
# ## 포물선은 조금 더 어렵다
#
# `ax² + bx + c` 같은 곡선에는 찾을 수가 세 개 있다. 이번에는 큰 모델이 그러듯이 우리가 만든 클래스 안에 둔다.
# `nn.Module`이 매개변수를 모아 두고, 최적화기는 모듈에게 물어본다.


# %% 우리가 만든 모델
class Parabola(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.zeros(1))
        self.b = nn.Parameter(torch.zeros(1))
        self.c = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return self.a * x**2 + self.b * x + self.c


model = Parabola()
for name, parameter in model.named_parameters():
    print(name, "=", parameter.item())
#> a = 0.0
#> b = 0.0
#> c = 0.0
#>= 31688a87

# %% 우리가 아는 포물선 근처의 점들
true_values = {"a": 0.5, "b": -2.0, "c": 1.0}
y = true_values["a"] * x**2 + true_values["b"] * x + true_values["c"] + 0.1 * torch.randn(200)
y.shape
#> torch.Size([200])
#>= ac8397db

# %% 모델만 바뀌고 나머지는 똑같은 반복
criterion = nn.MSELoss()
optimizer = optim.SGD(model.parameters(), lr=0.1)
for step in range(200):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 40 == 39:
        print(f"step {step + 1:3d}   loss {loss.item():9.5f}")
#> step  40   loss   0.01192
#> step  80   loss   0.01138
#> step 120   loss   0.01137
#> step 160   loss   0.01137
#> step 200   loss   0.01137
#>= 86e4a388

# %% 세 수를 찾았는가?
for name, parameter in model.named_parameters():
    print(f"{name} = {parameter.item():6.3f} (we used {true_values[name]})")
#> a =  0.506 (we used 0.5)
#> b = -2.006 (we used -2.0)
#> c =  0.995 (we used 1.0)
#>= 06ebe65d

# %% [markdown]
# ## 배운 것
#
# - 손실은 모델이 얼마나 틀렸는지를 나타내는 수 하나이고, 기울기는 매개변수마다 손실이 어떻게 변하는지를 말한다.
# - 학습 반복은 언제나 같은 네 줄이다. 손실, `zero_grad`, `backward`, `step`.
# - 매개변수는 참값에 다가가지만, 데이터의 잡음 때문에 정확히 맞지는 않는다.
# - `nn.Module`은 자기 매개변수를 알고 있으므로, 반복문은 안에 무엇이 있는지 몰라도 된다.
