import type { FC } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { firstGraphemes } from '#site/lib/text.ts';
import { words as emojiWords } from '#site/strings/later/emoji-words.ts';
import { excerptOf } from '../bubble/excerpt.ts';
import { newReaction } from './announced-reaction.ts';

const MAX_EXCERPT = 40;

export interface AnnouncerProps {
  readonly messages: readonly Message[];
  readonly peerId: string;
  readonly peerName: string;
}

/** Announces a new reaction of the peer, wherever the log is scrolled to. */
export const ReactionAnnouncer: FC<AnnouncerProps> = ({ messages, peerId, peerName }) => {
  const before = useRef(messages);
  const [words, setWords] = useState('');
  useEffect(() => {
    const found = newReaction(before.current, messages, peerId);
    before.current = messages;
    if (!found) return;
    const excerpt = firstGraphemes(excerptOf(found.message), MAX_EXCERPT);
    setWords(emojiWords.reacted(peerName, found.emoji, excerpt));
  }, [messages, peerId, peerName]);
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
};
