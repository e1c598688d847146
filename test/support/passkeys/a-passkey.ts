import { randomUUID } from 'node:crypto';
import type { Passkey, PasskeyChallenge } from '#core/domain/passkeys/passkey.ts';
import { startTime } from '../fakes.ts';

export const aPasskey = (more: Partial<Passkey> = {}): Passkey => {
  const id = randomUUID();
  return {
    id,
    credentialId: Buffer.from(id).toString('base64url'),
    publicKey: 'pQECAyYgASFYIA',
    counter: 0,
    host: 'localhost',
    transports: ['internal', 'hybrid'],
    isSynced: true,
    name: 'Phone',
    createdAt: startTime,
    lastUsedAt: null,
    proof: null,
    ...more,
  };
};

export const aPasskeyChallenge = (more: Partial<PasskeyChallenge> = {}): PasskeyChallenge => ({
  secret: randomUUID(),
  purpose: 'setup',
  userId: randomUUID(),
  expiresAt: startTime + 300_000,
  ...more,
});
