/** Something that the rows of a data file must fulfil. */
export interface RowCheck {
  /** What is wrong, after the number of such rows. */
  readonly problem: string;
  /** Selects one row for each that is wrong. */
  readonly find: string;
  /** What the statements do; without them only a backup helps. */
  readonly mending?: string;
  /** Statements that mend all of them. They may use a table `wrong` with the found rows. */
  readonly mend?: readonly string[];
}

const logSeqs = `SELECT conversation_id, seq FROM messages UNION ALL
  SELECT conversation_id, seq FROM records`;

/** What the counts of a member follow from. */
const counts = `
  count(*) FILTER (WHERE x.receiver_id = m.user_id AND x.sender_id != m.user_id
    AND x.read_at IS NULL AND x.seq > m.read_seq),
  count(*) FILTER (WHERE x.receiver_id = m.user_id),
  count(*) FILTER (WHERE x.sender_id = m.user_id)
  FROM messages x WHERE x.conversation_id = m.conversation_id AND x.deleted_at IS NULL`;

/** Clients compare versions, so that a mended conversation needs a new one. */
const newVersions = `UPDATE conversations SET ver = ver + 1
  WHERE id IN (SELECT conversation_id FROM wrong)`;

export const rowChecks: readonly RowCheck[] = [
  {
    problem: 'conversations have fewer log entries than their sequence number',
    find: `SELECT c.id AS conversation_id FROM conversations c
      LEFT JOIN (SELECT conversation_id, count(*) AS entries FROM (${logSeqs}) GROUP BY 1) l
        ON l.conversation_id = c.id
      WHERE coalesce(l.entries, 0) < c.seq`,
  },
  {
    problem: 'conversations have a sequence number below their last log entry',
    find: `SELECT c.id AS conversation_id FROM conversations c
      JOIN (SELECT conversation_id, max(seq) AS last FROM (${logSeqs}) GROUP BY 1) l
        ON l.conversation_id = c.id
      WHERE l.last > c.seq`,
    mending: 'sets it to the last entry',
    mend: [
      `UPDATE conversations SET seq =
         (SELECT max(seq) FROM (${logSeqs}) WHERE conversation_id = conversations.id)
       WHERE id IN (SELECT conversation_id FROM wrong)`,
      newVersions,
    ],
  },
  {
    problem: 'conversations show another last message than they have',
    find: `SELECT c.id AS conversation_id FROM conversations c
      LEFT JOIN (SELECT conversation_id, max(seq) AS last FROM messages
        WHERE notice IS NULL GROUP BY 1) l ON l.conversation_id = c.id
      LEFT JOIN messages x ON x.conversation_id = c.id AND x.seq = l.last
      WHERE c.last_seq IS NOT l.last OR c.last_sender_id IS NOT x.sender_id
        OR c.last_created_at IS NOT x.created_at
        OR (x.seq IS NOT NULL AND c.last_deleted != (x.deleted_at IS NOT NULL))`,
    mending: 'shows the last one',
    mend: [
      `UPDATE conversations SET (last_seq, last_sender_id, last_preview, last_has_attachments,
           last_deleted, last_created_at, last_expires_at) =
         (SELECT seq, sender_id, preview(coalesce(content, '')), attachments > 0,
            deleted_at IS NOT NULL, created_at, expires_at
          FROM messages WHERE conversation_id = conversations.id AND notice IS NULL
          ORDER BY seq DESC LIMIT 1)
       WHERE id IN (SELECT conversation_id FROM wrong)`,
      newVersions,
    ],
  },
  {
    problem: 'members have another place in their list than by their last message',
    find: `SELECT m.conversation_id FROM members m JOIN conversations c ON c.id = m.conversation_id
      WHERE m.activity_at != coalesce(c.last_created_at, c.created_at)`,
    mending: 'sorts them by it',
    mend: [
      `UPDATE members SET activity_at = (SELECT coalesce(last_created_at, created_at)
         FROM conversations WHERE id = members.conversation_id)
       WHERE conversation_id IN (SELECT conversation_id FROM wrong)`,
    ],
  },
  {
    problem: 'members have other counts (unread, received, sent) than their messages',
    find: `SELECT m.conversation_id FROM members m
      WHERE (m.unread, m.received, m.sent) != (SELECT ${counts})`,
    mending: 'counts them again',
    mend: [
      `UPDATE members AS m SET (unread, received, sent) = (SELECT ${counts})
       WHERE conversation_id IN (SELECT conversation_id FROM wrong)`,
      newVersions,
    ],
  },
  {
    problem: 'conversations expect the next expiry of a message later than it is',
    find: `SELECT m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE m.expires_at IS NOT NULL AND m.deleted_at IS NULL
        AND (c.next_expiry IS NULL OR c.next_expiry > m.expires_at)
      GROUP BY m.conversation_id`,
    mending: 'sets the time of the first one',
    mend: [
      `UPDATE conversations SET next_expiry = (SELECT min(expires_at) FROM messages
         WHERE conversation_id = conversations.id AND expires_at IS NOT NULL AND deleted_at IS NULL)
       WHERE id IN (SELECT conversation_id FROM wrong)`,
      newVersions,
    ],
  },
  {
    problem: 'messages have another number of attachments than is stored for them',
    find: `SELECT m.conversation_id, m.seq FROM messages m WHERE m.attachments !=
      (SELECT count(*) FROM attachments a
       WHERE a.state = 'sent' AND a.conversation_id = m.conversation_id AND a.seq = m.seq)`,
    mending: 'sets the stored number',
    mend: [
      `UPDATE messages AS m SET attachments = (SELECT count(*) FROM attachments a
         WHERE a.state = 'sent' AND a.conversation_id = m.conversation_id AND a.seq = m.seq)
       WHERE EXISTS (SELECT 1 FROM wrong w
         WHERE w.conversation_id = m.conversation_id AND w.seq = m.seq)`,
      newVersions,
    ],
  },
  {
    problem: 'users have another storage use than their attachments',
    find: `SELECT coalesce(s.user_id, a.owner_id) AS user_id FROM stored_bytes s
      FULL JOIN (SELECT owner_id, sum(size_bytes) AS used FROM attachments GROUP BY 1) a
        ON a.owner_id = s.user_id
      WHERE coalesce(s.used, 0) != coalesce(a.used, 0)`,
    mending: 'adds the attachments up again',
    mend: [
      'DELETE FROM stored_bytes WHERE user_id IN (SELECT user_id FROM wrong)',
      `INSERT INTO stored_bytes SELECT owner_id, sum(size_bytes) FROM attachments
       WHERE owner_id IN (SELECT user_id FROM wrong) GROUP BY 1`,
    ],
  },
  {
    problem: 'users cannot be found by their name',
    find: `SELECT id FROM users WHERE is_active = 1 AND is_finished = 1
      AND id NOT IN (SELECT user_id FROM user_names)`,
    mending: 'the next start indexes the names again',
    mend: ['UPDATE user_names_version SET version = 0'],
  },
  {
    problem: 'removals of files were given up',
    find: 'SELECT key FROM blob_removals WHERE failed_at IS NOT NULL',
    mending: 'the server tries again',
    mend: [
      `UPDATE blob_removals SET attempts = 0, due_at = 0, failed_at = NULL
       WHERE failed_at IS NOT NULL`,
    ],
  },
];
