import type { ReactNode } from 'react';
import { Component } from 'react';
import { ApiError } from '#client';
import { strings } from '../strings/strings.ts';
import { Crash } from './crash.tsx';

const words = strings.errors;

/** The outermost error boundary. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const error: unknown = this.state.error;
    if (error === undefined) return this.props.children;
    const isUnreachable = error instanceof ApiError && error.isTransient;
    return isUnreachable ? (
      <Crash title={words.unreachableTitle} lead={words.network} />
    ) : (
      <Crash title={words.crashTitle} lead={words.crashLead} />
    );
  }
}
