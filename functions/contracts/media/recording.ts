import * as z from 'zod';
import { limits } from '../limits.ts';

/** How a voice message sounds, as a client announces it. */
export const AnnouncedRecording = z.object({
  duration_ms: z
    .int()
    .min(1)
    .max(limits.voice.maxSeconds * 1_000)
    .meta({ description: 'In milliseconds.', examples: [4_200] }),
  waveform: z
    .array(z.int().min(0).max(limits.voice.maxLevel))
    .length(limits.voice.values)
    .meta({
      description: `Loudness over time: ${limits.voice.values} values from 0 to ${limits.voice.maxLevel}.`,
      examples: [Array.from({ length: limits.voice.values }, (_, at) => (at * 5) % 32)],
    }),
});

/** The same in a message. Made by the sender's client, and shown before the file is loaded. */
export const Recording = AnnouncedRecording.extend({}).meta({ id: 'Recording' });
export type Recording = z.infer<typeof Recording>;
