import { describeAttachmentStore } from '../../../test/ports/attachment-store.suite.ts';
import { describeBlockStore } from '../../../test/ports/block-store.suite.ts';
import { describeConnectionRegistry } from '../../../test/ports/connection-registry.suite.ts';
import { describeConversationStore } from '../../../test/ports/conversation-store.suite.ts';
import { describeCounterStore } from '../../../test/ports/counter-store.suite.ts';
import { describeUserStore } from '../../../test/ports/user-store.suite.ts';
import { localStores } from '../../../test/support/ports/local-home.ts';

/** The stores that use rules of the core: what hashes passwords or keeps bytes does not. */
describeConversationStore('SQLite', localStores);
describeUserStore('SQLite', localStores);
describeConnectionRegistry('in this process', localStores);
describeBlockStore('SQLite', localStores);
describeAttachmentStore('SQLite', localStores);
describeCounterStore('SQLite', localStores);
