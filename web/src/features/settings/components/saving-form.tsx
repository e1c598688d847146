import type { ReactNode } from 'react';
import { Button } from '#site/ui/button.tsx';
import { FormFailure } from '#site/ui/form-failure.tsx';
import type { SavingForm as Form } from '../model/use-saving-form.ts';

/** The fields of a form, its general error, and a button that saves. */
export const SavingForm = ({
  form,
  action,
  done,
  children,
}: {
  form: Form;
  action: string;
  done: string;
  children: ReactNode;
}) => (
  <form noValidate onSubmit={form.submit} onChange={form.touch} className="flex flex-col gap-4">
    {form.failure !== null && <FormFailure failure={form.failure} />}
    {children}
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" disabled={form.isSaving}>
        {action}
      </Button>
      <p role="status" className="text-sm font-medium text-action-ink">
        {form.isSaved && done}
      </p>
    </div>
  </form>
);
