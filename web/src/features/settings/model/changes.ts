import { zodResolver } from '@hookform/resolvers/zod';
import * as z from 'zod';
import { Email, Username } from '#contracts/fields.ts';
import { changePassword } from '#contracts/http/auth.ts';

/** The contract of `PATCH /users/me`, by field. A lazy module, because zod is big. */
export const nameResolver = zodResolver(z.object({ username: Username }));
export const emailResolver = zodResolver(z.object({ email: Email }));

export const passwordResolver = zodResolver(changePassword.body.schema);
