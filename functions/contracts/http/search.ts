import * as z from 'zod';
import { searchedKinds } from '../closed-lists.ts';
import { queryInteger, Timestamp, text, Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { samples } from '../samples.ts';
import { foldText } from '../texts/fold-text.ts';
import { expiresAtNote } from './disappearing/disappearing.ts';
import { Attachment, seqNote } from './messages.ts';
import { NextCursor } from './paging.ts';
import { face } from './people.ts';

const { messageSearch } = limits;

const Mark = z
  .object({
    start: z.int().meta({ examples: [0] }),
    end: z.int().meta({ description: 'Exclusive.', examples: [5] }),
  })
  .meta({ id: 'Mark', description: 'A range of a text, in UTF-16 units.' });

const SearchHit = z
  .object({
    message_id: z.string().meta({ examples: [samples.message] }),
    conversation_id: z.uuid().meta({ examples: [samples.conversation] }),
    seq: z.int().meta(seqNote),
    sender_id: z.uuid().meta({ examples: [samples.ada] }),
    peer: z
      .object({
        id: z.uuid().meta({ examples: [samples.bob] }),
        username: z.string().meta({ examples: ['bob'] }),
        ...face,
      })
      .meta({ description: 'The other member of the conversation.' }),
    found_in: z.enum(['text', 'filename']).meta({
      description: 'Is `excerpt` of the text, or the name of a file?',
      examples: ['text'],
    }),
    excerpt: z.string().meta({
      description: `On one line, without the marks of styles, at most ${messageSearch.excerpt.units} UTF-16 units and an ellipsis at each end.`,
      examples: ['Hello, Bob'],
    }),
    marks: z.array(Mark).meta({ description: 'Where the words of the query are in `excerpt`.' }),
    text: z.string().nullable().optional().meta({ description: 'With `has`: the whole text.' }),
    attachments: z
      .array(Attachment)
      .optional()
      .meta({ description: 'With `has`: all files of the message.' }),
    created_at: Timestamp,
    expires_at: Timestamp.optional().meta(expiresAtNote),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;

export const searchMessages = route({
  method: 'GET',
  path: '/api/search',
  access: 'bearer',
  tag: 'messages',
  summary:
    'Messages of the caller with all words of a query, with a kind of file or with links, newest first',
  query: z
    .object({
      q: text(0, messageSearch.queryLength).meta({
        description:
          'Words, each found anywhere in a text or file name, without regard to case and accents. May be empty with `has`.',
        examples: ['hello'],
      }),
      has: z.enum(searchedKinds).optional().meta({
        description:
          'Only messages with a photo or video, a voice message, another file, or what may be a link.',
      }),
      conversation_id: Uuid.optional().meta({
        description: 'Only in this conversation.',
        examples: [samples.conversation],
      }),
      cursor: text(1, messageSearch.cursorLength).optional().meta({
        description:
          '`next_cursor` of the answer before, with the same `q`, `has` and `conversation_id`.',
      }),
      limit: queryInteger({ min: 1, max: messageSearch.maxHits })
        .default(messageSearch.defaultHits)
        .meta({ description: 'Maximum number of items.' }),
    })
    .refine(({ q, has }) => has !== undefined || foldText(q).trim() !== '', {
      path: ['q'],
      error: 'must not be blank',
    }),
  responses: {
    200: z
      .object({
        items: z.array(SearchHit).meta({
          description:
            'May be fewer than `limit`, also none, although there are more: one request searches a bounded number of messages.',
        }),
        next_cursor: NextCursor.meta({
          description: 'Continues the search with older messages. Null if all were searched.',
        }),
        searched_to: Timestamp.nullable().meta({
          description: 'Messages before this time were not searched yet. Null if all were.',
        }),
      })
      .meta({ id: 'SearchHits' }),
  },
  rate: 'search',
  errors: ['unauthenticated', 'conversation_not_found'],
});
