import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Agreements1763700030710 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What organizations agreed in writing. Whether one is in force follows from its signatures and its time, so that
      -- no job has to come round for it to end.
      CREATE TABLE agreements (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('mou', 'data-sharing', 'affiliation')),
        title text NOT NULL,
        clauses text[] NOT NULL DEFAULT '{}' CHECK (clauses <@ ARRAY['shares-people', 'shares-counts', 'no-onward-sharing',
          'acknowledges-removals', 'confidentiality', 'breach-notice', 'logo-use', 'public-records', 'ends-on-notice']),
        effective_on date NOT NULL,
        expires_on date CHECK (expires_on >= effective_on),
        -- The same in UTC: the first midnight and the one after the last day, where the owner is.
        starts_at timestamptz NOT NULL,
        ends_at timestamptz,
        file_id uuid REFERENCES files,
        renews_id uuid REFERENCES agreements ON DELETE SET NULL,
        ended_at timestamptz,
        ended_by uuid REFERENCES accounts,
        end_reason text NOT NULL DEFAULT '',
        is_practice boolean NOT NULL DEFAULT false,
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((expires_on IS NULL) = (ends_at IS NULL)),
        -- Nobody is shown to others without an end (34 USC 12291(b)(2): releases are reasonably time-limited).
        CHECK (NOT 'shares-people' = ANY (clauses) OR expires_on IS NOT NULL)
      );
      CREATE INDEX ON agreements (owner_id, expires_on, id);
      CREATE INDEX ON agreements (renews_id) WHERE renews_id IS NOT NULL;
      CREATE INDEX ON agreements (file_id) WHERE file_id IS NOT NULL;
      CREATE TABLE agreement_parties (
        agreement_id uuid NOT NULL REFERENCES agreements ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        signed_by text NOT NULL DEFAULT '',
        signed_on date,
        PRIMARY KEY (agreement_id, organization_id),
        CHECK ((signed_on IS NULL) = (signed_by = ''))
      );
      CREATE INDEX ON agreement_parties (organization_id);
      CREATE TABLE agreement_reminders (
        agreement_id uuid NOT NULL REFERENCES agreements ON DELETE CASCADE,
        days_before int NOT NULL CHECK (days_before IN (60, 30, 7)),
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (agreement_id, days_before)
      );

      -- These run as the owner of the tables, because agreements and their parties are each seen through the other.
      CREATE FUNCTION agreement_has_party(agreement uuid, parties uuid[]) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM agreement_parties p
             WHERE p.agreement_id = agreement AND p.organization_id = ANY (parties)) $$;
      CREATE FUNCTION agreement_owner(agreement uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ SELECT owner_id FROM agreements WHERE id = agreement $$;
      CREATE FUNCTION agreement_file_is_seen(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM agreements a WHERE a.file_id = file
             AND (a.owner_id = ANY (accord_scope()) OR agreement_has_party(a.id, accord_scope()))) $$;
      -- draft -> upcoming -> in-force -> expired, and ended from every one of them. NULL for no agreement.
      CREATE FUNCTION agreement_status(agreement uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT CASE
             WHEN a.ended_at IS NOT NULL THEN 'ended'
             WHEN EXISTS (SELECT 1 FROM agreement_parties p WHERE p.agreement_id = a.id AND p.signed_on IS NULL) THEN 'draft'
             WHEN now() < a.starts_at THEN 'upcoming'
             WHEN now() >= a.ends_at THEN 'expired'
             ELSE 'in-force' END
           FROM agreements a WHERE a.id = agreement $$;

      ALTER TABLE agreements ENABLE ROW LEVEL SECURITY;
      CREATE POLICY agreements_own ON agreements USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY agreements_of_parties ON agreements FOR SELECT
        USING (agreement_has_party(id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE agreement_parties ENABLE ROW LEVEL SECURITY;
      CREATE POLICY agreement_parties_own ON agreement_parties
        USING (agreement_owner(agreement_id) = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY agreement_parties_seen ON agreement_parties FOR SELECT
        USING (agreement_has_party(agreement_id, (SELECT accord_scope())::uuid[]));
      ALTER TABLE agreement_reminders ENABLE ROW LEVEL SECURITY;
      CREATE POLICY agreement_reminders_own ON agreement_reminders
        USING (agreement_owner(agreement_id) = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY files_agreements ON files FOR SELECT USING (purpose = 'agreement' AND agreement_file_is_seen(id));

      -- CO-7: nobody is shown to another organization unless an agreement in force says so, and never past its end.
      -- It is asked here as well as in the service, so that no import, job or later feature gets round it.
      CREATE FUNCTION agreement_allows_sharing(agreement uuid, giver uuid, taker uuid) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT coalesce(agreement_status(agreement) = 'in-force', false)
             AND EXISTS (SELECT 1 FROM agreements a WHERE a.id = agreement AND 'shares-people' = ANY (a.clauses))
             AND agreement_has_party(agreement, ARRAY[giver]) AND agreement_has_party(agreement, ARRAY[taker]) $$;
      CREATE FUNCTION share_stands_on_agreement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT agreement_allows_sharing(NEW.agreement_id, NEW.from_id, NEW.to_id)
          OR NEW.ends_at > (SELECT a.ends_at FROM agreements a WHERE a.id = NEW.agreement_id) THEN
          RAISE EXCEPTION 'no agreement in force allows this share' USING ERRCODE = 'AC007';
        END IF;
        RETURN NEW;
      END $$;
      -- What stood on an agreement that was ended is over with it, whichever party had given it. Who keeps the agreement
      -- need not see those people, so it runs as the owner of the tables and tells nothing.
      CREATE FUNCTION end_shares_under(agreement uuid, account uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ INSERT INTO share_ends (share_id, reason, ended_by)
           SELECT s.id, 'agreement-over', account FROM shares s
           WHERE s.agreement_id = agreement AND s.ends_at > now() AND agreement_status(agreement) = 'ended'
             AND agreement_owner(agreement) = ANY (accord_scope())
           ON CONFLICT (share_id) DO NOTHING $$;
      ALTER TABLE shares ALTER COLUMN agreement_id SET NOT NULL;
      ALTER TABLE shares ADD FOREIGN KEY (agreement_id) REFERENCES agreements;
      CREATE INDEX ON shares (agreement_id);
      CREATE TRIGGER shares_stand_on_agreement BEFORE INSERT ON shares
        FOR EACH ROW EXECUTE FUNCTION share_stands_on_agreement();
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
