"""What the games of applications share in PyTorch: threads, layout, Adam and data as ours; a round's answers are side.py's.

Each is run in its fastest form: fused Adam, gradients only in the weights that move, a fake that two updates need made
once, real and fake judged in one pass where no normalisation runs over the batch.
"""

from side import SETTINGS, serve

import torch
from torch import nn
from torch.nn import functional as F

if "threads" in SETTINGS:
    torch.set_num_threads(SETTINGS["threads"])
torch.manual_seed(1)

bfloat16 = torch.autocast("cpu", dtype=torch.bfloat16, enabled=SETTINGS.get("bfloat16", False))
BATCH = SETTINGS["batchSize"]
NUM_EXAMPLES = 512
KERAS_NORM = {"eps": 1e-3, "momentum": 0.01}  # Keras's defaults; its momentum is the rest to 1


def laid_out(network):
    """The network, in the layout that was asked for."""
    if not SETTINGS.get("channelsLast"):
        return network
    is_volume = any(isinstance(layer, nn.Conv3d) for layer in network.modules())
    return network.to(memory_format=torch.channels_last_3d if is_volume else torch.channels_last)


def noise_data(*shape):
    """Uniform numbers in -1..1; a batch of them is drawn with replacement."""
    return torch.rand(NUM_EXAMPLES, *shape) * 2 - 1


def batches_of(*data):
    indices = torch.randint(0, NUM_EXAMPLES, (BATCH,))
    return [tensor[indices] for tensor in data]


class Player:
    """Moves the weights of some networks, and no others."""

    def __init__(self, *networks, lr, betas=(0.5, 0.999)):
        self.weights = [weight for network in networks for weight in network.parameters()]
        self.optimizer = torch.optim.Adam(self.weights, lr=lr, betas=betas, eps=1e-7, fused=True)

    def descend(self, loss):
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward(inputs=self.weights)
        self.optimizer.step()


def call_real(logits):
    return F.softplus(-logits).mean()


def call_fake(logits):
    return F.softplus(logits).mean()


def r1_penalty(logits, real, weight):
    """weight/2 * E|grad D(x)|^2 from logits that were made of `real`, a list of tensors with requires_grad."""
    gradients = torch.autograd.grad(logits.sum(), real, create_graph=True)
    squares = sum(gradient.square().flatten(1).sum(1) for gradient in gradients)
    return weight / 2 * squares.mean()


class PatchDiscriminator(nn.Module):
    """buildPatchDiscriminator: its last convolution pads as TensorFlow does, one before and two after."""

    def __init__(self, channels):
        super().__init__()
        self.halve = nn.Conv2d(channels, 32, 4, 2, 1)
        self.quarter = nn.Conv2d(32, 64, 4, 2, 1, bias=False)
        self.norm = nn.InstanceNorm2d(64, affine=True)
        self.logits = nn.Conv2d(64, 1, 4)

    def forward(self, x):
        x = F.leaky_relu(self.halve(x), 0.2)
        x = F.leaky_relu(self.norm(self.quarter(x)), 0.2)
        return self.logits(F.pad(x, (1, 2, 1, 2)))
