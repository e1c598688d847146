import { Suspense } from 'react';
import { lazy } from '../lib/parts/lazy.ts';
import { useSettled } from '../lib/use-settled.ts';
import type { ConfirmProps } from './confirm.tsx';

const Confirm = lazy(async () => ({ default: (await import('./confirm.tsx')).Confirm }));

/** `Confirm`, loaded when the page is idle. */
export const ConfirmLater = (props: ConfirmProps) => {
  const isSettled = useSettled();
  return <Suspense>{(isSettled || props.isOpen) && <Confirm {...props} />}</Suspense>;
};
