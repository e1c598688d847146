import type { Passkey as PasskeyView } from '#contracts/http/passkeys/passkeys.ts';
import type { Passkey } from '../domain/passkeys/passkey.ts';
import { isoTime } from './time.ts';

/** Without the key and the credential id, which only the authenticator needs. */
export const passkeyView = (passkey: Passkey): PasskeyView => ({
  id: passkey.id,
  name: passkey.name,
  host: passkey.host,
  synced: passkey.isSynced,
  created_at: isoTime(passkey.createdAt),
  last_used_at: passkey.lastUsedAt === null ? null : isoTime(passkey.lastUsedAt),
});
