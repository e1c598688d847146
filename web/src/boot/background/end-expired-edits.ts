import { useDrafts } from '../../sync/drafts.ts';

/** Ends the edits of messages that have expired by then: their texts are parts of the messages. */
export const endExpiredEdits = (now: number): void => {
  const { drafts, change } = useDrafts.getState();
  for (const [id, { editing }] of Object.entries(drafts)) {
    if (Date.parse(editing?.expiresAt ?? '') <= now) change(id, { editing: null });
  }
};
