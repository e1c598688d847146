import * as z from 'zod';
import { identityEnv, originsEnv, socketsEnv, tableEnv, viewerEnv } from '../../runtime/env.ts';

export const env = z.object({
  ...tableEnv,
  ...identityEnv,
  ...socketsEnv,
  ...viewerEnv,
  ...originsEnv,
});
