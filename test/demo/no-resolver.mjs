// Preloaded into the command line by tests of names: no query leaves this computer. `*.invalid` is unknown
// (RFC 6761 6.4); `*.silent` gets no answer for twenty seconds, during which the look-up keeps the process alive as
// the system's own does.
import { promises } from 'node:dns';

const answer = (name) =>
  name.endsWith('.silent')
    ? new Promise((_resolve, reject) => {
        setTimeout(() => reject(Object.assign(new Error('EAI_AGAIN'), { code: 'EAI_AGAIN' })), 20_000);
      })
    : Promise.reject(Object.assign(new Error(`ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));

promises.lookup = answer;
promises.Resolver.prototype.resolveSrv = answer;
