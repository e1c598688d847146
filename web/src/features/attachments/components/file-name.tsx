import { splitName } from '../../../../../functions/contracts/filenames.ts';
import { classes } from '../../../lib/text.ts';

/** A name in one line: what does not fit is cut before its ending, which stays in sight and in place. */
export const FileName = ({ name, className }: { name: string; className?: string }) => {
  const { stem, ending } = splitName(name);
  return (
    <span dir="ltr" title={name} className={classes('inline-flex max-w-full', className)}>
      <bdi className="truncate">{stem}</bdi>
      <bdi className="shrink-0">{ending}</bdi>
    </span>
  );
};
