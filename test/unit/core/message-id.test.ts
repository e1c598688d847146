import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageId, parseMessageId } from '../../../functions/core/domain/message-id.ts';

test('an id names its conversation and sequence, and nothing else has it', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (uuid, seq) => {
      const id = messageId(uuid, seq);
      expect(id).toMatch(/^[0-9A-Za-z]{23,31}$/);
      expect(parseMessageId(id)).toEqual({ conversationId: uuid, seq });
      expect(parseMessageId(`${id.slice(0, 22)}0${id.slice(22)}`)).toBeNull();
    }),
  );
});

test('text that is no id is null, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, size: 'max' }), (text) => {
      const parsed = parseMessageId(text);
      if (parsed) expect(messageId(parsed.conversationId, parsed.seq)).toBe(text);
    }),
  );
  expect(parseMessageId('z'.repeat(23))).toBeNull();
  expect(parseMessageId(`${'0'.repeat(22)}0`)).toBeNull();
});
