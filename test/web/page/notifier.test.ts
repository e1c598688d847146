import { describe, expect, it } from 'vitest';
import type { Look } from '#site/features/notifications/model/attention.ts';
import { ANSWER_MS, createAttention } from '#site/features/notifications/model/attention.ts';
import type { Notice, NotifierDeps } from '#site/features/notifications/model/notifier.ts';
import { createNotifier } from '#site/features/notifications/model/notifier.ts';
import { strings } from '#site/strings/strings.ts';
import { aMessage, CONVERSATION, ME, myMessage, newMessage } from '#test/web/support/builders.ts';
import { createFakeChannels } from '#test/web/support/fake-tabs.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const words = strings.notifications;
const all = { notifies: true, preview: 'text', sounds: true, quietHours: null } as const;

interface Setup {
  readonly looks?: Look[];
  readonly preferences?: ReturnType<NotifierDeps['preferences']>;
  readonly name?: string | null;
  readonly isPushed?: boolean;
  readonly isMuted?: boolean;
  readonly now?: number;
}
const setup = ({
  looks = [],
  preferences = all,
  name = 'grace',
  isPushed = false,
  isMuted = false,
  now = 0,
}: Setup) => {
  const shown: Notice[] = [];
  const closed: string[] = [];
  let chimes = 0;
  const notifier = createNotifier({
    userId: ME,
    attention: { looks: async () => looks },
    preferences: () => preferences,
    isPushed: () => isPushed,
    now: () => now,
    peerIn: () => (name ? { name } : undefined),
    isQuiet: () => isMuted,
    show: (notice) => shown.push(notice),
    close: (id) => closed.push(id),
    chime: () => {
      chimes++;
    },
  });
  return { notifier, shown, closed, chimes: () => chimes };
};

describe('an unseen new message', () => {
  it('is shown with sender and text, and makes a sound', async () => {
    const { notifier, shown, chimes } = setup({});

    await notifier.receive(newMessage(aMessage(1, { content: 'hello\nthere' }), 1));

    expect(shown).toEqual([
      { title: 'grace', body: 'hello there', conversationId: CONVERSATION, seq: 1 },
    ]);
    expect(chimes()).toBe(1);
  });

  it('is shown with the time at which it disappears, so that its notification does, too', async () => {
    const { notifier, shown } = setup({});
    const expires_at = '2026-03-21T09:26:53.589Z';

    await notifier.receive(newMessage(aMessage(1, { expires_at }), 1));

    expect(shown[0]?.expiresAt).toBe(Date.parse(expires_at));
  });

  it('is neither shown nor makes a sound if its conversation is muted', async () => {
    const { notifier, shown, chimes } = setup({ isMuted: true });

    await notifier.receive(newMessage(aMessage(1), 1));

    expect(shown).toEqual([]);
    expect(chimes()).toBe(0);
  });

  it('is shown without its text if the user wants that', async () => {
    const { notifier, shown } = setup({ preferences: { ...all, preview: 'name' } });

    await notifier.receive(newMessage(aMessage(1, { content: 'secret' }), 1));

    expect(shown[0]?.body).toBe(words.newMessage);
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  it('is shown without its sender, too, if the user wants that', async () => {
    const { notifier, shown } = setup({ preferences: { ...all, preview: 'none' } });

    await notifier.receive(newMessage(aMessage(1, { content: 'secret' }), 1));

    expect(shown).toMatchObject([{ title: strings.app.name, body: words.newMessage }]);
  });

  it('is shown without a sound in quiet hours', async () => {
    const quietHours = { from: '22:00', to: '07:00' };
    const at = (hour: number) => new Date(2030, 0, 15, hour).getTime();
    const night = setup({ preferences: { ...all, quietHours }, now: at(23) });
    await night.notifier.receive(newMessage(aMessage(1), 1));
    expect([night.shown.length, night.chimes()]).toEqual([1, 0]);

    const day = setup({ preferences: { ...all, quietHours }, now: at(9) });
    await day.notifier.receive(newMessage(aMessage(1), 1));
    expect([day.shown.length, day.chimes()]).toEqual([1, 1]);
  });

  it('is shown as an attachment if it has no text', async () => {
    const { notifier, shown } = setup({});
    await notifier.receive(newMessage(aMessage(1, { content: null }), 1));
    expect(shown[0]?.body).toBe(words.attachments(0));
  });

  it('from a user who is not loaded yet is shown, too', async () => {
    const { notifier, shown } = setup({ name: null });
    await notifier.receive(newMessage(aMessage(1), 1));
    expect(shown[0]?.title).toBe(strings.app.name);
  });
});

describe('no notification is shown', () => {
  it.each([
    ['about an own message from another device', myMessage(1), [], all],
    ['when neither was asked for', aMessage(1), [], { ...all, notifies: false, sounds: false }],
    [
      'while somebody looks at the conversation',
      aMessage(1),
      [{ conversationId: CONVERSATION }],
      all,
    ],
  ] as const)('%s', async (_case, message, looks, preferences) => {
    const { notifier, shown, chimes } = setup({ looks: [...looks], preferences });
    await notifier.receive(newMessage(message, 1));
    expect(shown).toEqual([]);
    expect(chimes()).toBe(0);
  });

  it.each([
    ['that was shown already', aMessage(2)],
    ['that is older than one that was shown', aMessage(1)],
    ['that has been read meanwhile', aMessage(3, { is_read: true })],
    ['that has been deleted meanwhile', aMessage(3, { content: null, deleted_at: 'then' })],
  ])('for a message that is emitted again, %s', async (_case, message) => {
    const { notifier, shown, chimes } = setup({});
    await notifier.receive(newMessage(aMessage(2), 2));

    await notifier.receive(newMessage(message, 3));

    expect(shown).toHaveLength(1);
    expect(chimes()).toBe(1);
  });

  it('and no sound is played if the server sends a push, which makes its own sound', async () => {
    const { notifier, shown, chimes } = setup({ isPushed: true });
    await notifier.receive(newMessage(aMessage(1), 1));
    expect([shown.length, chimes()]).toEqual([0, 0]);
  });

  it('but a sound is played if notifications are off on this device', async () => {
    const preferences = { ...all, notifies: false };
    const { notifier, chimes } = setup({ isPushed: true, preferences });
    await notifier.receive(newMessage(aMessage(1), 1));
    expect(chimes()).toBe(1);
  });

  it('but a sound is played while another page of the site is active', async () => {
    const { notifier, shown, chimes } = setup({ looks: [{ conversationId: null }] });
    await notifier.receive(newMessage(aMessage(1), 1));
    expect(shown).toEqual([]);
    expect(chimes()).toBe(1);
  });

  it('except a silent one if sounds are off', async () => {
    const { notifier, shown, chimes } = setup({ preferences: { ...all, sounds: false } });
    await notifier.receive(newMessage(aMessage(1), 1));
    expect(shown).toHaveLength(1);
    expect(chimes()).toBe(0);
  });
});

it('a notification is closed when its conversation was read, on any device', async () => {
  const { notifier, closed } = setup({});
  const read = (user_id: string) =>
    notifier.receive({
      type: 'message:read',
      conversation_id: CONVERSATION,
      ver: 2,
      payload: { user_id, up_to_seq: 1 },
    });

  await read('99999999-9999-4999-8999-999999999999');
  expect(closed).toEqual([]);
  await read(ME);
  expect(closed).toEqual([CONVERSATION]);
});

describe('attention', () => {
  const setupPages = (...own: (Look | undefined)[]) => {
    const { timers, advance } = createFakeTimers();
    const channels = createFakeChannels();
    const pages = own.map((look) =>
      createAttention({ bus: channels.openBus(), timers, own: () => look }),
    );
    return { pages, advance };
  };

  it('of another page of the browser is found', async () => {
    const elsewhere = { conversationId: CONVERSATION };
    const { pages, advance } = setupPages(undefined, elsewhere, undefined);
    const asking = pages[0]?.looks();
    await advance(ANSWER_MS);
    expect(await asking).toEqual([elsewhere]);
  });

  it('of an unknown user is null', async () => {
    const { pages, advance } = setupPages(undefined, undefined);
    const asking = pages[0]?.looks();
    await advance(ANSWER_MS);
    expect(await asking).toEqual([]);
  });

  it('of this page is found without asking other tabs', async () => {
    const { pages } = setupPages({ conversationId: null });
    expect(await pages[0]?.looks()).toEqual([{ conversationId: null }]);
  });
});
