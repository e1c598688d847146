import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedKey } from '#core/domain/attachment.ts';
import { aPair, attachTo, reactTo, send, sendWith } from '../ports/actions.ts';
import { day, set } from '../ports/expiring.ts';
import type { Stores } from '../ports/stores.ts';
import type { WriteBlob } from './world.ts';

/** A conversation with one message that stays, and one with a file and a reaction that has expired and is still stored. */
export const fillExpired = async (stores: Stores, writeBlob: WriteBlob) => {
  const { ann, bob, conversation } = await aPair(stores);
  const { id } = conversation;
  const [file, kept] = await attachTo(stores, ann, 'quokka.txt', 'kept.txt');
  if (!file || !kept) throw new Error('two files were attached');
  for (const one of [file, kept]) {
    await writeBlob(storedKey(one.id), new Uint8Array(one.sizeBytes).fill(7), one.mime);
  }
  await sendWith(stores, id, { senderId: ann.id, content: 'stays' }, [kept.id]);
  await send(stores, id, { senderId: bob.id, content: 'stays, too' });
  await set(stores, id, ann.id, day);
  const draft = { senderId: ann.id, content: 'wombat' };
  const sent = await sendWith(stores, id, draft, [file.id]);
  if (!sent) throw new Error('the file is available');
  await reactTo(stores, sent.message, bob.id, '🦘');
  const { expiresAt = 0 } = sent.message;
  return { ann, bob, id, fileId: file.id, keptId: kept.id, expiresAt };
};

/** Every text of an archive, and the names of its files. */
export const textOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${path}\n${readFileSync(path, 'utf8')}` : '';
    })
    .join('\n');
