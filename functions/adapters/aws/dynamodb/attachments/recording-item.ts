import * as z from 'zod';
import type { Recording } from '#core/domain/attachment.ts';
import { waveformOf, waveformText } from '#functions/adapters/waveform.ts';

/** A recording in an item: its length in milliseconds, and one character for each level. */
export const StoredRecording = z.object({ d: z.int(), w: z.string() });
type StoredRecording = z.infer<typeof StoredRecording>;

export const storedRecording = ({ durationMs, waveform }: Recording): StoredRecording => ({
  d: durationMs,
  w: waveformText(waveform),
});

export const recordingOf = ({ d, w }: StoredRecording): Recording => ({
  durationMs: d,
  waveform: waveformOf(w),
});
