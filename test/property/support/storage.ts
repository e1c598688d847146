import { deepStrictEqual, ok } from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Attachment } from '#core/domain/attachment.ts';
import type { Message } from '#core/domain/message.ts';
import { anAttachment } from '../../support/builders.ts';
import { aPair, deleteMessage, sendWith } from '../../support/ports/actions.ts';
import type { Stores } from '../../support/ports/stores.ts';

const limit = 1_000;

type Op =
  | { readonly kind: 'put'; readonly sizes: readonly number[] }
  | { readonly kind: 'discard' | 'send' | 'delete'; readonly pick: number };

const pick = fc.nat({ max: 999 });
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      sizes: fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 3 }),
    }),
  },
  fc.record({
    kind: fc.constantFrom('discard' as const, 'send' as const, 'delete' as const),
    pick,
  }),
);

/** The stored files of one user, by the answers. */
interface Known {
  readonly files: Attachment[];
  readonly messages: Message[];
}

const one = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

const perform = async (
  stores: Stores,
  { files, messages }: Known,
  conversationId: string,
  ownerId: string,
  op: Op,
): Promise<void> => {
  if (op.kind === 'put') {
    const now = stores.clock.now();
    const made = op.sizes.map((sizeBytes) =>
      anAttachment({
        ...{ id: stores.ids.uuid(), ownerId, sizeBytes, state: 'complete' as const },
        expiresAt: now + 60_000,
      }),
    );
    const answer = await stores.attachments.put(made, limit);
    if (answer === 'stored') files.push(...made);
    return;
  }
  const file = one(files, op.pick);
  const message = one(messages, op.pick);
  if (op.kind === 'discard' && file) await stores.attachments.discard(file.id, 'complete');
  if (op.kind === 'send' && file) {
    const sent = await sendWith(stores, conversationId, { senderId: ownerId }, [file.id]);
    if (sent) messages.push(sent.message);
  }
  if (op.kind === 'delete' && message) await deleteMessage(stores, message);
};

/**
 * In any concurrent order, and however often a deletion is reported: the used space equals the
 * stored files and never exceeds the limit.
 */
export const usesWhatIsStored = (open: () => Promise<Stores>) =>
  fc.asyncProperty(
    fc.array(fc.array(op, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 10 }),
    async (batches) => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const known: Known = { files: [], messages: [] };
      for (const batch of batches) {
        await Promise.all(batch.map((op) => perform(stores, known, conversation.id, ann.id, op)));
        const stored = await Promise.all(
          known.files.map(async (file) => ((await stores.attachments.get(file.id)) ? file : null)),
        );
        // Like the stream, which may report each deletion several times.
        const gone = known.files.filter((file) => !stored.includes(file));
        await Promise.all(gone.map((file) => stores.attachments.release(file)));
        const bytes = stored.reduce((sum, file) => sum + (file?.sizeBytes ?? 0), 0);
        deepStrictEqual(await stores.attachments.usedBytes(ann.id), bytes);
        ok(bytes <= limit);
      }
    },
  );
