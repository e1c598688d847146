import { expect, it } from 'vitest';
import { attachmentPreview, attachmentText } from '#site/ui/previews/attachment-preview.ts';

const last = (preview: string, has_attachments = true, deleted = false) => ({
  preview,
  has_attachments,
  deleted,
});

it('a message without attachments, or a deleted one, shows none', () => {
  expect(attachmentPreview(last('holiday.jpg', false))).toBeNull();
  expect(attachmentPreview(last('', true, true))).toBeNull();
});

it('a picture is shown as a photo, not by its name', () => {
  for (const name of ['IMG_0001.JPG', 'a.b.webp', 'scan.heic']) {
    expect(attachmentPreview(last(name))).toEqual({ kind: 'photo', text: null });
  }
});

it('any other file is shown by its name, and a text with attachments by the text', () => {
  for (const preview of ['offer.pdf', 'no extension', 'Look at this']) {
    expect(attachmentPreview(last(preview))).toEqual({ kind: 'file', text: preview });
  }
});

it('a voice message is shown as one, not by its name', () => {
  const name = 'voice 2026-11-29 22.23.webm';

  expect(attachmentPreview(last(name))).toEqual({ kind: 'voice', text: null });
  expect(attachmentPreview(last(`my ${name}`))?.kind).toBe('file');
});

it('a text with attachments, or the name of a file, is shown as it is', () => {
  const preview = attachmentPreview(last('_config_.yml'));

  expect(preview && attachmentText(preview)).toBe('_config_.yml');
});
