import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageId, parseMessageId } from '#core/domain/message-id.ts';

test('an id encodes its conversation and sequence, and is unique', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (uuid, seq) => {
      const id = messageId(uuid, seq);
      expect(id).toMatch(/^[0-9A-Za-z]{23,31}$/);
      expect(parseMessageId(id)).toEqual({ conversationId: uuid, seq });
      expect(parseMessageId(`${id.slice(0, 22)}0${id.slice(22)}`)).toBeNull();
    }),
  );
});

test('a malformed id is null, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, size: 'max' }), (text) => {
      const parsed = parseMessageId(text);
      if (parsed) expect(messageId(parsed.conversationId, parsed.seq)).toBe(text);
    }),
  );
  expect(parseMessageId('z'.repeat(23))).toBeNull();
  const id = messageId('00000000-0000-4000-8000-000000000000', 1);
  for (const around of ['', '-', '\n', 'é']) {
    expect(parseMessageId(`${around}${around ? id : ''}`)).toBeNull();
    expect(parseMessageId(`${around ? id : ''}${around}`)).toBeNull();
  }
  expect(parseMessageId(`${'0'.repeat(22)}0`)).toBeNull();
});

test('ids of any number of conversations are correct, whatever is cached', () => {
  const conversations = Array.from(
    { length: 1_100 },
    (_, index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
  );

  for (let round = 0; round < 2; round++) {
    const ids = conversations.map((conversationId) => messageId(conversationId, 7));
    expect(ids.map((id) => parseMessageId(id)?.conversationId)).toEqual(conversations);
  }
});

test('the largest conversation id has message ids, and the number after it has none', () => {
  const last = messageId('ffffffff-ffff-ffff-ffff-ffffffffffff', 1);

  expect(last).toBe('7n42DGM5Tflk9n8mt7Fhc71');
  expect(parseMessageId(last)).toEqual({
    conversationId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    seq: 1,
  });
  expect(parseMessageId('7n42DGM5Tflk9n8mt7Fhc81')).toBeNull();
});

test('sequences are whole numbers that a client can represent', () => {
  const conversationId = '00000000-0000-4000-8000-000000000000';

  expect(parseMessageId(messageId(conversationId, 2 ** 53 - 1))?.seq).toBe(2 ** 53 - 1);
  expect(parseMessageId(messageId(conversationId, 2 ** 53))).toBeNull();
});
