// Runs in the page's process, in a world of its own, and gives the page its only way to the host.
import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld(
  'sipAlgChecker',
  createBridge(ipcRenderer, CONTRACT_METHODS, CONTRACT_EVENTS),
);
