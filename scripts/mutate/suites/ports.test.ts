import { describeAttachmentStore } from '#test/ports/attachments/attachment-store.suite.ts';
import { describeConnectionRegistry } from '#test/ports/connection-registry.suite.ts';
import { describeConversationStore } from '#test/ports/conversations/conversation-store.suite.ts';
import { describeCounterStore } from '#test/ports/counter-store.suite.ts';
import { describeBlockStore } from '#test/ports/users/block-store.suite.ts';
import { describeUserStore } from '#test/ports/users/user-store.suite.ts';
import { memoryStores } from '../memory-stores.ts';

/** Stores that use rules of the core, except those that hash passwords or store bytes. */
describeConversationStore('SQLite', memoryStores);
describeUserStore('SQLite', memoryStores);
describeConnectionRegistry('in this process', memoryStores);
describeBlockStore('SQLite', memoryStores);
describeAttachmentStore('SQLite', memoryStores);
describeCounterStore('SQLite', memoryStores);
