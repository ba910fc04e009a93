// The flows of an account's session and who speaks on them: what arrives goes to the activity it is about, and what
// is about none gets the answer that any SIP element owes. RFC 3261 8.2.
import { type Endpoint, sameAddress } from '../../../shared/base/address.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Authenticator } from '../../../shared/dialog/authenticator.ts';
import { belongsTo } from '../../../shared/dialog/belongs-to.ts';
import type { DialogIds, DialogInput } from '../../../shared/dialog/dialog-types.ts';
import { answerOutside } from '../../../shared/dialog/responses.ts';
import type { Fact } from '../../../shared/observation/observation.ts';
import { type Path, pathName } from '../../../shared/observation/path.ts';
import { readMessage } from '../../../shared/sip/message-reader.ts';
import type { FlowFault, FlowHandlers } from '../../io/network.ts';
import type { BanGuard, Refusal, SenderFlow } from '../ban-guard.ts';
import { createFlowKeeper } from '../flow-keeper.ts';
import { messageStream } from '../message-stream.ts';

export type SessionDeps = {
  /** In mode `account`. */
  readonly guard: BanGuard;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly account: Authenticator;
  readonly record: (fact: Fact) => void;
  readonly serverAddress: string;
  readonly serverName: string;
  /** Cancels whatever goes on; what stands on the server is taken down first. */
  readonly signal: AbortSignal;
};

/** `read` is a flow that shares nothing with the one that registered. */
export type Place = { readonly path: Path; readonly role: 'main' | 'read' };

type Live = {
  readonly ids: DialogIds;
  feed(input: DialogInput): void;
  close(): void;
};

/** A flow with the activities that use it, ended ones too: a late answer belongs to one of them. */
export type Line = { readonly sender: SenderFlow; readonly lives: Live[] };

export type Lines = {
  /** The flow of a place, opened when it is first needed. */
  open(place: Place): Promise<Result<Line, Refusal | FlowFault>>;
  close(): void;
};

const connectTimeoutMs = 3000;

/** No flows yet. */
export function createLines(deps: SessionDeps): Lines {
  const flows = createFlowKeeper();
  const lines = new Map<string, Line>();
  return {
    async open({ path, role }) {
      const key = `${pathName(path)} ${role}`;
      const known = lines.get(key);
      if (known !== undefined) return ok(known);
      const lives: Live[] = [];
      // A flow can deliver before its owner knows it.
      let sender: SenderFlow | null = null;
      const handlers = lineHandlers(deps, path, lives, (bytes) => void sender?.follow(bytes));
      const what = {
        transport: path.transport,
        remote: { address: deps.serverAddress, port: path.port },
        serverName: deps.serverName,
        connectTimeoutMs,
      };
      const opened = await deps.guard.openSender(what, handlers);
      if (!opened.ok) return opened;
      if (!flows.keep(opened.value.flow)) return { ok: false, error: { refused: 'cancelled' } };
      sender = opened.value;
      const line = { sender: opened.value, lives };
      lines.set(key, line);
      return ok(line);
    },
    close: () => {
      for (const { lives } of lines.values()) for (const live of lives) live.close();
      flows.close();
    },
  };
}

function lineHandlers(
  deps: SessionDeps,
  path: Path,
  lives: readonly Live[],
  answer: (bytes: Uint8Array) => void,
): FlowHandlers {
  const fail = (code: FlowFault['code']): void => {
    for (const live of lives) live.feed({ kind: 'flow-failed', code });
  };
  const push = messageStream(path.transport, {
    onMessage: (bytes) => deliver(deps, lives, bytes, answer),
    onBroken: () => fail('other'),
  });
  return {
    onBytes: (bytes, from) => {
      // With an account only the server's own word counts: nobody else may end a call or ask for a password.
      if (isServer(deps, path, from)) push(bytes);
    },
    onFault: (fault) => fail(fault.code),
  };
}

const isServer = (deps: SessionDeps, path: Path, from: Endpoint): boolean =>
  from.port === path.port && sameAddress(from.address, deps.serverAddress);

function deliver(
  deps: SessionDeps,
  lives: readonly Live[],
  bytes: Uint8Array,
  answer: (bytes: Uint8Array) => void,
): void {
  const message = readMessage(bytes);
  if (!message.ok) return;
  const concerned = lives.filter((live) => belongsTo(message.value, live.ids));
  for (const live of concerned) live.feed({ kind: 'received', bytes });
  if (concerned.length > 0 || message.value.startLine.kind === 'response') return;
  const response = answerOutside(message.value, deps.ids.token(10));
  if (response !== null) answer(response);
}
