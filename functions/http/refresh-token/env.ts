import * as z from 'zod';
import { identityEnv, tableEnv, viewerEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...identityEnv, ...viewerEnv });
