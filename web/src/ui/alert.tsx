import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** An error that screen readers announce at once. */
export const Alert = ({ children }: { children: ReactNode }) => (
  <div
    role="alert"
    className="flex items-start gap-2.5 rounded-xl bg-danger-wash px-3.5 py-3 text-sm text-danger"
  >
    <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
    <div className="min-w-0 flex-1">{children}</div>
  </div>
);
