import { type Key, userPartition } from './keys.ts';

export const marksPrefix = 'MARKS#';

/**
 * What the user has deleted for themselves or starred in a conversation.
 *
 * | item  | PK        | SK                   |
 * |-------|-----------|----------------------|
 * | marks | USER#<id> | MARKS#<conversation> |
 */
export const marksKey = (userId: string, conversationId: string): Key => ({
  PK: userPartition(userId),
  SK: `${marksPrefix}${conversationId}`,
});

/** `MARKS#<conversation>`. */
export const markedIdOf = ({ SK }: Key): string => SK.slice(marksPrefix.length);
