import { describe, expect, test } from 'vitest';
import type { ExportItem } from '#contracts/http/export.ts';
import { limits } from '#contracts/limits.ts';
import { signedIn } from '#core/domain/audit.ts';
import { messageId } from '#core/domain/message-id.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { aClient, anInvite } from '#test/support/builders.ts';
import { openBetween, readUpTo, sendMany } from '#test/support/ports/actions.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const { pageItems } = limits.export;
const badCursor = {
  ok: false,
  code: 'validation_failed',
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this export' }],
};

const setup = async () => {
  const scene = await coreScene();
  const exportMe = makeExportMe(scene.deps);
  const page = async (cursor?: string) => {
    const answer = await exportMe(scene.caller, { cursor });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  };
  const all = async () => {
    const sizes: number[] = [];
    const items: ExportItem[] = [];
    let cursor: string | undefined;
    do {
      const { items: more, next_cursor } = await page(cursor);
      sizes.push(more.length);
      items.push(...more);
      cursor = next_cursor ?? undefined;
    } while (cursor !== undefined);
    return { items, sizes };
  };
  return { ...scene, exportMe, page, all };
};

const named = (item: ExportItem): string => {
  switch (item.type) {
    case 'profile':
      return `profile ${item.profile.id}`;
    case 'block':
      return `block ${item.user_id}`;
    case 'event':
      return `event ${item.event.type}`;
    case 'second_factor':
      return `second factor ${item.second_factor.is_set}`;
    case 'passkey':
      return `passkey ${item.passkey.name}`;
    case 'invitation':
      return `invitation ${item.invitation.id}`;
    case 'conversation':
      return `conversation ${item.conversation.id}`;
    case 'message':
      return `${item.message.conversation_id} ${item.message.seq}`;
  }
};

describe('an export', () => {
  test('contains the profile, the blocks, the log, and each conversation with its messages', async () => {
    const { all, deps, clock, stores, ada, bob, conversation, another } = await setup();
    const signIn = signedIn('session', clock.now(), aClient());
    await deps.audit.add(ada.id, signIn);
    const cem = await another();
    const second = await openBetween(stores, ada, cem);
    await sendMany(stores, conversation.id, ada.id, 2);
    await stores.blocks.block(ada.id, cem.id);
    const invite = anInvite({ inviterId: ada.id });
    await deps.invites.create(invite, 1);
    await stores.blocks.block(bob.id, ada.id);

    const { items } = await all();

    const conversations = [
      [
        conversation.id,
        `conversation ${conversation.id}`,
        `${conversation.id} 2`,
        `${conversation.id} 1`,
      ],
      [second.id, `conversation ${second.id}`],
    ].sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
    expect(items.map(named)).toEqual([
      `profile ${ada.id}`,
      `block ${cem.id}`,
      'event signed_in',
      `invitation ${invite.id}`,
      ...conversations.flatMap(([, ...rest]) => rest),
    ]);
    const { at, ...event } = signIn;
    expect(items.find(({ type }) => type === 'event')).toEqual({
      type: 'event',
      event: { ...event, at: new Date(at).toISOString() },
    });
  });

  test.each([
    ['one less than a page', pageItems - 3, [pageItems - 1]],
    ['exactly a page', pageItems - 2, [pageItems]],
    ['one more than a page', pageItems - 1, [pageItems, 1]],
    ['two pages and one', 2 * pageItems - 1, [pageItems, pageItems, 1]],
  ])('of %s is complete, page by page', async (_what, count, sizes) => {
    const { all, stores, conversation, ada } = await setup();
    await sendMany(stores, conversation.id, ada.id, count);

    const found = await all();

    expect(found.sizes).toEqual(sizes);
    expect(found.items.slice(2).map(named)).toEqual(
      Array.from({ length: count }, (_, index) => `${conversation.id} ${count - index}`),
    );
  });

  test('starts no conversation for which a page has no room', async () => {
    const { page, stores, conversation, ada, another } = await setup();
    const second = await openBetween(stores, ada, await another());
    const [first = '', last = ''] = [conversation.id, second.id].sort();
    await sendMany(stores, first, ada.id, pageItems - 3);
    await sendMany(stores, last, ada.id, 1);

    const one = await page();
    expect([one.items.length, one.next_cursor]).toEqual([pageItems - 1, `-${last}`]);
    const two = await page(one.next_cursor ?? '');
    expect([two.items.map(named), two.next_cursor]).toEqual([
      [`conversation ${last}`, `${last} 1`],
      null,
    ]);
  });

  test('starts a conversation if a page has room for it and one message', async () => {
    const { page, stores, conversation, ada, another } = await setup();
    const second = await openBetween(stores, ada, await another());
    const [first = '', last = ''] = [conversation.id, second.id].sort();
    await sendMany(stores, first, ada.id, pageItems - 4);
    await sendMany(stores, last, ada.id, 2);

    const { items, next_cursor } = await page();

    expect(items.slice(-2).map(named)).toEqual([`conversation ${last}`, `${last} 2`]);
    expect([items.length, next_cursor]).toEqual([pageItems, messageId(last, 2)]);
  });

  test('continues below the message that its cursor names', async () => {
    const { page, stores, conversation, ada, another } = await setup();
    const second = await openBetween(stores, ada, await another());
    await sendMany(stores, conversation.id, ada.id, 3);

    const { items } = await page(messageId(conversation.id, 3));
    const later = second.id > conversation.id ? [`conversation ${second.id}`] : [];
    expect(items.map(named)).toEqual([`${conversation.id} 2`, `${conversation.id} 1`, ...later]);
  });

  test('shows what the peer has read', async () => {
    const { page, stores, conversation, ada, bob } = await setup();
    await sendMany(stores, conversation.id, ada.id, 1);
    await sendMany(stores, conversation.id, bob.id, 1);
    await readUpTo(stores, conversation.id, bob.id, 2);

    const { items } = await page();
    const reads = items.flatMap((item) => (item.type === 'message' ? [item.message.is_read] : []));
    expect(reads).toEqual([false, true]);
  });

  test.each([
    '',
    'no cursor',
    '-',
    '-00000000-0000-4000-8000-00000000000',
    '-00000000-0000-4000-8000-0000000000000',
    '-0000000g-0000-4000-8000-000000000000',
    '00000000-0000-4000-8000-000000000000',
    'x-00000000-0000-4000-8000-000000000000',
    '-00000000-00000000-4000-8000-000000000000',
  ])('refuses the cursor %j', async (cursor) => {
    const { exportMe, caller } = await setup();

    expect(await exportMe(caller, { cursor })).toEqual(badCursor);
  });

  test('contains nothing of a foreign conversation in its cursor', async () => {
    const { page, stores, bob, another } = await setup();
    const foreign = await openBetween(stores, bob, await another());
    await sendMany(stores, foreign.id, bob.id, 1);

    const { items } = await page(messageId(foreign.id, 2));
    expect(items.map(named).filter((name) => name.startsWith(foreign.id))).toEqual([]);
  });

  test('requires a valid token', async () => {
    const { exportMe, caller } = await setup();

    expect(await exportMe({ ...caller, issuedAt: -1 }, {})).toMatchObject({
      ok: false,
      code: 'unauthenticated',
    });
  });
});
