// Names of the channels between a page's preload and the host process: one for each method and each event.

/** Channel that carries the calls of one method of the contract. */
export const callChannel = (method: string): string => `call:${method}`;

/** Channel that carries one event of the contract to the page. */
export const eventChannel = (event: string): string => `event:${event}`;
