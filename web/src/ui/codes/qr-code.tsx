import { generate } from 'lean-qr';
import { useMemo } from 'react';

/** Modules of white around the code, as its standard requires. */
const QUIET = 4;

/** Black on white also in the dark theme: cameras read the inverse poorly. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { path, size } = useMemo(() => {
    const code = generate(text);
    const squares: string[] = [];
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) {
        if (code.get(x, y)) squares.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
      }
    }
    return { path: squares.join(''), size: code.size + 2 * QUIET };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-2xl bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
};
