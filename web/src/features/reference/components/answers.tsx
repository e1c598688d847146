import { classes } from '#site/lib/text.ts';
import type { ErrorRow, SuccessRow } from '../model/outline.ts';
import { words } from '../model/words.ts';
import { TypeName } from './fields.tsx';
import { Prose } from './prose.tsx';

const Status = ({ status }: { status: string }) => (
  <span
    className={classes(
      'inline-block w-11 shrink-0 rounded-md py-0.5 text-center font-mono text-xs font-semibold',
      Number(status) < 400 ? 'bg-selected text-ink' : 'bg-danger-wash text-danger',
    )}
  >
    {status}
  </span>
);

export const Successes = ({ rows }: { rows: readonly SuccessRow[] }) => (
  <section>
    <h4 className="mb-1 text-sm font-semibold">{words.answers}</h4>
    <ul className="divide-y divide-line border-y border-line">
      {rows.map(({ status, description, media }) => (
        <li key={status} className="flex items-baseline gap-3 py-2 text-sm">
          <Status status={status} />
          <span className="text-ink-soft">{description}</span>
          {media && (
            <span className="ml-auto">
              <TypeName schema={media.schema} />
            </span>
          )}
        </li>
      ))}
    </ul>
  </section>
);

/** Error codes and their meanings; errors of a gateway have no code. */
export const Errors = ({
  title,
  rows,
  heading: Heading = 'h4',
}: {
  title: string;
  rows: readonly ErrorRow[];
  heading?: 'h2' | 'h4';
}) => (
  <section>
    <Heading className="mb-1 text-sm font-semibold">{title}</Heading>
    <ul className="divide-y divide-line border-y border-line">
      {rows.map(({ status, code, meaning }) => (
        <li key={`${status} ${code}`} className="flex items-baseline gap-3 py-2 text-sm">
          <Status status={status} />
          {code ? (
            <div className="min-w-0">
              <code className="font-mono text-[0.8125rem] font-medium break-words">{code}</code>
              <p className="text-pretty text-ink-soft">
                <Prose text={meaning} />
              </p>
            </div>
          ) : (
            <p className="text-ink-soft">
              “{meaning}” <span className="text-ink-faint">{words.byGateway}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  </section>
);
