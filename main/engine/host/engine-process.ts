// Entry of the engine's own process (out/engine/engine.mjs). It lives as long as its host holds the line.
import { systemClock } from '../../io/clock.ts';
import { secureIds } from '../../io/ids.ts';
import { portOfThisProcess } from './engine-port.ts';
import { serveEngine } from './serve-engine.ts';

const port = portOfThisProcess();
if (port === null) {
  process.stderr.write('This is the engine of SIP ALG Checker; the app starts it.\n');
  process.exit(2);
}
// Ctrl-C in a terminal reaches the whole group; the host cancels, and this process ends when the host says so.
process.on('SIGINT', () => undefined);
// Leaving through exit() gives the run lock back.
port.onClose(() => process.exit(0));
serveEngine(port, { clock: systemClock, ids: secureIds });
