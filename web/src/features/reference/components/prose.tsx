import { Fragment } from 'react';

interface Part {
  /** Its offset in the text. */
  readonly at: number;
  readonly text: string;
  readonly isCode: boolean;
}

const partsOf = (text: string): Part[] => {
  let at = 0;
  return text.split('`').map((part, index) => {
    const here = { at, text: part, isCode: index % 2 === 1 };
    at += part.length + 1;
    return here;
  });
};

/** Text in which `backticks` mark code. */
export const Prose = ({ text }: { text: string }) =>
  partsOf(text).map(({ at, text: part, isCode }) =>
    isCode ? (
      <code key={at} className="rounded bg-field px-1 py-0.5 font-mono text-[0.875em] break-words">
        {part}
      </code>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  );
