import * as z from 'zod';
import { socketsEnv, tableEnv, uploadsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...socketsEnv, ...uploadsEnv });
