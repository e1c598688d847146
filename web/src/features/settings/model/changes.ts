import { zodResolver } from '@hookform/resolvers/zod';
import * as z from 'zod';
import { Email, Username } from '#contracts/fields.ts';
import { changePassword } from '#contracts/http/auth.ts';
import { About, DisplayName } from '#contracts/names/display-name.ts';

/** The contract of `PATCH /users/me`, by field. A lazy module, because zod is big. */
export const nameResolver = zodResolver(z.object({ username: Username }));
export const emailResolver = zodResolver(z.object({ email: Email }));

/** An empty field removes the value. */
const emptyOr = (schema: z.ZodType<string>) =>
  z.string().superRefine((value, context) => {
    const parsed = value.trim() === '' ? null : schema.safeParse(value);
    for (const { message } of parsed?.error?.issues ?? []) context.addIssue(message);
  });
export const faceResolver = zodResolver(
  z.object({ display_name: emptyOr(DisplayName), about: emptyOr(About) }),
);

export const passwordResolver = zodResolver(changePassword.body.schema);
