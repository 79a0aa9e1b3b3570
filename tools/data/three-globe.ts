import type { WantedPackage } from './definition';

/** A globe for web pages, with pictures of the whole Earth in `example/img`. */
export const THREE_GLOBE: WantedPackage = {
  registry: 'npm',
  name: 'three-globe',
  version: '2.45.2',
  sha256: 'f6deff6848980a4bda13b0993e5ebc929b27e791e063a5517c87115ff7e669cb',
};
