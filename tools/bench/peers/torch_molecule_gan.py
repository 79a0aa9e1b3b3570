"""PyTorch: the step of games/molecule-gan.ts."""

from torch_game import BATCH, Player, batches_of, call_fake, call_real, noise_data, r1_penalty, serve

import torch
from torch import nn
from torch.nn import functional as F

LATENT, ATOMS, ATOM_KINDS, BOND_KINDS = 32, 9, 5, 4
FIRST, SECOND = torch.tril_indices(ATOMS, ATOMS, -1)
NUM_PAIRS = len(FIRST)


class GraphConvolution(nn.Module):
    """relationalGraphConvolution, with leaky ReLU."""

    def __init__(self, features, units):
        super().__init__()
        self.own = nn.Linear(features, units)
        self.relations = nn.Linear(features, (BOND_KINDS - 1) * units, bias=False)

    def forward(self, nodes, bonds):
        sent = self.relations(nodes).unflatten(2, (BOND_KINDS - 1, -1)).transpose(1, 2)
        return F.leaky_relu(self.own(nodes) + (bonds @ sent).sum(1), 0.2)


class Discriminator(nn.Module):
    """buildMoleculeDiscriminator."""

    def __init__(self):
        super().__init__()
        self.near, self.far = GraphConvolution(ATOM_KINDS, 64), GraphConvolution(64, 128)
        self.molecule = nn.Linear(128 + ATOM_KINDS, 2 * 128)
        self.features, self.logit = nn.Linear(128, 128), nn.Linear(128, 1)

    def forward(self, atoms, bonds):
        nodes = torch.cat([self.far(self.near(atoms, bonds), bonds), atoms], 2)
        gate, content = self.molecule(nodes).chunk(2, 2)
        molecule = torch.tanh((torch.sigmoid(gate) * torch.tanh(content)).sum(1))
        return self.logit(F.leaky_relu(self.features(molecule), 0.2))


def leaky(inputs, units):
    return nn.Sequential(nn.Linear(inputs, units), nn.LeakyReLU(0.2))


generator = nn.Sequential(
    leaky(LATENT, 128),
    leaky(128, 256),
    leaky(256, 512),
    nn.Linear(512, ATOMS * ATOM_KINDS + NUM_PAIRS * BOND_KINDS),
)
discriminator = Discriminator()
chemist = Player(generator, lr=5e-4, betas=(0.0, 0.99))
judge = Player(discriminator, lr=5e-4, betas=(0.0, 0.99))
all_atoms, all_bonds = noise_data(ATOMS, ATOM_KINDS), noise_data(BOND_KINDS - 1, ATOMS, ATOMS)


def generate():
    logits = generator(torch.randn(BATCH, LATENT))
    of_atoms, of_pairs = logits.split([ATOMS * ATOM_KINDS, NUM_PAIRS * BOND_KINDS], 1)
    atoms = F.gumbel_softmax(of_atoms.unflatten(1, (ATOMS, ATOM_KINDS)), hard=True)
    pairs = F.gumbel_softmax(of_pairs.unflatten(1, (NUM_PAIRS, BOND_KINDS)), hard=True)
    half = logits.new_zeros(BATCH, BOND_KINDS - 1, ATOMS, ATOMS)
    half[:, :, FIRST, SECOND] = pairs[:, :, 1:].transpose(1, 2)
    return atoms, half + half.transpose(2, 3)


def step():
    real = batches_of(all_atoms, all_bonds)
    for tensor in real:
        tensor.requires_grad_()
    with torch.no_grad():
        fake = generate()
    real_logits, fake_logits = discriminator(*real), discriminator(*fake)
    d_loss = call_real(real_logits) + call_fake(fake_logits) + r1_penalty(real_logits, real, 0.5)
    judge.descend(d_loss)

    g_loss = call_real(discriminator(*generate()))
    chemist.descend(g_loss)
    return d_loss.item(), g_loss.item()


serve(step)
