"""Keras: the article's step, run eagerly as the article has it or as one tf.function.

The step is the article's own: two networks that end in a sigmoid, binary cross-entropy on probabilities, tf.GradientTape
and two Adams of 1e-4; nothing but the decorator changes between the modes. Each update draws noise of its own, as ours.
"""

from side import BATCH, LATENT, SETTINGS, read_images, serve

import keras
import numpy as np
import tensorflow as tf

layers = keras.layers
if "threads" in SETTINGS:
    tf.config.threading.set_intra_op_parallelism_threads(SETTINGS["threads"])


def dense_networks():
    generator = keras.Sequential(
        [
            keras.Input((LATENT,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
            layers.Reshape((28, 28, 1)),
        ]
    )
    discriminator = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    return generator, discriminator


def dcgan_networks():
    generator = keras.Sequential(
        [
            keras.Input((LATENT,)),
            layers.Dense(7 * 7 * 128, use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(0.3),
            layers.Reshape((7, 7, 128)),
            layers.Conv2DTranspose(64, 5, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(0.3),
            layers.Conv2DTranspose(1, 5, strides=2, padding="same", use_bias=False, activation="sigmoid"),
        ]
    )
    discriminator = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(64, 5, strides=2, padding="same"),
            layers.LeakyReLU(0.3),
            layers.Conv2D(128, 5, strides=2, padding="same"),
            layers.LeakyReLU(0.3),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    return generator, discriminator


keras.utils.set_random_seed(1)
generator, discriminator = {"dense": dense_networks, "dcgan": dcgan_networks}[SETTINGS["workload"]]()
generator_optimizer = keras.optimizers.Adam(1e-4)
discriminator_optimizer = keras.optimizers.Adam(1e-4)
cross_entropy = keras.losses.BinaryCrossentropy()


def train_step(real):
    noise = tf.random.normal([BATCH, LATENT])
    with tf.GradientTape() as tape:
        fake = generator(noise, training=True)
        real_output = discriminator(real, training=True)
        fake_output = discriminator(fake, training=True)
        d_loss = cross_entropy(tf.ones_like(real_output), real_output)
        d_loss += cross_entropy(tf.zeros_like(fake_output), fake_output)
    variables = discriminator.trainable_variables
    discriminator_optimizer.apply_gradients(zip(tape.gradient(d_loss, variables), variables))

    noise = tf.random.normal([BATCH, LATENT])
    with tf.GradientTape() as tape:
        fake_output = discriminator(generator(noise, training=True), training=True)
        g_loss = cross_entropy(tf.ones_like(fake_output), fake_output)
    variables = generator.trainable_variables
    generator_optimizer.apply_gradients(zip(tape.gradient(g_loss, variables), variables))
    return d_loss, g_loss


images = read_images().reshape(-1, 28, 28, 1)
if SETTINGS["mode"] == "eager":

    def step():
        d_loss, g_loss = train_step(images[np.random.randint(0, len(images), BATCH)])
        return float(d_loss), float(g_loss)

else:
    on_device = tf.constant(images)
    for optimizer, model in ((generator_optimizer, generator), (discriminator_optimizer, discriminator)):
        optimizer.build(model.trainable_variables)

    @tf.function
    def sampled_step():
        indices = tf.random.uniform([BATCH], maxval=len(images), dtype=tf.int32)
        return train_step(tf.gather(on_device, indices))

    def step():
        d_loss, g_loss = sampled_step()
        return float(d_loss), float(g_loss)


serve(step)
