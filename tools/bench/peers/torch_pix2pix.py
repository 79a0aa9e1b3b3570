"""PyTorch: the step of games/pix2pix.ts."""

from torch_game import KERAS_NORM, PatchDiscriminator, Player, batches_of, call_fake, call_real, laid_out, noise_data, serve

import torch
from torch import nn
from torch.nn import functional as F


class UNet(nn.Module):
    """buildUnet of 32, 64 and 128 filters."""

    def __init__(self):
        super().__init__()
        halve = lambda i, o, bias=True: nn.Conv2d(i, o, 4, 2, 1, bias=bias)
        double = lambda i, o, bias=True: nn.ConvTranspose2d(i, o, 4, 2, 1, bias=bias)
        self.halve_0, self.halve_1, self.halve_2 = halve(3, 32), halve(32, 64, False), halve(64, 128)
        self.double_2, self.double_1, self.double_0 = double(128, 64, False), double(128, 32, False), double(64, 3)
        self.norm_1 = nn.BatchNorm2d(64, **KERAS_NORM)
        self.up_norm_2, self.up_norm_1 = nn.BatchNorm2d(64, **KERAS_NORM), nn.BatchNorm2d(32, **KERAS_NORM)

    def forward(self, x):
        whole = F.leaky_relu(self.halve_0(x), 0.2)
        half = F.leaky_relu(self.norm_1(self.halve_1(whole)), 0.2)
        innermost = F.leaky_relu(self.halve_2(half), 0.2)
        up = F.relu(self.up_norm_2(self.double_2(innermost)))
        up = F.relu(self.up_norm_1(self.double_1(torch.cat([up, half], 1))))
        return torch.tanh(self.double_0(torch.cat([up, whole], 1)))


generator, discriminator = laid_out(UNet()), laid_out(PatchDiscriminator(6))
painter, judge = Player(generator, lr=4e-4), Player(discriminator, lr=4e-4)
inputs, targets = noise_data(3, 32, 32), noise_data(3, 32, 32)


def step():
    x, y = batches_of(inputs, targets)
    fake = generator(x)
    shown = torch.cat([torch.cat([x, y], 1), torch.cat([x, fake.detach()], 1)])
    real_logits, fake_logits = discriminator(shown).chunk(2)
    d_loss = call_real(real_logits) + call_fake(fake_logits)
    judge.descend(d_loss)

    g_loss = call_real(discriminator(torch.cat([x, fake], 1))) + 100 * (fake - y).abs().mean()
    painter.descend(g_loss)
    return d_loss.item(), g_loss.item()


serve(step)
