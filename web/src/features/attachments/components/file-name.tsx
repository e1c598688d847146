import { splitName } from '#contracts/filenames.ts';
import { classes } from '#site/lib/text.ts';

/** A name in one line. A long one is cut before its extension, which stays visible. */
export const FileName = ({ name, className }: { name: string; className?: string }) => {
  const { stem, ending } = splitName(name);
  return (
    <span dir="ltr" title={name} className={classes('inline-flex max-w-full', className)}>
      <bdi className="truncate">{stem}</bdi>
      <bdi className="shrink-0">{ending}</bdi>
    </span>
  );
};
