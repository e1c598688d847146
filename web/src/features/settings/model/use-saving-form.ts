import { useEffect, useState } from 'react';
import type { FieldValues, Path, Resolver } from 'react-hook-form';
import { useForm } from 'react-hook-form';
import { ruleWords } from '#site/strings/error-words.ts';
import type { FormFailure } from '#site/ui/field-errors.ts';
import { explainRefusal } from '#site/ui/field-errors.ts';

interface Options<T extends FieldValues> {
  /** Loads the contract's checks; must be a stable function. */
  readonly loadResolver: () => Promise<Resolver<T>>;
  /** The stored values; the form starts with them, and resets when they change. */
  readonly values: T;
  readonly save: (values: T) => Promise<unknown>;
  /** Clears the fields after saving. */
  readonly clears?: boolean;
}

/** A form that checks by the contract, saves, and shows refusals at their fields. */
export const useSavingForm = <T extends FieldValues>({
  loadResolver,
  values,
  save,
  clears = false,
}: Options<T>) => {
  const [isSaved, setSaved] = useState(false);
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const form = useForm<T>({
    resolver: async (...args) => (await loadResolver())(...args),
    values,
  });
  useEffect(() => {
    // A failed load is retried when the checks are needed.
    loadResolver().catch(() => undefined);
  }, [loadResolver]);
  const { errors, isSubmitting } = form.formState;

  const showError = (error: unknown): void => {
    const refusal = explainRefusal(error);
    for (const [name, message] of Object.entries(refusal.fields)) {
      form.setError(name as Path<T>, { type: 'server', message }, { shouldFocus: true });
    }
    setFailure(refusal.form);
  };
  const submit = form.handleSubmit(async (checked) => {
    setSaved(false);
    setFailure(null);
    try {
      await save(checked);
      if (clears) form.reset();
      setSaved(true);
    } catch (error) {
      showError(error);
    }
  });

  return {
    submit,
    isSaving: isSubmitting,
    isSaved,
    /** Hides "saved", since the fields have changed. */
    touch: (): void => setSaved(false),
    watch: form.watch,
    failure,
    /** The properties of a field's input. */
    field: (name: Path<T>) => {
      const message = errors[name]?.message;
      return {
        ...form.register(name),
        error: typeof message === 'string' ? ruleWords(message) : undefined,
      };
    },
  };
};
export type SavingForm = Pick<
  ReturnType<typeof useSavingForm>,
  'submit' | 'isSaving' | 'isSaved' | 'touch' | 'failure'
>;
