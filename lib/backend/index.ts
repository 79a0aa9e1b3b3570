import './install';

export { tf } from './tfjs';
