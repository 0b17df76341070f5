import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class SendingRules1763700036000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How an organization sends. No row: ten minutes to undo, and the network's limit.
      CREATE TABLE sending_rules (
        owner_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
        undo_minutes int NOT NULL DEFAULT 10 CHECK (undo_minutes BETWEEN 0 AND 60),
        -- A mailing to more than so many needs a second person; the network's limit holds where it is lower.
        approval_over int CHECK (approval_over BETWEEN 1 AND 1000000),
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE sending_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY sending_rules_own ON sending_rules USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));

      -- What holds for mail of everybody in the network. One row or none, as there is one network.
      CREATE TABLE network_rules (
        network_id uuid PRIMARY KEY REFERENCES networks ON DELETE CASCADE,
        approval_over int NOT NULL DEFAULT 1000 CHECK (approval_over BETWEEN 1 AND 1000000),
        -- At most so many bulk mails a person within cap_days, whoever sends them. NULL: no cap.
        cap_mails int CHECK (cap_mails BETWEEN 1 AND 100),
        cap_days int NOT NULL DEFAULT 7 CHECK (cap_days BETWEEN 1 AND 31),
        -- Whose urgent mailings go out all the same.
        cap_passes text NOT NULL DEFAULT 'nobody' CHECK (cap_passes IN ('nobody', 'network-urgent', 'urgent')),
        is_told_of_sends boolean NOT NULL DEFAULT false,
        changed_by uuid REFERENCES accounts,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX network_rules_one ON network_rules ((true));
      -- Rules are for those whom they bind: everybody may read them, and who governs the network writes them.
      ALTER TABLE network_rules ENABLE ROW LEVEL SECURITY;
      CREATE POLICY network_rules_read ON network_rules FOR SELECT USING (true);
      CREATE POLICY network_rules_own ON network_rules USING (network_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Its place was taken before anything asked for it.
      ALTER TABLE networks DROP COLUMN approval_threshold;

      -- Held: its time came, and it waits for somebody to say what becomes of it.
      ALTER TABLE mailings DROP CONSTRAINT mailings_state_check;
      ALTER TABLE mailings ADD CONSTRAINT mailings_state_check CHECK (state IN
        ('draft', 'scheduled', 'held', 'preparing', 'sending', 'paused', 'finished', 'cancelled'));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
