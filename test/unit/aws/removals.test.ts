import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import type { Attachment, StoredFile } from '#core/domain/attachment.ts';
import { UnavailableError } from '#core/errors.ts';
import { makeRemoveBytes } from '#core/usecases/attachments/remove-bytes.ts';
import { attachmentItem } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { logger } from '#functions/runtime/logger.ts';
import { removalHandler } from '#functions/runtime/stream.ts';
import { anAttachment } from '../../support/builders.ts';
import { wireItem } from '../../support/ports/wire-item.ts';

logger.setLogLevel('SILENT');

/** The stream's record of a deleted item. */
const removalOf = (attachment: Attachment, sequence: number): DynamoDBRecord =>
  ({
    eventName: 'REMOVE',
    dynamodb: {
      SequenceNumber: `${sequence}`,
      OldImage: wireItem(attachmentItem(attachment)),
    },
  }) as DynamoDBRecord;

const three = [anAttachment(), anAttachment(), anAttachment()] as const;
const records = three.map((attachment, index) => removalOf(attachment, 100 + index));
const keysOf = ({ id }: Attachment) => [`att/${id}`, `pending/${id}`];

/** The trigger over bytes, some of which cannot be deleted. */
const setup = (...stuck: readonly Attachment[]) => {
  const removed: string[] = [];
  const remove = async (keys: readonly string[]): Promise<void> => {
    if (stuck.some(({ id }) => keys.includes(`att/${id}`))) throw new Error('AccessDenied');
    removed.push(...keys);
  };
  const released: StoredFile[] = [];
  const release = async (file: StoredFile): Promise<void> => {
    if (!removed.includes(`att/${file.id}`)) throw new Error('its bytes are still there');
    released.push(file);
  };
  const deps = { blobs: { remove }, attachments: { release } } as never;
  const handler = removalHandler('remove-bytes', makeRemoveBytes(deps));
  return { removed, released, handle: (Records: DynamoDBRecord[]) => handler({ Records }) };
};

describe('the trigger that removes bytes', () => {
  it('removes the upload and the checked bytes of every removed attachment', async () => {
    const { removed, released, handle } = setup();

    const answer = await handle(records);

    const files = three.map(({ id, ownerId, sizeBytes }) => ({ id, ownerId, sizeBytes }));
    expect(released).toEqual(files);

    expect(answer.batchItemFailures).toEqual([]);
    expect(removed.sort()).toEqual(three.flatMap(keysOf).sort());
  });

  it('tries all records, and reports the first failed one, after which all are delivered again', async () => {
    const [first, second, third] = three;
    const { removed, released, handle } = setup(second, third);

    const answer = await handle(records);

    // What is still stored still counts.
    expect(released.map(({ id }) => id)).toEqual([first.id]);

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '101' }]);
    expect(removed).toEqual(keysOf(first));
  });

  it('logs an outage, which is retried, in one line without a stack', async () => {
    const remove = async () => {
      throw new UnavailableError('S3 did not answer');
    };
    const deps = { blobs: { remove }, attachments: {} } as never;
    const warned = vi.spyOn(logger, 'warn');
    const failed = vi.spyOn(logger, 'error');

    await removalHandler('remove-bytes', makeRemoveBytes(deps))({ Records: [...records] });

    expect(failed).not.toHaveBeenCalled();
    expect(warned.mock.calls[0]).toEqual([
      'busy',
      { trigger: 'remove-bytes', id: three[0].id, reason: 'S3 did not answer' },
    ]);
    vi.restoreAllMocks();
  });

  it('removes the bytes of later records after a failed one', async () => {
    const [first, second, third] = three;
    const { removed, handle } = setup(first);

    await handle(records);

    expect(removed.sort()).toEqual([second, third].flatMap(keysOf).sort());
  });

  it('passes on removals only: no changed item, and none without id or owner', async () => {
    const [record] = records;
    const { removed, handle } = setup();

    const changed = await handle([{ ...record, eventName: 'MODIFY' }]);
    const nameless = await handle([{ ...record, dynamodb: { SequenceNumber: '9', OldImage: {} } }]);
    const { o: _, ...ownerless } = Object(record?.dynamodb?.OldImage);
    const nobodys = await handle([
      { ...record, dynamodb: { SequenceNumber: '8', OldImage: ownerless } },
    ]);

    expect(changed.batchItemFailures).toEqual([{ itemIdentifier: '100' }]);
    expect(nameless.batchItemFailures).toEqual([{ itemIdentifier: '9' }]);
    expect(nobodys.batchItemFailures).toEqual([{ itemIdentifier: '8' }]);
    expect(removed).toEqual([]);
  });

  it('reports the whole batch if it cannot tell which record failed', async () => {
    const { handle } = setup();

    const answer = await handle([{ eventName: 'REMOVE' }]);

    // For Lambda an empty identifier means the whole batch.
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '' }]);
  });
});
