// From credentials in memory to the account that the engine uses; nothing else keeps the password.
import {
  type Authenticator,
  type Credentials,
  createAuthenticator,
} from '../../../shared/dialog/authenticator.ts';
import { nodeHash } from '../../io/hash.ts';

/** Locks the credentials in. */
export const lendAccount = (credentials: Credentials): Authenticator =>
  createAuthenticator(credentials, nodeHash);
