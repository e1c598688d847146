import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { previewOf } from '#contracts/texts/preview.ts';
import { previewOf as serverPreviewOf } from '#core/domain/message.ts';
import { countReached } from '#test/support/bounds.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'ä', '€', '🎉'), maxLength: 420, size: 'max' }),
);

it('a preview equals the server’s preview of the same text', () => {
  const reached = countReached('cut', 'whole');
  fc.assert(
    fc.property(text, (content) => {
      reached.note('cut', previewOf(content).endsWith('…'));
      reached.note('whole', !previewOf(content).endsWith('…'));
      expect(previewOf(content)).toBe(serverPreviewOf(content));
    }),
    { numRuns: 500 },
  );
  reached.expectAll();
});

it('an empty text has an empty preview', () => {
  expect(previewOf(null)).toBe('');
});
