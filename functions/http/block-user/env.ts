import * as z from 'zod';
import { socketsEnv, tableEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...socketsEnv });
