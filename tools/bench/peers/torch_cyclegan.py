"""PyTorch: the step of games/cyclegan.ts."""

from torch_game import PatchDiscriminator, Player, batches_of, laid_out, noise_data, serve

import torch
from torch import nn
from torch.nn import functional as F


def normalised(layer, channels):
    return nn.Sequential(layer, nn.InstanceNorm2d(channels, affine=True))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = (normalised(nn.Conv2d(64, 64, 3, 1, 1, bias=False), 64) for _ in range(2))

    def forward(self, x):
        return x + self.second(F.relu(self.first(x)))


class ResidualGenerator(nn.Module):
    """buildResidualGenerator."""

    def __init__(self):
        super().__init__()
        self.whole = normalised(nn.Conv2d(3, 24, 3, 1, 1, bias=False), 24)
        self.halve = normalised(nn.Conv2d(24, 48, 4, 2, 1, bias=False), 48)
        self.quarter = normalised(nn.Conv2d(48, 64, 4, 2, 1, bias=False), 64)
        self.blocks = nn.Sequential(Block(), Block())
        self.grow = normalised(nn.ConvTranspose2d(64, 48, 4, 2, 1, bias=False), 48)
        self.regrow = normalised(nn.ConvTranspose2d(48, 24, 4, 2, 1, bias=False), 24)
        self.last = nn.Conv2d(24, 3, 3, 1, 1)

    def forward(self, x):
        features = F.relu(self.whole(x))
        x = F.relu(self.quarter(F.relu(self.halve(features))))
        x = F.relu(self.regrow(F.relu(self.grow(self.blocks(x)))))
        return torch.tanh(self.last(x + features))


to_b, to_a = (laid_out(ResidualGenerator()) for _ in range(2))
judge_a, judge_b = (laid_out(PatchDiscriminator(3)) for _ in range(2))
painters, judges = Player(to_b, to_a, lr=4e-4), Player(judge_a, judge_b, lr=4e-4)
all_a, all_b = noise_data(3, 32, 32), noise_data(3, 32, 32)


def distance(one, other):
    return (one - other).abs().mean()


def of_judge(judge, real, fake):
    real_scores, fake_scores = judge(torch.cat([real, fake.detach()])).chunk(2)
    return ((real_scores - 1).square().mean() + fake_scores.square().mean()) / 2


def step():
    a, b = batches_of(all_a, all_b)
    fake_b, same_b = to_b(torch.cat([a, b])).chunk(2)
    fake_a, same_a = to_a(torch.cat([b, a])).chunk(2)
    d_loss = of_judge(judge_a, a, fake_a) + of_judge(judge_b, b, fake_b)
    judges.descend(d_loss)

    adversarial = (judge_a(fake_a) - 1).square().mean() + (judge_b(fake_b) - 1).square().mean()
    cycle = distance(to_a(fake_b), a) + distance(to_b(fake_a), b)
    identity = distance(same_a, a) + distance(same_b, b)
    g_loss = adversarial + 10 * cycle + 5 * identity
    painters.descend(g_loss)
    return d_loss.item(), g_loss.item()


serve(step)
