import * as z from 'zod';

const error = 'must be a UTC time such as 2026-03-14T09:26:53.589Z, "forever" or null';

/** When a mute ends. */
export const MutedUntil = z.union([z.iso.datetime({ precision: 3, error }), z.literal('forever')], {
  error,
});

/** How a member has arranged a conversation. Only that member sees it, and nothing of it is in the log. */
export const MemberSettings = z
  .object({
    ver: z.int().meta({
      description:
        'Grows with every change of these settings, independently of the conversation’s `ver`; 0 before the first.',
      examples: [1],
    }),
    muted_until: MutedUntil.nullable().meta({
      description:
        'Until then new messages cause no notification; counts are the same. Null if not muted.',
      examples: [null],
    }),
    is_pinned: z.boolean().meta({ description: 'At the top of the list.', examples: [false] }),
    is_archived: z.boolean().meta({
      description:
        'Now: `archived_seq` is set, and no newer message has come, or the conversation is muted.',
      examples: [false],
    }),
    archived_seq: z
      .int()
      .nullable()
      .meta({
        description: 'A message after this `seq` brings the conversation back, unless it is muted.',
        examples: [null],
      }),
    is_marked_unread: z.boolean().meta({
      description:
        'Now: `marked_unread_seq` is set, and `my_read_seq` is not beyond it. Counts are the same.',
      examples: [false],
    }),
    marked_unread_seq: z
      .int()
      .nullable()
      .meta({
        description: 'Reading anything after this `seq` clears the mark.',
        examples: [null],
      }),
    cleared_seq: z.int().meta({
      description:
        'The caller has cleared everything up to this `seq`: no answer contains it any more.',
      examples: [0],
    }),
    marks_ver: z.int().meta({
      description:
        '`ver` at the latest change of what the caller has deleted for themselves or starred here; 0 before the first.',
      examples: [0],
    }),
  })
  .meta({ id: 'MemberSettings', description: 'Settings of the caller for this conversation.' });
export type MemberSettings = z.infer<typeof MemberSettings>;
