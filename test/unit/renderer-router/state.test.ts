import { expect, it } from 'vitest';
import { chooseRouter, forgetChanges, markChange } from '../../../renderer/state/router.ts';
import { createAppStore } from '../../../renderer/state/store.ts';

it('another router begins with nothing done', () => {
  const store = createAppStore();
  chooseRouter(store, 'asus-asuswrt');
  markChange(store, 'saved', true);
  expect(store.getState()).toMatchObject({ routerId: 'asus-asuswrt', doneChanges: ['saved'] });
  chooseRouter(store, null);
  expect(store.getState()).toMatchObject({ routerId: null, doneChanges: [] });
});

it('a thing is done once, and can be taken back', () => {
  const store = createAppStore();
  markChange(store, 'saved', true);
  markChange(store, 'vpn-off', true);
  markChange(store, 'saved', true);
  expect(store.getState().doneChanges).toEqual(['vpn-off', 'saved']);
  markChange(store, 'saved', false);
  expect(store.getState().doneChanges).toEqual(['vpn-off']);
});

it('a new check keeps the router and forgets what was ticked', () => {
  const store = createAppStore();
  chooseRouter(store, 'asus-asuswrt');
  markChange(store, 'saved', true);
  forgetChanges(store);
  expect(store.getState()).toMatchObject({ routerId: 'asus-asuswrt', doneChanges: [] });
});
