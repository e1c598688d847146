import type { Check } from '../check.ts';
import { apiChecks } from './api.ts';
import { edgeChecks } from './edge.ts';
import { fileChecks } from './files.ts';
import { limitChecks } from './limits.ts';
import { logChecks } from './logs.ts';
import { mailboxChecks } from './mailbox.ts';
import { messageChecks } from './messages.ts';
import { notificationChecks } from './notifications.ts';
import { peopleChecks } from './people.ts';
import { sessionChecks } from './sessions.ts';
import { siteChecks } from './site.ts';
import { socketChecks } from './sockets.ts';
import { lastChecks, stageChecks } from './stage.ts';
import { uploadChecks } from './uploads.ts';

/** In the order in which they run. */
export const allChecks: readonly Check[] = [
  ...siteChecks,
  ...apiChecks,
  ...edgeChecks,
  ...socketChecks,
  ...messageChecks,
  ...mailboxChecks,
  ...peopleChecks,
  ...notificationChecks,
  ...fileChecks,
  ...uploadChecks,
  ...sessionChecks,
  ...limitChecks,
  ...stageChecks,
  ...lastChecks,
  ...logChecks,
];
