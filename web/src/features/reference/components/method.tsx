import { classes } from '#site/lib/text.ts';

const looks: Record<string, string> = {
  GET: 'bg-selected text-ink',
  POST: 'bg-action text-on-action',
  PUT: 'bg-accent text-on-accent',
  PATCH: 'bg-accent text-on-accent',
  DELETE: 'bg-danger-wash text-danger',
};

export const Method = ({ method, className }: { method: string; className?: string }) => (
  <span
    className={classes(
      'inline-block w-14 shrink-0 rounded-md py-0.5 text-center font-mono text-micro font-bold tracking-wide',
      looks[method] ?? looks['GET'],
      className,
    )}
  >
    {method}
  </span>
);
