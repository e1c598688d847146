import { limits } from '#contracts/limits.ts';
import { storedKey } from '#core/domain/attachment.ts';
import { operatorAction, signedIn } from '#core/domain/audit.ts';
import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { newFactor, recoveryHash } from '#core/domain/factor/factor.ts';
import { nextSettings } from '#core/domain/member-settings.ts';
import { asRequestTo } from '#core/domain/requests/message-request.ts';
import { nextMarks } from '#core/domain/visibility/marks.ts';
import { aClient, anAttachment, aRegistration, unlimited } from '../builders.ts';
import { startTime } from '../fakes.ts';
import { aPasskey } from '../passkeys/a-passkey.ts';
import {
  deleteMessage,
  editMessage,
  later,
  openBetween,
  reactTo,
  readMessage,
  readUpTo,
  register,
  send,
  sendMany,
  sendWith,
} from '../ports/actions.ts';
import { day, set } from '../ports/expiring.ts';
import type { Stores } from '../ports/stores.ts';

/** Writes the bytes of a checked attachment. */
export type WriteBlob = (key: string, bytes: Uint8Array, mime: string) => Promise<void>;

const voice = {
  durationMs: 4_200,
  waveform: Array.from(
    { length: limits.voice.values },
    (_, index) => index % limits.voice.maxLevel,
  ),
};

const people = async (stores: Stores) => {
  const { users, invites, ids, clock } = stores;
  const ann = await register(stores, { username: 'Ann.Löwe' });
  const bob = await register(stores, { username: 'bob', email: 'bob@example.org' });
  const eve = await register(stores, { username: 'straße' });
  const photo = { hash: 'p'.repeat(22), mime: 'image/webp', bytes: new Uint8Array(900).fill(7) };
  const face = { displayName: 'Ann Ångström', about: 'At the sea', photo };
  await users.update(ann.id, face, later(stores));
  await users.update(bob.id, { privacy: { presence: false } }, later(stores));
  await users.setPresence(bob.id, { onlineUntil: clock.now(), lastSeen: clock.now() });
  const gone = await register(stores, { username: 'gone' });
  await users.update(gone.id, { displayName: 'No longer here' }, later(stores));
  const expiresAt = clock.now() + 1e9;
  const invite = async (code: string, inviterId: string | null) =>
    invites.create({ id: ids.uuid(), code, inviterId, createdAt: clock.now(), expiresAt }, 5);
  for (const code of ['open', 'used', 'second', 'begun']) await invite(code, ann.id);
  await invite('of the operator', null);
  await invites.use('used', bob.id);
  // A registration that began and never finished is not part of an archive: its invitation is open.
  await users.claim(aRegistration({ createdAt: clock.now() }), 'begun');
  return { ann, bob, eve, gone };
};

/**
 * Fills a home with every kind of record, in all their forms. Returns what a test asks about.
 */
export const fillWorld = async (stores: Stores, writeBlob: WriteBlob) => {
  const { ann, bob, eve, gone } = await people(stores);
  const { attachments, audit, blocks, clock, ids, settings, sources, users } = stores;
  const talk = await openBetween(stores, ann, bob);
  const notes = await openBetween(stores, ann, ann);
  const quiet = await openBetween(stores, bob, eve);
  const former = await openBetween(stores, ann, gone);

  const fresh = newConversation(ids.uuid(), sortedPair(ann.id, eve.id), clock.now());
  const asked = asRequestTo(fresh, ann.id);
  await stores.conversations.open(asked);
  await send(stores, asked.id, { senderId: eve.id, content: 'a request' });

  const [first, second, third] = await sendMany(stores, talk.id, ann.id, 3);
  if (!first || !second || !third) throw new Error('three messages were sent');
  await editMessage(stores, first, 'changed\nover two lines');
  await reactTo(stores, second, bob.id, '👩🏽‍❤️‍💋‍👨🏿');
  await deleteMessage(stores, third);
  await readUpTo(stores, talk.id, bob.id, 1);
  await readMessage(stores, second);
  const clientId = ids.uuid();
  const guarded = {
    senderId: bob.id,
    clientId,
    replyToId: null,
    content: 'sent once',
    isForwarded: true as const,
  };
  await send(stores, talk.id, guarded);
  await send(stores, notes.id, { senderId: ann.id, content: 'a note' });
  await set(stores, quiet.id, bob.id, day);
  await send(stores, quiet.id, { senderId: bob.id, content: 'for a day' });
  await send(stores, former.id, { senderId: gone.id, content: 'farewell' });

  const expiresAt = clock.now() + 1e6;
  const base = { ownerId: ann.id, state: 'complete', expiresAt, createdAt: clock.now() } as const;
  const files = [
    anAttachment({ ...base, id: ids.uuid(), filename: 'b "ü".png', width: 8, height: 6 }),
    anAttachment({
      ...base,
      id: ids.uuid(),
      filename: 'a.ogg',
      mime: 'audio/ogg',
      recording: voice,
    }),
    anAttachment({ ...base, id: ids.uuid(), filename: 'unsent.txt', mime: 'text/plain' }),
  ];
  await attachments.put(files, unlimited);
  await attachments.put([anAttachment({ id: ids.uuid(), ownerId: ann.id, expiresAt })], unlimited);
  for (const [index, { id, mime, sizeBytes }] of files.entries()) {
    await writeBlob(storedKey(id), new Uint8Array(sizeBytes).fill(index + 1), mime);
  }
  const [picture, recording] = files.map(({ id }) => id);
  if (!picture || !recording) throw new Error('three files were made');
  await sendWith(stores, talk.id, { senderId: ann.id, content: null }, [recording, picture]);

  await settings.change(ann.id, talk.id, (snapshot) => {
    const next = nextSettings(snapshot, { isPinned: true, mutedUntil: 9e12 }, talk);
    return next && next !== 'too_many' ? { next, result: null } : { result: null };
  });
  await settings.changeMarks(ann.id, talk.id, (marked) => {
    const next = nextMarks(marked, { clearedSeq: 1, hide: [2], star: [4] }, clock.now());
    return next && typeof next === 'object' ? { next, result: null } : { result: null };
  });
  await settings.changeMarks(ann.id, notes.id, (marked) => {
    const next = nextMarks(marked, { clearedSeq: 1 }, clock.now());
    return next && typeof next === 'object' ? { next, result: null } : { result: null };
  });
  await blocks.block(eve.id, bob.id);
  await sources.remember(ann.id, 'a device', clock.now() + 1e9);
  await stores.passkeys.change(ann.id, () => ({
    result: null,
    next: [aPasskey(), aPasskey({ createdAt: startTime + 1, lastUsedAt: startTime + 2 })],
  }));
  await stores.passkeys.change(bob.id, () => ({ result: null, next: [aPasskey()] }));
  await stores.passkeys.change(bob.id, () => ({ result: null, next: [] }));
  const sealed = await stores.factorKeys.seal(ann.id, new Uint8Array(20).fill(9));
  const recovery = [recoveryHash(ann.id, 'aaaa-bbbb-cccc-dddd')];
  const factor = { ...newFactor(sealed, clock.now()), usedStep: 7, recovery };
  await stores.factors.change(ann.id, () => ({
    result: null,
    next: { ...factor, confirmedAt: clock.now() },
  }));
  // A setup that was not confirmed is not part of an archive.
  await stores.factors.change(bob.id, () => ({ result: null, next: factor }));
  await audit.add(ann.id, signedIn(ids.uuid(), clock.now(), aClient()));
  const who = { operator: bob.username, user: ann.username };
  await audit.add(ann.id, operatorAction('reset_password', clock.now(), who, aClient()));
  await audit.add(bob.id, operatorAction('make_operator', clock.now(), {}, aClient()));
  await users.setOperator(bob.id, true);
  await users.deactivate(gone.id, later(stores));
  return { ann, bob, eve, gone, talk, notes, quiet, guarded, picture };
};
