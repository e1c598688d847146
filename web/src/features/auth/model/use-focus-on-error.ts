import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { FieldErrors } from '#site/ui/field-errors.ts';

/** After a failed submit, focuses the first field with an error. */
export const useFocusOnError = (errors: FieldErrors): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return form;
};
