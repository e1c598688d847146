import { readEnv, triggerEnv } from '../../runtime/env.ts';
import { removalHandler } from '../../runtime/stream.ts';
import { wireRemoveBytes } from '../../wiring/attachments.ts';

/** Runs when an attachment's item is removed: discarded, expired unsent, or deleted with its message. */
export const handler = removalHandler(
  'remove-bytes',
  wireRemoveBytes(readEnv(triggerEnv['remove-bytes'])),
);
