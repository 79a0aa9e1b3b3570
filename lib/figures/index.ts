export * from './animation';
export * from './bars';
export * from './histogram';
export * from './image-grid';
export * from './lines';
export * from './loss-curves';
export { type Picture } from './picture';
export * from './scatter';
