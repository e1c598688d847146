import { userStore } from '#backend';
import { makeGetPhoto } from '#core/usecases/account/get-photo.ts';
import type { TableEnv } from '../runtime/env.ts';

/** Apart from `account.ts`, so that the function of photos loads nothing else. */
export const wireGetPhoto = (env: TableEnv) => makeGetPhoto({ users: userStore(env) });
