// What a host says of itself.
import type { ResponseOf } from '../../shared/ipc/contract.ts';

export const appInfo: ResponseOf<'app.info'> = {
  version: '0.1.0',
  host: 'loopback',
  os: 'linux',
  arch: 'x64',
  isDemo: false,
  canDrag: false,
  demoScenarios: [],
  profile: null,
  profileOrigin: null,
};
