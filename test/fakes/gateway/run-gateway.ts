// Starts a pretended router as a program of its own, here or in a namespace of the lab.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Behaviour, Door } from './behaviour.ts';

const script = fileURLToPath(new URL('../../lab/fake-gateway.mjs', import.meta.url));

export type Ports = Readonly<Record<Door | 'ssdp', number>>;
export const anyPorts: Ports = { ssdp: 0, web: 0, secureWeb: 0, tr064: 0, igd: 0 };

export type RunningGateway = {
  readonly ports: Partial<Ports>;
  /** Ends it and tells what it was asked. */
  stop(): Promise<{ readonly requests: readonly string[]; readonly datagrams: number }>;
};

export type GatewayPlace = {
  readonly address: string;
  readonly ports: Ports;
  readonly certificate: { readonly key: string; readonly cert: string } | null;
  /** Command line that runs another one where the router is. */
  readonly on?: (argv: readonly string[]) => readonly string[];
};

export async function runGateway(behaviour: Behaviour, place: GatewayPlace): Promise<RunningGateway> {
  const { on = (argv) => argv, ...where } = place;
  const [program = '', ...args] = on([process.execPath, script]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stdin.write(`${JSON.stringify({ ...behaviour, ...where })}\n`);
  while (!printed.includes('\n')) await Promise.race([once(child.stdout, 'data'), failing(child)]);
  const ports = JSON.parse(printed.split('\n')[0] ?? '') as Partial<Ports>;
  return {
    ports,
    stop: async () => {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
      return JSON.parse(printed.trim().split('\n').at(-1) ?? '');
    },
  };
}

async function failing(child: ReturnType<typeof spawn>): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`the pretended router ended with ${String(code)}`);
}
