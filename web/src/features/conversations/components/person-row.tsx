import { Avatar } from '#site/ui/avatar.tsx';

/** A user with whom a conversation can be started. */
export const PersonRow = (props: {
  id: string;
  name: string;
  label: string;
  isBusy: boolean;
  onPick: () => void;
}) => (
  <li>
    <button
      type="button"
      data-row
      aria-disabled={props.isBusy}
      onClick={() => !props.isBusy && props.onPick()}
      className="flex w-full items-center gap-3 rounded-2xl px-3 py-3 text-left -outline-offset-2 transition-colors hover:bg-hover"
    >
      <Avatar id={props.id} name={props.name} />
      <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium">
        {props.label}
      </span>
    </button>
  </li>
);
