import { limits } from '#contracts/limits.ts';

const HEIGHT = 28;
const STEP = 3;
const LINE = 2;

/** The bars of a waveform; the part before `share` (0 to 1) is solid. */
export const Waveform = ({ waveform, share }: { waveform: readonly number[]; share: number }) => (
  <svg
    aria-hidden="true"
    viewBox={`0 0 ${waveform.length * STEP} ${HEIGHT}`}
    preserveAspectRatio="none"
    className="h-7 w-full"
  >
    {waveform.map((level, at) => {
      const height = Math.max(LINE, (level / limits.voice.maxLevel) * HEIGHT);
      return (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the position is what a bar is
          key={at}
          x={at * STEP}
          y={(HEIGHT - height) / 2}
          width={LINE}
          height={height}
          rx={1}
          fill="currentColor"
          opacity={at / waveform.length < share ? 1 : 0.4}
        />
      );
    })}
  </svg>
);
