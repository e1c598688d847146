import { linkParts, mayHaveLinks } from './link-parts.ts';
import { useLinkFinder } from './use-link-finder.ts';

/** A text with links. They open in a new tab, without opener and referrer. */
export const LinkedText = ({ text }: { text: string }) => {
  const find = useLinkFinder(mayHaveLinks(text));
  return linkParts(text, find?.(text) ?? []).map(({ text: piece, url }, index) =>
    url === null ? (
      piece
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
        key={index}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded-sm underline decoration-current/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current"
      >
        {piece}
      </a>
    ),
  );
};
