// Made by renderer/vite.config.ts from assets/routers, checked there.
declare module 'virtual:router-catalogue' {
  import type { ShownRouter } from './shown-router.ts';
  export const routers: readonly ShownRouter[];
}
