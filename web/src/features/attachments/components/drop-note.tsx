import { Upload } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';

const words = strings.attachments;

/** Covers the dialog while files are dragged over it. */
export const DropNote = () => (
  <div className="appear pointer-events-none absolute inset-3 z-30 flex flex-col items-center justify-center gap-3 rounded-3xl border-2 border-dashed border-action bg-surface/95 text-center">
    <span className="inline-flex size-14 items-center justify-center rounded-full bg-action text-on-action">
      <Upload aria-hidden="true" className="size-6" />
    </span>
    <span className="px-6 text-lg font-semibold tracking-tight">{words.drop}</span>
    <span className="px-6 text-sm text-ink-soft">{words.dropLead}</span>
  </div>
);
