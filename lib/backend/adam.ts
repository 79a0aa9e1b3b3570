export { Optimizer as Adam, type OptimizerSettings as AdamSettings } from './optimizer';
