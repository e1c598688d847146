import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import { mergeConversation } from './conversation-index.ts';

/** Sends read marks to the server; those that failed are sent again after the next pong. */
export const createReadMarks = ({ call, cache }: { call: Call; cache: Cache }) => {
  /** The highest wanted mark by conversation. */
  const wanted = new Map<string, number>();
  const busy = new Set<string>();

  const send = async (id: string, seq: number): Promise<void> => {
    const read = await call('POST /api/conversations/{id}/read', { params: { id }, body: { seq } });
    cache.setConversations((index) => mergeConversation(index, read));
    if (wanted.get(id) === seq) wanted.delete(id);
  };

  const run = async (id: string): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    try {
      for (let seq = wanted.get(id); seq !== undefined; seq = wanted.get(id)) await send(id, seq);
    } catch (error) {
      const mayRepeat = error instanceof ApiError && error.isTransient;
      if (!mayRepeat) wanted.delete(id);
    } finally {
      busy.delete(id);
    }
  };

  return {
    mark: (id: string, seq: number): void => {
      wanted.set(id, Math.max(seq, wanted.get(id) ?? 0));
      void run(id);
    },
    resume: (): void => {
      for (const id of wanted.keys()) void run(id);
    },
    reset: (): void => wanted.clear(),
  };
};
