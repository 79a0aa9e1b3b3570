"""PyTorch: the step of games/wavegan.ts."""

from torch_game import BATCH, Player, bfloat16, batches_of, call_fake, call_real, noise_data, r1_penalty, serve

import torch
from torch import nn

LATENT = 64


def leaky(layer):
    return nn.Sequential(layer, nn.LeakyReLU(0.2))


def quadruple(channels, filters):
    return nn.ConvTranspose1d(channels, filters, 25, 4, padding=11, output_padding=1)


def quarter(channels, filters):
    return nn.Conv1d(channels, filters, 25, 4, padding=11)


generator = nn.Sequential(
    leaky(nn.Linear(LATENT, 16 * 128)),
    nn.Unflatten(1, (128, 16)),
    leaky(quadruple(128, 64)),
    leaky(quadruple(64, 32)),
    leaky(quadruple(32, 16)),
    quadruple(16, 1),
    nn.Tanh(),
)
discriminator = nn.Sequential(
    leaky(quarter(1, 16)),
    leaky(quarter(16, 32)),
    leaky(quarter(32, 64)),
    leaky(quarter(64, 128)),
    nn.Flatten(),
    nn.Linear(16 * 128, 1),
)
singer = Player(generator, lr=5e-4, betas=(0.5, 0.9))
judge = Player(discriminator, lr=5e-4, betas=(0.5, 0.9))
sounds = noise_data(1, 4096)


def step():
    (real,) = batches_of(sounds)
    real.requires_grad_()
    with bfloat16:
        with torch.no_grad():
            fake = generator(torch.randn(BATCH, LATENT))
        real_logits, fake_logits = discriminator(real), discriminator(fake)
        d_loss = call_real(real_logits) + call_fake(fake_logits) + r1_penalty(real_logits, [real], 1)
    judge.descend(d_loss)

    with bfloat16:
        g_loss = call_real(discriminator(generator(torch.randn(BATCH, LATENT))))
    singer.descend(g_loss)
    return d_loss.item(), g_loss.item()


serve(step)
