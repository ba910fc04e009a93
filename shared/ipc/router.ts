// The router of the last check, seen from the window: its page, waiting until it is back, and which one the person
// said it is. No method takes an address: the host knows the router from its own run.
import { z } from 'zod';
import { slugSchema } from '../router/catalogue-text.ts';

const nothing = z.strictObject({});

/** What the window needs to draw the wait for a router that restarts. */
export const routerWaitSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('idle') }),
  z.strictObject({
    phase: z.literal('waiting'),
    /** The router answers; what is missing is the way to the server's name. */
    isRouterBack: z.boolean(),
    /** Until the wait ends by itself, s. */
    secondsLeft: z.int().min(0).max(600),
  }),
  z.strictObject({
    phase: z.literal('ended'),
    /** `router-only`: it answers, but the server's name is still not found. */
    outcome: z.enum(['back', 'router-only', 'silent']),
    /** It was seen silent, so it did restart. */
    wasAway: z.boolean(),
  }),
]);
export type RouterWait = Readonly<z.infer<typeof routerWaitSchema>>;

export const routerMethods = {
  /**
   * Opens the page of the router of the finished check in the person's browser, where this computer still uses that
   * router. `isOpened` is false where there is no browser; `url` can be typed then.
   */
  'router.openPage': {
    request: nothing,
    response: z.strictObject({ url: z.string().max(64), isOpened: z.boolean() }),
  },
  /** Opens a source of the catalogue inside the program, by its name there. */
  'router.openSource': {
    request: z.strictObject({ source: z.string().regex(/^[a-z\d-]{1,64}\/[a-z\d-]{1,64}$/) }),
    response: z.strictObject({ isOpened: z.boolean() }),
  },
  'router.waitState': { request: nothing, response: routerWaitSchema },
  /** Asks the router of the finished check, and it alone, until it answers; at most every 5 s for 5 min. */
  'router.wait': { request: nothing, response: nothing },
  'router.stopWaiting': { request: nothing, response: nothing },
  /** What is known of the router of the finished check: where its page is, and what the person said it is. */
  'router.known': {
    request: nothing,
    response: z.strictObject({
      url: z.string().max(64).nullable(),
      chosen: slugSchema.nullable(),
      /** How long a registration of the account lasts; null where no answer of the check told. */
      registrationSeconds: z.int().min(1).max(86_400).nullable(),
    }),
  },
  /** Keeps the choice for the router of the finished check; false where that router cannot be told from others. */
  'router.remember': {
    request: z.strictObject({ router: slugSchema }),
    response: z.strictObject({ isKept: z.boolean() }),
  },
  /** Forgets every choice, whatever router it was for. */
  'router.forget': { request: nothing, response: nothing },
} as const;

export const routerEvents = {
  'router.waitChanged': routerWaitSchema,
} as const;
