"""PyTorch: the same networks and step, in its fastest form.

Fused Adam; gradients only in the weights that move; D sees reals and fakes in one pass; the loss on logits.
"""

from side import BATCH, LATENT, SETTINGS, read_images, serve

import torch
from torch import nn

if "threads" in SETTINGS:
    torch.set_num_threads(SETTINGS["threads"])
torch.manual_seed(1)


def dense_networks():
    generator = nn.Sequential(nn.Linear(LATENT, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    discriminator = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 1))
    return generator, discriminator


def dcgan_networks():
    halve = {"kernel_size": 5, "stride": 2, "padding": 2}
    double = {**halve, "output_padding": 1, "bias": False}
    keras_norm = {"eps": 1e-3, "momentum": 0.01}  # Keras's defaults; its momentum is the rest to 1
    generator = nn.Sequential(
        nn.Linear(LATENT, 7 * 7 * 128, bias=False),
        nn.BatchNorm1d(7 * 7 * 128, **keras_norm),
        nn.LeakyReLU(0.3),
        nn.Unflatten(1, (128, 7, 7)),
        nn.ConvTranspose2d(128, 64, **double),
        nn.BatchNorm2d(64, **keras_norm),
        nn.LeakyReLU(0.3),
        nn.ConvTranspose2d(64, 1, **double),
        nn.Sigmoid(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, **halve),
        nn.LeakyReLU(0.3),
        nn.Conv2d(64, 128, **halve),
        nn.LeakyReLU(0.3),
        nn.Flatten(),
        nn.Linear(7 * 7 * 128, 1),
    )
    return generator, discriminator


images = torch.from_numpy(read_images())
if SETTINGS["workload"] == "dense":
    generator, discriminator = dense_networks()
else:
    generator, discriminator = dcgan_networks()
    images = images.reshape(-1, 1, 28, 28)
    if SETTINGS.get("channelsLast"):
        generator, discriminator = (net.to(memory_format=torch.channels_last) for net in (generator, discriminator))
generator_weights, discriminator_weights = list(generator.parameters()), list(discriminator.parameters())
generator_optimizer = torch.optim.Adam(generator_weights, lr=1e-4, eps=1e-7, fused=True)
discriminator_optimizer = torch.optim.Adam(discriminator_weights, lr=1e-4, eps=1e-7, fused=True)
cross_entropy = nn.BCEWithLogitsLoss()
bfloat16 = torch.autocast("cpu", dtype=torch.bfloat16, enabled=SETTINGS.get("bfloat16", False))
ones, zeros = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)


def step():
    real = images[torch.randint(0, len(images), (BATCH,))]
    with bfloat16:
        with torch.no_grad():
            fake = generator(torch.randn(BATCH, LATENT))
        real_logits, fake_logits = discriminator(torch.cat([real, fake])).split(BATCH)
        d_loss = cross_entropy(real_logits, ones) + cross_entropy(fake_logits, zeros)
    discriminator_optimizer.zero_grad(set_to_none=True)
    d_loss.backward(inputs=discriminator_weights)
    discriminator_optimizer.step()

    with bfloat16:
        g_loss = cross_entropy(discriminator(generator(torch.randn(BATCH, LATENT))), ones)
    generator_optimizer.zero_grad(set_to_none=True)
    g_loss.backward(inputs=generator_weights)
    generator_optimizer.step()
    return d_loss.item(), g_loss.item()


serve(step)
