// The methods for reports that somebody sent.
import { err, ok } from '../../../shared/base/result.ts';
import type { workspaceMethods } from '../../../shared/ipc/workspace.ts';
import { clipped } from './comparing.ts';
import type { Handlers } from './handler-types.ts';
import type { Workspace } from './workspace.ts';

const gone = err({ code: 'not-found', message: 'There is no such report.' } as const);
const done = ok({});

/** One function for each method. */
export function workspaceHandlers(workspace: Workspace): Pick<Handlers, keyof typeof workspaceMethods> {
  return {
    'workspace.add': async ({ files }) => {
      await workspace.add(files);
      return done;
    },
    'workspace.list': async () => {
      const { rows, unusable, moreUnusable } = workspace.list();
      return ok({ rows: [...rows], unusable: [...unusable], moreUnusable });
    },
    'workspace.open': async ({ key }) => {
      const opened = workspace.open(key);
      return opened.ok ? opened : gone;
    },
    'workspace.compare': async ({ keys: [first, second] }) => {
      const compared = workspace.compare(first, second);
      if (!compared.ok) return gone;
      const { before, after, comparison } = compared.value;
      return ok({ before, after, comparison: clipped(comparison) });
    },
    'workspace.remove': async ({ keys }) => {
      workspace.remove(keys);
      return done;
    },
    'workspace.clear': async () => {
      workspace.clear();
      return done;
    },
  };
}
