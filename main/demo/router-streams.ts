// The TCP side of a router: a relay with the same addresses. Edits see what one segment carries, like those of
// a kernel, so a message cut in two is edited in two.
import type { Socket } from 'node:net';
import type { Endpoint } from '../../shared/base/address.ts';
import { bytesToLatin1, latin1ToBytes } from '../../shared/base/bytes.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { RouterPlan, RouterSides } from './demo-router.ts';
import { mapOutward } from './nat.ts';
import { type FlowTuple, looksAt } from './router-edits.ts';
import type { StreamWire } from './stream-wire.ts';

/** Accepts streams to `server` on the inside and carries them outside. */
export async function relayStreams(
  plan: RouterPlan,
  wire: StreamWire,
  ids: IdSource,
  sides: RouterSides,
  server: Endpoint,
): Promise<void> {
  await wire.listen(sides.inside, server, (inner, client) => {
    inner.pause();
    const mapped = mapOutward(plan.nat, plan.wanAddress, client, server, ids, new Set());
    const flow: FlowTuple = { transport: 'tcp', client, mapped, server, deliverPort: client.port };
    void relay(plan, wire, sides.outside, inner, flow);
  });
}

async function relay(
  plan: RouterPlan,
  wire: StreamWire,
  outside: string,
  inner: Socket,
  flow: FlowTuple,
): Promise<void> {
  const outer = await wire.connect(outside, () => flow.mapped, flow.server);
  if (outer !== null && !inner.destroyed) {
    join(plan, inner, outer, flow);
    return;
  }
  inner.destroy();
  outer?.destroy();
}

function join(plan: RouterPlan, inner: Socket, outer: Socket, flow: FlowTuple): void {
  const edits = plan.edits.filter((edit) => looksAt(edit, flow));
  carry(inner, outer, (text) => edits.reduce((edited, edit) => edit.outward(edited, flow), text));
  carry(outer, inner, (text) => edits.reduce((edited, edit) => edit.inward(edited, flow), text));
}

function carry(from: Socket, to: Socket, edit: (text: string) => string): void {
  from.on('data', (chunk) => {
    if (to.destroyed || to.writableEnded) return;
    // The reader sets the pace, or an endless stream would fill the memory.
    if (!to.write(latin1ToBytes(edit(bytesToLatin1(chunk))))) from.pause();
  });
  to.on('drain', () => from.resume());
  from.on('end', () => to.end());
  // Not destroy(): what was written before the end still has to leave.
  from.on('close', () => to.destroySoon());
  from.resume();
}
