import '../../../lib/zod-without-eval.ts';
// First of all: schemas are made as soon as the contracts are imported.

import * as z from 'zod';
import { Email, Username } from '../../../../../functions/contracts/fields.ts';
import { changePassword } from '../../../../../functions/contracts/http/auth.ts';

/** The contract of `PATCH /users/me`, one field at a time. */
export const NameChange = z.object({ username: Username });
export const EmailChange = z.object({ email: Email });

export const PasswordChange = changePassword.body.schema;
