// The schemas that come along with shared code try whether they may compile themselves. The page's policy refuses that
// and reports it, so they must not try. Imported before everything else, because they try while they are made.
import { config } from 'zod';

config({ jitless: true });
