import type { UploadState } from '#client';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';

const RADIUS = 14;
const LENGTH = 2 * Math.PI * RADIUS;

const shareOf = (state: UploadState | undefined): number =>
  state?.kind === 'uploading' ? state.share : state?.kind === 'done' ? 1 : 0;

/** Upload progress as a ring. */
export const Progress = ({
  state,
  label,
  className,
}: {
  state: UploadState | undefined;
  label: string;
  className?: string;
}) => {
  const share = shareOf(state);
  const isMoving = state?.kind === 'preparing' || state === undefined;
  return (
    <svg
      viewBox="0 0 32 32"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={strings.attachments.state[state?.kind ?? 'preparing']}
      className={classes('-rotate-90', isMoving && 'animate-spin', className)}
    >
      <circle
        cx="16"
        cy="16"
        r={RADIUS}
        fill="none"
        className="stroke-current opacity-30"
        strokeWidth="3"
      />
      <circle
        cx="16"
        cy="16"
        r={RADIUS}
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - (isMoving ? 0.25 : Math.max(0.03, share)))}
        className="stroke-current transition-[stroke-dashoffset] duration-200"
      />
    </svg>
  );
};
