import * as z from 'zod';
import { identityEnv, tableEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...identityEnv });
