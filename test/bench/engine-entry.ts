// What the bench measures, as one bundle with the threads' files beside it.
export { openStream } from '../../main/engine/stream/open-stream.ts';
export { measureSelfNoise } from '../../main/engine/stream/self-noise.ts';
export { secureIds } from '../../main/io/ids.ts';
