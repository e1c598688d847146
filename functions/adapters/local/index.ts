import { limits } from '#contracts/limits.ts';
import type { AttachmentStore, BlobStore, TakesUploads } from '#core/ports/attachments.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import type { ConversationStore } from '#core/ports/conversations.ts';
import type { CounterStore } from '#core/ports/counters.ts';
import type { ChallengeStore, FactorKeys, FactorStore } from '#core/ports/factors.ts';
import type { HandshakeIdentities, PasswordQueue } from '#core/ports/identity.ts';
import type { InviteStore } from '#core/ports/invitations.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { PasskeyChallenges, PasskeyStore } from '#core/ports/passkeys.ts';
import type { Broadcaster, ConnectionRegistry, TicketStore } from '#core/ports/sockets.ts';
import type { BlockStore, UserStore } from '#core/ports/users.ts';
import { clock, ids } from '../system.ts';
import { diskBlobStore } from './disk/blob-store.ts';
import { Files } from './disk/files.ts';
import { diskTakesUploads } from './disk/free-space.ts';
import { SignedFiles } from './disk/signed-files.ts';
import { Signer } from './disk/signer.ts';
import { memoryChallengeStore } from './factors/challenges.ts';
import { sqliteFactorKeys } from './factors/factor-keys.ts';
import { sqliteFactorStore } from './factors/factor-store.ts';
import { LocalIdentityProvider } from './identity/identity-provider.ts';
import { memoryPasskeyChallenges } from './identity/passkey-challenges.ts';
import { sqlitePasskeyStore } from './identity/passkey-store.ts';
import { FairPasswordQueue } from './identity/password-queue.ts';
import {
  endEverything as endEverythingOf,
  rotateKeys as rotateKeysOf,
} from './identity/rotate-keys.ts';
import { webPushSubscriptionStore } from './notifications.ts';
import { openDatabase, type TableEnv } from './open-database.ts';
import { MemoryConnectionRegistry, MemoryTicketStore } from './sockets/memory-registries.ts';
import { SocketHub } from './sockets/socket-hub.ts';
import { watchSessions as watchSessionsOf } from './sockets/watch-sessions.ts';
import { sqliteAttachmentStore, sweepAttachments } from './sqlite/attachment-store.ts';
import { sqliteAuditLog, sweepEvents } from './sqlite/audit-log.ts';
import { type GivenUp, removeDue } from './sqlite/blob-removals.ts';
import { sqliteBlockStore } from './sqlite/block-store.ts';
import { SqliteConversationStore } from './sqlite/conversation-store.ts';
import { removeOldCopies } from './sqlite/copy-before-upgrade.ts';
import { sqliteCounterStore } from './sqlite/counter-store.ts';
import { expirePass } from './sqlite/expiry/expiry.ts';
import { packGuards as packGuardsOf, sweepGuards } from './sqlite/guards/sent-guards.ts';
import { sqliteInviteStore } from './sqlite/invite-store.ts';
import { sqliteKnownSourceStore } from './sqlite/known-source-store.ts';
import { SqliteMemberSettingsStore } from './sqlite/member-settings-store.ts';
import { type StoredFile, storedFilesOf } from './sqlite/stored-files.ts';
import type { Upgrade } from './sqlite/upgrade.ts';
import { SqliteUserStore } from './sqlite/user-store.ts';

export { passkeyVerifier } from '../webauthn/passkey-verifier.ts';
export { startCheck } from './check/start-check.ts';
export { type RunningProgram, startProgram } from './child-program.ts';
export { observeCommits } from './commit-observer.ts';
export { directory } from './directory.ts';
export { filesPath } from './disk/blob-store.ts';
export type { DownloadLink } from './disk/download-link.ts';
export { reserveDisk } from './disk/free-space.ts';
export type { SignedFiles } from './disk/signed-files.ts';
export { healthProbe, reportBackup, reportData, reportNotifying } from './health-probe.ts';
export { namesWithoutPassword } from './identity/without-password.ts';
export {
  type DueNotification,
  dueNotifications,
  notificationQueue,
  startNotificationLoop,
  webPushSender,
  webPushSubscriptionStore,
} from './notifications.ts';
export { closeDatabase, durable, openDatabase } from './open-database.ts';
export { operatorStatus } from './operator-status.ts';
export { namingDamage } from './sqlite/damage.ts';
export { DataFileError } from './sqlite/data-file-error.ts';
export { clock, ids };

/** In this home the bucket is a folder. */
interface UploadsEnv extends TableEnv {
  readonly UPLOAD_BUCKET_NAME: string;
}
interface IdentityEnv extends TableEnv {
  readonly USER_POOL_ID: string;
  readonly USER_POOL_CLIENT_ID: string;
}

const identities = new Map<string, LocalIdentityProvider>();
const registry = new MemoryConnectionRegistry(clock);
const tickets = new MemoryTicketStore(clock);
/** The sockets of this process; the local gateway attaches them. */
export const socketHub = new SocketHub();

/** Call before the first request: no socket is open yet, so it ends every presence lease. */
export const prepareDatabase = (env: TableEnv): Promise<void> => {
  const db = openDatabase(env);
  const now = clock.now();
  return db.write(() => {
    db.run('UPDATE users SET online_until = ? WHERE online_until > ?', now, now);
  });
};

/** Whether opening the data file upgraded it. */
export const upgradeOf = (env: TableEnv): Upgrade | undefined => openDatabase(env).upgrade;

/** Closes sockets of sessions that another process ends; returns the function that stops it. */
export const watchSessions = (env: TableEnv): (() => void) =>
  watchSessionsOf(openDatabase(env), registry, socketHub);

/** Moves what an earlier version stored into smaller rows, while the server runs; until the signal is aborted. */
export const packGuards = (env: TableEnv, signal: AbortSignal): Promise<void> =>
  packGuardsOf(openDatabase(env), signal);

const sweptRows = 1_000;

/** Deletes a batch of expired rows, and old copies of the file; readers check the time themselves. */
export const sweepDatabase = async (env: TableEnv): Promise<void> => {
  const db = openDatabase(env);
  const now = clock.now();
  await db.write(() => {
    sweepGuards(db, now, 5 * sweptRows);
    db.run('DELETE FROM invites WHERE expires_at <= ?', now);
    db.run('DELETE FROM known_sources WHERE expires_at <= ?', now);
    db.run('DELETE FROM web_push_subscriptions WHERE expires_at <= ?', now);
    db.run(
      'DELETE FROM due_notifications WHERE due_at <= ?',
      now - limits.webPush.ttlSeconds * 1_000,
    );
    sweepEvents(db, now, sweptRows);
    sweepAttachments(db, now, sweptRows);
  });
  removeOldCopies(env.TABLE_NAME, now);
};

/** Removes messages that have expired; returns the milliseconds until the next call. */
export const removeExpired = (env: TableEnv): Promise<number> =>
  expirePass(openDatabase(env), clock);

/** Rotates the keys for access tokens and file links; works with or without a running server. */
export const rotateKeys = (env: TableEnv, { isNow }: { isNow: boolean }): Promise<void> =>
  rotateKeysOf(openDatabase(env), clock.now(), isNow);

/** Ends all sessions of a restored data file and rotates its keys. */
export const endEverything = (env: TableEnv): Promise<void> =>
  endEverythingOf(openDatabase(env), clock.now());

/** The attachments whose bytes must exist; for backups. */
export const listStoredFiles = (env: TableEnv): StoredFile[] => storedFilesOf(openDatabase(env));

export const conversationStore = (env: TableEnv): ConversationStore =>
  new SqliteConversationStore(openDatabase(env), clock);

export const memberSettingsStore = (env: TableEnv): MemberSettingsStore =>
  new SqliteMemberSettingsStore(openDatabase(env), clock);

export const attachmentStore = (env: TableEnv): AttachmentStore =>
  sqliteAttachmentStore(openDatabase(env), clock);

const filesOf = ({ UPLOAD_BUCKET_NAME }: UploadsEnv): Files => new Files(UPLOAD_BUCKET_NAME);
const signerOf = (env: UploadsEnv): Signer => new Signer(openDatabase(env));

export const blobStore = (env: UploadsEnv): BlobStore => diskBlobStore(filesOf(env), signerOf(env));

export const takesUploads = ({ TABLE_NAME }: TableEnv): TakesUploads =>
  diskTakesUploads(TABLE_NAME);

/** For the server's file routes: authorises uploads and downloads. */
export const signedFiles = (env: UploadsEnv): SignedFiles =>
  new SignedFiles(filesOf(env), signerOf(env), takesUploads(env), clock);

/** Call before the first request: deletes drafts of an earlier process. */
export const prepareFiles = (env: UploadsEnv): Promise<void> => filesOf(env).removeDrafts();

/** Deletes a batch of unreferenced files; returns those that it gave up. */
export const removeBlobs = (env: UploadsEnv): Promise<GivenUp[]> =>
  removeDue(openDatabase(env), clock.now(), (key) => filesOf(env).remove(key));

/** Longer than an upload form is valid plus the time in which its attachment can be sent. */
const pendingMs = (limits.attachment.uploadSeconds + limits.attachment.unsentSeconds) * 1_000;

export const sweepFiles = (env: UploadsEnv): Promise<void> =>
  filesOf(env).removePendingBefore(clock.now() - pendingMs);

export const blockStore = (env: TableEnv): BlockStore => sqliteBlockStore(openDatabase(env));

export const counterStore = (env: TableEnv): CounterStore =>
  sqliteCounterStore(openDatabase(env), clock);

export const auditLog = (env: TableEnv): AuditLog => sqliteAuditLog(openDatabase(env), clock);

export const inviteStore = (env: TableEnv): InviteStore =>
  sqliteInviteStore(openDatabase(env), clock);

export const factorStore = (env: TableEnv): FactorStore => sqliteFactorStore(openDatabase(env));
export const factorKeys = (env: TableEnv): FactorKeys => sqliteFactorKeys(openDatabase(env));
const challenges = memoryChallengeStore(clock);
export const challengeStore: (env: object) => ChallengeStore = () => challenges;

export const passkeyStore = (env: TableEnv): PasskeyStore => sqlitePasskeyStore(openDatabase(env));
const waitingPasskeys = memoryPasskeyChallenges(clock);
export const passkeyChallenges: (env: object) => PasskeyChallenges = () => waitingPasskeys;

/** Shared by all handlers of this process. */
const passwordQueue: PasswordQueue = new FairPasswordQueue();
/** The ports that limit password guesses. */
export const guessPorts = (env: TableEnv) => ({
  counters: counterStore(env),
  sources: sqliteKnownSourceStore(openDatabase(env), clock),
  queue: passwordQueue,
});

export const userStore = (env: TableEnv): UserStore =>
  new SqliteUserStore(openDatabase(env), clock);

export const identityProvider = (env: IdentityEnv): LocalIdentityProvider => {
  const provider =
    identities.get(env.TABLE_NAME) ??
    new LocalIdentityProvider(openDatabase(env), clock, ids, {
      poolId: env.USER_POOL_ID,
      clientId: env.USER_POOL_CLIENT_ID,
    });
  identities.set(env.TABLE_NAME, provider);
  return provider;
};

/** The identity operations that a handshake needs. */
export const handshakeIdentities = (env: IdentityEnv): HandshakeIdentities => identityProvider(env);

/** Sockets, registrations and tickets are in this process: their factories need no settings. */
export const connectionRegistry: (env: object) => ConnectionRegistry = () => registry;
export const ticketStore: (env: object) => TicketStore = () => tickets;
export const broadcaster: (env: object) => Broadcaster = () => socketHub;
/** The ports for pushes. */
export const pushPorts = (_env: object) => ({
  connections: registry,
  broadcaster: socketHub,
  clock,
  isInstant: true,
});

/** The ports for ending sessions. */
export const sessionPorts = (env: IdentityEnv) => ({
  users: userStore(env),
  identities: identityProvider(env),
  audit: auditLog(env),
  subscriptions: webPushSubscriptionStore(env),
  ...pushPorts(env),
});
