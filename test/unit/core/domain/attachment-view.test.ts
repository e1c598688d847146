import { expect, test } from 'vitest';
import { attachmentView } from '#core/views/attachment-view.ts';
import { anAttachment } from '#test/support/builders.ts';

test('a name that was stored before today’s rules is adapted to them', () => {
  const stored = anAttachment({ filename: 'photo\u202egpj.bat', mime: 'image/jpeg' });
  expect(attachmentView(stored).filename).toBe('photogpj.bat.jpg');
});
