import * as z from 'zod';
import {
  identityEnv,
  originsEnv,
  registrationEnv,
  tableEnv,
  viewerEnv,
} from '../../runtime/env.ts';

export const env = z.object({
  ...tableEnv,
  ...identityEnv,
  ...viewerEnv,
  ...originsEnv,
  ...registrationEnv,
});
