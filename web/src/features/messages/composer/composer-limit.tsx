import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';

const words = strings.messages;
/** The counter appears when this many characters are left. */
const COUNTER_FROM = 200;

/** Characters left, once they are few; negative if there are too many. */
export const ComposerLimit = ({ id, left }: { id: string; left: number }) => (
  <p
    id={id}
    role="status"
    className={classes(
      'px-4 text-right text-xs tabular-nums',
      left < 0 ? 'text-danger' : 'text-ink-faint',
    )}
  >
    {left < 0 && words.tooLong(-left)}
    {left >= 0 && left <= COUNTER_FROM && words.left(left)}
  </p>
);
