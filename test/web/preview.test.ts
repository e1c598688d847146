import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { previewOf as serverPreviewOf } from '../../functions/core/domain/message.ts';
import { previewOf } from '../../web/src/realtime/preview.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'ä', '€', '🎉'), maxLength: 420 }),
);

it('a preview is exactly what the server makes of the same text', () => {
  fc.assert(
    fc.property(text, (content) => {
      expect(previewOf(content)).toBe(serverPreviewOf(content));
    }),
    { numRuns: 500 },
  );
});

it('nothing has an empty preview', () => {
  expect(previewOf(null)).toBe('');
});
