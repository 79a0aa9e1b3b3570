"""PyTorch: the step of games/voxel-gan.ts."""

from torch_game import BATCH, KERAS_NORM, Player, batches_of, call_fake, call_real, laid_out, noise_data, serve

import torch
from torch import nn

LATENT = 64


def normalised(channels):
    return [nn.BatchNorm3d(channels, **KERAS_NORM), nn.ReLU()]


generator = nn.Sequential(
    nn.Linear(LATENT, 64 * 64, bias=False),
    nn.Unflatten(1, (64, 4, 4, 4)),
    *normalised(64),
    nn.ConvTranspose3d(64, 32, 4, 2, 1, bias=False),
    *normalised(32),
    nn.ConvTranspose3d(32, 16, 4, 2, 1, bias=False),
    *normalised(16),
    nn.Conv3d(16, 1, 3, 1, 1),
    nn.Sigmoid(),
)
discriminator = nn.Sequential(
    nn.Conv3d(1, 16, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Conv3d(16, 32, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Conv3d(32, 64, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Flatten(),
    nn.Linear(512, 1),
)
generator, discriminator = laid_out(generator), laid_out(discriminator)
sculptor = Player(generator, lr=1e-3, betas=(0.0, 0.99))
judge = Player(discriminator, lr=1e-3, betas=(0.0, 0.99))
shapes = noise_data(1, 16, 16, 16)


def step():
    (real,) = batches_of(shapes)
    with torch.no_grad():
        fake = generator(torch.randn(BATCH, LATENT))
    real_logits, fake_logits = discriminator(torch.cat([real, fake])).chunk(2)
    d_loss = call_real(real_logits) + call_fake(fake_logits)
    judge.descend(d_loss)

    g_loss = call_real(discriminator(generator(torch.randn(BATCH, LATENT))))
    sculptor.descend(g_loss)
    return d_loss.item(), g_loss.item()


serve(step)
