import * as z from 'zod';
import { samples } from '../samples.ts';

export const emojiNote = {
  description:
    'Exactly one emoji, as Unicode recommends it: flags, skin tones and families included.',
  examples: ['👍'],
};

export const Reaction = z
  .object({
    user_id: z.uuid().meta({ examples: [samples.bob] }),
    emoji: z.string().meta(emojiNote),
  })
  .meta({ id: 'Reaction' });
export type Reaction = z.infer<typeof Reaction>;
