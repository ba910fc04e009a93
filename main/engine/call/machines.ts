// The machines of shared/dialog as objects that keep their state.
import { newCall, stepCall } from '../../../shared/dialog/call/call.ts';
import type { CallInput, CallSpec } from '../../../shared/dialog/call/call-types.ts';
import type { DialogInput } from '../../../shared/dialog/dialog-types.ts';
import {
  newRegister,
  type RegisterSpec,
  type RegisterState,
  stepRegister,
} from '../../../shared/dialog/register.ts';
import type { Machine } from './activity.ts';

/** A registration and what it came to. */
export type RegisterMachine = Machine<DialogInput> & { readonly state: () => RegisterState };

export function registerMachine(spec: RegisterSpec): RegisterMachine {
  let state = newRegister(spec);
  return {
    ids: spec.ids,
    state: () => state,
    step: (input, nowMs) => {
      const step = stepRegister(state, input, nowMs);
      state = step.state;
      return step.effects;
    },
    wants: (request) => state.phase === 'asking' && state.attempt?.bytes === request,
    isFirst: () => state.attempt?.transmissions === 0,
  };
}

export function callMachine(spec: CallSpec): Machine<CallInput> {
  let state = newCall(spec);
  return {
    ids: spec.ids,
    step: (input, nowMs) => {
      const step = stepCall(state, input, nowMs);
      state = step.state;
      return step.effects;
    },
    wants: (request) => state.phase === 'asking' && state.invite?.bytes === request,
    isFirst: () => state.invite?.transmissions === 0,
  };
}
