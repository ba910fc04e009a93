// `udp/5060`: the short form of a way, for keys. The same as shared's, without its schemas.
import type { Path } from '../observation/path.ts';

export const pathKey = ({ transport, port }: Path): string => `${transport}/${port}`;
