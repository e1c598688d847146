import type { ComponentProps } from 'react';
import { Avatar } from '../../../components/avatar.tsx';
import { strings } from '../../../lib/strings.ts';
import { useMyName } from '../../../lib/use-me.ts';

/** The signed-in user, as the button of their menu. */
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
        <Avatar id={me.id} name={me.username} size="small" />
      ) : (
        <span className="size-9 rounded-full bg-field" />
      )}
    </button>
  );
};
