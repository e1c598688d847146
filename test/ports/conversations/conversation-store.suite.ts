import { describe } from 'vitest';
import type { OpenStores } from '#test/support/ports/stores.ts';
import { describeAttaching } from './conversation-attachments.suite.ts';
import { describeChanges } from './conversation-changes.suite.ts';
import { describeCounts } from './conversation-counts.suite.ts';
import { describeHistory } from './conversation-history.suite.ts';
import { describeMessageChanges } from './conversation-messages.suite.ts';
import { describeOpening } from './conversation-opening.suite.ts';
import { describeReactions } from './conversation-reactions.suite.ts';
import { describeSnapshots } from './conversation-snapshot.suite.ts';
import { describeExpiry } from './expiry.suite.ts';
import { describeMailbox } from './mailbox.suite.ts';
import { describeSearch } from './search.suite.ts';

/** The contract of every `ConversationStore`. */
export const describeConversationStore = (name: string, open: OpenStores): void => {
  describe(`ConversationStore: ${name}`, () => {
    describeOpening(open);
    describeChanges(open);
    describeCounts(open);
    describeHistory(open);
    describeSnapshots(open);
    describeMessageChanges(open);
    describeReactions(open);
    describeMailbox(open);
    describeSearch(open);
    describeAttaching(open);
    describeExpiry(open);
  });
};
