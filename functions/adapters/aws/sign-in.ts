/**
 * The ports of functions that start and renew sessions. Apart from `index.ts`: a bundle loads at its start everything
 * that its lazy files and its first file reach through one module.
 */
export { clock, ids } from '../system.ts';
export { passkeyVerifier } from '../webauthn/passkey-verifier.ts';
export { identityProvider } from './cognito/identity-provider.ts';
export { auditLog } from './dynamodb/audit-log.ts';
export { challengeStore } from './dynamodb/factors/challenge-store.ts';
export { factorStore } from './dynamodb/factors/factor-store.ts';
export { passkeyChallenges } from './dynamodb/passkey-challenges.ts';
export { passkeyStore } from './dynamodb/users/passkey-store.ts';
export { userStore } from './dynamodb/users/user-store.ts';
export { factorKeys } from './factor-keys.ts';
export { guessPorts } from './guess-ports.ts';
