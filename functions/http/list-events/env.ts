import * as z from 'zod';
import { tableEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv });
