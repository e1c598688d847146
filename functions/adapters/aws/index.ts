/**
 * The AWS home: one factory per port, each in its own module, so that a bundle contains only what it uses.
 */

export { clock, ids } from '../system.ts';
export { passkeyVerifier } from '../webauthn/passkey-verifier.ts';
export { broadcaster } from './apigateway/broadcaster.ts';
export { directory } from './cognito/directory.ts';
export { handshakeIdentities } from './cognito/handshake-identities.ts';
export { identityProvider } from './cognito/identity-provider.ts';
export { signInProofs } from './cognito/sign-in-proofs.ts';
export { attachmentStore } from './dynamodb/attachments/attachment-store.ts';
export { auditLog } from './dynamodb/audit-log.ts';
export { connectionRegistry } from './dynamodb/connection-registry.ts';
export { conversationStore } from './dynamodb/conversations/conversation-store.ts';
export { memberSettingsStore } from './dynamodb/conversations/member-settings-store.ts';
export { counterStore } from './dynamodb/counter-store.ts';
export { challengeStore } from './dynamodb/factors/challenge-store.ts';
export { factorStore } from './dynamodb/factors/factor-store.ts';
export { healthProbe } from './dynamodb/health-probe.ts';
export { passkeyChallenges } from './dynamodb/passkey-challenges.ts';
export { ticketStore } from './dynamodb/ticket-store.ts';
export { blockStore } from './dynamodb/users/block-store.ts';
export { inviteStore } from './dynamodb/users/invite-store.ts';
export { passkeyStore } from './dynamodb/users/passkey-store.ts';
export { userStore } from './dynamodb/users/user-store.ts';
export { webPushSubscriptionStore } from './dynamodb/web-push-subscription-store.ts';
export { factorKeys } from './factor-keys.ts';
export { guessPorts } from './guess-ports.ts';
export { notificationQueue } from './notification-queue.ts';
export { pushPorts } from './push-ports.ts';
export { sessionPorts } from './session-ports.ts';
export { webPushSender } from './web-push-sender.ts';
