import { Fragment, type ReactNode } from 'react';
import type { Style } from '#contracts/texts/styles.ts';
import { type TextPart, textParts } from './text-parts.ts';

const wrappers: Record<Style, (inner: ReactNode) => ReactNode> = {
  bold: (inner) => <strong className="font-semibold">{inner}</strong>,
  italic: (inner) => <em>{inner}</em>,
  code: (inner) => (
    <code className="rounded-sm bg-current/10 px-1 py-px font-mono text-[0.9em]">{inner}</code>
  ),
  block: (inner) => (
    <code className="my-1 block rounded-md bg-current/10 px-2.5 py-2 font-mono text-[0.9em]">
      {inner}
    </code>
  ),
};

/** Links open in a new tab, without opener and referrer. */
const shown = ({ text, url, styles }: TextPart): ReactNode => {
  const piece =
    url === null ? (
      text
    ) : (
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded-sm underline decoration-current/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current"
      >
        {text}
      </a>
    );
  return styles.reduceRight<ReactNode>((inner, style) => wrappers[style](inner), piece);
};

/** A text with its links and styles. */
export const FormattedText = ({ text }: { text: string }) =>
  textParts(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <Fragment key={index}>{shown(part)}</Fragment>
  ));
