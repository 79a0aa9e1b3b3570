export * as tf from './tfjs';
