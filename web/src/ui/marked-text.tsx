import { Fragment } from 'react';

/** A text with marked ranges: sorted, in UTF-16 units. */
export const MarkedText = ({
  text,
  marks,
}: {
  text: string;
  marks: readonly { start: number; end: number }[];
}) => {
  const ends = [0, ...marks.map(({ end }) => end)];
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(ends[index], start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
};
