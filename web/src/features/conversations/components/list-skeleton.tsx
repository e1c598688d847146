import { strings } from '#site/strings/strings.ts';

const rows = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'];

export const ListSkeleton = () => (
  <div role="status" className="flex flex-col gap-0.5 p-2">
    <span className="sr-only">{strings.app.loading}</span>
    {rows.map((width) => (
      <div key={width} aria-hidden="true" className="flex animate-pulse items-center gap-3 p-3">
        <div className="size-12 rounded-full bg-field" />
        <div className="flex flex-1 flex-col gap-2.5">
          <div className="h-3.5 w-1/3 rounded-full bg-field" />
          <div className={`h-3 rounded-full bg-field ${width}`} />
        </div>
      </div>
    ))}
  </div>
);
