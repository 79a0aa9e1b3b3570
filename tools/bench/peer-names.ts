/** How the other sides' names begin in tables; the variant follows in brackets. */
export const PEERS = {
  eager: "the article's Keras code",
  function: 'Keras, one tf.function',
  torch: 'PyTorch',
  torchMixed: 'bfloat16: PyTorch',
} as const;
