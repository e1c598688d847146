import type { ComponentProps } from 'react';
import { strings } from '#site/strings/strings.ts';
import { useMyName } from '#site/sync/use-me.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { faceOf } from '#site/ui/person.ts';

/** The signed-in user, as a button that opens the menu. */
export const AccountButton = (props: ComponentProps<'button'>) => {
  const me = useMyName();
  return (
    <button
      type="button"
      aria-label={strings.auth.account}
      aria-haspopup="menu"
      className="flex size-10 items-center justify-center rounded-full transition-transform hover:scale-105"
      {...props}
    >
      {me ? (
        <Avatar {...faceOf(me)} size="small" />
      ) : (
        <span className="size-9 rounded-full bg-field" />
      )}
    </button>
  );
};
