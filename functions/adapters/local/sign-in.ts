/** The ports of functions that start and renew sessions; one process loads everything anyway. */
export {
  auditLog,
  challengeStore,
  clock,
  factorKeys,
  factorStore,
  guessPorts,
  identityProvider,
  ids,
  passkeyChallenges,
  passkeyStore,
  passkeyVerifier,
  userStore,
} from './index.ts';
