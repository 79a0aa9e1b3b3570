export * from './dropout';
export * from './instance-noise';
export * from './minibatch-standard-deviation';
export * from './packing';
export * from './spectral-conv2d';
export * from './spectral-dense';
export type { LayerOptions } from './input';
export type { RandomLayerOptions } from './random-layer';
export type { SpectralLayerOptions } from './spectral-layer';
