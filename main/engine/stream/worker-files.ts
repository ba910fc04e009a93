// Where the threads' files are: beside the bundle that starts them, whichever that is.

/** Names of the files that the bundler makes of the threads (vite.config.ts of this folder). */
export const workerFileNames = {
  io: 'stream-io.mjs',
  ticker: 'stream-ticker.mjs',
  echo: 'stream-echo.mjs',
} as const;

/** Folder of the running bundle. */
export const bundleFolder = new URL('./', import.meta.url);

/** URL of a thread's file in a folder. */
export const workerFile = (name: keyof typeof workerFileNames, folder: URL): URL =>
  new URL(workerFileNames[name], folder);
