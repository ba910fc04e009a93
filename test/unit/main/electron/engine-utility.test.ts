import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launchUtilityEngine } from '../../../../main/electron/engine-utility.ts';

class FakeProcess extends EventEmitter {
  readonly posted: unknown[] = [];
  kills = 0;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    this.kills += 1;
    return true;
  }
}

function launch() {
  const child = new FakeProcess();
  const forks: unknown[][] = [];
  const link = launchUtilityEngine((...args) => {
    forks.push(args);
    return child as never;
  }, '/app/out/engine/engine.mjs')();
  return { child, forks, link };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one process a launch, with its own standard output kept out of ours', () => {
  expect(launch().forks).toEqual([
    [
      '/app/out/engine/engine.mjs',
      [],
      { serviceName: 'SIP ALG Checker engine', stdio: ['ignore', 'ignore', 'inherit'] },
    ],
  ]);
});

test('messages pass both ways, and its end is told once', () => {
  const { child, link } = launch();
  const seen: unknown[] = [];
  link.onMessage((message) => seen.push(message));
  link.onExit(() => seen.push('gone'));
  link.post({ kind: 'start' });
  child.emit('message', { kind: 'progress' });
  child.emit('exit', 0);
  expect(child.posted).toEqual([{ kind: 'start' }]);
  expect(seen).toEqual([{ kind: 'progress' }, 'gone']);
});

test('told to go, an engine may first give its lock back', () => {
  const { child, link } = launch();
  link.kill();
  link.kill();
  expect(child.posted).toEqual([{ kind: 'cancel' }]);
  vi.advanceTimersByTime(499);
  expect(child.kills).toBe(0);
  vi.advanceTimersByTime(1);
  expect(child.kills).toBe(1);
});

test('one that went by itself is left alone', () => {
  const { child, link } = launch();
  link.kill();
  child.emit('exit', 0);
  vi.advanceTimersByTime(5000);
  link.kill();
  expect(child.kills).toBe(0);
});
