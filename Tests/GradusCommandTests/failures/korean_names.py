import torch

입력 = torch.zeros(5, 6)
가중치 = torch.zeros(3, 4)
출력 = 입력 @ 가중치
