import { firstTables } from './migrations/0001-first-tables.ts';
import { mailboxAndLimits } from './migrations/0002-mailbox-and-limits.ts';
import { attachments } from './migrations/0003-attachments.ts';
import { hashedInvites } from './migrations/0004-hashed-invites.ts';
import { sharedEmails } from './migrations/0005-shared-emails.ts';
import { sessions } from './migrations/0006-sessions.ts';
import { signingKeys } from './migrations/0007-signing-keys.ts';
import { privacy } from './migrations/0008-privacy.ts';
import { knownSources } from './migrations/0009-known-sources.ts';
import { userNames } from './migrations/0010-user-names.ts';
import { storedBytes } from './migrations/0011-stored-bytes.ts';
import { accountEvents } from './migrations/0012-account-events.ts';
import { webPush } from './migrations/0013-web-push.ts';
import { quietHours } from './migrations/0014-quiet-hours.ts';
import { memberSettings } from './migrations/0015-member-settings.ts';
import { reactions } from './migrations/0016-reactions.ts';
import { faces } from './migrations/0017-faces.ts';
import { invitations } from './migrations/0018-invitations.ts';
import { recordings } from './migrations/0019-recordings.ts';
import { smallerMessages } from './migrations/0020-smaller-messages.ts';
import { messageRequests } from './migrations/0021-message-requests.ts';
import { forwarded } from './migrations/0022-forwarded.ts';
import { secondFactors } from './migrations/0023-second-factors.ts';
import { operators } from './migrations/0024-operators.ts';
import { passkeys } from './migrations/0025-passkeys.ts';
import { marks } from './migrations/0026-0050/0026-marks.ts';
import { disappearingMessages } from './migrations/0026-0050/0027-disappearing-messages.ts';
import { passkeyProofs } from './migrations/0026-0050/0028-passkey-proofs.ts';

/**
 * Forward migrations: entry n migrates a data file from version n to n + 1. Each is a file, numbered by its
 * resulting version. Never edit a released one; add another. Times are epoch milliseconds, booleans 0 or 1.
 */
export const migrations: readonly string[] = [
  firstTables,
  mailboxAndLimits,
  attachments,
  hashedInvites,
  sharedEmails,
  sessions,
  signingKeys,
  privacy,
  knownSources,
  userNames,
  storedBytes,
  accountEvents,
  webPush,
  quietHours,
  memberSettings,
  reactions,
  faces,
  invitations,
  recordings,
  smallerMessages,
  messageRequests,
  forwarded,
  secondFactors,
  operators,
  passkeys,
  marks,
  disappearingMessages,
  passkeyProofs,
];
