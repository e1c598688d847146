import type { ReactNode } from 'react';
import { Component } from 'react';
import { strings } from '../lib/strings.ts';
import { Crash } from './crash.tsx';

/** The last resort, around everything. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    const { crashTitle, crashLead } = strings.errors;
    return this.state.isBroken ? (
      <Crash title={crashTitle} lead={crashLead} />
    ) : (
      this.props.children
    );
  }
}
