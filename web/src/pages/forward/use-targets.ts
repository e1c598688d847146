import { useState } from 'react';
import { isUnaccepted } from '#client';
import type { FoundUser } from '#contracts/http/people.ts';
import { useConversations } from '../../features/conversations/api/use-conversations.ts';
import { useSearch } from '../../features/conversations/api/use-search.ts';
import { nameOf } from '../../features/conversations/model/conversation-words.ts';
import {
  peopleBeside,
  roughFold,
  searchOwn,
} from '../../features/conversations/model/search-own.ts';
import type { ForwardProps } from '../../features/messages/components/dialog-props.ts';
import { useBlocks } from '../../features/people/api/use-blocks.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { strings } from '../../strings/strings.ts';
import { useUserId } from '../../sync/use-user-id.ts';
import { faceOf, shownName } from '../../ui/person.ts';
import { obstacleOfPerson, obstacleTo, type Target } from './forwarding.ts';

const none: readonly FoundUser[] = [];

/** Whom messages can be forwarded to: conversations and people by name, and the chosen ones. */
export const useTargets = (messages: ForwardProps['messages'], text: string) => {
  const userId = useUserId();
  const { list } = useConversations();
  const { data: blocks } = useBlocks();
  const typed = text.trim();
  const wanted = useDebounced(typed, 180);
  const search = useSearch(wanted);
  /** The ids of conversations. */
  const [chosen, setChosen] = useState<readonly string[]>([]);
  /** People without a conversation. */
  const [picked, setPicked] = useState(none);
  const isBlocked = (id: string): boolean => blocks?.items.some((one) => one.id === id) ?? false;

  const conversations = searchOwn(
    list.filter((one) => !isUnaccepted(one)),
    text,
    userId,
    roughFold,
  ).map(
    (conversation): Target => ({
      id: conversation.id,
      face: faceOf(conversation.peer),
      name: nameOf(conversation, userId),
      obstacle: obstacleTo(conversation, messages, isBlocked(conversation.peer.id)),
    }),
  );
  const found = typed === '' ? none : (search.data?.items ?? none);
  // A chosen person stays visible when the text changes.
  const people = peopleBeside(list, [
    ...picked,
    ...found.filter(({ id }) => picked.every((one) => one.id !== id)),
  ]);
  const total = typed === '' ? 0 : (search.data?.total ?? 0);
  return {
    conversations,
    people: people.map((person): Target => {
      const { id } = person;
      const name =
        id === userId ? strings.conversations.self(shownName(person)) : shownName(person);
      const obstacle = id === userId ? null : obstacleOfPerson(messages, isBlocked(id));
      return { id, face: faceOf(person), name, obstacle };
    }),
    others: Math.max(0, total - found.length),
    error: typed === '' ? null : search.error,
    isSearching: typed !== wanted || search.isLoading,
    chosen,
    picked,
    toggle: (id: string): void =>
      setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]),
    togglePerson: (id: string): void => {
      const rest = picked.filter((one) => one.id !== id);
      if (rest.length < picked.length) setPicked(rest);
      else setPicked([...picked, ...people.filter((one) => one.id === id)]);
    },
    /** Chooses nobody. */
    clear: (): void => {
      setChosen([]);
      setPicked(none);
    },
  };
};
