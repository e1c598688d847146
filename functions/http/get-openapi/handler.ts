import { getOpenapi as contract } from '../../contracts/http/system.ts';
import { openApiDocument } from '../../contracts/openapi.ts';
import { httpHandler, reply } from '../../runtime/http.ts';

let made: ReturnType<typeof openApiDocument> | undefined;

/** Made when it is first asked for: one process serves it rarely, and need not wait for it at start. */
const document = () => {
  made ??= openApiDocument();
  return { ...made };
};

export const handler = httpHandler(contract, async () => reply(200, document()));
