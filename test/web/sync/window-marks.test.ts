import { describe, expect, it } from 'vitest';
import { applyEvent } from '#client/sync/apply-event.ts';
import { isSeen } from '#client/sync/marks/seen.ts';
import { foldMarks, lacksMarks, withCleared } from '#client/sync/marks/window-marks.ts';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import { foldEntry, windowOf } from '#client/sync/message-window.ts';
import { withNewer, withOlder } from '#client/sync/window-pages.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  noSettings,
} from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';

const page = (seqs: readonly number[], next: string | null = null) => ({
  items: seqs.toReversed().map((seq) => aMessage(seq)),
  next_cursor: next,
});
const seqsOf = (window: { messages: readonly { seq: number }[] } | undefined) =>
  window?.messages.map(({ seq }) => seq);
const marksOf = (ver: number, hidden: number[], starred: number[] = []) => ({
  ver,
  hidden,
  starred,
});

/** A cache whose window has the messages 4 to 6 of a conversation with older ones. */
const opened = async () => {
  const server = createFakeCall({
    'GET /api/conversations/{id}/messages': () => page([4, 5, 6], 'm4'),
  });
  const cache = createMemoryCache(server.call);
  cache.mergeList([aConversation({ last_seq: 6 })]);
  await cache.resetWindow(CONVERSATION);
  return { cache, server, shown: () => seqsOf(cache.window(CONVERSATION)) };
};

const settingsEvent = (change: Partial<typeof noSettings>) =>
  ({
    type: 'conversation:settings',
    conversation_id: CONVERSATION,
    payload: { ...noSettings, ...change },
  }) as const;

describe('what the user has removed', () => {
  it('leaves the window when it is cleared on another device, and the preview becomes empty', async () => {
    const { cache, shown } = await opened();

    expect(applyEvent(cache, settingsEvent({ ver: 1, cleared_seq: 5 }), ME)).toBeNull();

    expect(shown()).toEqual([6]);
    expect(cache.window(CONVERSATION)?.cursor).toBeNull();
    applyEvent(cache, settingsEvent({ ver: 2, cleared_seq: 6 }), ME);
    expect(shown()).toEqual([]);
    expect(cache.conversation(CONVERSATION)?.last_message ?? { preview: '' }).toMatchObject({
      preview: '',
    });
  });

  it('leaves the window with marks, and does not come back with a late event, page or log', async () => {
    const { cache, shown } = await opened();
    await foldMarks(cache, CONVERSATION, marksOf(2, [5], [6]));
    expect(shown()).toEqual([4, 6]);

    cache.setWindow(CONVERSATION, (window) => foldEntry(window, 7, aMessage(5, { rev: 7 })));
    expect(shown()).toEqual([4, 6]);
    expect(cache.window(CONVERSATION)).toMatchObject({ logSeq: 7, marks: { starred: [6] } });
    await foldMarks(cache, CONVERSATION, marksOf(3, [2, 5, 9]));
    cache.setWindow(CONVERSATION, (window) => withOlder(window, page([1, 2, 3]), 7));
    expect(shown()).toEqual([1, 3, 4, 6]);
    const entry = { seq: 9, kind: 'message', message: aMessage(9) };
    const log = { entries: [entry], last_seq: 9 };
    cache.setWindow(CONVERSATION, (window) => withNewer(window, log, 7));
    expect(shown()).toEqual([1, 3, 4, 6]);
    // Older marks change nothing.
    await foldMarks(cache, CONVERSATION, marksOf(1, []));
    expect(cache.window(CONVERSATION)?.marks?.ver).toBe(3);
  });

  it('leaves the window if the log has its place only', async () => {
    const { cache, shown } = await opened();
    const gone = aMessage(5, { rev: 7, content: null, hidden: true });

    cache.setWindow(CONVERSATION, (window) => foldEntry(window, 7, gone));

    expect(shown()).toEqual([4, 6]);
  });

  it('is loaded again if nothing is left and there is more', async () => {
    const { cache, server, shown } = await opened();
    const before = server.asked.length;

    await foldMarks(cache, CONVERSATION, marksOf(1, [4, 5, 6]));

    expect(server.asked.length).toBe(before + 1);
    expect(shown()).toEqual([]);
    expect(cache.window(CONVERSATION)?.marks?.ver).toBe(1);
  });

  it('is asked for once the settings have a newer version', async () => {
    const { cache } = await opened();

    const missing = applyEvent(cache, settingsEvent({ ver: 1, marks_ver: 1 }), ME);

    expect(missing).toEqual({ conversationId: CONVERSATION });
    const window = windowOf(page([1]), 1);
    expect(lacksMarks(window, { me: { ...noSettings, marks_ver: 1 } })).toBe(true);
    expect(lacksMarks(withCleared(window, 2), { me: { ...noSettings, cleared_seq: 2 } })).toBe(
      false,
    );
    expect(isSeen(withCleared(window, 2), aMessage(2))).toBe(false);
  });
});
